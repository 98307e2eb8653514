import type { Diagnosis } from '../../src/model/diagnosis';
import type { RequestSpec } from '../../src/model/requestSpec';
import type { FaultId } from '../../src/sandbox/faults';
import type { OdooVersion } from '../support/odooServer';
import type { Expected, Reproduction, Row } from './catalogue';
import {
  clientWith,
  connectionOf,
  examined,
  examinedCall,
  examinedProblem,
  transportFor,
  type Wish,
} from './engine';
import { inBetween } from './front';
import { odoo, sandbox } from './grounds';
import { changedMeanwhile } from './temporaryUser';
import {
  faulty,
  keyOverJson2,
  keyOverJsonRpc,
  passwordOverJsonRpc,
  passwordOverXmlRpc,
  toOdoo,
  toSandbox,
  webSession,
} from './wishes';
import { withoutUserAgent, withUid } from './rewriting';

const versions = ['14', '19'] as const;
const count: RequestSpec = { operation: 'count', model: 'res.partner' };
const certain = (code: Expected['code']): Expected => ({ code, certainty: 'certain' });
const secretOn = (version: OdooVersion, changes: Partial<Wish>): string =>
  changes.auth === 'apiKey' ? odoo(version).plain.apiKey : odoo(version).plain.password;

/** A call of the plain user to both real servers. */
function onBoth(how: string, spec: RequestSpec, changes: Partial<Wish> = {}): Reproduction[] {
  return versions.map((version) => ({
    on: version,
    how,
    run: () => examinedCall(toOdoo(version, changes), secretOn(version, changes), spec),
  }));
}

/** A call through a proxy that changes requests on the way. */
async function changedOnTheWay(
  version: OdooVersion | 'sandbox',
  change: (body: string) => string,
  changes: Partial<Wish> = {},
): Promise<Diagnosis> {
  const server = version === 'sandbox' ? await sandbox() : undefined;
  const wish = server ? toSandbox(server, changes) : toOdoo(version === '14' ? '14' : '19', changes);
  const secret = server ? server.plain.password : odoo(version === '14' ? '14' : '19').plain.password;
  const url = await inBetween(wish.url, { request: ({ body }) => ({ body: change(body) }) });
  return examinedCall({ ...wish, url }, secret, count);
}

function onFault(fault: FaultId, spec: RequestSpec, changes: Partial<Wish> = {}): Reproduction {
  return {
    on: 'sandbox',
    how: `fault ${fault}`,
    run: async () => {
      const server = await faulty(fault);
      const secret = changes.auth === 'apiKey' ? server.plain.apiKey : server.plain.password;
      return examinedCall(toSandbox(server, changes), secret, spec);
    },
  };
}

/** What an Odoo of long ago, or of a few weeks, answered at one path; the rest is the sandbox. */
function recorded(how: string, path: string, error: object, changes: Partial<Wish> = {}): Reproduction {
  return {
    on: 'recorded',
    how,
    run: async () => {
      const server = await sandbox({ version: '16' });
      const body = JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        error: { code: 200, message: 'Odoo Server Error', data: error },
      });
      const url = await inBetween(server.url, {
        answer: (asked) =>
          asked.path === path ? { status: 200, type: 'application/json', body } : undefined,
      });
      return examined(toSandbox(server, { url, ...changes }), server.plain.password);
    },
  };
}

