import type { AccountAnswer } from '../inquiry';
import { t } from '../words/translate';
import type { Opinion, Seen } from './row';

/** The user's record, where an administrator's connection told it. */
export function accountOf({ inquiry }: Seen): Extract<AccountAnswer, { kind: 'found' }> | undefined {
  const { accountAnswer } = inquiry;
  return accountAnswer?.kind === 'found' ? accountAnswer : undefined;
}

/** The account is deactivated: Odoo answers as if there were none (12–19). */
export function archived(seen: Seen): Opinion | undefined {
  const account = accountOf(seen);
  const { login } = seen.inquiry.connection;
  if (account?.active === false) {
    return {
      fits: 'certain',
      evidence: [t('The user’s record says so: “{login}” is archived.', { login })],
      facts: { login },
    };
  }
  if (account) return { excluded: t('The user’s record says that “{login}” is active.', { login }) };
  if (seen.inquiry.accountAnswer?.kind === 'noUser') return undefined;
  const twoFactor = pastPassword(seen);
  if (twoFactor) return { excluded: twoFactor };
  return {
    fits: 'possible',
    evidence: [t('Odoo answers the same for a deactivated account, whatever the secret.')],
    facts: login ? { login } : {},
  };
}

/** Nobody has this login. Odoo compares letter by letter, case included (12–19, res.users._get_login_domain). */
export function unknownLogin(seen: Seen): Opinion | undefined {
  const { login } = seen.inquiry.connection;
  const { accountAnswer } = seen.inquiry;
  if (accountAnswer?.kind === 'noUser') {
    const { near } = accountAnswer;
    return {
      fits: 'certain',
      evidence: [
        t(
          'Asked over the administrator’s connection, the database has no user with the login “{login}”, archived ones included.',
          { login },
        ),
        ...(near ? [t('There is a user with the login “{near}”.', { near })] : []),
      ],
      facts: { login, ...(near ? { near } : {}) },
    };
  }
  if (accountOf(seen)) return { excluded: t('There is a user with the login “{login}”.', { login }) };
  const twoFactor = pastPassword(seen);
  if (twoFactor) return { excluded: twoFactor };
  return {
    fits: 'possible',
    evidence: [t('Odoo answers the same for a login that nobody has; letter case counts.')],
    facts: { login },
  };
}

/** A web sign-in that worked, or stopped at the second step, has passed login and password. */
export function pastPassword({ inquiry, problem }: Seen): string | undefined {
  const { sessionAnswer } = inquiry;
  if (sessionAnswer?.kind === 'signedIn') return t('The web sign-in accepted login and password.');
  const passed = sessionAnswer?.kind === 'twoFactor' || problem.code === 'signIn.twoFactor';
  return passed
    ? t('The web sign-in accepted login and password and stopped at the second step.')
    : undefined;
}
