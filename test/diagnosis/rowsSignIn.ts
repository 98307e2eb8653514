import type { OdooVersion } from '../support/odooServer';
import type { Expected, Reproduction, Row } from './catalogue';
import { examined, wrongPassword, type Leave } from './engine';
import { everyHostIs, inBetween } from './front';
import { extraOdoo, odoo, sandbox } from './grounds';
import { withTemporaryUser } from './temporaryUser';
import {
  accountIn,
  accountOn,
  faulty,
  keyOverJson2,
  passwordOverJsonRpc,
  passwordOverXmlRpc,
  toOdoo,
  toSandbox,
  webSession,
} from './wishes';
import { bySignIn } from './catalogue';

const versions = ['14', '19'] as const;
/** A user of the real server signs in, and what is asked for further. */
function onBoth(
  how: string,
  user: (version: OdooVersion) => { login: string; secret: string },
  leave: (version: OdooVersion) => Leave = () => ({}),
  expected?: Expected,
): Reproduction[] {
  return versions.map((version) => ({
    on: version,
    how,
    ...(expected ? { expected } : {}),
    run: () => {
      const { login, secret } = user(version);
      return examined(toOdoo(version, { login }), secret, leave(version));
    },
  }));
}

const lookUp = (version: OdooVersion): Leave => ({ ask: ['account'], account: accountOn(version) });
const online = { url: 'http://acme.odoo.com', database: 'sandbox' };

