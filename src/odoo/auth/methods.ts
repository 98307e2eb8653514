import type { AuthMethod, Protocol, SignInMethod } from '../../model/authMethod';
import type { ServerVersion } from '../../model/schemaInfo';
import { apiKey } from './apiKey';
import type { HttpAuthorizer } from './authorizer';
import { basic } from './basic';
import { header } from './header';
import { jwt } from './jwt';
import { oauth2 } from './oauth2';
import { password } from './password';
import { publicAccess } from './public';
import { secureApiKey } from './secureApiKey';
import { webSession } from './webSession';

export interface AuthDescription {
  id: AuthMethod;
  /** What the person is asked for beside the secret; absent where nobody is named. */
  loginLabel?: string;
  /** What the person is asked for; absent where there is no secret. */
  secretLabel?: string;
  /** The first major version that takes this proof over a protocol; a protocol left out never does. */
  since: Partial<Record<Protocol, number>>;
  /** What it costs in safety, in one sentence. */
  safety: string;
  /** How it travels on plain HTTP requests; absent for proofs that are part of the call itself. */
  authorizer?: HttpAuthorizer;
}

/** Every way to prove who one is. Adding one is a file beside this one and a row here. */
export const authMethods: Record<AuthMethod, AuthDescription> = {
  password,
  apiKey,
  webSession,
  jwt,
  oauth2,
  secureApiKey,
  basic,
  header,
  public: publicAccess,
};

/** `odoo`: Odoo's own protocols; `rest`: a module that was added to the server. */
export type SignInGroup = 'odoo' | 'rest';

export interface OfferedSignIn {
  method: SignInMethod;
  group: SignInGroup;
  /** Why this one, or what to know about it, in one line. */
  reason: string;
  /** From and until which version it exists, in a few words. */
  versions: string;
  safety: string;
  recommended: boolean;
}

/** The first version without XML-RPC and JSON-RPC, as Odoo announced it (documentation 19.0, external_rpc_api). */
const lastMajorWithRpc = 21;

/** In the order they are recommended, with what it is good for and what it costs in safety: short enough for a line of the picker. */
const ranked: (SignInMethod & { reason: (version: ServerVersion | undefined) => string })[] = [
  {
    auth: 'apiKey',
    protocol: 'json2',
    reason: () => 'Odoo’s current API. The key opens the API only and can be revoked alone.',
  },
  {
    auth: 'apiKey',
    protocol: 'jsonRpc',
    reason: (version) =>
      version && version.major >= 19
        ? 'JSON-2 replaces it. The key opens the API only and can be revoked alone.'
        : 'Works with two-factor sign-in. The key opens the API only and can be revoked alone.',
  },
  {
    auth: 'password',
    protocol: 'jsonRpc',
    reason: () => 'Nothing to set up; no two-factor accounts. The password goes out with every call.',
  },
  {
    auth: 'apiKey',
    protocol: 'xmlRpc',
    reason: () => 'Slower; where there is XML-RPC only. The key opens the API only.',
  },
  {
    auth: 'password',
    protocol: 'xmlRpc',
    reason: () => 'Slower; where there is XML-RPC only. The password goes out with every call.',
  },
  {
    auth: 'webSession',
    protocol: 'web',
    reason: () => 'Reaches any route. An administrator’s sign-in rewrites web.base.url.',
  },
  {
    auth: 'jwt',
    protocol: 'rest',
    reason: () => 'You describe the token’s address. The secret goes out only to get a token.',
  },
  {
    auth: 'oauth2',
    protocol: 'rest',
    reason: () => 'Client ID and secret get a token, with the application’s rights.',
  },
  {
    auth: 'secureApiKey',
    protocol: 'rest',
    reason: () => 'For the Secure API module. The key goes out once and opens a session.',
  },
  {
    auth: 'webSession',
    protocol: 'rest',
    reason: () => 'For routes that want a signed-in user. An administrator rewrites web.base.url.',
  },
  {
    auth: 'header',
    protocol: 'rest',
    reason: () => 'Authorization: Bearer …, X-API-Key: … The key goes out with every call.',
  },
  {
    auth: 'basic',
    protocol: 'rest',
    reason: () => 'Name and password go out with every call: over https only.',
  },
  { auth: 'public', protocol: 'rest', reason: () => 'Routes that are open to anyone. No secret is sent.' },
];

/** Odoo Online got JSON-2 one interim release before 19.0 (OCA/odoorpc#101). */
function hasJson2Early(version: ServerVersion): boolean {
  return version.saas && version.major === 18 && version.minor >= 4;
}

function isRpc(protocol: Protocol): boolean {
  return protocol === 'jsonRpc' || protocol === 'xmlRpc';
}

/** Whether a version takes a sign-in method; an unknown version is given the benefit of the doubt. */
export function offers(version: ServerVersion | undefined, method: SignInMethod): boolean {
  const since = authMethods[method.auth].since[method.protocol];
  if (since === undefined) return false;
  if (!version) return true;
  if (isRpc(method.protocol) && version.major > lastMajorWithRpc) return false;
  return version.major >= since || (method.protocol === 'json2' && hasJson2Early(version));
}

/** "Odoo 14 to 21" */
export function versionsOf({ auth, protocol }: SignInMethod): string {
  const since = authMethods[auth].since[protocol] ?? 0;
  const last = isRpc(protocol) ? lastMajorWithRpc : undefined;
  if (protocol === 'rest')
    return since > 0 ? `Odoo ${since} and later, with a module` : 'Any Odoo, with a module';
  if (since === 0) return last === undefined ? 'Every Odoo' : `Every Odoo up to ${last}`;
  return last === undefined ? `Odoo ${since} and later` : `Odoo ${since} to ${last}`;
}

/** The sign-in methods that a version offers, the recommended one first, those of added modules last. */
export function offeredSignIns(version: ServerVersion | undefined): OfferedSignIn[] {
  return ranked
    .filter((method) => offers(version, method))
    .map(({ auth, protocol, reason }, index) => ({
      method: { auth, protocol },
      group: protocol === 'rest' ? 'rest' : 'odoo',
      reason: reason(version),
      versions: versionsOf({ auth, protocol }),
      safety: authMethods[auth].safety,
      recommended: index === 0,
    }));
}
