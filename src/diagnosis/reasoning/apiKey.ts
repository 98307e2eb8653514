import { protocolLabels } from '../../model/authMethod';
import { attemptOf } from '../inquiry';
import { t } from '../words/translate';
import { accountOf, archived, unknownLogin } from './account';
import { cooldown } from './cooldown';
import type { Opinion, Row, Seen } from './row';

const refused = ['signIn.keyRejected'] as const;

/** Why an API key is refused: JSON-2 says "Invalid apikey", the RPC APIs `false`, to all of these (Odoo 14–19, res.users.apikeys). */
export const apiKeyRows: readonly Row[] = [
  { answers: refused, cause: 'signIn.cooldown', opinion: overRpc(cooldown), decidedBy: ['call'] },
  { answers: refused, cause: 'signIn.keyOfOther', opinion: ofOther },
  { answers: refused, cause: 'signIn.archived', opinion: whole(archived), decidedBy: ['account'] },
  {
    answers: refused,
    cause: 'signIn.unknownLogin',
    opinion: whole(overRpc(unknownLogin)),
    decidedBy: ['account'],
  },
  { answers: refused, cause: 'signIn.keyExpired', opinion: whole(expired), decidedBy: ['account'] },
  { answers: refused, cause: 'signIn.keyDeleted', opinion: whole(deleted), decidedBy: ['account'] },
  {
    answers: refused,
    cause: 'signIn.keyElsewhere',
    opinion: whole(elsewhere),
    decidedBy: ['databases', 'account'],
  },
  { answers: refused, cause: 'signIn.keyRejected', opinion: rejected, decidedBy: ['account'] },
  { answers: ['signIn.passwordAsKey'], cause: 'signIn.passwordAsKey', opinion: passwordAsKey },
  { answers: ['signIn.keyForWebSession'], cause: 'signIn.keyForWebSession', opinion: keyForWebSession },
  { answers: ['signIn.keyNotReceived'], cause: 'signIn.keyNotReceived', opinion: notReceived },
];

function overRpc(opinion: Row['opinion']): Row['opinion'] {
  return (seen) => {
    const { protocol } = seen.inquiry.connection;
    return protocol === 'jsonRpc' || protocol === 'xmlRpc' ? opinion(seen) : undefined;
  };
}

/** Only of what was a whole key of this user, as far as its form tells. */
function whole(opinion: Row['opinion']): Row['opinion'] {
  return (seen) => {
    const { keyShaped, padded } = seen.problem.facts;
    return keyShaped === false || padded === true || isOfOther(seen) ? undefined : opinion(seen);
  };
}

function isOfOther({ inquiry }: Seen): boolean {
  const { keyOwner, connection } = inquiry;
  return keyOwner !== undefined && keyOwner.login !== connection.login;
}

function ofOther({ inquiry }: Seen): Opinion | undefined {
  const { keyOwner, connection } = inquiry;
  if (!keyOwner || keyOwner.login === connection.login) return undefined;
  const { login } = connection;
  const owner = keyOwner.login ? `“${keyOwner.login}”` : t('user {uid}', { uid: keyOwner.uid });
  return {
    fits: 'certain',
    evidence: [
      t('The key itself is valid: over JSON-2 Odoo knows it as a key of {owner}, not of “{login}”.', {
        owner,
        login,
      }),
      answered(inquiry.connection.protocol, login),
    ],
    facts: { login, ...(keyOwner.login ? { owner: keyOwner.login } : {}) },
  };
}

function expired(seen: Seen): Opinion | undefined {
  const { inquiry } = seen;
  const { version, connection } = inquiry;
  if (version && version.major < 18) {
    return { excluded: t('Keys of Odoo {version} do not expire.', { version: version.text }) };
  }
  const now = new Date();
  if (connection.keyExpires && connection.keyExpires < now) {
    return {
      fits: 'certain',
      evidence: [
        t('While the key worked, Odoo said that it would run out on {day}.', {
          day: day(connection.keyExpires),
        }),
      ],
      facts: { expires: day(connection.keyExpires) },
    };
  }
  const keys = accountOf(seen)?.keys;
  if (keys) {
    const over = keys.filter(({ expires }) => expires && expires < now);
    const [last] = [...over].sort((a, b) => Number(b.expires) - Number(a.expires));
    if (!last?.expires) {
      return {
        fits: 'possible',
        evidence: [
          t('None of the keys that the user still has ran out; Odoo deletes those that did once a day.'),
        ],
      };
    }
    const facts = { expires: day(last.expires), name: last.name };
    const evidence = [t('The user’s key “{name}” ran out on {expires}.', facts)];
    if (over.length === keys.length) {
      return {
        fits: 'likely',
        evidence: [...evidence, t('The user has no key that is still valid.')],
        facts,
      };
    }
    return {
      fits: 'likely',
      evidence,
      against: [
        t('The user has another key, which has not run out; Odoo does not tell which of them was entered.'),
      ],
      facts,
    };
  }
  const before = connection.serverVersion !== undefined;
  return {
    fits: 'possible',
    evidence: [
      before
        ? t('The connection worked before, and new keys last one day unless a longer time is chosen.')
        : t('New keys last one day unless a longer time is chosen.'),
    ],
  };
}