export const signInRows: Row[] = [
  {
    number: 1,
    failure: 'the password or the login is wrong',
    expected: bySignIn('signIn.rejected', 'likely'),
    reproductions: [
      ...versions.flatMap((version) =>
        [passwordOverJsonRpc, passwordOverXmlRpc].map((way): Reproduction => ({
          on: version,
          how: `over ${way.protocol}`,
          run: () => examined(toOdoo(version, way), wrongPassword),
        })),
      ),
      ...onBoth(
        'looked up by an administrator',
        (version) => ({ login: odoo(version).plain.login, secret: wrongPassword }),
        // Odoo 14 may also hide a pause behind the refusal, and Odoo 19 a policy that asks everyone for a second step.
        (version) => ({
          ...lookUp(version),
          ask: version === '14' ? ['call', 'account'] : ['session', 'account'],
        }),
        bySignIn('signIn.rejected', 'certain'),
      ),
      ...onBoth(
        'an unknown login, looked up by an administrator',
        () => ({ login: 'nobody', secret: wrongPassword }),
        lookUp,
        bySignIn('signIn.unknownLogin', 'certain'),
      ),
      {
        on: 'sandbox',
        how: '',
        run: async () => examined(toSandbox(await sandbox()), wrongPassword),
      },
    ],
  },
  {
    number: 2,
    failure: 'the password is right, and the account has two-factor sign-in',
    expected: bySignIn('signIn.twoFactor', 'certain'),
    reproductions: [
      ...onBoth(
        'asked as the web client',
        (version) => {
          const { login, password } = odoo(version).twoFactor;
          return { login, secret: password };
        },
        () => ({ ask: ['session'] }),
      ),
      ...versions.map((version): Reproduction => ({
        on: version,
        how: 'signing in as the web client',
        run: () => {
          const { login, password } = odoo(version).twoFactor;
          return examined(toOdoo(version, { login, ...webSession }), password);
        },
      })),
      {
        on: 'sandbox',
        how: 'asked as the web client',
        run: async () => {
          const server = await sandbox();
          const { login, password } = server.twoFactor;
          return examined(toSandbox(server, { login }), password, { ask: ['session'] });
        },
      },
    ],
  },
  {
    number: 6,
    failure: 'Odoo Online, where the account has no password in the database',
    expected: bySignIn('signIn.onlineWithoutPassword', 'likely'),
    reproductions: [
      {
        on: 'sandbox',
        how: 'as acme.odoo.com, through a proxy',
        run: async () => {
          const proxy = await everyHostIs((await sandbox()).url);
          const network = { verifyCertificates: true, certificates: [], proxy };
          return examined({ ...online, login: 'demo' }, wrongPassword, { network });
        },
      },
    ],
  },
  {
    number: 20,
    failure: 'Odoo pauses sign-ins from this address, and says so',
    expected: bySignIn('signIn.cooldown', 'certain'),
    reproductions: [
      ...versions.map((version): Reproduction => ({
        on: version,
        how: 'after ten failures as the web client',
        run: async () => {
          // On a server of its own: the pause must not reach other tests.
          const url = await extraOdoo(version, '--limit-time-real', '901');
          const wish = toOdoo(version, { url, ...webSession });
          for (let attempt = 0; attempt < 11; attempt++) await failSession(url, odoo(version).database);
          // With several databases Odoo 14 hides the pause behind an error page.
          const leave: Leave = version === '14' ? { ask: ['call'] } : {};
          return examined(wish, odoo(version).plain.password, leave);
        },
      })),
      {
        on: 'sandbox',
        how: 'fault cooldown',
        run: async () => {
          const server = await faulty('cooldown');
          return examined(toSandbox(server, webSession), server.plain.password);
        },
      },
    ],
  },
  {
    number: 21,
    failure: 'the same pause, hidden behind a refusal of the right password',
    expected: bySignIn('signIn.cooldown', 'certain'),
    reproductions: [
      {
        on: '14',
        how: 'after ten failures, asked by a call',
        run: async () => {
          const url = await extraOdoo('14', '--limit-time-real', '902');
          const wish = toOdoo('14', { url });
          for (let attempt = 0; attempt < 11; attempt++) await examined(wish, wrongPassword);
          return examined(wish, odoo('14').plain.password, { ask: ['call'] });
        },
      },
      {
        on: 'sandbox',
        how: 'version 14, fault cooldown, asked by a call',
        run: async () => {
          const server = await faulty('cooldown', { version: '14' });
          return examined(toSandbox(server), server.plain.password, { ask: ['call'] });
        },
      },
    ],
  },
  {
    number: 46,
    failure: 'the account is archived',
    expected: bySignIn('signIn.archived', 'certain'),
    reproductions: [
      ...onBoth(
        'looked up by an administrator',
        (version) => {
          const { login, password } = odoo(version).archived;
          return { login, secret: password };
        },
        lookUp,
      ),
      {
        on: 'sandbox',
        how: 'looked up by an administrator',
        run: async () => {
          const server = await sandbox();
          const { login, password } = server.archived;
          return examined(toSandbox(server, { login }), password, {
            ask: ['account'],
            account: accountIn(server),
          });
        },
      },
    ],
  },
  {
    number: 47,
    failure: 'the user signs in through another system and has no password',
    expected: bySignIn('signIn.noPassword', 'likely'),
    reproductions: [
      {
        on: 'sandbox',
        how: 'fault sso-only-account, looked up by an administrator’s key',
        run: async () => {
          const server = await faulty('sso-only-account');
          const { url, database, login } = server;
          return examined(toSandbox(server), server.plain.password, {
            ask: ['session', 'account'],
            account: { wish: { url, database, login, ...keyOverJson2 }, secret: server.apiKey },
          });
        },
      },
      ...versions.map((version): Reproduction => ({
        on: version,
        how: 'a user without a password; a proxy adds another system’s button to the sign-in page',
        expected: { code: 'signIn.noPassword', certainty: 'possible', amongOthers: true },
        run: () => {
          const login = `elsewhere${process.pid}`;
          return withTemporaryUser(version, { login }, async () => {
            const url = await inBetween(odoo(version).url, {
              answer: ({ path }) =>
                path.startsWith('/web/login')
                  ? { status: 200, type: 'text/html', body: pageWithProvider }
                  : undefined,
            });
            return examined(toOdoo(version, { url, login }), wrongPassword);
          });
        },
      })),
    ],
  },
  {
    number: 48,
    failure: 'a code by e-mail is required of everyone',
    expected: bySignIn('signIn.codeByMail', 'certain'),
    reproductions: [
      {
        on: 'sandbox',
        how: 'fault mail-code-enforced, asked as the web client and looked up by an administrator’s key',
        run: async () => {
          const server = await faulty('mail-code-enforced');
          const { url, database, login } = server;
          return examined(toSandbox(server), server.plain.password, {
            ask: ['account', 'session'],
            account: { wish: { url, database, login, ...keyOverJson2 }, secret: server.apiKey },
          });
        },
      },
    ],
  },
];

/** Odoo's sign-in page where the module auth_oauth is installed, as its template writes it (Odoo 14–19, addons/auth_oauth/views). */
const pageWithProvider = `<!DOCTYPE html><html><head><title>Login | Odoo</title></head><body>
<form class="oe_login_form" role="form" method="post" action="/web/login">
<input type="text" name="login" id="login"/><input type="password" name="password" id="password"/>
<div class="o_auth_oauth_providers list-group mt-1 mb-1 text-left">
<a class="list-group-item list-group-item-action py-2" href="https://accounts.google.com/o/oauth2/auth?response_type=token">
<i class="fa fa-fw fa-google"></i> Log in with Google</a></div></form></body></html>`;

/** One refused sign-in as the web client's. */
async function failSession(url: string, database: string): Promise<void> {
  const answer = await fetch(`${url}/web/session/authenticate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      jsonrpc: '2.0',
      params: { db: database, login: 'nobody', password: wrongPassword },
    }),
  });
  await answer.text();
}
