import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import {
  adminAccount,
  archivedAccount,
  expiredApiKey,
  expiringApiKey,
  otherScopeApiKey,
  plainAccount,
  portalAccount,
  revokedApiKey,
  twoFactorAccount,
} from './accounts';
import { makeCertificate } from './certificate';
import { makeDatabase } from './data';
import type { SandboxReply, SandboxRequest } from './exchange';
import { throughFault } from './faultFront';
import { faultWhere } from './faults';
import type { FaultId } from './faults';
import { brokenPage, errorPage } from './pages';
import { route } from './routes';
import { oauth2Client } from './secureApiSignIn';
import type { OAuth2Client } from './secureApiSignIn';
import { send } from './send';
import type { SignInAttempt } from './signInAttempts';
import { Site } from './site';
import type { Seen } from './site';
import type { SandboxVersion } from './version';

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** The Odoo to imitate; 19 unless given. */
  version?: SandboxVersion;
  /** What goes wrong from the start; `setFault` changes it. */
  fault?: FaultId;
  /** One database instead of two, so that none has to be named. */
  singleDatabase?: boolean;
  /** https with a certificate that nobody vouches for. */
  tls?: boolean;
  /** Closes the sandbox. */
  signal?: AbortSignal;
  /** Milliseconds every answer waits. */
  latencyMs?: number;
  /** Milliseconds a web session lasts without use; a week unless given. */
  sessionLifetimeMs?: number;
  /** Seconds a JWT is good for; 600 unless given. */
  tokenLifetimeSeconds?: number;
  /** Milliseconds nobody may sign in after ten failures; a minute unless given. */
  cooldownMs?: number;
  /** Milliseconds the fault `slow` takes; 20 seconds unless given. */
  faultDelayMs?: number;
}

export interface SignIn {
  login: string;
  password: string;
  apiKey: string;
}

export interface Sandbox extends SignIn {
  url: string;
  version: SandboxVersion;
  database: string;
  /** Everything the server has, the first included. */
  databases: string[];
  /** A salesperson, who may not do everything. */
  plain: SignIn;
  /** A user whose password is refused to programs; the key works. */
  twoFactor: SignIn;
  /** A customer of the portal. */
  portal: SignIn;
  /** A user who has left: nothing of theirs is accepted. */
  archived: SignIn;
  /** Further keys of the plain user; only `expiring`, good for two days, is accepted. */
  keys: { expired: string; expiring: string; otherScope: string; revoked: string };
  /** An application that may ask for tokens of the Secure API. */
  oauth2: OAuth2Client;
  /** The certificate as PEM, where the sandbox speaks https. */
  certificate?: string;
  /** What the server was asked for so far, counted. */
  seen: Readonly<Seen>;
  /** Every sign-in so far, and every call refused for its secret, oldest first. */
  signInAttempts(): SignInAttempt[];
  /** Makes something go wrong from now on, or nothing any more. @throws Error for a fault of the certificate, which is made at the start */
  setFault(fault: FaultId | undefined): void;
  /** Ends every web session. */
  expireSessions(): void;
  /** Lets every access token run out; refresh tokens stay good. */
  expireTokens(): void;
  close(): Promise<void>;
}

/** Odoo's own limit (Odoo 17–19, odoo/http.py DEFAULT_MAX_CONTENT_LENGTH). */
const maxBody = 128 * 1024 * 1024;

/**
 * Starts a server on loopback that speaks as Odoo does over made-up records. It is new at every start and keeps nothing.
 * Rejects where the port is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  options.signal?.throwIfAborted();
  const { version = '19', fault } = options;
  const names = options.singleDatabase === true ? ['sandbox'] : ['sandbox', 'sandbox_staging'];
  const site = new Site(version, names, (name) => makeDatabase(name, version), {
    sessionLifetimeMs: options.sessionLifetimeMs ?? 604_800_000,
    tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 600,
    cooldownMs: options.cooldownMs ?? 60_000,
    faultDelayMs: options.faultDelayMs ?? 20_000,
  });
  site.fault = fault;
  const certificate = certificateFor(options);
  const listener = (incoming: IncomingMessage, response: ServerResponse): void => {
    // An answer that cannot be written ends its connection, and nothing else.
    serve(incoming, response, site, options.latencyMs ?? 0).catch(() => response.destroy());
  };
  const server = certificate === undefined ? createServer(listener) : createTlsServer(certificate, listener);
  await listen(server, options.port ?? 0);
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
    url: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    version,
    database: 'sandbox',
    databases: names,
    ...signIn(adminAccount),
    plain: signIn(plainAccount),
    twoFactor: signIn(twoFactorAccount),
    portal: signIn(portalAccount),
    archived: signIn(archivedAccount),
    keys: {
      expired: expiredApiKey,
      expiring: expiringApiKey,
      otherScope: otherScopeApiKey,
      revoked: revokedApiKey,
    },
    oauth2: { ...oauth2Client },
    ...(certificate === undefined ? {} : { certificate: certificate.cert }),
    seen: site.seen,
    signInAttempts: () => site.signInAttempts.list(),
    setFault: (next) => {
      if (next !== undefined && faultWhere(next) === 'tls') {
        throw new Error(`The fault ${next} is chosen when the sandbox starts.`);
      }
      site.fault = next;
    },
    expireSessions: () => site.sessions.endAll(),
    expireTokens: () => site.tokens.expireAll(),
    close,
  };
}

function certificateFor({ tls, fault }: SandboxOptions) {
  switch (fault) {
    case 'tls-self-signed':
      return makeCertificate('selfSigned');
    case 'tls-expired':
      return makeCertificate('expired');
    case 'tls-wrong-name':
      return makeCertificate('wrongName');
    default:
      return tls === true ? makeCertificate('selfSigned') : undefined;
  }
}

function signIn({ login, password, apiKey }: SignIn): SignIn {
  return { login, password, apiKey };
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function serve(
  incoming: IncomingMessage,
  response: ServerResponse,
  site: Site,
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
        ? errorPage(site, 413, 'The data value transmitted exceeds the capacity limit.')
        : await throughFault(requestFrom(incoming, body, site, hangUp.signal), route);
  } catch {
    answer = brokenPage(site);
  }
  if (hangUp.signal.aborted) return;
  await send(response, answer, incoming.method === 'HEAD');
}

function requestFrom(
  incoming: IncomingMessage,
  body: Buffer,
  site: Site,
  signal: AbortSignal,
): SandboxRequest {
  const [path = '/', ...query] = (incoming.url ?? '/').split('?');
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  const scheme = 'encrypted' in incoming.socket ? 'https' : 'http';
  return {
    method: incoming.method ?? 'GET',
    path: path.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1'),
    query: new URLSearchParams(query.join('?')),
    headers,
    body,
    address: incoming.socket.remoteAddress ?? '',
    origin: `${scheme}://${headers['host'] ?? '127.0.0.1'}`,
    site,
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
