import type { Diagnosis } from '../../src/model/diagnosis';
import type { RequestSpec } from '../../src/model/requestSpec';
import type { FaultId } from '../../src/sandbox/faults';
import type { Sandbox } from '../../src/sandbox/server';
import type { OdooVersion } from '../support/odooServer';
import type { Expected, Reproduction, Row } from './catalogue';
import { examined, examinedCall, wrongPassword, type Wish } from './engine';
import { inBetween } from './front';
import { odoo, sandbox } from './grounds';
import {
  faulty,
  keyOverJsonRpc,
  passwordOverJsonRpc,
  passwordOverXmlRpc,
  toOdoo,
  toSandbox,
  webSession,
} from './wishes';
import { callOnFault } from './catalogueCalls';
import { withoutUserAgent, withUid } from './rewriting';

/* Sign-ins and calls that a broken program, a proxy or one version of Odoo spoils. */

const versions = ['14', '19'] as const;
const count: RequestSpec = { operation: 'count', model: 'res.partner' };
const certain = (code: Expected['code']): Expected => ({ code, certainty: 'certain' });

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

/** A sign-in that a bug of one version spoils. */
function bugIn(version: Sandbox['version'], fault: FaultId, changes: Partial<Wish> = {}): Reproduction {
  return {
    on: 'sandbox',
    how: `version ${version}, fault ${fault}`,
    run: async () => {
      const server = await faulty(fault, { version });
      return examined(toSandbox(server, changes), wrongPassword);
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

export const spoiltRows: Row[] = [
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
      callOnFault('database-restored', count),
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
      {
        on: 'sandbox',
        how: 'a proxy takes the number out',
        run: () => changedOnTheWay('sandbox', (body) => withUid(body, null)),
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
      {
        on: 'sandbox',
        how: 'a proxy takes it out',
        run: () => changedOnTheWay('sandbox', withoutUserAgent),
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
      bugIn('16', 'multi-database-bug', webSession),
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
      bugIn('14', 'singleton-bug'),
    ],
  },
];
