import { beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/server';
import { closedPort } from '../support/faultyServers';
import { engineFor, failure, limits, sandbox, ways, type Engine } from './engine';
import { TestAuthority, type Issued } from '../support/authority';
import { start, startNginx } from '../support/programServers';

const ports = { trusted: 0, selfSigned: 0, expired: 0, otherName: 0, demanding: 0, strict: 0, plain: 0 };

let server: Sandbox;
let engine: Engine;
let authority: TestAuthority;
let mine: Issued;
let foreign: Issued;

beforeAll(async () => {
  server = await sandbox();
  engine = engineFor(server);
  authority = new TestAuthority();
  const here = 'IP:127.0.0.1,DNS:localhost';
  const good = authority.issue('127.0.0.1', here);
  mine = authority.issue('Mitchell Admin', 'DNS:client.example.com');
  foreign = new TestAuthority().issue('Somebody Else', 'DNS:client.example.com');
  for (const name of Object.keys(ports) as (keyof typeof ports)[]) ports[name] = await closedPort();
  const secure = (port: number, { certificate, key }: Issued, more = ''): string =>
    `server { listen 127.0.0.1:${port} ssl; ssl_certificate ${certificate}; ssl_certificate_key ${key}; ${more}
      location / { proxy_pass ${server.url}; proxy_set_header Host $http_host; } }`;
  await startNginx(
    [
      secure(ports.trusted, good),
      secure(ports.selfSigned, authority.selfSigned(here)),
      secure(
        ports.expired,
        authority.issue('127.0.0.1', here, { start: '20200101000000Z', end: '20200201000000Z' }),
      ),
      secure(ports.otherName, authority.issue('erp.example.com', 'DNS:erp.example.com')),
      secure(ports.demanding, good, `ssl_client_certificate ${authority.certificate}; ssl_verify_client on;`),
      `server { listen 127.0.0.1:${ports.plain}; location / { proxy_pass ${server.url}; } }`,
    ].join('\n'),
    ports.trusted,
  );
  // nginx asks for a certificate over HTTP; OpenSSL's own server ends the handshake, as Apache and IIS do.
  await start(
    'openssl',
    [
      ...['s_server', '-accept', `127.0.0.1:${ports.strict}`, '-www', '-quiet'],
      ...['-cert', good.certificate, '-key', good.key, '-CAfile', authority.certificate],
      ...['-Verify', '2', '-verify_return_error'],
    ],
    ports.strict,
    '',
  );
}, 600_000);

const at = (port: number, host = '127.0.0.1'): string => `https://${host}:${port}`;

describe('an authority of the company’s own', () => {
  it.each(ways)('is trusted over $protocol once the connection names it, and not before', async (way) => {
    expect((await failure(engine.run(at(ports.trusted), { way }))).code).toBe('tls.untrusted');
    const { value } = await engine.run(at(ports.trusted), { way, tls: { authority: authority.certificate } });
    expect(value).toHaveLength(3);
    expect((await failure(engine.run(at(ports.trusted), { way }))).code).toBe('tls.untrusted');
  });

  it('is trusted where the computer trusts it', async () => {
    const trusting = engineFor(server, { certificates: [authority.pem] });
    expect((await trusting.run(at(ports.trusted))).value).toHaveLength(3);
  });

  it('is looked up, connected to and agreed with in phases that are measured', async () => {
    const tls = { authority: authority.certificate };
    const request = { method: 'GET', url: `${at(ports.trusted, 'localhost')}/web/version` } as const;
    const fresh = engineFor(server).transport;
    const { timings } = await fresh.send(request, { ...limits, tls });
    expect(Object.keys(timings ?? {}).sort()).toEqual(['connect', 'dns', 'firstByte', 'tls', 'transfer']);
    const again = await fresh.send(request, { ...limits, tls });
    expect(Object.keys(again.timings ?? {}).sort()).toEqual(['firstByte', 'transfer']);
  });
});

describe('certificates that are not in order', () => {
  it('a self-signed one is refused, and accepted by the one connection that says so', async () => {
    expect((await failure(engine.run(at(ports.selfSigned)))).code).toBe('tls.untrusted');
    const tls = { acceptUntrusted: true };
    expect((await engine.run(at(ports.selfSigned), { tls })).value).toHaveLength(3);
    expect((await failure(engine.run(at(ports.selfSigned)))).code).toBe('tls.untrusted');
  });

  it('one that has run out is named, even where its authority is trusted', async () => {
    const tls = { authority: authority.certificate };
    expect(await failure(engine.run(at(ports.expired), { tls }))).toMatchObject({
      code: 'tls.expired',
      facts: { reason: 'CERT_HAS_EXPIRED' },
    });
  });

  it('one for another name is named, even where its authority is trusted', async () => {
    const tls = { authority: authority.certificate };
    expect((await failure(engine.run(at(ports.otherName), { tls }))).code).toBe('tls.nameMismatch');
  });

  it('a port without TLS is named, and so is one with it that is spoken to in plain http', async () => {
    expect((await failure(engine.run(at(ports.plain)))).code).toBe('tls.notTls');
    expect((await failure(engine.run(`http://127.0.0.1:${ports.trusted}`))).code).toBe('http.tlsExpected');
  });
});

describe('a server that lets nobody in without a certificate of theirs', () => {
  it.each(ways)('is reached over $protocol with the certificate of the connection', async (way) => {
    const tls = { authority: authority.certificate, ...mine };
    expect((await engine.run(at(ports.demanding), { way, tls })).value).toHaveLength(3);
  });

  it('is heard in its own words where it says over HTTP that none was shown', async () => {
    const tls = { authority: authority.certificate };
    const error = await failure(engine.run(at(ports.demanding), { tls }));
    expect(error.server?.message).toContain('No required SSL certificate was sent');
  });

  it('refuses in the handshake where none is shown, or one that it does not know: both are named', async () => {
    const get = (tls: object) =>
      failure(
        engineFor(server).transport.send(
          { method: 'GET', url: at(ports.strict) },
          { ...limits, tls: { authority: authority.certificate, ...tls } },
        ),
      );
    expect(await get({})).toMatchObject({ code: 'tls.clientCertificate', facts: { reason: 'required' } });
    expect(await get(foreign)).toMatchObject({ code: 'tls.clientCertificate', facts: { reason: 'refused' } });
  });

  it('is entered in the handshake with the right one', async () => {
    const tls = { authority: authority.certificate, ...mine };
    const answer = await engine.transport.send({ method: 'GET', url: at(ports.strict) }, { ...limits, tls });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('Mitchell Admin');
  });
});
