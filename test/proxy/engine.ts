import { once } from 'node:events';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SignInMethod } from '../../src/model/authMethod';
import type { Connection, TlsSettings } from '../../src/model/connection';
import type { Outcome } from '../../src/model/outcome';
import type { RequestSpec } from '../../src/model/requestSpec';
import { OdooClient } from '../../src/odoo/client';
import { OdooError } from '../../src/odoo/error';
import type { NetworkSettings } from '../../src/odoo/proxy';
import { UndiciTransport } from '../../src/odoo/undiciTransport';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { atEnd } from '../support/programServers';

export const limits = { timeoutMs: 20_000, maxBytes: 10_000_000 };

const byPassword: SignInMethod = { protocol: 'jsonRpc', auth: 'password' };
/** The ways to sign in that these tests go over: one for each protocol of Odoo's own. */
export const ways: SignInMethod[] = [
  byPassword,
  { protocol: 'xmlRpc', auth: 'password' },
  { protocol: 'json2', auth: 'apiKey' },
];

export const anyRead: RequestSpec = {
  operation: 'searchRead',
  model: 'res.partner',
  fields: ['name'],
  limit: 3,
};

export async function sandbox(options: Parameters<typeof startSandbox>[0] = {}): Promise<Sandbox> {
  const started = await startSandbox(options);
  atEnd(() => started.close());
  return started;
}

export interface Engine {
  transport: UndiciTransport;
  /** Carries a request out as the extension does, on the sandbox as it is reached at this address. */
  run: (
    url: string,
    more?: { way?: SignInMethod; spec?: RequestSpec; tls?: TlsSettings },
  ) => Promise<Outcome>;
}

/** The engine as it is, with the sandbox's own passwords. */
export function engineFor(server: Sandbox, network: Partial<NetworkSettings> = {}): Engine {
  const settings: NetworkSettings = { verifyCertificates: true, certificates: [], ...network };
  const transport = new UndiciTransport(() => settings, {});
  atEnd(() => transport.close());
  const client = new OdooClient({
    transport,
    secrets: {
      read: (_connection, kind) => Promise.resolve(kind === 'apiKey' ? server.apiKey : server.password),
    },
    guard: { confirm: () => Promise.resolve(true), webSignIn: () => Promise.resolve(true) },
    now: () => performance.now(),
    limits: () => limits,
  });
  let connections = 0;
  return {
    transport,
    run: (url, { way = byPassword, spec = anyRead, tls } = {}) => {
      const connection: Connection = {
        // Every call signs in anew.
        id: `connection${++connections}`,
        name: 'Sandbox',
        url,
        database: server.database,
        login: server.login,
        ...way,
        production: false,
        readOnly: false,
        ...(tls ? { tls } : {}),
      };
      return client.run(connection, spec);
    },
  };
}

/** The error of a call that must fail. */
export async function failure(promise: Promise<unknown>): Promise<OdooError> {
  const error: unknown = await promise.then(
    () => new Error('Nothing failed.'),
    (reason: unknown) => reason,
  );
  if (error instanceof OdooError) return error;
  throw error;
}

export interface Recorder {
  port: number;
  url: string;
  /** Everything anybody ever sent it: first lines, headers and bodies. */
  seen: string[];
}

/** A server that keeps whatever reaches it. @param answer what it does then; without a word it answers 200 */
export async function recorder(
  answer: (response: http.ServerResponse) => void = (response) => response.end('ok'),
): Promise<Recorder> {
  const seen: string[] = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push(`${request.method} ${request.url}\n${request.rawHeaders.join('\n')}\n${body}`);
      answer(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}`, seen };
}
