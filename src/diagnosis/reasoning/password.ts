import { looksLikeKey } from '../../odoo/protocol/uid';
import type { Opinion, Row, Seen } from './row';
import { accountOf, archived, pastPassword, unknownLogin } from './account';
import { cooldown, hidesPause } from './cooldown';
import { isOdooOnline } from '../../odoo/politeTransport';
import { t } from '../words/translate';

const refused = ['signIn.rejected'] as const;
const refusedOrStopped = ['signIn.rejected', 'signIn.twoFactor'] as const;

/** Why a password is refused. Odoo says the same to all of these (12–19, odoo/service/common.py). */
export const passwordRows: readonly Row[] = [
  { answers: refused, cause: 'signIn.cooldown', opinion: unlessEmpty(cooldown), decidedBy: ['call'] },
  { answers: refusedOrStopped, cause: 'signIn.codeByMail', opinion: codeByMail },
  {
    answers: refusedOrStopped,
    cause: 'signIn.twoFactor',
    opinion: unlessEmpty(twoFactor),
    decidedBy: ['session', 'account'],
  },
  { answers: refused, cause: 'signIn.archived', opinion: unlessEmpty(archived), decidedBy: ['account'] },
  {
    answers: refused,
    cause: 'signIn.unknownLogin',
    opinion: unlessEmpty(unknownLogin),
    decidedBy: ['account'],
  },
  { answers: refused, cause: 'signIn.noPassword', opinion: unlessEmpty(noPassword), decidedBy: ['account'] },
  {
    answers: refused,
    cause: 'signIn.onlineWithoutPassword',
    opinion: unlessEmpty(onlineWithoutPassword),
    decidedBy: ['session'],
  },
  { answers: refused, cause: 'signIn.keyRejected', opinion: keyAsPassword },
  { answers: refused, cause: 'signIn.rejected', opinion: wrongPassword, decidedBy: ['session', 'account'] },
];

/** What nothing was sent for is not to be explained by what the server thinks of it. */
function unlessEmpty(opinion: Row['opinion']): Row['opinion'] {
  return (seen) => (seen.problem.facts['noLogin'] === true ? undefined : opinion(seen));
}

function asKey({ inquiry }: Seen): boolean {
  return looksLikeKey((inquiry.secret ?? '').trim()) && (inquiry.version?.major ?? 14) >= 14;
}

function twoFactor(seen: Seen): Opinion | undefined {
  const { inquiry, problem } = seen;
  const { sessionAnswer, version, connection } = inquiry;
  const account = accountOf(seen);
  if (
    account?.twoFactor === false &&
    (problem.code === 'signIn.twoFactor' || sessionAnswer?.kind === 'twoFactor')
  ) {
    return { excluded: t('The user’s record says that the account has no two-factor sign-in of its own.') };
  }
  if (problem.code === 'signIn.twoFactor') {
    return {
      fits: 'certain',
      evidence: [
        t(
          'Odoo took the password and opened no session (uid: null), which it does for a missing second factor only.',
        ),
      ],
      facts: { proven: true },
    };
  }
  if (sessionAnswer?.kind === 'twoFactor') {
    return {
      fits: 'certain',
      evidence: [
        t('The API refused the sign-in without a reason.'),
        t('The web sign-in accepted the same password and stopped at the second step (uid: null).'),
      ],
      facts: { proven: true },
    };
  }
  if (sessionAnswer?.kind === 'signedIn') {
    return { excluded: t('The web sign-in accepted the password and asked for no second step.') };
  }
  if (connection.auth === 'webSession' || sessionAnswer?.kind === 'refused') {
    return {
      excluded: t(
        'The web sign-in refused the password itself; it would have stopped at the second step only.',
      ),
    };
  }
  // An API key is taken from such an account too, so that is not what is wrong with one.
  if (asKey(seen)) return undefined;
  if (account?.twoFactor === true && account.active) {
    return {
      fits: 'certain',
      evidence: [
        t('The user’s record says that two-factor sign-in is on.'),
        t('With it Odoo takes no password over its APIs, the right one neither.'),
      ],
    };
  }
  if (account?.twoFactor === false) {
    return { excluded: t('The user’s record says that the account has no two-factor sign-in of its own.') };
  }
  if (version && version.major < 14) {
    return { excluded: t('Two-factor sign-in came with Odoo 14.') };
  }
  if (inquiry.accountAnswer?.kind === 'noUser' || account) return undefined;
  return {
    fits: 'possible',
    evidence: [t('Odoo answers the same for the right password of an account with two-factor sign-in.')],
  };
}

/** From Odoo 19 on a policy may ask everyone for a code by e-mail (addons/auth_totp_mail, _rpc_api_keys_only). */
function codeByMail(seen: Seen): Opinion | undefined {
  const passed = pastPassword(seen);
  // Before, such a policy holds up people only, who sign in as the web client does.
  const since = seen.problem.code === 'signIn.twoFactor' ? 16 : 19;
  if (!passed || (seen.inquiry.version?.major ?? 0) < since) return undefined;
  if (accountOf(seen)?.twoFactor !== false) return undefined;
  return {
    fits: 'certain',
    evidence: [
      passed,
      t(
        'The user’s record says that the account has no two-factor sign-in of its own, so a policy of the server asks for the code.',
      ),
    ],
  };
}

