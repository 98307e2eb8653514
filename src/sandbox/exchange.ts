import type { Database } from './database';

/** A request as the fronts see it, its body read whole. */
export interface SandboxRequest {
  method: string;
  /** Without query and trailing slash, double slashes made one. */
  path: string;
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
  databases: ReadonlyMap<string, Database>;
  /** Aborted when the caller hangs up. */
  signal: AbortSignal;
}

export interface SandboxReply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** "application/json" of "application/json; charset=utf-8". */
export function mediaType(request: SandboxRequest): string {
  return (request.headers['content-type'] ?? '').split(';', 1).join('').trim().toLowerCase();
}

export function reply(
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): SandboxReply {
  return { status, headers: { 'Content-Type': `${type}; charset=utf-8`, ...headers }, body };
}
