import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookFurther } from '../../src/diagnosis/call/lookFurther';
import type { Known } from '../../src/diagnosis/call/questions';
import { explainError } from '../../src/diagnosis/explain';
import type { Connection } from '../../src/model/connection';
import type { ExplainedProblem } from '../../src/model/problem';
import { isWrite, type RequestSpec } from '../../src/model/requestSpec';
import { readServerVersion } from '../../src/odoo/server';
import { clientWith, connection, describeInLab, hidesReasons, lab, limits, major, transport } from './target';

afterAll(() => transport.close());

const admin = clientWith();
const own = connection({ protocol: 'xmlRpc', auth: 'apiKey' });
const version = await readServerVersion(own.url, (request) => transport.send(request, limits));
const noRecord = 999_999_999;

/** A test of what only some versions do: there is none on the others. */
function onVersions(applies: boolean, name: string, test: () => Promise<void>): void {
  if (applies) it(name, test);
}

interface User {
  connection: Connection;
  client: ReturnType<typeof clientWith>;
}

/** A call that fails, and what looking further into it says. */
async function failing(
  { client, connection: self }: User,
  spec: RequestSpec,
  asked: RequestSpec[] = [],
): Promise<ExplainedProblem> {
  const { login, protocol } = self;
  const known: Known = { login, protocol, version };
  const error: unknown = await client.run(self, spec).then(
    () => {
      throw new Error('This was expected to fail, and it did not.');
    },
    (failure: unknown) => failure,
  );
  return explainError(
    await lookFurther(error, spec, {
      limitMs: 60_000,
      known: () => known,
      ask: async (question, signal) => {
        asked.push(question);
        return (await client.run(self, question, { signal })).value;
      },
    }),
  );
}

const text = (problem: ExplainedProblem): string => (problem.evidence ?? []).join('\n');

function adminOver(protocol: 'jsonRpc' | 'xmlRpc' | 'json2'): User {
  return { client: admin, connection: connection({ protocol, auth: 'apiKey', id: `admin-${protocol}` }) };
}

function plainOver(protocol: 'xmlRpc' | 'json2'): User {
  const { login, apiKey } = lab().plain;
  return {
    client: clientWith(apiKey),
    connection: connection({ protocol, auth: 'apiKey', login, id: `plain-${protocol}` }),
  };
}

const protocols = major >= 19 ? (['xmlRpc', 'json2'] as const) : (['xmlRpc'] as const);
type Reading = Extract<RequestSpec, { operation: 'searchRead' }>;
const someone: Reading = { operation: 'searchRead', model: 'res.partner', fields: ['name'], limit: 1 };

async function somePartner(): Promise<number> {
  const { value } = await admin.run(own, someone);
  return (value as { id: number }[])[0]?.id ?? 0;
}

