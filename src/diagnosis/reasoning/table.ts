import { listed } from '../inquiry';
import { isOdooOnline } from '../../odoo/politeTransport';
import { t } from '../words/translate';
import { apiKeyRows } from './apiKey';
import { cooldown } from './cooldown';
import { passwordRows } from './password';
import type { Opinion, Row, Seen } from './row';

/**
 * Every line of reasoning: what may be behind an answer that a server gives for several reasons, likeliest first where all else is equal.
 * An answer without a line here means one thing only, and is the cause itself.
 */
export const rows: readonly Row[] = [
  ...passwordRows,
  ...apiKeyRows,
  { answers: ['protocol.notAvailable'], cause: 'database.notSelected', opinion: sessionLost },
  { answers: ['signIn.cooldown'], cause: 'signIn.cooldown', opinion: cooldown },
  {
    answers: ['server.accessRights', 'rights.modelsHidden'],
    cause: 'rights.portalUser',
    opinion: portalUser,
  },
  {
    answers: [
      'server.accessRights',
      'server.refused',
      'server.accessDenied',
      'http.forbidden',
      'signIn.notAccepted',
    ],
    cause: 'protocol.planWithoutApi',
    opinion: planWithoutApi,
  },
];

/** Without its session the web client's route is not there either, where the address leads to several databases (Odoo 12–15 say so in JSON). */
function sessionLost({ inquiry }: Seen): Opinion | undefined {
  const { connection, apis, databases } = inquiry;
  if (connection.protocol !== 'web' || apis.get('web')?.state !== 'noDatabase') return undefined;
  return {
    fits: 'certain',
    evidence: [
      t('Asked without a session, Odoo answers the same: it does not know which database is meant.'),
      ...(databases && databases.length > 1
        ? [t('The server lists {databases}.', { databases: listed(databases) })]
        : []),
      t('The sign-in works, so the session’s cookie got lost on the way to or from the call.'),
    ],
    facts: { noSession: true },
  };
}

/** Customers of the portal sign in like anyone and are refused nearly every model (Odoo 12–19, res.users.share). */
function portalUser({ inquiry }: Seen): Opinion | undefined {
  const { rights } = inquiry;
  if (rights?.share !== true) return undefined;
  return {
    fits: 'certain',
    evidence: [
      t('The sign-in works, and the user’s own record says that {login} is a customer’s account.', {
        login: rights.login,
      }),
    ],
    facts: { login: rights.login },
  };
}

/** Odoo Online opens its API on some plans only; how it words that is not documented, so this is never more than possible. */
function planWithoutApi({ inquiry, problem }: Seen): Opinion | undefined {
  const online = isOdooOnline(new URL(inquiry.url).hostname);
  const said = problem.server?.message ?? '';
  const named = /\b(plan|subscription|pricing)\b/i.test(said);
  if (!online && !named) return undefined;
  if (online && !named && problem.code !== 'http.forbidden' && problem.code !== 'server.accessDenied') {
    return undefined;
  }
  return {
    fits: 'possible',
    evidence: [
      ...(named ? [t('The server’s refusal speaks of a plan or subscription.')] : []),
      ...(online ? [t('The server is Odoo Online, which opens its API on Custom plans only.')] : []),
    ],
  };
}
