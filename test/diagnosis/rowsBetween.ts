import type { RequestSpec } from '../../src/model/requestSpec';
import type { FaultId } from '../../src/sandbox/faults';
import { closedPort, serveTcp } from '../support/faultyServers';
import { atEnd, startNginx } from '../support/programServers';
import type { Expected, Reproduction, Row } from './catalogue';
import { examined, examinedCall, wrongPassword } from './engine';
import { inBetween, nginx, nginxInFront, passTo } from './front';
import { extraOdoo, odoo, sandbox } from './grounds';
import { faulty, keyOverJson2, toOdoo, toSandbox, webSession } from './wishes';

/* Failures of what stands between: cookies and headers that go astray, limits, gateways. */

const versions = ['14', '19'] as const;
const certain = (code: Expected['code'], at?: Expected['at']): Expected => ({
  code,
  certainty: 'certain',
  ...(at ? { at } : {}),
});
const count: RequestSpec = { operation: 'count', model: 'res.partner' };
const large: RequestSpec = {
  operation: 'create',
  model: 'res.partner',
  values: { name: 'Large', comment: 'x'.repeat(5000) },
};

/** The cookie of a web session of the plain user, as a browser would keep it. */
async function cookieOf(url: string, database: string, login: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/web/session/authenticate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', params: { db: database, login, password } }),
  });
  await answer.text();
  const cookie = /session_id=[^;]+/.exec(answer.headers.getSetCookie().join('; '))?.[0];
  if (!cookie) throw new Error('No session was opened.');
  return cookie;
}

function onFault(fault: FaultId): Reproduction {
  return {
    on: 'sandbox',
    how: `fault ${fault}`,
    run: async () => examined(toSandbox(await faulty(fault)), wrongPassword),
  };
}

/** A call over JSON-2. */
function onJson2Fault(fault: FaultId): Reproduction {
  return {
    on: 'sandbox',
    how: `fault ${fault}`,
    run: async () => {
      const server = await faulty(fault);
      return examinedCall(toSandbox(server, keyOverJson2), server.plain.apiKey, count);
    },
  };
}

