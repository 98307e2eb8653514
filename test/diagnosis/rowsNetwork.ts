import { join } from 'node:path';
import type { Diagnosis } from '../../src/model/diagnosis';
import { closedPort, page, serveHttp, serveTcp } from '../support/faultyServers';
import { TestAuthority } from '../support/authority';
import { otherHost } from '../support/networkNamespace';
import { atEnd } from '../support/programServers';
import type { Expected, Reproduction, Row } from './catalogue';
import { examined, wrongPassword } from './engine';
import { nginx, nginxInFront, passTo } from './front';
import { odoo, sandbox } from './grounds';
import { faulty, keyOverJson2, toOdoo, toSandbox } from './wishes';

let authority: TestAuthority | undefined;
/** An authority that this computer does not trust. */
export function testAuthority(): TestAuthority {
  return (authority ??= new TestAuthority());
}

/** Nobody gets as far as a sign-in here. */
function anyone(url: string, options: Parameters<typeof examined>[2] = {}): Promise<Diagnosis> {
  return examined({ url, database: 'acme', login: 'jane' }, wrongPassword, options);
}

const versions = ['14', '19'] as const;

/** nginx with a certificate, and Odoo or the sandbox behind it. */
function behindCertificate(
  how: string,
  issue: () => ReturnType<TestAuthority['selfSigned']>,
  expected?: Expected,
): Reproduction {
  return {
    on: 'openssl',
    how,
    ...(expected ? { expected } : {}),
    run: async () => {
      const server = await sandbox();
      const front = await nginx(`location / { ${passTo(server.url)} }`, issue());
      return examined(toSandbox(server, { url: front.url }), wrongPassword);
    },
  };
}

