import {
  protocolLabels,
  secretKindOf,
  type AuthMethod,
  type Protocol,
  type SecretKind,
  type SignInMethod,
} from '../model/authMethod';
import type { Access } from '../model/diagnosis';
import { authMethods, offers } from '../odoo/auth/methods';
import { accessKey } from './attempts';
import type { DiagnosedConnection, Inquiry } from './inquiry';

/** Odoo's own ways. The web client's protocol takes its session and nothing else. */
const ofOdoo: SignInMethod[] = [
  ...(['json2', 'jsonRpc', 'xmlRpc'] as const).flatMap((protocol) =>
    (['apiKey', 'password'] as const).map((auth) => ({ auth, protocol })),
  ),
  { auth: 'webSession', protocol: 'web' },
];

/** "Which API works": one row for every way to sign in there is. Only what was proven is said to work or to be refused. */
export function accessTable(inquiry: Inquiry): Access[] {
  return [...ofOdoo, ...ofRest(inquiry.connection)].map((method) => row(inquiry, method));
}

/** A REST module's ways, for connections to one: their own, and those that their settings would do for. */
function ofRest({ auth, protocol, rest, token, oauth2, header }: DiagnosedConnection): SignInMethod[] {
  if (protocol !== 'rest') return [];
  const auths: AuthMethod[] = [
    ...(token ? (['jwt'] as const) : []),
    ...(oauth2 ? (['oauth2'] as const) : []),
    ...(header ? (['header'] as const) : []),
    ...(rest?.dialect === 'secureApi' ? (['secureApiKey', 'webSession'] as const) : []),
  ];
  return [...new Set([auth, ...auths])].map((each) => ({ auth: each, protocol }));
}

function row(inquiry: Inquiry, { auth, protocol }: SignInMethod): Access {
  const proven = inquiry.proven.get(accessKey(auth, protocol));
  if (proven) return { auth, protocol, ...proven };
  const { version } = inquiry;
  if (offers(version, { auth, protocol })) {
    return { auth, protocol, state: 'untried', reason: whyUntried(inquiry, auth, protocol) };
  }
  const since = authMethods[auth].since[protocol];
  if (since === undefined) {
    return { auth, protocol, state: 'unavailable', reason: 'JSON-2 takes API keys only.' };
  }
  const what = protocol === 'json2' ? 'JSON-2' : auth === 'apiKey' ? 'The API key' : protocolLabels[protocol];
  const reason =
    (version?.major ?? 0) < since
      ? `${what} came with Odoo ${since}.`
      : `${protocolLabels[protocol]} ended before this version.`;
  return { auth, protocol, state: 'unavailable', reason };
}

const nothingToTry: Record<SecretKind, string> = {
  password: 'No password was given to try.',
  apiKey: 'No API key was given to try.',
  tokenSecret: 'No secret for a token was given to try.',
  clientSecret: 'No client secret was given to try.',
  basic: 'No name and password for it were given to try.',
  header: 'No key for the header was given to try.',
};

function whyUntried(inquiry: Inquiry, auth: AuthMethod, protocol: Protocol): string {
  const { connection, version } = inquiry;
  if (!version && protocol !== 'rest') return 'The checks did not get as far as Odoo.';
  const isOwn = auth === connection.auth && protocol === connection.protocol;
  const kind = secretKindOf(auth);
  if (kind !== undefined && kind !== secretKindOf(connection.auth)) return nothingToTry[kind];
  // It leaves a trace on the server, so nobody is signed in this way without having chosen it.
  if (auth === 'webSession' && !isOwn) {
    return 'Not tried: for an administrator this sign-in rewrites web.base.url.';
  }
  const attempted = [...inquiry.proven.keys()].length > 0;
  if (!attempted) return 'Nothing was tried: an earlier check failed, or there was nothing to sign in with.';
  if (!connection.database && protocol !== 'rest') return 'The connection has no database, which this needs.';
  if (!connection.login && protocol !== 'json2') return 'The connection has no login, which this needs.';
  return auth === connection.auth
    ? 'Not tried: a secret that was refused is not sent again.'
    : 'Not tried: the connection signs in another way.';
}
