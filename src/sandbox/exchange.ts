import type { Site } from './site';

/** A request as the fronts see it, its body read whole. */
export interface SandboxRequest {
  method: string;
  /** Without query and trailing slash, double slashes made one. */
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
  /** Where the caller calls from. */
  address: string;
  /** What the caller called this server: "http://127.0.0.1:8069". */
  origin: string;
  site: Site;
  /** Aborted when the caller hangs up. */
  signal: AbortSignal;
}

/**
 * How a connection dies: before the first byte of an answer, within its headers, within its body, or never (a body without an end). Or what
 * answers is no HTTP at all.
 */
export type Breakage = 'atOnce' | 'midHeaders' | 'midBody' | 'endless' | 'notHttp';

export interface SandboxReply {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Buffer;
  broken?: Breakage;
}

/** "application/json" of "application/json; charset=utf-8". */
export function mediaType(request: SandboxRequest): string {
  return (request.headers['content-type'] ?? '').split(';', 1).join('').trim().toLowerCase();
}

export function reply(
  status: number,
  type: string,
  body: string,
  headers: SandboxReply['headers'] = {},
): SandboxReply {
  return { status, headers: { 'Content-Type': `${type}; charset=utf-8`, ...headers }, body };
}

/** The value of a cookie the caller sent. */
export function cookie(request: SandboxRequest, name: string): string | undefined {
  for (const pair of (request.headers['cookie'] ?? '').split(';')) {
    const [key = '', ...value] = pair.split('=');
    if (key.trim() === name) return value.join('=').trim();
  }
  return undefined;
}

/** The fields of a form, URL-encoded or multipart; empty for any other body. Files count as their text. */
export function formFields(request: SandboxRequest): Record<string, string> {
  const body = request.body.toString('utf8');
  const type = mediaType(request);
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(body));
  const boundary = /boundary="?([^";]+)/.exec(request.headers['content-type'] ?? '')?.[1];
  if (type !== 'multipart/form-data' || boundary === undefined) return {};
  const fields: Record<string, string> = {};
  for (const part of body.split(`--${boundary}`).slice(1, -1)) {
    const [head = '', ...content] = part.split('\r\n\r\n');
    const name = /name="([^"]*)"/.exec(head)?.[1];
    if (name !== undefined) fields[name] = content.join('\r\n\r\n').replace(/\r\n$/, '');
  }
  return fields;
}
