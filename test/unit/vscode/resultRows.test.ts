import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/connection';
import type { Json, JsonObject } from '../../../src/model/json';
import type { Outcome } from '../../../src/model/outcome';
import type { RequestSpec } from '../../../src/model/requestSpec';
import type { FieldInfo } from '../../../src/model/schemaInfo';
import { answerFields } from '../../../src/vscode/views/request/answerFields';
import { groupRequest, relatedRequest } from '../../../src/vscode/views/request/relatedRequests';
import { ResultStore } from '../../../src/vscode/views/request/resultStore';

const connection: Connection = {
  id: 'c',
  name: 'C',
  url: 'https://erp.example.com',
  database: 'db',
  login: 'admin',
  auth: 'apiKey',
  protocol: 'json2',
  production: false,
  readOnly: false,
  serverVersion: '19.0',
};
const search = {
  operation: 'searchRead',
  model: 'res.partner',
  fields: ['name', 'country_id'],
  limit: 3,
} satisfies RequestSpec;

function outcome(value: Json, more: Partial<Outcome> = {}): Outcome {
  return { value, method: 'search_read', protocol: 'json2', ms: 12, bytes: 345, ...more };
}

function field(name: string, type: string, more: Partial<FieldInfo> = {}): FieldInfo {
  return { name, label: name.toUpperCase(), type, required: false, readonly: false, stored: true, ...more };
}

const fields = [
  field('name', 'char'),
  field('country_id', 'many2one', { relation: 'res.country' }),
  field('active', 'boolean'),
];

const rows: JsonObject[] = [
  { id: 1, name: 'Zed', country_id: [2, 'Peru'] },
  { id: 2, name: 'abel', country_id: false },
  { id: 3, name: 'Mia', country_id: [1, 'Chad'] },
];

function kept(value: Json = structuredClone(rows), spec: RequestSpec = search) {
  const store = new ResultStore();
  return { store, summary: store.keep(connection, spec, outcome(value), fields) };
}

