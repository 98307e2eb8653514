import { secretKindOf, signInLabel, type SignInMethod } from '../../model/authMethod';
import { authMethods, offers } from '../../odoo/auth/methods';
import { assertFailed, toProblem } from '../../odoo/error';
import { failed, failedAs, ok, skipped, type Inquiry, type Sighting } from '../inquiry';
import { t } from '../words/translate';

/** Answers to a sign-in that say that the secret is not taken: it is not sent over this API again. */
const refusals = new Set([
  'signIn.rejected',
  'signIn.keyRejected',
  'signIn.passwordAsKey',
  'signIn.keyForWebSession',
  'signIn.twoFactor',
  'signIn.cooldown',
  'signIn.tokenRefused',
  'signIn.notAccepted',
  'signIn.keyNotReceived',
  'server.accessDenied',
]);

/** Signs in once, the connection's own way. What the failed call showed already is not asked again. */
export async function signIn(inquiry: Inquiry): Promise<Sighting> {
  const { connection, secret } = inquiry;
  const method: SignInMethod = { auth: connection.auth, protocol: connection.protocol };
  const unfit = beforeSending(inquiry, method);
  if (unfit) return unfit;
  if (!secret && secretKindOf(connection.auth) !== undefined) {
    const facts = { auth: connection.auth };
    const { finding } = failedAs('signIn.noSecret', facts, {
      evidence: [t('Everything before the sign-in was checked; there is nothing to sign in with.')],
    });
    return { ...skipped(nothingToTry(connection.auth)), ...(finding ? { finding } : {}) };
  }
  const label = signInLabel(method);
  const before = carriedOver(inquiry, method);
  if (before) {
    inquiry.signIns.note(method, { state: 'refused', problem: before, kept: true });
    const detail = t('refused over {label} by the call that failed; not sent again', { label });
    return { ...failed(before, { detail, goesOn: true }), kept: true };
  }
  try {
    const uid = await inquiry.signIns.signIn(method);
    return ok(
      uid > 0
        ? t('accepted over {label}, as user {uid}', { label, uid })
        : t('accepted over {label}', { label }),
      t('The login and the secret are right, and this way to sign in works.'),
    );
  } catch (error) {
    assertFailed(error);
    const problem = toProblem(error);
    if (!refusals.has(problem.code)) {
      return failed(problem, { detail: t('no sign-in over {label}', { label }), goesOn: true });
    }
    inquiry.signIns.note(method, { state: 'refused', problem });
    return failed(problem, { detail: t('refused over {label}', { label }), goesOn: true });
  }
}

/** What the failed call's own sign-in was answered, where that was a refusal. */
function carriedOver(inquiry: Inquiry, { auth, protocol }: SignInMethod) {
  const { failedCall } = inquiry;
  if (!failedCall || !refusals.has(failedCall.problem.code)) return undefined;
  const same = failedCall.signIn.auth === auth && failedCall.signIn.protocol === protocol;
  return same ? failedCall.problem : undefined;
}

function nothingToTry(auth: SignInMethod['auth']): string {
  if (auth === 'password' || auth === 'apiKey') return t('no password or API key to try');
  const label = authMethods[auth].secretLabel ?? 'secret';
  const secret = /^[A-Z]{2}/.test(label) ? label : label.toLowerCase();
  return t('no {secret} to try', { secret });
}

/** What is certain before anything is sent, the secret least of all. */
function beforeSending(inquiry: Inquiry, method: SignInMethod): Sighting | undefined {
  const { connection, version, secret } = inquiry;
  const { auth, protocol } = method;
  const nothingSent = t('Nothing was sent: neither the login nor the secret.');
  const runs = version ? [t('The server says that it runs Odoo {version}.', { version: version.text })] : [];
  const evidence = [...runs, nothingSent];
  const told = version ? { version: version.text } : {};
  const own = inquiry.apis.get(protocol === 'rest' ? 'web' : protocol);
  if (protocol !== 'rest' && (own?.state === 'absent' || own?.state === 'blocked')) {
    return skipped(t('not tried: this API is not there'));
  }
  if (protocol === 'json2' && version && !offers(version, { auth: 'apiKey', protocol })) {
    const detail = t('not tried: this Odoo has no JSON-2');
    return failedAs('protocol.json2NotSupported', told, { evidence, detail, goesOn: true });
  }
  if (auth === 'apiKey' && version && version.major < 14) {
    const detail = t('not tried: this Odoo has no API keys');
    return failedAs('signIn.keyNotSupported', told, { evidence, detail });
  }
  if (auth === 'password' && protocol === 'json2') {
    return failedAs(
      'signIn.passwordAsKey',
      {},
      {
        evidence: [
          t('The connection says to sign in with a password over JSON-2, which takes API keys only.'),
          nothingSent,
        ],
        detail: t('not tried: JSON-2 takes API keys only'),
        goesOn: true,
      },
    );
  }
  if (version && !offers(version, { auth, protocol })) {
    const detail = t('not tried: this Odoo has it no longer');
    return failedAs('protocol.notAvailable', told, { evidence, detail, goesOn: true });
  }
  const namesUser = authMethods[auth].loginLabel !== undefined && protocol !== 'json2';
  return !connection.login && namesUser && secret ? noLogin(auth) : undefined;
}

function noLogin(auth: SignInMethod['auth']): Sighting {
  const client = auth === 'oauth2';
  return failedAs(
    'signIn.rejected',
    { noLogin: true },
    {
      evidence: [client ? t('The connection’s client ID is empty.') : t('The connection’s login is empty.')],
      remedies: [
        {
          text: client ? t('Enter the client ID.') : t('Enter the login.'),
          action: { kind: 'editConnection', step: 'login' },
        },
      ],
      detail: client ? t('not tried: the client ID is empty') : t('not tried: the login is empty'),
    },
  );
}
