import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { explain } from '../../src/diagnosis/explain';
import type { SignInMethod } from '../../src/model/authMethod';
import type { RequestSpec } from '../../src/model/requestSpec';
import { toProblem } from '../../src/odoo/error';
import {
  clientWith,
  codeOf,
  connection,
  describeInLab,
  hidesReasons,
  lab,
  major,
  problemOf,
  signInWell,
  target,
  transport,
  wayName,
  ways,
  waysOfCalls,
  type Row,
} from './target';

afterAll(() => transport.close());

const client = clientWith();
const noRecord = 999_999_999;

describe.each(waysOfCalls)('what Odoo refuses, $auth over $protocol', (way) => {
  const self = connection({ ...way, id: wayName(way) });
  const failing = (spec: RequestSpec) => problemOf(client.run(self, spec));

  it('names a model that is not there', async () => {
    const error = await failing({ operation: 'count', model: 'no.such.model' });
    expect(error).toMatchObject({ code: 'server.unknownModel', facts: { model: 'no.such.model' } });
  });

  it('names a field that is not there, in the fields and in the domain', async () => {
    const inFields = await failing({
      operation: 'searchRead',
      model: 'res.partner',
      fields: ['nmae'],
      limit: 1,
    });
    expect(inFields).toMatchObject({ code: 'server.unknownField', facts: { field: 'nmae' } });
    const inDomain = await failing({
      operation: 'count',
      model: 'res.partner',
      domain: [['nmae', '=', 'x']],
    });
    const facts = { field: 'nmae', model: 'res.partner' };
    expect(inDomain).toMatchObject({ code: 'server.unknownField', facts });
  });

  it('names a method that is not there', async () => {
    const spec = { operation: 'call', model: 'res.partner', method: 'no_such_method' } as const;
    // JSON-2 is only asked where it is clear that no records are meant.
    if (way.protocol === 'json2') {
      expect(await failing(spec)).toMatchObject({
        code: 'request.incomplete',
        facts: { reason: 'perhapsNoRecords' },
      });
    }
    const error = await failing({ ...spec, ...(way.protocol === 'json2' ? { kwargs: { ids: [] } } : {}) });
    expect(error.code).toBe(hidden(way) ? 'server.hiddenReason' : 'server.unknownMethod');
    if (!hidden(way)) expect(String(error.facts['method'])).toContain('no_such_method');
  });

  it('says that a private method is one', async () => {
    const error = await failing({ operation: 'call', model: 'res.partner', method: '_compute_display_name' });
    expect(error.code).toBe('server.privateMethod');
  });

  it('says that a record is missing when it is to be changed, and reads nothing of it', async () => {
    const ids = [noRecord];
    const error = await failing({ operation: 'update', model: 'res.partner', ids, values: { name: 'x' } });
    expect(error.code).toBe(hidden(way) ? 'server.hiddenReason' : 'server.missingRecord');
    const read = await client.run(self, { operation: 'read', model: 'res.partner', ids, fields: ['name'] });
    expect(read.value).toEqual([]);
  });

  it('hands on what Odoo’s own rules say to a person', async () => {
    // A country's code is unique, in any version and without any module.
    const error = await failing({
      operation: 'create',
      model: 'res.country',
      values: { name: 'Nowhere', code: 'BE' },
    });
    if (hidden(way)) {
      expect(error.code).toBe('server.hiddenReason');
      return;
    }
    expect(error.code).toBe('server.refused');
    expect(explain(toProblem(error)).sentence).toMatch(/“.*(code|Country).*”/i);
  });

  it('names the field that a write misspelt', async () => {
    const some = await client.run(self, {
      operation: 'searchRead',
      model: 'res.partner',
      fields: ['name'],
      limit: 1,
    });
    const ids = (some.value as Row[]).map((row) => row.id);
    const error = await failing({ operation: 'update', model: 'res.partner', ids, values: { nmae: 'x' } });
    expect(error.code).toBe(hidden(way) ? 'server.hiddenReason' : 'server.unknownField');
  });

  it('says that arguments do not fit', async () => {
    const error = await failing({
      operation: 'call',
      model: 'res.partner',
      method: 'search',
      kwargs: { domian: [] },
    });
    expect(error.code).toBe('server.arguments');
  });

  it('says that Odoo cannot use a domain', async () => {
    const error = await failing({
      operation: 'count',
      model: 'res.partner',
      domain: [['name', 'resembles', 'x']],
    });
    expect(error).toMatchObject({ code: 'server.domain', facts: { field: 'name', operator: 'resembles' } });
  });

  it('names the field that must not be empty', async () => {
    const error = await failing({ operation: 'create', model: 'res.country', values: { code: 'ZZ' } });
    expect(error.code).toBe(hidden(way) ? 'server.hiddenReason' : 'server.refused');
    if (!hidden(way)) expect(error.facts).toMatchObject({ field: 'name', model: 'res.country' });
  });

  it('says that a company or a language may not be used', async () => {
    const count = { operation: 'count', model: 'res.partner' } as const;
    const ofCompany = await failing({ ...count, context: { allowed_company_ids: [noRecord] } });
    expect(ofCompany.code).toBe('server.companyNotAllowed');
    if (major < 18) return;
    const ofLanguage = await failing({
      operation: 'searchRead',
      model: 'res.country',
      fields: ['name'],
      context: { lang: 'xx_XX' },
    });
    expect(ofLanguage).toMatchObject({ code: 'server.languageNotInstalled', facts: { language: 'xx_XX' } });
  });

  it('refuses a domain that cannot be read before anything is sent', async () => {
    const error = await failing({ operation: 'count', model: 'res.partner', domain: "[('name', '=', " });
    expect(error.code).toBe('request.domain');
  });

  it('says that a number is too large for XML-RPC, and brings it over JSON', async () => {
    const spec: RequestSpec = {
      operation: 'call',
      model: 'ir.config_parameter',
      method: 'get_param',
      kwargs: { key: 'odoo.api.explorer.no.such', default: 3_000_000_000 },
    };
    if (way.protocol === 'xmlRpc') expect((await failing(spec)).code).toBe('server.numberTooLarge');
    else expect((await client.run(self, spec)).value).toBe(3_000_000_000);
  });
});