describe.each(protocols)('a misspelt call over %s', (protocol) => {
  const user = adminOver(protocol);

  it('names the field that was probably meant, and where it stands', async () => {
    const problem = await failing(user, { ...someone, fields: ['nmae'] });
    expect(problem.code).toBe('server.unknownField');
    expect(problem.facts).toMatchObject({ field: 'nmae', model: 'res.partner', suggestion: 'name' });
    expect(text(problem)).toContain('nmae stands in the list of fields to read.');
  });

  it('names the condition of a domain that a misspelt field stands in', async () => {
    const domain = "[('is_company', '=', True), ('country_id.cdoe', '=', 'BE')]";
    const problem = await failing(user, { operation: 'count', model: 'res.partner', domain });
    expect(problem.code).toBe('server.unknownField');
    expect(problem.facts).toMatchObject({
      field: 'cdoe',
      model: 'res.country',
      suggestion: 'code',
      condition: 2,
      position: domain.indexOf('cdoe'),
    });
    expect(text(problem)).toContain("('country_id.cdoe', '=', 'BE')");
  });

  it('says that a method’s own list of fields does not go through a relation', async () => {
    const problem = await failing(user, {
      operation: 'call',
      model: 'res.partner',
      method: 'search_read',
      kwargs: { domain: [], fields: ['country_id.code'], limit: 1 },
    });
    expect(problem.code).toBe('server.unknownField');
    expect(problem.facts).toMatchObject({ suggestion: 'country_id', segment: 'code' });
    expect(text(problem)).toContain('res.country');
  });

  it('names the model that was probably meant', async () => {
    const problem = await failing(user, { operation: 'count', model: 'res.partnre' });
    expect(problem.code).toBe('server.unknownModel');
    expect(problem.facts).toMatchObject({ model: 'res.partnre', suggestion: 'res.partner' });
  });

  it('names the method that was probably meant', async () => {
    const problem = await failing(user, {
      operation: 'call',
      model: 'res.partner',
      method: 'serach_read',
      kwargs: { ids: [] },
    });
    expect(problem.code).toBe('server.unknownMethod');
    expect(problem.facts).toMatchObject({ suggestion: 'search_read' });
  });

  it('points at the condition that Odoo cannot use', async () => {
    const domain = [
      ['is_company', '=', true],
      ['name', 'resembles', 'x'],
    ];
    const problem = await failing(user, { operation: 'count', model: 'res.partner', domain });
    expect(problem.code).toBe('server.domain');
    expect(problem.facts).toMatchObject({ condition: 2, field: 'name', operator: 'resembles' });
    expect(text(problem)).toContain('resembles');
  });

  it('points at the value that does not fit its field', async () => {
    const domain = "[('id', '=', 'abc')]";
    const problem = await failing(user, { operation: 'count', model: 'res.partner', domain });
    expect(problem.code).toBe('server.domain');
    expect(problem.facts).toMatchObject({ field: 'id', position: domain.indexOf("'abc'") });
    expect(text(problem)).toContain('"abc" does not fit id');
  });

  it('says which records are not there', async () => {
    const there = await somePartner();
    const problem = await failing(user, {
      operation: 'update',
      model: 'res.partner',
      ids: [there, noRecord],
      values: { function: 'Nobody' },
    });
    expect(problem.code).toBe('server.missingRecord');
    expect(problem.facts).toMatchObject({ ids: String(noRecord), reason: 'gone', model: 'res.partner' });
    expect(text(problem)).toContain(`Still there: ${there}.`);
  });

  it('names the required fields that a new record has no value for', async () => {
    const problem = await failing(user, { operation: 'create', model: 'res.partner.category', values: {} });
    expect(problem.code).toBe('server.refused');
    expect(problem.facts).toMatchObject({ field: 'name', fields: 'name', model: 'res.partner.category' });
    expect(text(problem)).toContain('Required, without a value in the request and without a default: name');
  });

  it('names the choices where a value is none of them', async () => {
    const problem = await failing(user, {
      operation: 'create',
      model: 'res.partner',
      values: { name: 'Nobody', type: 'nonsense' },
    });
    expect(problem.facts).toMatchObject({ field: 'type' });
    expect(text(problem)).toMatch(/"nonsense" is no choice of type .*invoice/);
  });

  it('says which companies the user may use', async () => {
    const problem = await failing(user, {
      operation: 'call',
      model: 'res.partner',
      method: 'default_get',
      args: [['company_id']],
      context: { allowed_company_ids: [9999] },
    });
    expect(problem.code).toBe('server.companyNotAllowed');
    expect(problem.facts).toMatchObject({ companies: '9999', refused: '9999', allowed: '1' });
  });
});

describe('a call that depends on the version', () => {
  const user = adminOver('xmlRpc');

  onVersions(major >= 18, 'says which language is installed', async () => {
    const problem = await failing(user, { ...someone, context: { lang: 'en_XX' } });
    expect(problem.code).toBe('server.languageNotInstalled');
    expect(problem.facts).toMatchObject({ language: 'en_XX', suggestion: 'en_US' });
  });

  onVersions(major >= 18, 'says since when a method is gone, and what does its work', async () => {
    const problem = await failing(user, {
      operation: 'call',
      model: 'res.partner',
      method: 'name_get',
      args: [[1]],
    });
    expect(problem.code).toBe('server.methodRemoved');
    expect(text(problem)).toContain('name_get is gone since Odoo 18');
  });

  onVersions(major < 19, 'says with which version a method comes', async () => {
    const problem = await failing(user, {
      operation: 'call',
      model: 'res.partner',
      method: 'formatted_read_group',
      args: [[]],
    });
    expect(problem.code).toBe('server.unknownMethod');
    expect(text(problem)).toContain('formatted_read_group came with Odoo 19');
  });

  onVersions(major >= 19, 'says what to call in place of a method that is private now', async () => {
    const problem = await failing(user, {
      operation: 'call',
      model: 'res.partner',
      method: 'exists',
      args: [[1]],
    });
    expect(problem.code).toBe('server.privateMethod');
    expect(problem.facts['successor']).toBe('search');
  });
});