describe('The columns of an answer', () => {
  it('say what a field leads to, chooses from, and whether it can be changed', () => {
    const known = [
      field('id', 'integer', { readonly: true }),
      field('amount', 'monetary', { currencyField: 'currency_id' }),
      field('rate', 'float', { digits: [12, 6] }),
      field('state', 'selection', { selection: [['draft', 'Draft']] }),
      field('total', 'float', { stored: false }),
      field('partner_id', 'many2one', { relation: 'res.partner', readonly: true }),
      field('line_ids', 'one2many', { relation: 'x.line' }),
    ];
    const row = { id: 1, amount: 1, rate: 1, state: 'draft', total: 1, partner_id: false, line_ids: [] };
    const spec = { ...search, fields: [] };
    const { columns } = new ResultStore().keep(connection, spec, outcome([row]), known);
    expect(columns).toEqual([
      { name: 'id', label: 'ID', type: 'integer' },
      { name: 'amount', label: 'AMOUNT', type: 'monetary', currencyField: 'currency_id', editable: true },
      { name: 'rate', label: 'RATE', type: 'float', decimals: 6, editable: true },
      { name: 'state', label: 'STATE', type: 'selection', selection: [['draft', 'Draft']], editable: true },
      { name: 'total', label: 'TOTAL', type: 'float' },
      { name: 'partner_id', label: 'PARTNER_ID', type: 'many2one', relation: 'res.partner' },
      { name: 'line_ids', label: 'LINE_IDS', type: 'one2many', relation: 'x.line' },
    ]);
    const readOnly = { ...connection, readOnly: true };
    const told = new ResultStore().keep(readOnly, spec, outcome([row]), known).columns;
    expect(told.some(({ editable }) => editable)).toBe(false);
  });

  it('are named along a path through relations', async () => {
    const schema = {
      fields: (_: Connection, model: string) =>
        model === 'res.country'
          ? Promise.resolve([
              field('code', 'char'),
              field('state_ids', 'one2many', { relation: 'res.state' }),
            ])
          : model === 'res.partner'
            ? Promise.resolve(fields)
            : Promise.reject(new Error('no rights')),
    };
    const spec = { ...search, fields: ['country_id.code', 'country_id.state_ids.name', 'gone.x'] };
    const known = await answerFields(schema, connection, spec);
    const row = { id: 1, 'country_id.code': 'BE', 'country_id.state_ids.name': ['a'], 'gone.x': 1 };
    const { columns } = new ResultStore().keep(connection, spec, outcome([row]), known);
    expect(columns).toEqual([
      { name: 'id', label: 'id' },
      { name: 'country_id.code', label: 'COUNTRY_ID / CODE', type: 'char' },
      { name: 'country_id.state_ids.name', label: 'country_id.state_ids.name' },
      { name: 'gone.x', label: 'gone.x' },
    ]);
  });

  it('of groups are what they were made by, what was summed up, and their records', () => {
    const spec: RequestSpec = {
      operation: 'readGroup',
      model: 'sale.order',
      groupBy: ['country_id', 'date:month'],
      aggregates: ['amount:sum', 'name:count_distinct', '__count'],
    };
    const known = [...fields, field('date', 'datetime'), field('amount', 'monetary', { currencyField: 'x' })];
    const group = {
      country_id: [2, 'Peru'],
      'date:month': ['2026-11-01 00:00:00', 'November 2026'],
      'amount:sum': 5,
      'name:count_distinct': 2,
      __count: 2,
      __domain: [['country_id', '=', 2]],
    };
    const store = new ResultStore();
    const { columns, groups, opens, resultId } = store.keep(connection, spec, outcome([group]), known);
    expect(columns).toEqual([
      { name: 'country_id', label: 'COUNTRY_ID', type: 'many2one', relation: 'res.country' },
      { name: 'date:month', label: 'DATE: month', type: 'datetime' },
      { name: 'amount:sum', label: 'AMOUNT: sum', type: 'monetary' },
      { name: 'name:count_distinct', label: 'NAME: count_distinct', type: 'integer' },
      { name: '__count', label: 'Records', type: 'integer' },
    ]);
    expect({ groups, opens }).toEqual({ groups: true, opens: false });
    expect(store.rows(resultId, 0, 0, 1)[0]).toMatchObject({ 'date:month': 'November 2026' });
    expect(store.rows(resultId, 0, 0, 1)[0]).not.toHaveProperty('__domain');
    expect(store.record(resultId, 0, 0)).toEqual(group);
    expect(groupRequest(spec, store.record(resultId, 0, 0))).toEqual({
      operation: 'searchRead',
      model: 'sale.order',
      domain: "[('country_id', '=', 2)]",
      fields: ['display_name', 'country_id', 'date', 'amount', 'name'],
      limit: 80,
    });
  });
});

