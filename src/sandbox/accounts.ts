import { createHash } from 'node:crypto';

/** Keys look like Odoo's: 40 hexadecimal letters. They are the same at every start, so that a saved one keeps working. */
function fixedKey(of: string): string {
  return createHash('sha1').update(`odoo-api-explorer sandbox, ${of}`).digest('hex');
}

/** How people sign in to the sandbox. The user's record in the database has the same id. */
export interface Account {
  uid: number;
  login: string;
  password: string;
  apiKey: string;
}

/** An administrator, who may do everything. */
export const adminAccount: Account = { uid: 2, login: 'admin', password: 'admin', apiKey: fixedKey('admin') };
/** A salesperson: writes contacts and their own orders, may not list models. */
export const plainAccount: Account = { uid: 3, login: 'demo', password: 'demo', apiKey: fixedKey('demo') };
/** A user with two-factor sign-in: programs need the key, the password alone is refused. */
export const twoFactorAccount: Account = {
  uid: 4,
  login: 'twofactor',
  password: 'twofactor',
  apiKey: fixedKey('twofactor'),
};
/** A user who has left: nothing of theirs is accepted any more. */
export const archivedAccount: Account = {
  uid: 5,
  login: 'archived',
  password: 'archived',
  apiKey: fixedKey('archived'),
};

/** A customer: sees what the portal shows, and signs in as everyone does. */
export const portalAccount: Account = {
  uid: 6,
  login: 'portal',
  password: 'portal',
  apiKey: fixedKey('portal'),
};

export const accounts: readonly Account[] = [
  adminAccount,
  plainAccount,
  twoFactorAccount,
  archivedAccount,
  portalAccount,
];

/** Further keys of the plain user: one that has run out, one that soon will, one for another purpose than RPC, and one taken back. */
export const expiredApiKey = fixedKey('demo, expired');
export const expiringApiKey = fixedKey('demo, expiring');
export const otherScopeApiKey = fixedKey('demo, other scope');
export const revokedApiKey = fixedKey('demo, revoked');
