import { protocolLabels, type AuthMethod, type Protocol } from '../model/authMethod';
import type { Access } from '../model/diagnosis';
import { authMethods, offers } from '../odoo/auth/methods';
import { accessKey } from './attempts';
import type { Inquiry } from './inquiry';

const protocols: Protocol[] = ['json2', 'jsonRpc', 'xmlRpc'];
const auths: AuthMethod[] = ['apiKey', 'password'];

/** "Which API works": one row for every way to sign in there is. Only what was proven is said to work or to be refused. */
export function accessTable(inquiry: Inquiry): Access[] {
  return protocols.flatMap((protocol) => auths.map((auth) => row(inquiry, auth, protocol)));
}

function row(inquiry: Inquiry, auth: AuthMethod, protocol: Protocol): Access {
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

function whyUntried(inquiry: Inquiry, auth: AuthMethod, protocol: Protocol): string {
  if (!inquiry.version) return 'The checks did not get as far as Odoo.';
  if (auth !== inquiry.connection.auth) {
    return auth === 'apiKey' ? 'No API key was given to try.' : 'No password was given to try.';
  }
  const attempted = [...inquiry.proven.keys()].length > 0;
  if (!attempted) return 'Nothing was tried: an earlier check failed, or there was nothing to sign in with.';
  if (!inquiry.connection.login && protocol !== 'json2')
    return 'The connection has no login, which this needs.';
  return 'Not tried: a secret that was refused is not sent again.';
}