export const callRows: Row[] = [
  {
    number: 31,
    failure: 'signed in, and the secret is no longer accepted',
    expected: { code: 'signIn.rejected', certainty: 'likely' },
    reproductions: [
      ...versions.map((version): Reproduction => ({
        on: version,
        how: 'the password was changed after signing in',
        run: () => changedMeanwhile(version),
      })),
      {
        ...onFault('secret-changed', count),
        expected: certain('server.accessDenied'),
      },
    ],
  },
  {
    number: 32,
    failure: 'the remembered user number is another database’s',
    expected: certain('signIn.staleUser'),
    reproductions: [
      ...versions.map((version): Reproduction => ({
        on: version,
        how: 'a proxy replaces the number, over XML-RPC',
        run: () => changedOnTheWay(version, (body) => withUid(body, 987654), passwordOverXmlRpc),
      })),
      {
        on: 'sandbox',
        how: 'a proxy replaces the number',
        run: () => changedOnTheWay('sandbox', (body) => withUid(body, 987654)),
      },
    ],
  },
  {
    number: 33,
    failure: 'a call without a user, after a sign-in that failed',
    expected: certain('signIn.noUser'),
    reproductions: [
      ...versions.map((version): Reproduction => ({
        on: version,
        how: 'a proxy takes the number out, over XML-RPC',
        run: () => changedOnTheWay(version, (body) => withUid(body, null), passwordOverXmlRpc),
      })),
      {
        on: '19',
        how: 'a proxy takes the number out',
        run: () => changedOnTheWay('19', (body) => withUid(body, null), passwordOverJsonRpc),
      },
    ],
  },
  {
    number: 34,
    failure: 'a sign-in without its last argument',
    expected: certain('signIn.incomplete'),
    reproductions: [
      ...versions.map((version): Reproduction => ({
        on: version,
        how: 'a proxy takes it out, over XML-RPC',
        run: () => changedOnTheWay(version, withoutUserAgent, passwordOverXmlRpc),
      })),
      {
        on: '19',
        how: 'a proxy takes it out',
        run: () => changedOnTheWay('19', withoutUserAgent, passwordOverJsonRpc),
      },
    ],
  },
  {
    number: 49,
    failure: 'an early 17.0 fails on the key of a two-factor account',
    expected: certain('server.knownBug'),
    reproductions: [
      {
        on: 'sandbox',
        how: 'version 17, fault td-id-cookie',
        run: async () => {
          const server = await faulty('td-id-cookie', { version: '17' });
          const { login, apiKey } = server.twoFactor;
          return examined(toSandbox(server, { login, ...keyOverJsonRpc }), apiKey);
        },
      },
    ],
  },
  {
    number: 50,
    failure: 'an early 16.0 with several databases fails on the web client’s sign-in',
    expected: certain('server.knownBug'),
    reproductions: [
      recorded(
        'of an early 16.0',
        '/web/session/authenticate',
        {
          name: 'builtins.AttributeError',
          message: "'NoneType' object has no attribute 'user'",
          debug:
            "Traceback (most recent call last):\n  File \"/odoo/addons/web/controllers/session.py\", line 34, in authenticate\n    return request.env['ir.http'].session_info()\n  File \"/odoo/addons/web/models/ir_http.py\", line 78, in session_info\n    user = request.env.user\nAttributeError: 'NoneType' object has no attribute 'user'\n",
        },
        webSession,
      ),
    ],
  },
  {
    number: 51,
    failure: 'an Odoo 10 or 11 fails on an unknown login',
    expected: certain('server.knownBug'),
    reproductions: [
      recorded('of Odoo 11', '/jsonrpc', {
        name: 'builtins.ValueError',
        message: 'Expected singleton: res.users()',
        debug:
          'Traceback (most recent call last):\n  File "/odoo/addons/base/res/res_users.py", line 452, in _login\n    user_id.sudo(user_id.id).check_credentials(password)\nValueError: Expected singleton: res.users()\n',
      }),
    ],
  },
  {
    number: 53,
    failure: 'the method was removed in this version',
    expected: certain('server.methodRemoved'),
    reproductions: [
      {
        on: '19',
        how: 'name_get',
        run: () =>
          examinedCall(toOdoo('19'), odoo('19').plain.password, {
            operation: 'call',
            model: 'res.partner',
            method: 'name_get',
            args: [[1]],
          }),
      },
      {
        on: 'sandbox',
        how: 'version 20, read_group',
        run: async () => {
          const server = await sandbox({ version: '20' });
          return examinedCall(toSandbox(server), server.plain.password, {
            operation: 'call',
            model: 'res.partner',
            method: 'read_group',
            args: [[], ['id'], ['country_id']],
          });
        },
      },
    ],
  },
  {
    number: 61,
    failure: 'a company that the user may not use',
    expected: certain('server.companyNotAllowed'),
    reproductions: [...onBoth('', { ...companyCall() }), onFault('companies-not-allowed', companyCall())],
  },
  {
    number: 62,
    failure: 'a language that is not installed',
    expected: certain('server.languageNotInstalled'),
    reproductions: [
      {
        on: '19',
        how: '',
        run: () =>
          examinedCall(toOdoo('19'), odoo('19').plain.password, {
            operation: 'searchRead',
            model: 'res.partner',
            fields: ['name', 'country_id'],
            limit: 1,
            context: { lang: 'xx_XX' },
          }),
      },
      onFault('language-missing', count),
    ],
  },
  {
    number: 63,
    failure: 'the call was carried out, and XML-RPC cannot carry its empty answer',
    expected: certain('server.noneOverXmlRpc'),
    reproductions: [
      {
        on: '14',
        how: 'toggle_active of no record',
        run: () => doneWithoutAnswer(toOdoo('14', passwordOverXmlRpc), odoo('14').plain.password),
      },
    ],
  },
  {
    number: 64,
    failure: 'the method is private',
    expected: certain('server.privateMethod'),
    reproductions: [
      ...onBoth('', privateCall()),
      ...onBoth('over XML-RPC', privateCall(), passwordOverXmlRpc),
      {
        on: '19',
        how: 'over JSON-2',
        run: () =>
          examinedCall(toOdoo('19', keyOverJson2), odoo('19').plain.apiKey, {
            ...privateCall(),
            kwargs: { ids: [] },
          }),
      },
    ],
  },
  {
    number: 66,
    failure: 'JSON-2 is to change records, and none is named',
    expected: certain('request.incomplete'),
    reproductions: [
      {
        on: '19',
        how: 'refused before it is sent',
        run: () => examinedCall(toOdoo('19', keyOverJson2), odoo('19').plain.apiKey, namesNoRecord()),
      },
      {
        on: 'sandbox',
        how: 'refused before it is sent',
        run: async () => {
          const server = await sandbox();
          return examinedCall(toSandbox(server, keyOverJson2), server.plain.apiKey, namesNoRecord());
        },
      },
    ],
  },
];

function companyCall(): RequestSpec {
  return { operation: 'count', model: 'res.partner', context: { allowed_company_ids: [987654] } };
}

function privateCall(): Extract<RequestSpec, { operation: 'call' }> {
  return { operation: 'call', model: 'res.partner', method: '_compute_display_name' };
}

function namesNoRecord(): RequestSpec {
  return { operation: 'call', model: 'res.partner', method: 'no_such_method' };
}

/** The client takes such a call for done; whoever asks about it is told the same. */
async function doneWithoutAnswer(wish: Wish, secret: string): Promise<Diagnosis> {
  const client = clientWith(secret, transportFor());
  const spec: RequestSpec = { operation: 'call', model: 'res.partner', method: 'toggle_active', args: [[]] };
  const outcome = await client.run(connectionOf(wish), spec);
  if (outcome.note !== 'noneOverXmlRpc') throw new Error('Odoo was to answer with None.');
  return examinedProblem(wish, secret, { code: 'server.noneOverXmlRpc', facts: {} }, { spec });
}
