import { secretKindOf, signInLabel, type SignInMethod } from '../../model/authMethod';
import { authMethods, offers } from '../../odoo/auth/methods';
import { OdooError } from '../../odoo/error';
import { explain } from '../explain';
import {
  failed,
  failedAs,
  failedBy,
  type FindingParts,
  type Inquiry,
  ok,
  type Sighting,
  skipped,
} from '../inquiry';
import { Attempts } from '../attempts';
import { whyRefused } from '../whyRefused';

/**
 * Signs in once, the connection's own way. A refused secret is not tried again, except once over another protocol where only that
 * tells the reason (whyRefused.ts); an accepted one is tried over the other protocols that take it, for "which API works".
 */
export async function signIn(inquiry: Inquiry): Promise<Sighting> {
  const { connection, secret } = inquiry;
  const unfit = beforeSending(inquiry);
  if (unfit) return unfit;
  const needsSecret = secretKindOf(connection.auth) !== undefined;
  if (!secret && needsSecret) {
    const finding = failedAs(
      'signIn.noSecret',
      { auth: connection.auth },
      {
        evidence: ['Everything before the sign-in was checked; there is nothing to sign in with.'],
      },
    ).finding;
    return { ...skipped(nothingToTry(connection.auth)), ...(finding ? { finding } : {}) };
  }
  const attempts = new Attempts(inquiry, secret ?? '');
  const method: SignInMethod = { auth: connection.auth, protocol: connection.protocol };
  try {
    const uid = await attempts.signIn(method);
    const others = await otherProtocols(inquiry, attempts, method);
    return ok(`accepted over ${signInLabel(method)}${uid > 0 ? `, as user ${uid}` : ''}${others}`);
  } catch (error) {
    if (!(error instanceof OdooError) || error.code === 'call.cancelled') throw error;
    const { problem, parts } = await whyRefused(inquiry, attempts, error);
    attempts.note(method, 'refused', explain(problem).title);
    return failed(problem, { detail: 'refused', ...parts });
  } finally {
    await attempts.end();
  }
}

function nothingToTry(auth: SignInMethod['auth']): string {
  const common = auth === 'password' || auth === 'apiKey';
  const label = authMethods[auth].secretLabel ?? 'secret';
  return common
    ? 'no password or API key to try'
    : `no ${/^[A-Z]{2}/.test(label) ? label : label.toLowerCase()} to try`;
}

/** What is certain before anything is sent, the secret least of all. */
function beforeSending(inquiry: Inquiry): Sighting | undefined {
  const { connection, version, secret } = inquiry;
  const { auth, protocol } = connection;
  const evidence = version ? [`The server says that it runs Odoo ${version.text}.`] : [];
  const kept: FindingParts = {
    evidence: [...evidence, 'Nothing was sent: neither the login nor the secret.'],
  };
  const told = version ? { version: version.text } : {};
  if (protocol === 'json2' && version && !offers(version, { auth: 'apiKey', protocol })) {
    return failedAs('protocol.json2NotSupported', told, {
      ...kept,
      detail: 'not tried: this Odoo has no JSON-2',
    });
  }
  if (auth === 'apiKey' && version && version.major < 14) {
    return failedAs('signIn.keyNotSupported', told, {
      ...kept,
      detail: 'not tried: this Odoo has no API keys',
    });
  }
  if (auth === 'password' && protocol === 'json2') {
    return failedAs(
      'signIn.passwordAsKey',
      {},
      {
        evidence: [
          'The connection says to sign in with a password over JSON-2, which takes API keys only.',
          'Nothing was sent: neither the login nor the secret.',
        ],
        detail: 'not tried: JSON-2 takes API keys only',
      },
    );
  }
  if (version && !offers(version, { auth, protocol })) {
    return failedAs('protocol.notAvailable', told, {
      ...kept,
      detail: 'not tried: this Odoo has it no longer',
    });
  }
  const namesUser = authMethods[auth].loginLabel !== undefined && protocol !== 'json2';
  if (!connection.login && namesUser && secret) {
    return failedAs(
      'signIn.rejected',
      {},
      {
        evidence: [`The connection’s ${auth === 'oauth2' ? 'client ID' : 'login'} is empty.`],
        remedies: [
          {
            text: `Enter the ${auth === 'oauth2' ? 'client ID' : 'login'}.`,
            action: { kind: 'editConnection', step: 'login' },
          },
        ],
        detail: `not tried: the ${auth === 'oauth2' ? 'client ID' : 'login'} is empty`,
      },
    );
  }
  return undefined;
}

/** Tries an accepted secret over the other protocols of this version that take the same proof. */
async function otherProtocols(inquiry: Inquiry, attempts: Attempts, own: SignInMethod): Promise<string> {
  const refused: string[] = [];
  // Other ways carry their proof over one protocol only, and a web sign-in is never tried unasked.
  if (own.auth !== 'password' && own.auth !== 'apiKey') return '';
  for (const protocol of ['json2', 'jsonRpc', 'xmlRpc'] as const) {
    const method = { auth: own.auth, protocol };
    if (protocol === own.protocol || !offers(inquiry.version, method)) continue;
    // The server may know the user by the key alone, and then the login was never needed.
    if (protocol !== 'json2' && !inquiry.connection.login) continue;
    try {
      await attempts.signIn(method);
    } catch (error) {
      const sighting = failedBy(error);
      attempts.note(method, 'refused', sighting.detail);
      refused.push(signInLabel(method));
    }
  }
  return refused.length > 0 ? `; refused over ${refused.join(' and ')}` : '';
}
