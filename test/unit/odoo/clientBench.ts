import type { Connection } from '../../../src/model/connection';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { OdooClient, type ClientOptions } from '../../../src/odoo/client';
import { OdooError } from '../../../src/odoo/error';
import { ScriptedTransport, type Script } from '../../support/scriptedTransport';

export const connection: Connection = {
  id: 'one',
  name: 'Staging',
  url: 'https://erp.example.com',
  database: 'acme',
  login: 'admin',
  auth: 'password',
  protocol: 'jsonRpc',
  production: false,
  readOnly: false,
};
export const read = { operation: 'count', model: 'res.partner' } as const satisfies RequestSpec;
export const write = {
  operation: 'update' as const,
  model: 'res.partner',
  ids: [1],
  values: { name: 'x' },
} satisfies RequestSpec;

/** A client whose server is a script; its clock moves on by 1.234 s whenever it is looked at. */
export function clientOn(script: Script, options: Partial<ClientOptions> = {}) {
  const transport = new ScriptedTransport(script);
  let clock = 0;
  const client = new OdooClient({
    transport,
    secrets: { read: () => Promise.resolve('secret-1') },
    guard: { confirm: () => Promise.resolve(true), webSignIn: () => Promise.resolve(true) },
    now: () => (clock += 1234),
    limits: () => ({ timeoutMs: 1000, maxBytes: 1000 }),
    ...options,
  });
  return { client, transport };
}

export async function failure(promise: Promise<unknown>): Promise<OdooError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof OdooError)) throw new Error('This was expected to fail with an OdooError.');
  return error;
}