describeInLab('a user without rights', () => {
  describe.each(protocols)('over %s', (protocol) => {
    it('is told which groups may do it, and what else the user may do', async () => {
      const asked: RequestSpec[] = [];
      const spec: RequestSpec = {
        operation: 'create',
        model: 'res.country',
        values: { name: 'X', code: 'XQ' },
      };
      const problem = await failing(plainOver(protocol), spec, asked);
      expect(problem.code).toBe('server.accessRights');
      expect(problem.facts).toMatchObject({ model: 'res.country', operation: 'create', reason: 'access' });
      expect(String(problem.facts['groups'])).toMatch(/Settings|Administrator/);
      expect(text(problem)).toContain('This user has no Create Access to res.country');
      expect(text(problem)).toContain('What this user has on res.country: Read Access.');
      expect(asked.length).toBeLessThanOrEqual(6);
      expect(asked.some(isWrite)).toBe(false);
    });

    it('is told that a rule hides a record', async () => {
      const problem = await failing(plainOver(protocol), {
        operation: 'read',
        model: 'res.users.apikeys',
        ids: [1],
        fields: ['name'],
      });
      expect(problem.code).toBe('server.accessRights');
      expect(problem.facts).toMatchObject({ reason: 'rule', operation: 'read', model: 'res.users.apikeys' });
      expect(text(problem)).toContain('Searching for them finds none of the records 1.');
      expect(text(problem)).toContain(
        // Odoo 14 names its rules to everyone who sees technical things.
        major < 18 ? 'Users can read and delete their own keys' : 'only a user with Access Rights can read',
      );
    });

    it('is told which field is closed, and to whom it is open', async () => {
      const field = 'signup_type';
      const spec: RequestSpec = { ...someone, fields: ['name', field] };
      const problem = await failing(plainOver(protocol), spec);
      expect(problem.code).toBe('server.accessRights');
      expect(problem.facts).toMatchObject({ reason: 'field', fields: field });
      expect(String(problem.facts['groups'])).toContain('Access Rights');
      expect(text(problem)).toContain(`The field ${field} of res.partner is closed to this user.`);
    });
  });
});

describeInLab('a user who may read the rules', () => {
  const login = 'rules.reader';
  const password = 'rules.reader.password';
  const user: User = {
    client: clientWith(password),
    connection: connection({ protocol: 'xmlRpc', auth: 'password', login, id: 'rules' }),
  };
  let uid = 0;

  beforeAll(async () => {
    const group = async (name: string): Promise<number> => {
      const { value } = await admin.run(own, {
        operation: 'searchRead',
        model: 'ir.model.data',
        domain: [
          ['module', '=', 'base'],
          ['name', '=', name],
        ],
        fields: ['res_id'],
      });
      return (value as { res_id: number }[])[0]?.res_id ?? 0;
    };
    const ids = [await group('group_user'), await group('group_erp_manager')];
    const values = {
      name: 'Rules Reader',
      login,
      password,
      [major < 19 ? 'groups_id' : 'group_ids']: [[6, 0, ids]],
    };
    const { value } = await admin.run(own, { operation: 'create', model: 'res.users', values });
    uid = Number(value);
  });

  afterAll(async () => {
    const [row] = (
      await admin.run(own, { operation: 'read', model: 'res.users', ids: [uid], fields: ['partner_id'] })
    ).value as { partner_id: [number, string] }[];
    await admin.run(own, { operation: 'delete', model: 'res.users', ids: [uid] });
    if (row) await admin.run(own, { operation: 'delete', model: 'res.partner', ids: [row.partner_id[0]] });
  });

  it('is told the rules that bind, with their domains', async () => {
    const problem = await failing(user, {
      operation: 'read',
      model: 'res.users.apikeys',
      ids: [1],
      fields: ['name'],
    });
    expect(problem.facts).toMatchObject({ reason: 'rule' });
    expect(String(problem.facts['rules'])).toContain('Users can read and delete their own keys');
    expect(text(problem)).toContain("[('user_id', '=', user.id)]");
    expect(text(problem)).not.toContain('Public users');
  });

  it('is told the rows that give the right to others', async () => {
    const problem = await failing(user, { operation: 'count', model: 'ir.cron' });
    expect(problem.facts).toMatchObject({ reason: 'access', operation: 'read' });
    expect(text(problem)).toMatch(/Rows that give it: “.*ir.?cron/);
  });
});

if (hidesReasons) {
  describe('where Odoo 14 hides every reason', () => {
    it('finds it out again over JSON-RPC, for reads', async () => {
      const problem = await failing(adminOver('jsonRpc'), { ...someone, fields: ['nmae'] });
      expect(problem.facts).toMatchObject({ suggestion: 'name' });
    });

    it('asks for the commonest reasons of a write, which is never repeated', async () => {
      const { login, apiKey } = lab().plain;
      const plain: User = {
        client: clientWith(apiKey),
        connection: connection({ protocol: 'jsonRpc', auth: 'apiKey', login, id: 'plain-jsonRpc' }),
      };
      const spec: RequestSpec = {
        operation: 'create',
        model: 'res.country',
        values: { name: 'X', code: 'XQ' },
      };
      const problem = await failing(plain, spec);
      expect(problem.code).toBe('server.hiddenReason');
      expect(text(problem)).toBe('This user has no Create Access to res.country, so Odoo had to refuse.');
    });

    it('finds the record of a write that is not there', async () => {
      const problem = await failing(adminOver('jsonRpc'), {
        operation: 'update',
        model: 'res.partner',
        ids: [noRecord],
        values: { name: 'X' },
      });
      expect(problem.facts).toMatchObject({ ids: String(noRecord), cause: 'record' });
    });
  });
}
