import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TlsSettings } from '../../../src/model/connection';
import type { HttpAnswer } from '../../../src/odoo/transport';
import type { UndiciTransport } from '../../../src/odoo/undiciTransport';
import { certificate, serveHttps, type LocalServer } from '../../support/faultyServers';
import { failure, limits, started, strict, transport } from './transportBench';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-tls-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const own = certificate('selfSigned');
const other = certificate('otherName');

function get(server: LocalServer, sent: UndiciTransport, tls?: TlsSettings): Promise<HttpAnswer> {
  return sent.send({ method: 'GET', url: server.url }, { ...limits, ...(tls ? { tls } : {}) });
}

const secure = (): Promise<LocalServer> =>
  started(serveHttps('selfSigned', (_request, response) => response.end('secure')));

/** Asks for a certificate, and answers with the name in it and whether it knows who vouches for it. */
async function asking(): Promise<LocalServer> {
  const server = https.createServer(
    { key: own.pem, cert: own.pem, ca: own.pem, requestCert: true, rejectUnauthorized: false },
    ({ socket }, response) => {
      if (!(socket instanceof TLSSocket)) throw new Error('The server speaks TLS only.');
      const { subject } = socket.getPeerCertificate() as { subject?: { CN?: string } };
      response.end(subject ? `${subject.CN} ${socket.authorized ? 'known' : 'unknown'}` : 'nobody');
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return started(Promise.resolve({ url: `https://127.0.0.1:${port}`, port, close }));
}

describe('the trust of one connection', () => {
  it('adds its authority to the usual ones, for this connection only', async () => {
    const [server, authority] = [await secure(), file('authority.pem', own.pem)];
    const sent = transport();
    expect((await get(server, sent, { authority })).body).toBe('secure');
    expect((await failure(get(server, sent))).code).toBe('tls.untrusted');
    // Still what the settings trust, too.
    const listed = transport({ ...strict, certificates: [own.pem] });
    const irrelevant = file('irrelevant.pem', other.pem);
    expect((await get(server, listed, { authority: irrelevant })).body).toBe('secure');
    expect((await failure(get(server, sent, { authority: irrelevant }))).code).toBe('tls.untrusted');
  });

  it('accepts what nobody vouches for where the connection says so, and nowhere else on the same origin', async () => {
    const server = await secure();
    const sent = transport();
    expect((await get(server, sent, { acceptUntrusted: true })).body).toBe('secure');
    expect((await failure(get(server, sent))).code).toBe('tls.untrusted');
    expect((await failure(get(server, sent, { acceptUntrusted: false }))).code).toBe('tls.untrusted');
    expect((await failure(get(server, sent, {}))).code).toBe('tls.untrusted');
    expect((await get(server, sent, { acceptUntrusted: true })).timings?.connect).toBeUndefined();
  });

  it('holds the certificate against the address, not against a Host header', async () => {
    const server = await started(serveHttps('otherName', (_request, response) => response.end('secure')));
    const sent = transport({ ...strict, certificates: [other.pem] });
    const request = { method: 'GET', url: server.url, headers: { Host: 'other.example.com' } } as const;
    expect((await failure(sent.send(request, limits))).code).toBe('tls.nameMismatch');
  });
});

describe('client certificates', () => {
  const trusting = { ...strict, certificates: [own.pem] };

  it('shows the certificate of the connection to a server that asks for one, and to no other connection', async () => {
    const server = await asking();
    const both = file('both.pem', own.pem);
    const certificateOnly = file('cert.pem', pick(own.pem, 'CERTIFICATE'));
    const keyOnly = file('key.pem', pick(own.pem, 'PRIVATE KEY'));
    const sent = transport(trusting);
    expect((await get(server, sent)).body).toBe('nobody');
    expect((await get(server, sent, { certificate: both })).body).toMatch(/ known$/);
    expect((await get(server, sent, { certificate: certificateOnly, key: keyOnly })).body).toMatch(/ known$/);
    expect((await get(server, sent, { certificate: file('other.pem', other.pem) })).body).toMatch(
      / unknown$/,
    );
    expect((await get(server, sent)).body).toBe('nobody');
  });

  it('reads a file again when it has changed', async () => {
    const server = await asking();
    const changing = file('changing.pem', 'nothing yet');
    const sent = transport(trusting);
    expect((await failure(get(server, sent, { certificate: changing }))).code).toBe('tls.files');
    file('changing.pem', other.pem);
    utimesSync(changing, new Date(1), new Date(1_000_000));
    expect((await get(server, sent, { certificate: changing })).body).toMatch(/ unknown$/);
    file('changing.pem', own.pem);
    expect((await get(server, sent, { certificate: changing })).body).toMatch(/ known$/);
  });
});

describe('PEM files that cannot be used', () => {
  const encryptedKey = (): string =>
    generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' },
    }).privateKey;
  const damaged = '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n';

  it.each<[string, string, () => TlsSettings]>([
    ['is not there', 'missing', () => ({ authority: join(folder, 'nowhere.pem') })],
    ['is a folder', 'unreadable', () => ({ authority: folder })],
    ['is a device', 'notPem', () => ({ authority: '/dev/null' })],
    ['is no PEM', 'notPem', () => ({ authority: file('a.txt', 'hello') })],
    ['holds a damaged certificate', 'notPem', () => ({ authority: file('b.pem', damaged) })],
    [
      'holds a key in place of a certificate',
      'notPem',
      () => ({ authority: file('k.pem', pick(own.pem, 'PRIVATE KEY')) }),
    ],
    ['holds no key', 'noKey', () => ({ certificate: file('c.pem', pick(own.pem, 'CERTIFICATE')) })],
    ['comes without a certificate', 'noCertificate', () => ({ key: file('d.pem', own.pem) })],
    [
      'holds an encrypted key',
      'encrypted',
      () => ({ certificate: file('e.pem', own.pem), key: file('e.key', encryptedKey()) }),
    ],
    [
      'holds a key of the older, encrypted form',
      'encrypted',
      () => ({
        certificate: file('e.pem', own.pem),
        key: file(
          'f.key',
          '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nabc\n-----END RSA PRIVATE KEY-----\n',
        ),
      }),
    ],
    [
      'holds a damaged key',
      'notPem',
      () => ({
        certificate: file('e.pem', own.pem),
        key: file('g.key', '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\n'),
      }),
    ],
    [
      'holds the key of another certificate',
      'mismatch',
      () => ({ certificate: file('e.pem', own.pem), key: file('h.key', other.pem) }),
    ],
  ])('names a file that %s: %s', async (_what, reason, settings) => {
    const tls = settings();
    const last = tls.key ?? tls.certificate ?? tls.authority;
    const error = await failure(
      transport().send({ method: 'GET', url: 'https://127.0.0.1:9/' }, { ...limits, tls }),
    );
    expect(error).toMatchObject({ code: 'tls.files', facts: { file: last, reason } });
    expect(JSON.stringify(error.facts)).not.toContain('BEGIN');
  });
});

/** One block of a PEM file. */
function pick(pem: string, kind: string): string {
  const block = new RegExp(`-----BEGIN [A-Z ]*${kind}-----[\\s\\S]+?-----END [A-Z ]*${kind}-----\\n?`).exec(
    pem,
  )?.[0];
  if (!block) throw new Error(`The file holds no ${kind}.`);
  return block;
}
