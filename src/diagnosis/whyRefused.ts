import type { SignInMethod } from '../model/authMethod';
import { isJsonObject } from '../model/json';
import type { Problem } from '../model/problem';
import { offers } from '../odoo/auth/methods';
import { OdooError, toProblem } from '../odoo/error';
import type { Attempts } from './attempts';
import type { FindingParts, Inquiry } from './inquiry';

export interface Reason {
  problem: Problem;
  parts: FindingParts;
}

/**
 * Why a sign-in was refused, as far as that can be known from outside. Odoo answers `false` for a wrong password, an unknown login,
 * an archived user, a password of a two-factor account and a dead key alike, so the form of the secret, the version and the host
 * have to tell the likely ones apart.
 */
export async function whyRefused(inquiry: Inquiry, attempts: Attempts, error: OdooError): Promise<Reason> {
  const problem = toProblem(error);
  switch (error.code) {
    case 'signIn.rejected':
      return rejectedPassword(inquiry, attempts, problem);
    case 'signIn.keyRejected':
      if (inquiry.connection.auth === 'secureApiKey') return rejectedBySecureApi(problem);
      return inquiry.connection.protocol === 'json2'
        ? rejectedBearer(problem)
        : rejectedKey(inquiry, attempts, problem);
    case 'signIn.twoFactor':
    case 'signIn.keyForWebSession':
    case 'signIn.tokenRefused':
    case 'signIn.tokenUnreadable':
    case 'signIn.notAccepted':
      return { problem, parts: { evidence: said(error) } };
    case 'signIn.passwordAsKey':
      return passwordAsKey(inquiry, attempts, problem);
    case 'signIn.cooldown':
      return { problem, parts: { evidence: ['Odoo itself says that there were too many failed sign-ins.'] } };
    case 'signIn.keyNotReceived':
      return {
        problem,
        parts: { evidence: ['An API key was sent, and Odoo answered that none had come with the request.'] },
      };
    case 'database.notSelected':
      return {
        problem,
        parts: { evidence: ['Odoo answered that no database is selected, although one was named.'] },
      };
    default:
      return { problem, parts: { evidence: ['This is how the server answered the sign-in.'] } };
  }
}

/** What the server's answer proves by itself. */
function said({ code, facts }: OdooError): string[] {
  const host = String(facts['host'] ?? 'The server');
  const status = facts['status'] === undefined ? '' : ` with HTTP ${String(facts['status'])}`;
  switch (code) {
    case 'signIn.twoFactor':
      return [
        'Odoo took the password and opened no session (uid: null), which it does for a missing second factor only.',
      ];
    case 'signIn.keyForWebSession':
      return [
        'What was entered has the form of an API key, 40 digits and letters from a to f.',
        'The web client’s sign-in takes no API key, however right it is, and Odoo refused it.',
      ];
    case 'signIn.tokenRefused':
      return [`${host} answered the request for a token${status} and gave none.`];
    case 'signIn.tokenUnreadable':
      return [
        `${host} answered the request for a token${status}, and nothing stands where the token should.`,
      ];
    default:
      return [`${host} answered a request with the connection’s sign-in${status}.`];
  }
}

/** A password over XML-RPC or JSON-RPC, or as the web client sends it. */
async function rejectedPassword(inquiry: Inquiry, attempts: Attempts, problem: Problem): Promise<Reason> {
  const { connection, version } = inquiry;
  const { login, database } = connection;
  const answered = `The database answered, and refused the login “${login}” with this password.`;
  const cooldown = await inCooldown(inquiry, attempts);
  if (cooldown) return cooldown;
  if (problem.facts['padded'] === true) {
    return {
      problem,
      parts: {
        certainty: 'likely',
        evidence: ['The password begins or ends with a space or a line break.', answered],
      },
    };
  }
  if (problem.facts['keyShaped'] === true && (version?.major ?? 14) >= 14) {
    return {
      problem: { ...problem, code: 'signIn.keyRejected' },
      parts: {
        certainty: 'likely',
        evidence: [
          'What was entered has the form of an API key, 40 digits and letters from a to f.',
          'Odoo takes an API key in place of the password here, and refused this one.',
        ],
      },
    };
  }
  if (/\.odoo\.com$/.test(new URL(inquiry.url).hostname)) {
    return {
      problem: { code: 'signIn.onlineWithoutPassword', facts: problem.facts },
      parts: {
        certainty: 'likely',
        evidence: [
          'The server is Odoo Online, where accounts have no password of their own unless one was set.',
          answered,
        ],
      },
    };
  }
  const checked = `The server, its version and the database “${database}” were checked before and are fine.`;
  if (connection.auth === 'webSession') {
    const remaining =
      'Odoo gives the same answer for an unknown login and a deactivated account. Two-factor sign-in it is not: that is answered otherwise here.';
    return { problem, parts: { certainty: 'likely', evidence: [answered, checked, remaining] } };
  }
  return {
    problem,
    parts: {
      certainty: 'likely',
      evidence: [
        answered,
        checked,
        'Odoo gives the same answer for an unknown login, a deactivated account and an account with two-factor sign-in, so these remain possible.',
      ],
    },
  };
}

