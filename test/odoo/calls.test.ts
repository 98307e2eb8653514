import { afterAll, describe, expect, it } from 'vitest';
import type { RequestSpec } from '../../src/model/requestSpec';
import { clientWith, connection, major, target, transport, wayName, waysOfCalls, type Row } from './target';

afterAll(() => transport.close());

const tag = `explorer-test-${process.pid}-${Date.now()}`;
const client = clientWith();

describe.each(waysOfCalls)('$auth over $protocol', (way) => {
  const self = connection({ ...way, id: wayName(way) });
  const run = async (spec: RequestSpec): Promise<unknown> => (await client.run(self, spec)).value;

  it('signs in and gives the user’s id', async () => {
    const uid = await client.signIn(self);
    expect(uid).toBeGreaterThan(0);
    const rows = await run({ operation: 'read', model: 'res.users', ids: [uid], fields: ['login'] });
    expect(rows).toEqual([{ id: uid, login: target.login }]);
  });

  it('creates one record, reads, changes, counts and deletes it', async () => {
    const name = `${tag} ${wayName(way)}`;
    const id = await run({
      operation: 'create',
      model: 'res.partner',
      values: { name, email: 'a@example.com' },
    });
    expect(id).toBeTypeOf('number');
    const ids = [id as number];
    const read = (): Promise<unknown> =>
      run({ operation: 'read', model: 'res.partner', ids, fields: ['name', 'email', 'phone'] });
    expect(await read()).toEqual([{ id, name, email: 'a@example.com', phone: false }]);
    expect(
      await run({ operation: 'update', model: 'res.partner', ids, values: { email: 'b@example.com' } }),
    ).toBe(true);
    expect(await read()).toEqual([{ id, name, email: 'b@example.com', phone: false }]);
    const domain = [['name', '=', name]];
    expect(await run({ operation: 'count', model: 'res.partner', domain })).toBe(1);
    expect(await run({ operation: 'delete', model: 'res.partner', ids })).toBe(true);
    expect(await run({ operation: 'count', model: 'res.partner', domain })).toBe(0);
  });

  it('creates several records at once and gives their ids', async () => {
    const names = ['one', 'two', 'three'].map((word) => `${tag} ${wayName(way)} ${word}`);
    const ids = (await run({
      operation: 'create',
      model: 'res.partner',
      values: names.map((name) => ({ name })),
    })) as number[];
    expect(ids).toHaveLength(3);
    try {
      const rows = (await run({
        operation: 'searchRead',
        model: 'res.partner',
        domain: [['id', 'in', ids]],
        fields: ['name'],
        order: 'id desc',
      })) as Row[];
      expect(rows.map((row) => row['name'])).toEqual([...names].reverse());
    } finally {
      await run({ operation: 'delete', model: 'res.partner', ids });
    }
  });

  it('reads a domain as Python and as JSON alike', async () => {
    const count = (domain: string): Promise<unknown> =>
      run({ operation: 'count', model: 'res.partner', domain });
    const python = await count("['|', ('is_company', '=', True), ('name', 'ilike', 'a')]");
    expect(python).toBeGreaterThan(0);
    expect(await count('["|", ["is_company", "=", true], ["name", "ilike", "a"]]')).toBe(python);
    expect(await count('[["id", "=", 0]]')).toBe(0);
  });

  it('keeps to order, limit and offset', async () => {
    const search = async (order: string, limit?: number, offset?: number): Promise<number[]> => {
      const rows = (await run({
        operation: 'searchRead',
        model: 'res.country',
        fields: ['code'],
        order,
        ...(limit === undefined ? {} : { limit }),
        ...(offset === undefined ? {} : { offset }),
      })) as Row[];
      return rows.map((row) => row.id);
    };
    const all = await search('id');
    expect(all.length).toBeGreaterThan(200);
    expect(all).toEqual([...all].sort((a, b) => a - b));
    expect(await search('id', 5, 10)).toEqual(all.slice(10, 15));
    expect(await search('id desc', 3)).toEqual([...all].reverse().slice(0, 3));
  });

  it('calls a method with arguments by position and by name', async () => {
    const found = (await run({
      operation: 'call',
      model: 'res.country',
      method: 'name_search',
      args: ['Belgi'],
      kwargs: { limit: 3 },
    })) as [number, string][];
    expect(found[0]?.[1]).toBe('Belgium');
    expect(
      await run({
        operation: 'call',
        model: 'res.partner',
        method: major >= 18 ? 'has_access' : 'check_access_rights',
        ...(major >= 18 ? { args: [[], 'read'] } : { args: ['read'] }),
      }),
    ).toBe(true);
  });

  it('hands the context on', async () => {
    const values = { name: `${tag} archived`, active: false };
    const id = (await run({ operation: 'create', model: 'res.partner', values })) as number;
    const domain = [['id', '=', id]];
    try {
      const count = (context: Record<string, boolean>): Promise<unknown> =>
        run({ operation: 'count', model: 'res.partner', domain, context });
      expect(await count({})).toBe(0);
      expect(await count({ active_test: false })).toBe(1);
    } finally {
      await run({ operation: 'delete', model: 'res.partner', ids: [id] });
    }
  });

  it('brings text back as it was sent: signs of every kind, markup, quotes and line breaks', async () => {
    const name = `${tag} Ünïcödé 日本語 العربية 🧪👩‍💻 <b>&amp; "quoted" 'too' ]]> %s \\n`;
    const comment = 'first line\nsecond\tline   end';
    const id = (await run({
      operation: 'create',
      model: 'res.partner',
      values: { name, street: comment },
    })) as number;
    try {
      const rows = await run({
        operation: 'read',
        model: 'res.partner',
        ids: [id],
        fields: ['name', 'street'],
      });
      expect(rows).toEqual([{ id, name, street: comment }]);
      expect(await run({ operation: 'count', model: 'res.partner', domain: [['name', '=', name]] })).toBe(1);
    } finally {
      await run({ operation: 'delete', model: 'res.partner', ids: [id] });
    }
  });

  it('brings numbers, dates, related records and empty values back as Odoo keeps them', async () => {
    const belgium = (await run({
      operation: 'searchRead',
      model: 'res.country',
      domain: [['code', '=', 'BE']],
      fields: ['name'],
    })) as Row[];
    const country = belgium[0]?.id ?? 0;
    const values = { name: `${tag} values`, partner_latitude: 50.8466, color: 7, country_id: country };
    const id = (await run({ operation: 'create', model: 'res.partner', values })) as number;
    try {
      const rows = (await run({
        operation: 'read',
        model: 'res.partner',
        ids: [id],
        fields: [
          'partner_latitude',
          'color',
          'country_id',
          'parent_id',
          'child_ids',
          'create_date',
          'active',
        ],
      })) as Row[];
      expect(rows[0]).toEqual({
        id,
        partner_latitude: 50.8466,
        color: 7,
        country_id: [country, 'Belgium'],
        parent_id: false,
        child_ids: [],
        create_date: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) as string,
        active: true,
      });
    } finally {
      await run({ operation: 'delete', model: 'res.partner', ids: [id] });
    }
  });

  it('says of a method without a value that it was carried out, and it was', async () => {
    const id = (await run({
      operation: 'create',
      model: 'res.partner',
      values: { name: `${tag} none` },
    })) as number;
    try {
      const outcome = await client.run(self, {
        operation: 'call',
        model: 'res.partner',
        method: 'action_archive',
        args: [[id]],
      });
      expect(outcome.value).toBeNull();
      expect(outcome.note).toBe(way.protocol === 'xmlRpc' ? 'noneOverXmlRpc' : undefined);
      const rows = await run({ operation: 'read', model: 'res.partner', ids: [id], fields: ['active'] });
      expect(rows).toEqual([{ id, active: false }]);
    } finally {
      await run({ operation: 'delete', model: 'res.partner', ids: [id] });
    }
  });
});
