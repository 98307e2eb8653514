import type { AuthMethod, Protocol, SignInMethod } from '../../model/authMethod';
import type { ServerVersion } from '../../model/schemaInfo';
import { apiKey } from './apiKey';
import { password } from './password';

export interface AuthDescription {
  id: AuthMethod;
  /** What the person is asked for. */
  secretLabel: string;
  /** The first major version that takes this proof over a protocol; a protocol left out never does. */
  since: Partial<Record<Protocol, number>>;
}

/** Every way to prove who one is. Adding one is a file beside this one and a row here. */
export const authMethods: Record<AuthMethod, AuthDescription> = { password, apiKey };

export interface OfferedSignIn {
  method: SignInMethod;
  /** Why this one, or what to know about it, in one line. */
  reason: string;
  recommended: boolean;
}

/** The first version without XML-RPC and JSON-RPC, as Odoo announced it (documentation 19.0, external_rpc_api). */
const lastMajorWithRpc = 21;

/** In the order they are recommended. */
const ranked: (SignInMethod & { reason: (version: ServerVersion | undefined) => string })[] = [
  {
    auth: 'apiKey',
    protocol: 'json2',
    reason: () => 'Odoo’s current API. The key can be revoked without changing your password.',
  },
  {
    auth: 'apiKey',
    protocol: 'jsonRpc',
    reason: (version) =>
      version && version.major >= 19
        ? 'Works until Odoo 21; JSON-2 replaces it.'
        : 'The key can be revoked without changing your password, and works with two-factor sign-in.',
  },
  {
    auth: 'password',
    protocol: 'jsonRpc',
    reason: () => 'Nothing to set up. Does not work for accounts with two-factor sign-in.',
  },
  {
    auth: 'apiKey',
    protocol: 'xmlRpc',
    reason: () => 'For servers that offer XML-RPC only. Slower than JSON-RPC.',
  },
  {
    auth: 'password',
    protocol: 'xmlRpc',
    reason: () => 'For servers that offer XML-RPC only. Slower than JSON-RPC.',
  },
];

/** Odoo Online got JSON-2 one interim release before 19.0 (OCA/odoorpc#101). */
function hasJson2Early(version: ServerVersion): boolean {
  return version.saas && version.major === 18 && version.minor >= 4;
}

/** Whether a version takes a sign-in method; an unknown version is given the benefit of the doubt. */
export function offers(version: ServerVersion | undefined, method: SignInMethod): boolean {
  const since = authMethods[method.auth].since[method.protocol];
  if (since === undefined) return false;
  if (!version) return true;
  if (method.protocol !== 'json2' && version.major > lastMajorWithRpc) return false;
  return version.major >= since || (method.protocol === 'json2' && hasJson2Early(version));
}

/** The sign-in methods that a version offers, the recommended one first. */
export function offeredSignIns(version: ServerVersion | undefined): OfferedSignIn[] {
  return ranked
    .filter((method) => offers(version, method))
    .map(({ auth, protocol, reason }, index) => ({
      method: { auth, protocol },
      reason: reason(version),
      recommended: index === 0,
    }));
}
