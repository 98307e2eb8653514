import { signInLabel, type SignInMethod } from '../../model/authMethod';
import { offers } from '../../odoo/auth/methods';
import { assertFailed, toProblem } from '../../odoo/error';
import { isJsonObject } from '../../model/json';
import { looksLikeKey } from '../../odoo/protocol/uid';
import type { Attempts } from '../attempts';
import { attemptOf, ok, skipped, warning, type Inquiry, type Sighting } from '../inquiry';
import { t } from '../words/translate';

/**
 * Tries the secret over the other APIs that take the same proof, once each, where that can tell something: an accepted secret over all of
 * them; a refused one only where it may be taken otherwise, since what refused it once would count a second failure.
 */
export async function others(inquiry: Inquiry): Promise<Sighting> {
  const { connection, secret } = inquiry;
  const own: SignInMethod = { auth: connection.auth, protocol: connection.protocol };
  const asKey = attemptOf(inquiry, own)?.problem?.code === 'signIn.keyForWebSession';
  if (!secret || (own.auth !== 'password' && own.auth !== 'apiKey' && !asKey)) {
    return skipped(t('no other API takes this proof'));
  }
  const worthTrying = candidates(inquiry, own).filter((method) => isThere(inquiry, method));
  if (worthTrying.length === 0) {
    return skipped(
      attemptOf(inquiry, own)?.state === 'refused'
        ? t('not tried: the same secret would only be refused once more')
        : t('there is no other API to try'),
    );
  }
  const attempts = inquiry.signIns;
  const worked: string[] = [];
  const refused: string[] = [];
  let refusedByRpc = false;
  for (const method of worthTrying) {
    const rpc = method.protocol === 'jsonRpc' || method.protocol === 'xmlRpc';
    // The same check stands behind both RPC APIs.
    if (rpc && refusedByRpc) continue;
    if (asKey && worked.length > 0) continue;
    try {
      const uid = await attempts.signIn(method);
      worked.push(signInLabel(method));
      if (!asKey && method.protocol === 'json2' && attemptOf(inquiry, own)?.state === 'refused') {
        inquiry.keyOwner = { uid, login: await loginOf(attempts, uid, method) };
      }
    } catch (error) {
      assertFailed(error);
      attempts.note(method, { state: 'refused', problem: toProblem(error) });
      refused.push(signInLabel(method));
      refusedByRpc ||= rpc;
    }
  }
  const list = (labels: readonly string[]): string => labels.join(', ');
  if (refused.length === 0) return ok(t('accepted over {labels}', { labels: list(worked) }));
  if (worked.length === 0) return warning(t('refused over {labels}', { labels: list(refused) }));
  return warning(
    t('accepted over {worked}; refused over {refused}', { worked: list(worked), refused: list(refused) }),
  );
}

/** In the order they are tried. */
function candidates(inquiry: Inquiry, own: SignInMethod): SignInMethod[] {
  const attempt = attemptOf(inquiry, own);
  const { secret = '' } = inquiry;
  if (attempt?.state !== 'refused') {
    return (['json2', 'jsonRpc', 'xmlRpc'] as const)
      .filter((protocol) => protocol !== own.protocol)
      .map((protocol) => ({ auth: own.auth, protocol }));
  }
  switch (attempt.problem?.code) {
    // JSON-2 takes the key without a login and counts no failure, so it tells whose key it is.
    case 'signIn.keyRejected':
      return own.protocol !== 'json2' && own.auth === 'apiKey' && looksLikeKey(secret)
        ? [{ auth: 'apiKey', protocol: 'json2' }]
        : [];
    // Something that is no key was sent as one: is it the password?
    case 'signIn.passwordAsKey':
      return [{ auth: 'password', protocol: 'jsonRpc' }];
    // Is what opens no web session a key at all?
    case 'signIn.keyForWebSession':
      return (['json2', 'jsonRpc'] as const).map((protocol) => ({ auth: 'apiKey', protocol }));
    // The key was lost on the way; RPC carries it in the body.
    case 'signIn.keyNotReceived':
      return (['jsonRpc', 'xmlRpc'] as const).map((protocol) => ({ auth: own.auth, protocol }));
    default:
      return [];
  }
}

function isThere(inquiry: Inquiry, method: SignInMethod): boolean {
  if (!offers(inquiry.version, method)) return false;
  const state = method.protocol === 'rest' ? undefined : inquiry.apis.get(method.protocol)?.state;
  if (state === 'absent' || state === 'blocked') return false;
  // Without a login only JSON-2 knows the user, by the key.
  return method.protocol === 'json2' || inquiry.connection.login !== '';
}

async function loginOf(attempts: Attempts, uid: number, method: SignInMethod): Promise<string> {
  try {
    const rows = await attempts.read(
      { operation: 'read', model: 'res.users', ids: [uid], fields: ['login'] },
      method,
    );
    const row = Array.isArray(rows) ? rows[0] : undefined;
    return isJsonObject(row) && typeof row['login'] === 'string' ? row['login'] : '';
  } catch (error) {
    assertFailed(error);
    return '';
  }
}