function deleted(seen: Seen): Opinion | undefined {
  const keys = accountOf(seen)?.keys;
  if (!keys) {
    return { fits: 'possible', evidence: [t('Odoo answers the same for a key that was deleted.')] };
  }
  const now = new Date();
  const over = keys.filter(({ expires }) => expires && expires < now);
  if (keys.length === 0) {
    return { fits: 'likely', evidence: [t('The user has no API key at all.')] };
  }
  if (over.length > 0) {
    return { fits: 'possible', evidence: [t('Deleted keys leave nothing behind that could be read.')] };
  }
  return {
    fits: 'likely',
    evidence: [t('The user’s keys are all valid, so the one that was entered is none of them any more.')],
  };
}

function elsewhere(seen: Seen): Opinion | undefined {
  const { keyDatabase } = seen.inquiry;
  if (keyDatabase) {
    return {
      fits: 'certain',
      evidence: [t('The key is accepted over JSON-2 in the database “{other}”.', { other: keyDatabase })],
      facts: { other: keyDatabase },
    };
  }
  if (keyDatabase === null) {
    return { excluded: t('None of the other databases that the server lists knows the key.') };
  }
  const account = accountOf(seen);
  const scoped = account?.keys?.filter(({ scope }) => scope !== '' && scope !== 'rpc') ?? [];
  return {
    fits: 'possible',
    evidence: [
      t(
        'It has the form of a key, so an Odoo made it: perhaps for another database, such as a copy for tests.',
      ),
      ...scoped.map(({ name }) =>
        t('The user’s key “{name}” is for another purpose than the API.', { name }),
      ),
    ],
  };
}

function rejected(seen: Seen): Opinion | undefined {
  const { inquiry, problem } = seen;
  const { connection } = inquiry;
  // What the user's keys are says more.
  if (isOfOther(seen) || accountOf(seen)?.keys) return undefined;
  const { protocol, login, auth } = connection;
  if (auth === 'secureApiKey') {
    return {
      fits: 'likely',
      evidence: [
        ...(problem.facts['keyShaped'] === false ? [notShaped()] : []),
        t('The Secure API module’s own sign-in, /api/key/authenticate, refused login and key together.'),
      ],
    };
  }
  if (problem.facts['padded'] === true) {
    return protocol === 'json2'
      ? {
          fits: 'certain',
          evidence: [t('The key begins or ends with a space or a line break, so it was not sent.')],
        }
      : {
          fits: 'likely',
          evidence: [t('The key begins or ends with a space or a line break.'), answered(protocol, login)],
        };
  }
  if (problem.facts['keyShaped'] === false) {
    return { fits: 'likely', evidence: [notShaped(), answered(protocol, login)] };
  }
  return {
    fits: 'likely',
    evidence: [
      answered(protocol, login),
      t('The server, its version and the database were checked before and are fine.'),
    ],
    facts: { undecided: true },
  };
}

function passwordAsKey({ inquiry, problem }: Seen): Opinion {
  const password = attemptOf(inquiry, { auth: 'password', protocol: 'jsonRpc' });
  if (inquiry.connection.auth === 'password') return { fits: 'certain', evidence: [], facts: problem.facts };
  const works = password?.state === 'works';
  return {
    fits: 'certain',
    evidence: [
      ...(works ? [t('It is the account’s password: signing in with it over JSON-RPC works.')] : []),
      t(
        'What was entered does not have the form of an API key, 40 digits and letters from a to f, and JSON-2 refused it.',
      ),
    ],
    facts: { worksAsPassword: works },
  };
}

function keyForWebSession({ inquiry }: Seen): Opinion {
  const works = (['json2', 'jsonRpc'] as const).find(
    (protocol) => attemptOf(inquiry, { auth: 'apiKey', protocol })?.state === 'works',
  );
  return {
    // A password may have the form of a key.
    fits: works ? 'certain' : 'likely',
    evidence: [
      ...(works
        ? [t('It is a valid API key: it is accepted over {api}.', { api: protocolLabels[works] })]
        : []),
      t('What was entered has the form of an API key, 40 digits and letters from a to f.'),
      t('The web client’s sign-in takes no API key, however right it is, and Odoo refused it.'),
    ],
  };
}

function notReceived({ inquiry }: Seen): Opinion {
  const works = (['jsonRpc', 'xmlRpc'] as const).some(
    (protocol) => attemptOf(inquiry, { auth: 'apiKey', protocol })?.state === 'works',
  );
  return {
    fits: 'certain',
    evidence: [
      t('An API key was sent, and Odoo answered that none had come with the request.'),
      t('No redirect is on the way, so something in front of Odoo takes the Authorization header out.'),
      ...(works ? [t('The same key is accepted over RPC, which carries it in the request itself.')] : []),
    ],
    facts: { reason: 'proxy', worksOverRpc: works },
  };
}

function answered(protocol: string, login: string): string {
  return protocol === 'json2'
    ? t('JSON-2 answered “Invalid apikey” to this key.')
    : t('The database answered, and refused this key for the login “{login}”.', { login });
}

function notShaped(): string {
  return t('What was entered does not have the form of an API key, 40 digits and letters from a to f.');
}

/** "3 March 2027" */
function day(date: Date): string {
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}