/** Odoo 14 with several databases hides the reason of a failed write over JSON-RPC, and a write is never repeated to learn it. */
function hidden(way: SignInMethod): boolean {
  return hidesReasons && way.protocol === 'jsonRpc';
}

describe('signing in', () => {
  afterEach(signInWell);

  const rpcWays = ways.filter((way) => way.protocol !== 'json2');

  it.each(rpcWays)('refuses a wrong secret, $auth over $protocol', async (way) => {
    const wrong = clientWith(way.auth === 'apiKey' ? '0'.repeat(40) : 'surely-not-the-password');
    const error = await problemOf(wrong.signIn(connection(way)));
    expect(error.code).toBe(way.auth === 'apiKey' ? 'signIn.keyRejected' : 'signIn.rejected');
    expect(error.facts).toMatchObject({
      login: target.login,
      keyShaped: way.auth === 'apiKey',
      padded: false,
    });
  });

  it.each(rpcWays)('names a database that does not exist, $auth over $protocol', async (way) => {
    const error = await problemOf(client.signIn(connection({ ...way, database: 'no_such_database' })));
    expect(error).toMatchObject({ code: 'database.notFound', facts: { database: 'no_such_database' } });
  });

  if (major >= 19 && target.apiKey) {
    it('tells over JSON-2 a refused key from a password', async () => {
      const json2 = connection({ auth: 'apiKey', protocol: 'json2' });
      expect(await codeOf(clientWith('0'.repeat(40)).signIn(json2))).toBe('signIn.keyRejected');
      expect(await codeOf(clientWith('not-a-key').signIn(json2))).toBe('signIn.passwordAsKey');
      expect(await codeOf(clientWith('pass wörd').signIn(json2))).toBe('signIn.passwordAsKey');
      expect(await codeOf(client.signIn({ ...json2, database: 'no_such_database' }))).toBe(
        'database.notSelected',
      );
    });
  }

  if (major < 19) {
    it('says that JSON-2 is not there', async () => {
      const json2 = connection({ auth: 'apiKey', protocol: 'json2' });
      expect(await codeOf(clientWith('0'.repeat(40)).signIn(json2))).toBe('protocol.json2NotSupported');
    });
  }
});

