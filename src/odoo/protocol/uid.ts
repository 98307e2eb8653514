import type { Json } from '../../model/json';
import { OdooError } from '../error';
import type { Target } from './wire';

/** Forty hexadecimal digits: the form of every API key Odoo makes (Odoo 14–19, res.users.apikeys). */
export function looksLikeKey(secret: string): boolean {
  return /^[0-9a-f]{40}$/.test(secret);
}

/**
 * The user's id out of authenticate's answer. Odoo says `false` for every reason there is: a wrong password, an unknown login,
 * two-factor sign-in, an expired key.
 * @throws OdooError signIn.rejected, signIn.keyRejected
 */
export function requireUid(value: Json, target: Target): number {
  if (typeof value === 'number' && value > 0) return value;
  const facts = {
    login: target.login,
    database: target.database,
    host: new URL(target.url).hostname,
    padded: target.secret !== target.secret.trim(),
    keyShaped: looksLikeKey(target.secret.trim()),
  };
  throw new OdooError(target.auth === 'apiKey' ? 'signIn.keyRejected' : 'signIn.rejected', facts);
}
