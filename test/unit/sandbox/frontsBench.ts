import { afterAll, beforeAll } from 'vitest';
import { startSandbox } from '../../../src/sandbox/server';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/server';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; undefined where it is none. */
  json: unknown;
}

export type Asked = (path: string, init?: RequestInit) => Promise<Answer>;

/** A request to a sandbox, no redirect followed. */
export async function ask(sandbox: Sandbox, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(sandbox.url + path, { redirect: 'manual', ...init });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function postJson(
  sandbox: Sandbox,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return ask(sandbox, path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** A call to a `type='json'` route. */
export function rpc(
  sandbox: Sandbox,
  path: string,
  params: object = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  return postJson(sandbox, path, { jsonrpc: '2.0', method: 'call', id: 7, params }, headers);
}

/** A call to common, object or db over JSON-RPC. */
export function service(sandbox: Sandbox, name: string, method: string, ...args: unknown[]): Promise<Answer> {
  return rpc(sandbox, '/jsonrpc', { service: name, method, args });
}

export function xmlRpc(sandbox: Sandbox, path: string, method: string, ...args: string[]): Promise<Answer> {
  const params = args.map((arg) => `<param><value><string>${arg}</string></value></param>`).join('');
  const body = `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params>${params}</params></methodCall>`;
  return ask(sandbox, path, { method: 'POST', body, headers: { 'content-type': 'text/xml' } });
}

/** Signs in on the web. */
export function signIn(
  sandbox: Sandbox,
  login = sandbox.login,
  password = sandbox.password,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return rpc(sandbox, '/web/session/authenticate', { db: sandbox.database, login, password }, headers);
}

/** The cookie of an answer, ready to be sent. */
export function cookieOf({ headers }: Answer): { cookie: string } {
  const [first = ''] = headers.getSetCookie();
  return { cookie: first.split(';', 1).join('') };
}

/** The error of a JSON-RPC answer as "code, class: message". */
export function errorOf({ json }: Answer): string {
  const { error } = json as { error?: { code: number; data: { name: string; message: string } } };
  return error === undefined ? 'no error' : `${error.code}, ${error.data.name}: ${error.data.message}`;
}

export function resultOf({ json }: Answer): unknown {
  return (json as { result?: unknown }).result;
}

/** A sandbox for the tests of one file or group. */
export function running(options: SandboxOptions = {}): () => Sandbox {
  let sandbox: Sandbox | undefined;
  beforeAll(async () => {
    sandbox = await startSandbox(options);
  });
  afterAll(() => sandbox?.close());
  return () => {
    if (sandbox === undefined) throw new Error('The sandbox has not started.');
    return sandbox;
  };
}
