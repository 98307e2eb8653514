import type { SignInMethod } from '../../src/model/authMethod';
import type { Sandbox } from '../../src/sandbox/server';
import type { OdooVersion } from '../support/odooServer';
import type { Leave, Wish } from './engine';
import { odoo, sandbox } from './grounds';
import type { FaultId } from '../../src/sandbox/faults';

export const passwordOverJsonRpc: SignInMethod = { auth: 'password', protocol: 'jsonRpc' };
export const passwordOverXmlRpc: SignInMethod = { auth: 'password', protocol: 'xmlRpc' };
export const keyOverJsonRpc: SignInMethod = { auth: 'apiKey', protocol: 'jsonRpc' };
export const keyOverJson2: SignInMethod = { auth: 'apiKey', protocol: 'json2' };
export const webSession: SignInMethod = { auth: 'webSession', protocol: 'web' };

/** A plain user's connection to a real Odoo. */
export function toOdoo(version: OdooVersion, changes: Partial<Wish> = {}): Wish {
  const { url, database, plain } = odoo(version);
  return { url, database, login: plain.login, ...changes };
}

/** The administrator's connection, to look the truth up over. */
export function accountOn(version: OdooVersion): Required<Pick<Leave, 'account'>>['account'] {
  const { url, database, admin } = odoo(version);
  return { wish: { url, database, login: admin.login }, secret: admin.password };
}

/** The administrator's connection to a sandbox. */
export function accountIn({ url, database, login, password }: Sandbox) {
  return { wish: { url, database, login }, secret: password };
}

/** A connection of the sandbox's salesperson. */
export function toSandbox({ url, database, plain }: Sandbox, changes: Partial<Wish> = {}): Wish {
  return { url, database, login: plain.login, ...changes };
}

/** A sandbox that something goes wrong in, from the start. */
export function faulty(fault: FaultId, options: Parameters<typeof sandbox>[0] = {}): Promise<Sandbox> {
  return sandbox({ fault, ...options });
}