/**
 * Up to Odoo 15 too many failures make authenticate refuse everyone for a minute, and only a call says so. Asking costs one more
 * failure where the secret is wrong, which is why newer servers are not asked: there the API does not count failures at all.
 */
async function inCooldown(inquiry: Inquiry, attempts: Attempts): Promise<Reason | undefined> {
  if (!inquiry.version || inquiry.version.major > 15) return undefined;
  const said = await attempts.saidToCall();
  if (said?.code !== 'signIn.cooldown') return undefined;
  return {
    problem: toProblem(said),
    parts: {
      evidence: [
        'Asked a second time in another form, Odoo says that there were too many failed sign-ins.',
        'Whether the password is right cannot be told before the pause is over.',
      ],
    },
  };
}

/** An API key in place of the password over XML-RPC or JSON-RPC. */
async function rejectedKey(inquiry: Inquiry, attempts: Attempts, problem: Problem): Promise<Reason> {
  const cooldown = await inCooldown(inquiry, attempts);
  if (cooldown) return cooldown;
  const { login } = inquiry.connection;
  const answered = `The database answered, and refused this key for the login “${login}”.`;
  if (problem.facts['padded'] === true) {
    return {
      problem,
      parts: {
        certainty: 'likely',
        evidence: ['The key begins or ends with a space or a line break.', answered],
      },
    };
  }
  if (problem.facts['keyShaped'] === false) {
    const evidence = [
      'What was entered does not have the form of an API key, 40 digits and letters from a to f.',
      answered,
    ];
    return { problem, parts: { certainty: 'likely', evidence } };
  }
  const owner = await ownerOf(inquiry, attempts);
  if (!owner) {
    return {
      problem,
      parts: {
        evidence: [
          answered,
          'It has the form of a key, so it was made by an Odoo: perhaps for another database.',
        ],
      },
    };
  }
  const name = owner.login ? `“${owner.login}”` : `user ${owner.uid}`;
  return {
    problem: { ...problem, facts: { ...problem.facts, owner: name } },
    parts: {
      evidence: [`The key itself is valid: over JSON-2 Odoo knows it as ${name}, not “${login}”.`, answered],
    },
  };
}

/** Whose key it is, asked over JSON-2, which takes the key without a login and counts no failures. */
async function ownerOf(
  inquiry: Inquiry,
  attempts: Attempts,
): Promise<{ uid: number; login: string } | undefined> {
  const method: SignInMethod = { auth: 'apiKey', protocol: 'json2' };
  if (!inquiry.version || !offers(inquiry.version, method)) return undefined;
  let uid: number;
  try {
    uid = await attempts.signIn(method);
  } catch (error) {
    if (!(error instanceof OdooError) || error.code === 'call.cancelled') throw error;
    return undefined;
  }
  try {
    const rows = await attempts.read(
      { operation: 'read', model: 'res.users', ids: [uid], fields: ['login'] },
      method,
    );
    const row = Array.isArray(rows) ? rows[0] : undefined;
    const login = isJsonObject(row) && typeof row['login'] === 'string' ? row['login'] : '';
    return { uid, login };
  } catch (error) {
    if (error instanceof OdooError && error.code === 'call.cancelled') throw error;
    return { uid, login: '' };
  }
}

/** The module answers alike whatever is wrong with login and key. */
function rejectedBySecureApi(problem: Problem): Reason {
  const form =
    problem.facts['keyShaped'] === false
      ? ['What was entered does not have the form of an API key, 40 digits and letters from a to f.']
      : [];
  return {
    problem,
    parts: {
      certainty: 'likely',
      evidence: [
        ...form,
        'The Secure API module’s own sign-in, /api/key/authenticate, refused login and key together.',
      ],
    },
  };
}

/** A key that has the form of one, refused as bearer. */
function rejectedBearer(problem: Problem): Reason {
  if (problem.facts['padded'] === true) {
    return {
      problem,
      parts: { evidence: ['The key begins or ends with a space or a line break, so it was not sent.'] },
    };
  }
  return {
    problem,
    parts: {
      evidence: [
        'JSON-2 answered “Invalid apikey” to this key.',
        'The server, its version and the database were checked before and are fine.',
      ],
    },
  };
}

/** Something else than a key, refused as bearer. Whether it is the password is worth knowing: then another protocol works at once. */
async function passwordAsKey(inquiry: Inquiry, attempts: Attempts, problem: Problem): Promise<Reason> {
  const evidence = [
    'What was entered does not have the form of an API key, 40 digits and letters from a to f, and JSON-2 refused it.',
  ];
  if (!inquiry.connection.login) return { problem, parts: { evidence } };
  try {
    await attempts.signIn({ auth: 'password', protocol: 'jsonRpc' });
    evidence.unshift('It is the account’s password: signing in with it over JSON-RPC works.');
  } catch (error) {
    if (!(error instanceof OdooError) || error.code === 'call.cancelled') throw error;
    attempts.note({ auth: 'password', protocol: 'jsonRpc' }, 'refused', 'Refused just now.');
  }
  return { problem, parts: { evidence } };
}
