import { beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/server';
import { closedPort } from '../support/faultyServers';
import { TestAuthority } from '../support/authority';
import { engineFor, failure, limits, sandbox, ways, type Engine } from './engine';
import { startNginx, startTinyproxy, type Started } from '../support/programServers';

/*
 * 127.0.0.2 is this computer too, on a system with Linux's loopback; but it is not one of the addresses that never go through a proxy.
 */
const away = '127.0.0.2';
const ports = { relay: 0, secure: 0, tunnels: 0, closedTunnels: 0, secureRelay: 0 };
const login = { name: 'me', password: 'p4ss' };

let server: Sandbox;
let authority: TestAuthority;
let relay: Started;
let tunnels: Started;
let nobody = 0;

beforeAll(async () => {
  server = await sandbox();
  authority = new TestAuthority();
  for (const name of Object.keys(ports) as (keyof typeof ports)[]) ports[name] = await closedPort();
  nobody = await closedPort();
  const { certificate, key } = authority.issue('here', `IP:127.0.0.1,IP:${away}`);
  // A name that exists nowhere stands for the sandbox, so that only the proxy can have led there.
  relay = await startNginx(
    `map $http_host $upstream { default $http_host; erp.example.invalid 127.0.0.1:${new URL(server.url).port}; }
server { listen 127.0.0.1:${ports.relay}; location / { proxy_pass $scheme://$upstream$request_uri; } }
server { listen 127.0.0.1:${ports.secureRelay} ssl; ssl_certificate ${certificate}; ssl_certificate_key ${key};
  location / { proxy_pass http://$upstream$request_uri; } }
server { listen ${away}:${ports.secure} ssl; ssl_certificate ${certificate}; ssl_certificate_key ${key};
  location / { proxy_pass ${server.url}; } }`,
    ports.relay,
  );
  tunnels = await startTinyproxy(ports.tunnels);
  await startTinyproxy(ports.closedTunnels, login);
}, 600_000);

const through = (proxy: string, more: object = {}): Engine =>
  engineFor(server, { proxy, certificates: [authority.pem], ...more });

const named = 'http://erp.example.invalid';
const secure = (): string => `https://${away}:${ports.secure}`;

describe('an HTTP proxy on the way', () => {
  it.each(ways)('relays plain http over $protocol', async (way) => {
    const { run } = through(`http://127.0.0.1:${ports.relay}`);
    expect((await run(named, { way })).value).toHaveLength(3);
    expect(relay.accessLog()).toMatch(/"POST http:\/\/erp\.example\.invalid\/[^"]+ HTTP\/1\.1" 200/);
  });

  it('relays plain http where it is spoken to in https itself', async () => {
    const { run } = through(`https://127.0.0.1:${ports.secureRelay}`);
    expect((await run(named)).value).toHaveLength(3);
  });

  it.each(ways)('opens a tunnel for https over $protocol', async (way) => {
    const { run } = through(`http://127.0.0.1:${ports.tunnels}`);
    expect((await run(secure(), { way })).value).toHaveLength(3);
    expect(tunnels.accessLog()).toContain(`CONNECT ${away}:${ports.secure}`);
  });

  it('keeps its tunnel open, and measures what opening it took once', async () => {
    const { transport } = through(`http://127.0.0.1:${ports.tunnels}`);
    const request = { method: 'GET', url: `${secure()}/web/version` } as const;
    const first = await transport.send(request, limits);
    expect(Object.keys(first.timings ?? {}).sort()).toEqual(['connect', 'firstByte', 'tls', 'transfer']);
    const second = await transport.send(request, limits);
    expect(Object.keys(second.timings ?? {}).sort()).toEqual(['firstByte', 'transfer']);
  });

  it('changes nothing about whom the server’s certificate must convince', async () => {
    const strange = engineFor(server, { proxy: `http://127.0.0.1:${ports.tunnels}` });
    expect((await failure(strange.run(secure()))).code).toBe('tls.untrusted');
    const tls = { authority: authority.certificate };
    expect((await strange.run(secure(), { tls })).value).toHaveLength(3);
  });

  it('is not trusted itself because a connection accepts anything of its server', async () => {
    const strange = engineFor(server, { proxy: `https://127.0.0.1:${ports.secureRelay}` });
    const error = await failure(strange.run(named, { tls: { acceptUntrusted: true } }));
    expect(error).toMatchObject({ code: 'tls.untrusted', facts: { port: String(ports.secureRelay) } });
  });

  it('is named where it asks for a password, for https and for plain http', async () => {
    const { run } = through(`http://127.0.0.1:${ports.closedTunnels}`);
    for (const url of [secure(), named]) {
      expect(await failure(run(url))).toMatchObject({
        code: 'http.forbidden',
        facts: { status: 407, reason: 'proxy', host: new URL(url).hostname },
      });
    }
  });

  it('is given the name and password in its address, or the setting’s own header', async () => {
    const { run } = through(`http://me:p4ss@127.0.0.1:${ports.closedTunnels}`);
    expect((await run(secure())).value).toHaveLength(3);
    const proxyAuthorization = `Basic ${Buffer.from('me:p4ss').toString('base64')}`;
    const set = through(`http://127.0.0.1:${ports.closedTunnels}`, { proxyAuthorization });
    expect((await set.run(secure())).value).toHaveLength(3);
    const wrong = through(`http://me:wrong@127.0.0.1:${ports.closedTunnels}`);
    expect((await failure(wrong.run(secure()))).facts['reason']).toBe('proxy');
  });

  it('is named where it does not get through', async () => {
    const { run } = through(`http://127.0.0.1:${ports.tunnels}`);
    expect(await failure(run(`https://${away}:${nobody}`))).toMatchObject({
      code: 'http.gateway',
      facts: { reason: 'proxy', host: away },
    });
  });

  it('is named where it is not there, with the server it should have led to', async () => {
    const { run } = through(`http://127.0.0.1:${nobody}`);
    for (const url of [secure(), named]) {
      expect(await failure(run(url))).toMatchObject({
        code: 'tcp.refused',
        facts: { host: '127.0.0.1', port: String(nobody), through: new URL(url).host },
      });
    }
  });
});
