import {
  authLabels,
  protocolLabels,
  secretKindOf,
  type AuthMethod,
  type Protocol,
  type SecretKind,
  type SignInMethod,
} from '../model/authMethod';
import type { Access, Cause } from '../model/diagnosis';
import { authMethods, offeredSignIns, offers } from '../odoo/auth/methods';
import { explain } from './explain';
import { attemptOf, type DiagnosedConnection, type Inquiry } from './inquiry';
import { t } from './words/translate';

const auths = Object.keys(authLabels) as AuthMethod[];
const protocols: Protocol[] = ['json2', 'jsonRpc', 'xmlRpc', 'web', 'rest'];

/** "Which API works": one cell for every auth method over every protocol that takes it. Only what was proven is said to work or to be refused. */
export function accessTable(inquiry: Inquiry, cause?: Cause): Access[] {
  const { connection } = inquiry;
  // Nobody was reached whom one could sign in to.
  if (!inquiry.version && connection.protocol !== 'rest') return [];
  const shown = protocols.filter((protocol) => protocol !== 'rest' || connection.protocol === 'rest');
  const best = offeredSignIns(inquiry.version).find(({ group }) => group === 'odoo')?.method;
  return shown.flatMap((protocol) =>
    auths
      .filter((auth) => authMethods[auth].since[protocol] !== undefined || explainsItself(auth, protocol))
      .filter((auth) => protocol !== 'rest' || restTakes(connection, auth))
      .map((auth) => cell(inquiry, { auth, protocol }, best, cause)),
  );
}

/** Not taken, and often tried: why is worth a cell. */
function explainsItself(auth: AuthMethod, protocol: Protocol): boolean {
  return (auth === 'password' && protocol === 'json2') || (auth === 'apiKey' && protocol === 'web');
}

/** A REST module's ways: the connection's own, and those that its settings would do for. */
function restTakes({ auth, rest, token, oauth2, header }: DiagnosedConnection, each: AuthMethod): boolean {
  const secureApi = rest?.dialect === 'secureApi';
  switch (each) {
    case auth:
      return true;
    case 'jwt':
      return token !== undefined;
    case 'oauth2':
      return oauth2 !== undefined;
    case 'header':
      return header !== undefined;
    case 'secureApiKey':
    case 'webSession':
      return secureApi;
    default:
      return false;
  }
}

function cell(
  inquiry: Inquiry,
  method: SignInMethod,
  best: SignInMethod | undefined,
  cause: Cause | undefined,
): Access {
  const { connection, version } = inquiry;
  const same = (other: SignInMethod | undefined): boolean =>
    other?.auth === method.auth && other.protocol === method.protocol;
  const until = version && offers(version, method) ? endOf(method.protocol) : undefined;
  return {
    ...method,
    ...state(inquiry, method, same(connection) ? cause : undefined),
    ...(until ? { until } : {}),
    ...(same(connection) ? { own: true } : {}),
    ...(version && same(best) ? { recommended: true } : {}),
  };
}

/** When an API ends, as Odoo announced it (documentation 19.0, external_rpc_api: common and object go in Odoo 22 and Online 21.1). */
function endOf(protocol: Protocol): string | undefined {
  return protocol === 'jsonRpc' || protocol === 'xmlRpc' ? t('Odoo 22, autumn 2028') : undefined;
}

/** @param cause of the refusal, where it is known */
function state(inquiry: Inquiry, method: SignInMethod, cause?: Cause): Pick<Access, 'state' | 'reason'> {
  const { auth, protocol } = method;
  const attempt = attemptOf(inquiry, method);
  if (attempt?.state === 'works') return { state: 'works', reason: t('Signed in just now.') };
  if (attempt) {
    const title = cause?.title ?? (attempt.problem && explain(attempt.problem).title);
    const reason = title ?? t('Refused just now.');
    return { state: 'refused', reason: /[.!?]$/.test(reason) ? reason : `${reason}.` };
  }
  const missing = unavailable(inquiry, method);
  if (missing) return { state: 'unavailable', reason: missing };
  return { state: 'untried', reason: whyUntried(inquiry, auth, protocol) };
}

/** Why this way does not exist here. */
function unavailable({ version, apis }: Inquiry, { auth, protocol }: SignInMethod): string | undefined {
  if (auth === 'password' && protocol === 'json2') return t('JSON-2 takes API keys only.');
  if (auth === 'apiKey' && protocol === 'web') return t('API keys never open a web session.');
  const seen = protocol === 'rest' ? undefined : apis.get(protocol);
  if (seen?.state === 'absent' || seen?.state === 'blocked') {
    return t('It answered with HTTP {status}: not loaded in Odoo, or held back in front of it.', {
      status: seen.status,
    });
  }
  if (offers(version, { auth, protocol })) return undefined;
  const since = authMethods[auth].since[protocol] ?? 0;
  const what =
    protocol === 'json2' ? 'JSON-2' : auth === 'apiKey' ? t('The API key') : protocolLabels[protocol];
  return (version?.major ?? 0) < since
    ? t('{what} came with Odoo {since}.', { what, since })
    : t('{what} ended before this version.', { what: protocolLabels[protocol] });
}

function nothingToTry(kind: SecretKind): string {
  switch (kind) {
    case 'password':
      return t('No password was given to try.');
    case 'apiKey':
      return t('No API key was given to try.');
    case 'tokenSecret':
      return t('No secret for a token was given to try.');
    case 'clientSecret':
      return t('No client secret was given to try.');
    case 'basic':
      return t('No name and password for it were given to try.');
    case 'header':
      return t('No key for the header was given to try.');
  }
}

function whyUntried(inquiry: Inquiry, auth: AuthMethod, protocol: Protocol): string {
  const { connection, version, attempts } = inquiry;
  if (!version && protocol !== 'rest') return t('The checks did not get as far as Odoo.');
  const isOwn = auth === connection.auth && protocol === connection.protocol;
  const kind = secretKindOf(auth);
  if (kind !== undefined && kind !== secretKindOf(connection.auth)) return nothingToTry(kind);
  // It leaves a trace on the server, so nobody is signed in this way without having chosen it.
  if (auth === 'webSession' && !isOwn) {
    return t('For an administrator this sign-in rewrites web.base.url.');
  }
  if (attempts.size === 0) {
    return t('An earlier check failed, or there was nothing to sign in with.');
  }
  if (!connection.database && protocol !== 'rest')
    return t('The connection has no database, which this needs.');
  if (!connection.login && protocol !== 'json2') return t('The connection has no login, which this needs.');
  return auth === connection.auth
    ? t('A secret that was refused is not sent again.')
    : t('The connection signs in another way.');
}