describe('The rows of an answer', () => {
  it('are sorted and filtered here, and every earlier order is outdated then', () => {
    const { store, summary } = kept();
    const { resultId } = summary;
    const byName = store.arrange(resultId, [{ column: 'name', descending: false }], []);
    expect(byName.rowCount).toBe(3);
    const names = (arrangement: number) => store.rows(resultId, arrangement, 0, 9).map(({ name }) => name);
    expect(names(byName.arrangement)).toEqual(['abel', 'Mia', 'Zed']);
    expect(store.record(resultId, byName.arrangement, 1)).toEqual(rows[2]);
    const filtered = store.arrange(resultId, [], [{ column: 'country_id', text: '!empty' }]);
    expect(filtered.rowCount).toBe(2);
    expect(store.loadedRows(resultId).map(({ id }) => id)).toEqual([1, 3]);
    expect(() => names(byName.arrangement)).toThrow('call.outdated');
    expect(names(0)).toEqual(['Zed', 'abel', 'Mia']);
    expect(() => store.record(resultId, filtered.arrangement, 2)).toThrow('call.outdated');
  });

  it('go to the page with long strings cut, but for images that it shows', () => {
    const long = 'x'.repeat(3000);
    const image = `iVBORw0KGgo${'A'.repeat(5000)}`;
    const huge = `iVBORw0KGgo${'A'.repeat(200_000)}`;
    const row = { id: 1, name: long, image, huge, deep: { list: [long] }, short: 'é' };
    const { store, summary } = kept([row]);
    const [shown] = store.rows(summary.resultId, 0, 0, 1);
    expect(shown).toEqual({
      id: 1,
      name: `${'x'.repeat(2000)}…`,
      image,
      huge: `${huge.slice(0, 2000)}…`,
      deep: { list: [`${'x'.repeat(2000)}…`] },
      short: 'é',
    });
    expect(store.record(summary.resultId, 0, 0)).toEqual(row);
  });

  it('keep a field called __proto__ as one like any other', () => {
    const hostile = JSON.parse(`{"id": 1, "__proto__": "${'y'.repeat(2500)}"}`) as JsonObject;
    const { store, summary } = kept([hostile]);
    const [shown] = store.rows(summary.resultId, 0, 0, 1);
    expect(Object.keys(shown ?? {})).toEqual(['id', '__proto__']);
    store.replaceRows(summary.resultId, [{ id: 1, name: 'New' }]);
    expect(Object.keys(store.record(summary.resultId, 0, 0))).toEqual(['id', '__proto__', 'name']);
  });

  it('that were written are replaced where they are, in the grid and the JSON', () => {
    const { store, summary } = kept();
    const { resultId } = summary;
    const { arrangement } = store.arrange(resultId, [{ column: 'name', descending: false }], []);
    store.jsonLines(resultId, 0, 1);
    store.replaceRows(resultId, [{ id: 2, name: 'Zzz' }]);
    expect(store.rows(resultId, arrangement, 0, 1)).toEqual([{ id: 2, name: 'Zzz', country_id: false }]);
    expect(store.jsonLines(resultId, 0, 99).lines.join('')).toContain('Zzz');
  });

  it('grow when more are loaded: counts, JSON and what is true of them follow', () => {
    const { store, summary } = kept();
    const { resultId } = summary;
    expect(summary).toMatchObject({ limited: true, loadable: true, rowCount: 3 });
    expect(summary.warnings.map(({ code }) => code)).toEqual(['limitReached', 'archivedHidden']);
    const { arrangement } = store.arrange(resultId, [], []);
    const more = store.append(resultId, {
      rows: [{ id: 4, name: 'New', country_id: false }],
      bytes: 100,
      complete: true,
      capped: false,
    });
    expect(more).toMatchObject({
      resultId,
      rowCount: 4,
      limited: false,
      loadable: false,
      total: 4,
      bytes: 445,
      summary: '4 records',
    });
    expect(more.warnings.map(({ code }) => code)).toEqual(['archivedHidden']);
    expect(() => store.rows(resultId, arrangement, 0, 1)).toThrow('call.outdated');
    expect(store.rows(resultId, 0, 3, 1)).toHaveLength(1);
    expect(store.text(resultId)).toContain('"New"');
    expect(store.last()).toBe(more);
  });

  it('of a search are its ids, which open as records', () => {
    const spec: RequestSpec = { operation: 'search', model: 'res.partner', limit: 2 };
    const { store, summary } = kept([7, 9], spec);
    expect(summary).toMatchObject({ kind: 'table', opens: true, loadable: true, countable: true });
    expect(store.rows(summary.resultId, 0, 0, 9)).toEqual([{ id: 7 }, { id: 9 }]);
    store.append(summary.resultId, { rows: [{ id: 11 }], bytes: 1, complete: true, capped: false });
    expect(JSON.parse(store.text(summary.resultId))).toEqual([7, 9, 11]);
  });

  it('of a name search are ids and names', () => {
    const { store, summary } = kept([[7, 'A']], { operation: 'nameSearch', model: 'res.partner' });
    expect(store.rows(summary.resultId, 0, 0, 9)).toEqual([{ id: 7, display_name: 'A' }]);
    expect(summary.opens).toBe(true);
  });
});

describe('The JSON of an answer', () => {
  it('can be folded and searched until another answer takes its place', async () => {
    const { store, summary } = kept();
    const { resultId } = summary;
    expect(store.jsonEnd(resultId, 0)).toBe(store.jsonLines(resultId, 0, 1).total - 1);
    const signal = new AbortController().signal;
    expect(await store.findInJson(resultId, 'PERU', signal)).toEqual({ lines: [6], more: false });
    const stop = AbortSignal.abort();
    await expect(store.findInJson(resultId, 'x', stop)).rejects.toThrow('call.cancelled');
    store.keep(connection, search, outcome([]), fields);
    expect(() => store.jsonEnd(resultId, 0)).toThrow('call.outdated');
  });
});