describeInLab('signing in as the lab’s users', () => {
  afterEach(signInWell);

  const both = ways.filter((way) => way.auth === 'password');

  it.each(both)('refuses the password of an account with two-factor sign-in, over $protocol', async (way) => {
    const { login, password } = lab().twoFactor;
    expect(await codeOf(clientWith(password).signIn(connection({ ...way, login })))).toBe('signIn.rejected');
  });

  it.each(both)('refuses an archived user, over $protocol', async (way) => {
    const { login, password } = lab().archived;
    expect(await codeOf(clientWith(password).signIn(connection({ ...way, login })))).toBe('signIn.rejected');
  });

  it.each(ways.filter((way) => way.auth === 'apiKey'))('refuses dead keys, over $protocol', async (way) => {
    for (const dead of [lab().revokedApiKey, lab().expiredApiKey]) {
      if (dead) expect(await codeOf(clientWith(dead).signIn(connection(way)))).toBe('signIn.keyRejected');
    }
  });

  it.each(ways.filter((way) => way.auth === 'apiKey'))(
    'refuses a key in another database, over $protocol',
    async (way) => {
      const elsewhere = connection({ ...way, database: lab().secondDatabase });
      expect(await codeOf(client.signIn(elsewhere))).toBe('signIn.keyRejected');
    },
  );

  it.each(both)('signs a portal user in, over $protocol', async (way) => {
    const { login, password } = lab().portal;
    expect(await clientWith(password).signIn(connection({ ...way, login }))).toBeGreaterThan(0);
  });

  it.each(ways)('says that a plain user has no right, $auth over $protocol', async (way) => {
    const { login, password, apiKey } = lab().plain;
    const plain = clientWith(way.auth === 'apiKey' ? apiKey : password);
    const error = await problemOf(
      plain.run(connection({ ...way, login }), {
        operation: 'searchRead',
        model: 'ir.config_parameter',
        fields: ['key'],
      }),
    );
    expect(error.code).toBe('server.accessRights');
    expect(error.facts['model']).toBe('ir.config_parameter');
  });

  it.each(ways)('says that a plain user may not list models, $auth over $protocol', async (way) => {
    const { login, password, apiKey } = lab().plain;
    const plain = clientWith(way.auth === 'apiKey' ? apiKey : password);
    const listing = plain.run(connection({ ...way, login }), { operation: 'count', model: 'ir.model' });
    if (major < 15) expect((await listing).value).toBeGreaterThan(50);
    else expect((await problemOf(listing)).code).toBe('rights.modelsHidden');
  });

  it('signs in again by itself when the remembered user is no longer accepted', async () => {
    const { login, password } = lab().plain;
    let secret = password;
    const changing = clientWith(undefined, { secrets: { read: () => Promise.resolve(secret) } });
    const self = connection({ auth: 'password', protocol: 'xmlRpc', login });
    await changing.signIn(self);
    secret = 'changed-meanwhile';
    const spec: RequestSpec = { operation: 'count', model: 'res.country' };
    expect(await codeOf(changing.run(self, spec))).toBe('signIn.rejected');
    secret = password;
    expect((await changing.run(self, spec)).value).toBeGreaterThan(200);
  });
});
