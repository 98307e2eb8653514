import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { adminAccount, plainAccount, twoFactorAccount } from './accounts';
import { makeDatabase } from './data';
import type { Database } from './database';
import type { SandboxReply, SandboxRequest } from './exchange';
import { errorPage } from './pages';
import { route } from './routes';

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** Closes the sandbox. */
  signal?: AbortSignal;
  /** Milliseconds every answer waits. */
  latencyMs?: number;
}

export interface SignIn {
  login: string;
  password: string;
  apiKey: string;
}

export interface Sandbox extends SignIn {
  url: string;
  database: string;
  /** Everything the server has, the first included. */
  databases: string[];
  /** A user who reads business records and writes nothing. */
  plain: SignIn;
  /** A user whose password is refused to programs; the key works. */
  twoFactor: SignIn;
  close(): Promise<void>;
}

/** Odoo's own limit (Odoo 19, odoo/http.py DEFAULT_MAX_CONTENT_LENGTH). */
const maxBody = 128 * 1024 * 1024;

/**
 * Starts a server on loopback that speaks as Odoo 19.0 does over made-up records. It is new at every start and keeps nothing.
 * Rejects where the port is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  options.signal?.throwIfAborted();
  const databases = new Map(['sandbox', 'sandbox_staging'].map((name) => [name, makeDatabase(name)]));
  const server = createServer((incoming, response) => {
    void serve(incoming, response, databases, options.latencyMs ?? 0);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return closed;
  };
  options.signal?.addEventListener('abort', () => void close(), { once: true });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    database: 'sandbox',
    databases: [...databases.keys()],
    ...signIn(adminAccount),
    plain: signIn(plainAccount),
    twoFactor: signIn(twoFactorAccount),
    close,
  };
}

function signIn({ login, password, apiKey }: SignIn): SignIn {
  return { login, password, apiKey };
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  databases: ReadonlyMap<string, Database>,
  latencyMs: number,
): Promise<void> {
  const hangUp = new AbortController();
  response.once('close', () => {
    if (!response.writableEnded) hangUp.abort();
  });
  let answer: SandboxReply;
  try {
    const body = await readBody(incoming);
    if (latencyMs > 0) await delay(latencyMs, undefined, { signal: hangUp.signal });
    answer =
      body === undefined
        ? errorPage(413, 'The data value transmitted exceeds the capacity limit.')
        : await route(requestFrom(incoming, body, databases, hangUp.signal));
  } catch {
    answer = errorPage(
      500,
      'The server encountered an internal error and was unable to complete your request. Either the server is overloaded or ' +
        'there is an error in the application.',
    );
  }
  if (hangUp.signal.aborted) return;
  send(response, answer, incoming.method === 'HEAD');
}

function requestFrom(
  incoming: IncomingMessage,
  body: Buffer,
  databases: ReadonlyMap<string, Database>,
  signal: AbortSignal,
): SandboxRequest {
  const [path = '/'] = (incoming.url ?? '/').split('?', 1);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  return {
    method: incoming.method ?? 'GET',
    path: path.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1'),
    headers,
    body,
    databases,
    signal,
  };
}

/** The whole body, or undefined where it is too large. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, headers, body }: SandboxReply, headOnly: boolean): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    Server: 'Werkzeug/3.1.3 Python/3.13.5 (Odoo API Explorer sandbox)',
    ...headers,
    'Content-Length': bytes.length,
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(headOnly ? undefined : bytes);
}