function noPassword(seen: Seen): Opinion | undefined {
  const { signInPage, accountAnswer } = seen.inquiry;
  const account = accountOf(seen);
  const linked = account?.elsewhere === true;
  const providers = signInPage?.providers ?? [];
  const passed = pastPassword(seen);
  if (passed) return { excluded: passed };
  if (accountAnswer?.kind === 'noUser' || asKey(seen) || account?.active === false) return undefined;
  if (linked) {
    return {
      fits: 'likely',
      evidence: [
        t('The user’s record is linked to an account of another system.'),
        t('Such an account mostly has no password in Odoo.'),
      ],
      ...(providers.length > 0 ? { facts: { providers: providers.join(', ') } } : {}),
    };
  }
  if (account?.directory) {
    return {
      fits: 'likely',
      evidence: [
        t(
          'The database can ask a directory (LDAP) for passwords; one that does not answer refuses the right password too.',
        ),
      ],
    };
  }
  if (providers.length === 0 || account?.elsewhere === false) {
    return account
      ? {
          excluded: t('The user’s record is linked to no account of another system.'),
        }
      : undefined;
  }
  return {
    // With everything else ruled out, it is this or a wrong password.
    fits: account ? 'likely' : 'possible',
    evidence: [
      t('Odoo’s sign-in page offers to sign in through {providers}; who does so has no password in Odoo.', {
        providers: providers.join(', '),
      }),
    ],
    facts: { providers: providers.join(', ') },
  };
}

function onlineWithoutPassword(seen: Seen): Opinion | undefined {
  const passed = pastPassword(seen);
  if (!isOdooOnline(new URL(seen.inquiry.url).hostname)) return undefined;
  if (passed) return { excluded: passed };
  return {
    fits: 'likely',
    evidence: [
      t('The server is Odoo Online, where accounts have no password of their own unless one was set.'),
      answered(seen),
    ],
  };
}

function keyAsPassword(seen: Seen): Opinion | undefined {
  if (!asKey(seen)) return undefined;
  return {
    fits: 'likely',
    evidence: [
      t('What was entered has the form of an API key, 40 digits and letters from a to f.'),
      t('Odoo takes an API key in place of the password here, and refused this one.'),
    ],
    facts: { undecided: true },
  };
}

function wrongPassword(seen: Seen): Opinion | undefined {
  const { inquiry, problem } = seen;
  if (problem.facts['noLogin'] === true) return { fits: 'certain', evidence: [] };
  if (asKey(seen)) return undefined;
  const account = accountOf(seen);
  const passed = pastPassword(seen);
  if (passed && inquiry.sessionAnswer?.kind === 'signedIn') {
    return {
      fits: 'possible',
      evidence: [
        t('The web sign-in accepts the same password that this API refuses.'),
        t(
          'A module or a policy of the server may keep passwords away from its APIs, so that programs need an API key.',
        ),
      ],
    };
  }
  if (passed) return { excluded: passed };
  if (inquiry.accountAnswer?.kind === 'noUser' || account?.active === false) return undefined;
  const bySession = inquiry.sessionAnswer?.kind === 'refused' || inquiry.connection.auth === 'webSession';
  if (account?.twoFactor === true && !bySession) return undefined;
  const evidence = [answered(seen)];
  if (inquiry.sessionAnswer?.kind === 'refused') {
    evidence.push(t('The web sign-in, asked as well, refused login and password together too.'));
  }
  if (problem.facts['padded'] === true) {
    return {
      fits: 'likely',
      evidence: [t('The password begins or ends with a space or a line break.'), ...evidence],
      facts: { undecided: true },
    };
  }
  if (account) {
    evidence.push(t('The user’s record says that the login is right and the account active.'));
    const noPolicy = bySession || (inquiry.version?.major ?? 19) < 19;
    const noPause =
      (bySession && !hidesPause(inquiry)) ||
      (inquiry.version?.major ?? 0) > 15 ||
      inquiry.callAnswer !== undefined;
    const providers = inquiry.signInPage?.providers ?? [];
    const ownPassword =
      account.elsewhere === false || (account.elsewhere === undefined && providers.length === 0);
    const online = isOdooOnline(new URL(inquiry.url).hostname);
    if (noPolicy && noPause && ownPassword && !account.directory && !online) {
      return {
        fits: 'certain',
        evidence: [...evidence, t('Nothing else than the password is left.')],
        facts: { proven: true },
      };
    }
  }
  evidence.push(
    t('The server, its version and the database “{database}” were checked before and are fine.', {
      database: inquiry.connection.database,
    }),
  );
  return { fits: 'likely', evidence, facts: { undecided: true, overWeb: bySession } };
}

function answered({ inquiry }: Seen): string {
  const { login } = inquiry.connection;
  return t('The database answered, and refused the login “{login}” with this password.', { login });
}
