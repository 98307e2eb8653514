import { OdooClient } from '../odoo/client';
import type { Transport } from '../odoo/transport';

/** A client that takes its secret from the caller, for signing in before anything is saved. It never writes. */
export function trialClient(
  transport: Transport,
  limits: () => { timeoutMs: number; maxBytes: number },
  secret: () => Promise<string>,
): OdooClient {
  return new OdooClient({
    transport,
    secrets: { read: secret },
    // Whoever asks for the secret says what a web sign-in does.
    guard: { confirm: () => Promise.resolve(false), webSignIn: () => Promise.resolve(true) },
    now: () => performance.now(),
    limits,
  });
}