export const betweenRows: Row[] = [
  {
    number: 35,
    failure: 'the web session has ended, or its cookie is lost',
    expected: certain('signIn.sessionExpired'),
    reproductions: [
      ...versions.map((version): Reproduction => ({
        on: version,
        how: 'nginx drops cookies, one database',
        run: async () => {
          const { database, plain } = odoo(version);
          const front = await nginxInFront(
            await extraOdoo(version, '--db-filter', `^${database}$`),
            'proxy_set_header Cookie "";',
          );
          return examinedCall(toOdoo(version, { url: front.url, ...webSession }), plain.password, count);
        },
      })),
      {
        on: 'sandbox',
        how: 'fault session-lost',
        run: async () => {
          const server = await faulty('session-lost', { singleDatabase: true });
          return examinedCall(toSandbox(server, webSession), server.plain.password, count);
        },
      },
    ],
  },
  {
    number: 36,
    failure: 'the cookie is lost where several databases are, so that none is selected',
    expected: certain('database.notSelected'),
    reproductions: [
      ...versions.map((version): Reproduction => ({
        on: version,
        how: 'nginx drops cookies',
        run: async () => {
          const { url, plain } = odoo(version);
          const front = await nginxInFront(url, 'proxy_set_header Cookie "";');
          return examinedCall(toOdoo(version, { url: front.url, ...webSession }), plain.password, count);
        },
      })),
      {
        on: 'nginx',
        how: 'drops cookies in front of the sandbox',
        run: async () => {
          const { url, plain, database } = await sandbox();
          const front = await nginxInFront(url, 'proxy_set_header Cookie "";');
          const wish = { url: front.url, database, login: plain.login, ...webSession };
          return examinedCall(wish, plain.password, count);
        },
      },
    ],
  },
  {
    number: 37,
    failure: 'a cookie of one database beside the header of another',
    expected: certain('signIn.cookieAndDatabase'),
    reproductions: [
      {
        on: '19',
        how: 'nginx adds a session’s cookie',
        run: async () => {
          const { url, secondDatabase, admin, plain } = odoo('19');
          const cookie = await cookieOf(url, secondDatabase, admin.login, admin.password);
          const front = await nginxInFront(url, `proxy_set_header Cookie "${cookie}";`);
          return examinedCall(toOdoo('19', { url: front.url, ...keyOverJson2 }), plain.apiKey, count);
        },
      },
      onJson2Fault('cookie-and-database'),
    ],
  },
  {
    number: 38,
    failure: 'a cookie of one user beside the key of another',
    expected: certain('signIn.cookieOfOther'),
    reproductions: [
      {
        on: '19',
        how: 'nginx adds another user’s cookie',
        run: async () => {
          const { url, database, portal, plain } = odoo('19');
          const cookie = await cookieOf(url, database, portal.login, portal.password);
          const front = await nginxInFront(url, `proxy_set_header Cookie "${cookie}";`);
          return examinedCall(toOdoo('19', { url: front.url, ...keyOverJson2 }), plain.apiKey, count);
        },
      },
      onJson2Fault('cookie-of-other'),
    ],
  },
  {
    number: 39,
    failure: 'a web session where JSON-2 wants an API key',
    expected: certain('signIn.keyMissing'),
    reproductions: [
      {
        on: '19',
        how: 'nginx puts a session’s cookie for the key',
        run: async () => {
          const { url, database, plain } = odoo('19');
          const cookie = await cookieOf(url, database, plain.login, plain.password);
          const front = await nginxInFront(
            url,
            `proxy_set_header Cookie "${cookie}"; proxy_set_header Authorization "";`,
          );
          return examinedCall(toOdoo('19', { url: front.url, ...keyOverJson2 }), plain.apiKey, count);
        },
      },
      onJson2Fault('cookie-without-key'),
    ],
  },
  {
    number: 57,
    failure: 'the request is too large for what stands in front of Odoo',
    expected: certain('http.requestTooLarge'),
    reproductions: [
      ...versions.map((version): Reproduction => ({
        on: version,
        how: 'nginx takes 1 kB',
        run: async () => {
          const { url, plain } = odoo(version);
          const front = await nginx(`client_max_body_size 1k; location / { ${passTo(url)} }`);
          return examinedCall(toOdoo(version, { url: front.url }), plain.password, large);
        },
      })),
      {
        on: 'sandbox',
        how: 'fault body-too-large',
        run: async () => {
          const server = await faulty('body-too-large');
          return examinedCall(toSandbox(server), server.plain.password, large);
        },
      },
      {
        on: 'sandbox',
        how: 'fault odoo-body-too-large',
        run: async () => {
          const server = await faulty('odoo-body-too-large');
          return examinedCall(toSandbox(server), server.plain.password, large);
        },
      },
    ],
  },
  {
    number: 58,
    failure: 'what stands in front of Odoo gets no answer from it',
    expected: certain('http.gateway', 'http'),
    reproductions: [
      {
        on: 'nginx',
        how: 'nothing behind it (502)',
        run: async () => {
          const front = await nginx(`location / { proxy_pass http://127.0.0.1:${await closedPort()}; }`);
          return examined({ url: front.url, database: 'acme', login: 'jane' }, wrongPassword);
        },
      },
      {
        on: 'nginx',
        how: 'no answer in time (504)',
        run: async () => {
          const silent = await serveTcp();
          atEnd(() => silent.close());
          const front = await nginx(`location / { proxy_read_timeout 1s; proxy_pass ${silent.url}; }`);
          return examined({ url: front.url, database: 'acme', login: 'jane' }, wrongPassword);
        },
      },
      ...(['bad-gateway', 'unavailable', 'maintenance', 'gateway-timeout'] as const).map(onFault),
      {
        on: 'sandbox',
        how: 'fault calls-time-out, of large calls alone',
        expected: certain('http.gateway'),
        run: async () => {
          const server = await faulty('calls-time-out');
          return examinedCall(toSandbox(server), server.plain.password, count);
        },
      },
    ],
  },
  {
    number: 59,
    failure: 'too many requests',
    expected: certain('http.tooManyRequests', 'http'),
    reproductions: [
      {
        on: 'nginx',
        how: 'one request in a minute',
        expected: certain('http.tooManyRequests'),
        run: async () => {
          const server = await sandbox();
          const port = await closedPort();
          await startNginx(
            `limit_req_zone $binary_remote_addr zone=few:1m rate=1r/m;
             server { listen 127.0.0.1:${port}; limit_req zone=few; limit_req_status 429; location / { ${passTo(server.url)} } }`,
            port,
          );
          return examined(toSandbox(server, { url: `http://127.0.0.1:${port}` }), wrongPassword);
        },
      },
      onFault('rate-limited'),
    ],
  },
  {
    number: 65,
    failure: 'the content type was changed on the way',
    expected: certain('server.contentType'),
    reproductions: [
      ...versions.map((version): Reproduction => ({
        on: version,
        how: 'nginx makes it text/plain',
        run: async () => {
          const { url, plain } = odoo(version);
          const front = await nginxInFront(url, 'proxy_set_header Content-Type text/plain;');
          return examined(toOdoo(version, { url: front.url }), plain.password);
        },
      })),
      {
        on: '19',
        how: 'a proxy makes it a form, over JSON-2',
        run: async () => {
          const { url, plain } = odoo('19');
          const front = await inBetween(url, {
            request: ({ headers }) => ({
              headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
            }),
          });
          return examined(toOdoo('19', { url: front, ...keyOverJson2 }), plain.apiKey);
        },
      },
      onFault('wrong-content-type'),
    ],
  },
];