describe('What is told about an answer', () => {
  const codes = (spec: RequestSpec, value: Json, more: Partial<Outcome> = {}, on = connection) =>
    new ResultStore().keep(on, spec, outcome(value, more), fields).warnings.map(({ code }) => code);

  it('is that archived records are left out, unless the request speaks of them', () => {
    const unlimited = { operation: 'searchRead', model: 'res.partner' } satisfies RequestSpec;
    expect(codes(unlimited, rows)).toEqual(['archivedHidden']);
    expect(codes({ ...unlimited, domain: "[('active', 'in', [True, False])]" }, rows)).toEqual([]);
    expect(codes({ ...unlimited, domain: [['active', '=', false]] }, rows)).toEqual([]);
    expect(codes({ ...unlimited, context: { active_test: false } }, rows)).toEqual([]);
    expect(codes({ operation: 'count', model: 'res.partner' }, 3)).toEqual(['archivedHidden']);
    expect(codes({ operation: 'read', model: 'res.partner', ids: [1, 2, 3] }, rows)).toEqual([]);
  });

  it('is which records were not there', () => {
    const spec: RequestSpec = { operation: 'read', model: 'm', ids: [1, 2, 3, 8] };
    const { warnings } = new ResultStore().keep(connection, spec, outcome(rows), []);
    expect(warnings).toEqual([
      { code: 'someMissing', sentence: 'The record 8 did not come: it does not exist.' },
    ]);
  });

  it('is that an API or a method comes to its end, on the versions that say so', () => {
    const call: RequestSpec = { operation: 'call', model: 'm', method: 'read_group' };
    const rpc: Partial<Outcome> = { protocol: 'xmlRpc', method: 'read_group' };
    expect(codes(call, 1, rpc)).toEqual(['deprecatedMethod', 'deprecatedApi']);
    expect(codes(call, 1, rpc, { ...connection, serverVersion: '18.0' })).toEqual([]);
    expect(codes(call, 1, { method: 'name_get' }, { ...connection, serverVersion: '17.0' })).toEqual([
      'deprecatedMethod',
    ]);
    expect(codes(call, 1, { method: 'constructor' })).toEqual([]);
  });
});

describe('What a relational cell leads to', () => {
  const many = { name: 'tag_ids', label: 'Tags', type: 'many2many', relation: 'res.tag' };
  const one = { name: 'country_id', label: 'Country', type: 'many2one', relation: 'res.country' };
  const loose = { name: 'res', label: 'Res', type: 'reference' };

  it('is the record of a many2one or a reference, with all its fields', () => {
    const spec = { ...search, context: { lang: 'fr_FR' } };
    const read = { operation: 'read', model: 'res.country', ids: [2], context: { lang: 'fr_FR' } };
    expect(relatedRequest(spec, one, [2, 'Peru'])).toEqual(read);
    expect(relatedRequest(spec, one, 2)).toEqual(read);
    expect(relatedRequest(search, loose, 'res.users,7')).toEqual({
      operation: 'read',
      model: 'res.users',
      ids: [7],
    });
  });

  it('is a search for the records of an x2many', () => {
    expect(relatedRequest(search, many, [3, 8])).toEqual({
      operation: 'searchRead',
      model: 'res.tag',
      domain: "[('id', 'in', [3, 8])]",
      fields: ['display_name'],
      limit: 2,
    });
  });

  it('is nothing where the cell is empty or no relation', () => {
    expect(relatedRequest(search, one, false)).toBeUndefined();
    expect(relatedRequest(search, many, [])).toBeUndefined();
    expect(relatedRequest(search, loose, 'nonsense')).toBeUndefined();
    expect(relatedRequest(search, { name: 'x', label: 'X', type: 'char' }, 'res.users,7')).toBeUndefined();
  });
});
