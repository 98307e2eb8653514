import { afterEach } from 'vitest';
import { OdooError } from '../../../src/odoo/error';
import type { NetworkSettings } from '../../../src/odoo/proxy';
import type { SendOptions } from '../../../src/odoo/transport';
import { UndiciTransport } from '../../../src/odoo/undiciTransport';
import type { LocalServer } from '../../support/faultyServers';

/** What one test opened; closed after it. */
const opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

export async function started(server: Promise<LocalServer>): Promise<LocalServer> {
  const running = await server;
  opened.push(running);
  return running;
}

export const strict: NetworkSettings = { verifyCertificates: true, certificates: [] };
export const limits: SendOptions = { timeoutMs: 5000, maxBytes: 10_000 };

/** A transport that sees nothing of the environment. */
export function transport(settings: NetworkSettings = strict, now?: () => number): UndiciTransport {
  const made = new UndiciTransport(() => settings, {}, now);
  opened.push(made);
  return made;
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