export const networkRows: Row[] = [
  {
    number: 9,
    failure: 'the address redirects, and a POST becomes a GET on the way',
    expected: { code: 'http.redirected', certainty: 'certain', at: 'http' },
    reproductions: [
      ...versions.map((version): Reproduction => ({
        on: version,
        how: 'nginx redirects (301) to it',
        run: async () => {
          const front = await nginx(`return 301 ${odoo(version).url}$request_uri;`);
          return examined(toOdoo(version, { url: front.url }), wrongPassword);
        },
      })),
      {
        on: 'nginx',
        how: 'redirects (302) to the sandbox',
        run: async () => {
          const server = await sandbox();
          const front = await nginx(`return 302 ${server.url}$request_uri;`);
          return examined(toSandbox(server, { url: front.url }), wrongPassword);
        },
      },
      ...(['redirect-301', 'redirect-302', 'redirect-https', 'redirect-path', 'sso-redirect'] as const).map(
        (fault): Reproduction => ({
          on: 'sandbox',
          how: `fault ${fault}`,
          run: async () => examined(toSandbox(await faulty(fault)), wrongPassword),
        }),
      ),
    ],
  },
  {
    number: 12,
    failure: 'a web page answers in place of the API',
    expected: { code: 'http.notOdoo', certainty: 'certain', at: 'odoo' },
    reproductions: [
      {
        on: 'nginx',
        how: 'its own page',
        run: async () =>
          anyone((await nginx('default_type text/html; return 200 "<title>Welcome</title>";')).url),
      },
      {
        on: 'sockets',
        how: 'another web site',
        run: async () => {
          const server = await serveHttp(page('Northwind'));
          atEnd(() => server.close());
          return anyone(server.url);
        },
      },
      ...(['html-page', 'login-portal'] as const).map((fault): Reproduction => ({
        on: 'sandbox',
        how: `fault ${fault}`,
        run: async () => examined(toSandbox(await faulty(fault)), wrongPassword),
      })),
    ],
  },
  {
    number: 13,
    failure: 'nothing listens at the address',
    expected: { code: 'tcp.refused', certainty: 'certain', at: 'tcp' },
    reproductions: [
      {
        on: 'sockets',
        how: 'a closed port',
        run: async () => anyone(`http://127.0.0.1:${await closedPort()}`),
      },
      {
        on: 'network',
        how: 'a host without a server',
        run: () => anyone(`http://${otherHost().address}:8069`, { timeoutMs: 2000 }),
      },
    ],
  },
  {
    number: 14,
    failure: 'the host name is unknown',
    expected: { code: 'dns.notFound', certainty: 'certain', at: 'dns' },
    reproductions: [
      // The top-level domain "invalid" is set aside for names that do not exist (RFC 2606).
      { on: 'sockets', how: 'a name below .invalid', run: () => anyone('https://odoo.acme.invalid') },
    ],
  },
  {
    number: 15,
    failure: 'nobody trusted vouches for the certificate',
    expected: { code: 'tls.untrusted', certainty: 'certain', at: 'tls' },
    reproductions: [
      behindCertificate('self-signed', () => testAuthority().selfSigned('IP:127.0.0.1')),
      behindCertificate('by an unknown authority', () =>
        testAuthority().issue('localhost', 'IP:127.0.0.1,DNS:localhost'),
      ),
      {
        on: 'sandbox',
        how: 'fault tls-self-signed',
        run: async () => examined(toSandbox(await faulty('tls-self-signed')), wrongPassword),
      },
      {
        on: 'sandbox',
        how: 'fault tls-wrong-name, which nobody vouches for either',
        run: async () => examined(toSandbox(await faulty('tls-wrong-name')), wrongPassword),
      },
    ],
  },
  {
    number: 16,
    failure: 'the certificate has run out or is another host’s',
    expected: { code: 'tls.expired', certainty: 'certain', at: 'tls' },
    reproductions: [
      behindCertificate('run out', () =>
        testAuthority().issue('localhost', 'IP:127.0.0.1', {
          start: '20200101000000Z',
          end: '20210101000000Z',
        }),
      ),
      {
        on: 'openssl',
        how: 'for another name, by a trusted authority',
        expected: { code: 'tls.nameMismatch', certainty: 'certain', at: 'tls' },
        run: async () => {
          const server = await sandbox();
          const issued = testAuthority().issue('odoo.acme.example', 'DNS:odoo.acme.example');
          const front = await nginx(`location / { ${passTo(server.url)} }`, issued);
          const network = { verifyCertificates: true, certificates: [testAuthority().pem] };
          return examined(toSandbox(server, { url: front.url }), wrongPassword, { network });
        },
      },
      {
        on: 'sandbox',
        how: 'fault tls-expired',
        run: async () => examined(toSandbox(await faulty('tls-expired')), wrongPassword),
      },
    ],
  },
  {
    number: 17,
    failure: 'https asked of a port that speaks http',
    expected: { code: 'tls.notTls', certainty: 'certain', at: 'tls' },
    reproductions: [
      ...versions.map((version): Reproduction => ({
        on: version,
        how: '',
        run: () => {
          const wish = toOdoo(version);
          return examined({ ...wish, url: wish.url.replace('http:', 'https:') }, wrongPassword);
        },
      })),
      {
        on: 'nginx',
        how: 'a port without TLS',
        run: async () => {
          const server = await sandbox();
          const { url } = await nginxInFront(server.url);
          return examined(toSandbox(server, { url: url.replace('http:', 'https:') }), wrongPassword);
        },
      },
    ],
  },
  {
    number: 18,
    failure: 'http asked of a port that speaks https',
    expected: { code: 'http.tlsExpected', certainty: 'certain', at: 'http' },
    reproductions: [
      {
        on: 'nginx',
        how: 'a port with TLS',
        run: async () => {
          const server = await sandbox();
          const issued = testAuthority().selfSigned('IP:127.0.0.1');
          const { url } = await nginx(`location / { ${passTo(server.url)} }`, issued);
          return examined(toSandbox(server, { url: url.replace('https:', 'http:') }), wrongPassword);
        },
      },
      {
        on: 'sandbox',
        how: 'with TLS',
        run: async () => {
          const server = await sandbox({ tls: true });
          return examined(toSandbox(server, { url: server.url.replace('https:', 'http:') }), wrongPassword);
        },
      },
    ],
  },
  {
    number: 19,
    failure: 'no answer at all',
    expected: { code: 'tcp.timeout', certainty: 'certain', at: 'tcp' },
    reproductions: [
      {
        on: 'network',
        how: 'a host whose answers do not arrive',
        run: () => {
          const host = otherHost();
          host.fallSilent();
          return anyone(`http://${host.address}:8069`, { timeoutMs: 500 });
        },
      },
      {
        on: 'network',
        how: 'shut out after failed sign-ins',
        run: async () => {
          const host = otherHost();
          const url = await host.run(join(import.meta.dirname, 'strictServer.ts'), [host.address]);
          const wish = { url, database: 'sandbox', login: 'demo' };
          const before = await examined(wish, wrongPassword);
          if (before.cause?.code !== 'signIn.rejected')
            throw new Error('The server was to be reached first.');
          host.fallSilent();
          return examined(wish, wrongPassword, { timeoutMs: 500 });
        },
      },
      {
        on: 'network',
        how: 'a host that cannot be reached',
        expected: { code: 'tcp.unreachable', certainty: 'certain', at: 'tcp' },
        run: () => anyone(`http://${otherHost().beyond}:8069`, { timeoutMs: 2000 }),
      },
      {
        on: 'sockets',
        how: 'a port that takes connections and never answers',
        expected: { code: 'call.timeout', certainty: 'certain', at: 'http' },
        run: async () => {
          const silent = await serveTcp();
          atEnd(() => silent.close());
          return anyone(silent.url, { timeoutMs: 500 });
        },
      },
      {
        on: 'sandbox',
        how: 'fault silent',
        expected: { code: 'call.timeout', certainty: 'certain', at: 'http' },
        run: async () => examined(toSandbox(await faulty('silent')), wrongPassword, { timeoutMs: 500 }),
      },
    ],
  },
  {
    number: 24,
    failure: 'XML-RPC alone is blocked in front of Odoo',
    expected: { code: 'protocol.xmlRpcBlocked', certainty: 'certain' },
    reproductions: [
      ...versions.flatMap((version) =>
        ([403, 404] as const).map((status): Reproduction => ({
          on: version,
          how: `nginx answers ${status} for /xmlrpc`,
          run: async () => {
            const { url } = odoo(version);
            const front = await nginx(`location /xmlrpc { return ${status}; } location / { ${passTo(url)} }`);
            const wish = toOdoo(version, { url: front.url, protocol: 'xmlRpc' });
            return examined(wish, odoo(version).plain.password);
          },
        })),
      ),
      {
        on: 'sandbox',
        how: 'fault no-xmlrpc',
        run: async () => {
          const server = await faulty('no-xmlrpc');
          return examined(toSandbox(server, { protocol: 'xmlRpc' }), server.plain.password);
        },
      },
    ],
  },
  {
    number: 60,
    failure: 'a bot filter asks whether it talks to a person',
    expected: { code: 'http.botFilter', certainty: 'certain', at: 'http' },
    reproductions: [
      {
        on: 'sandbox',
        how: 'fault cloudflare-challenge',
        run: async () => examined(toSandbox(await faulty('cloudflare-challenge')), wrongPassword),
      },
      {
        on: 'sandbox',
        how: 'fault cloudflare-challenge, over JSON-2',
        run: async () => {
          const server = await faulty('cloudflare-challenge');
          return examined(toSandbox(server, keyOverJson2), server.plain.apiKey);
        },
      },
    ],
  },
];
