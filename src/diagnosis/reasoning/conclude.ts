import type { Certainty, Diagnosis, Excluded, QuestionId, Remark } from '../../model/diagnosis';
import type { Problem, Remedy } from '../../model/problem';
import { offers } from '../../odoo/auth/methods';
import { explain } from '../explain';
import { otherDatabases } from '../questions/databases';
import type { Finding, Inquiry } from '../inquiry';
import { questionWords } from '../words/questions';
import { t } from '../words/translate';
import { keyPage } from './keyPage';
import { notesOf } from './notes';
import type { Opinion, Row } from './row';
import { rows } from './table';

type Fitting = Extract<Opinion, { fits: Certainty }>;

const order: Certainty[] = ['certain', 'likely', 'possible'];

/** From what was seen to one cause, with everything that belongs to it: the others that fit, what is ruled out, what would decide. */
export function conclude(
  inquiry: Inquiry,
  finding: Finding | undefined,
): Omit<Diagnosis, 'steps' | 'access'> {
  const notes = notesOf(inquiry);
  if (!finding) {
    return {
      ok: true,
      evidence: signedInAs(inquiry),
      against: [],
      remedies: [],
      others: [],
      excluded: [],
      questions: [],
      notes,
    };
  }
  const { problem } = finding;
  const judged = judge(inquiry, problem);
  const fitting = judged
    .flatMap(({ row, opinion }) => ('fits' in opinion ? [{ row, opinion }] : []))
    .sort((a, b) => order.indexOf(a.opinion.fits) - order.indexOf(b.opinion.fits));
  const [first, ...rest] = fitting;
  const cause = first
    ? { problem: causeOf(inquiry, problem, first.row, first.opinion), opinion: first.opinion }
    : {
        problem: known(inquiry, problem),
        opinion: { fits: finding.certainty ?? 'certain', evidence: [] } as Fitting,
      };
  const certain = cause.opinion.fits === 'certain';
  const remaining = certain ? [] : rest;
  const { login, database } = inquiry.connection;
  const version = inquiry.version?.text;
  const explained = explain(cause.problem, {
    address: inquiry.url,
    database,
    login,
    ...(version ? { version } : {}),
  });
  const { title, sentence, message, documentation } = explained;
  return {
    ok: false,
    cause: { code: cause.problem.code, title, certainty: cause.opinion.fits, sentence },
    evidence: evidenceOf(inquiry, finding, cause.opinion),
    against: cause.opinion.against ?? [],
    remedies: distinct([...(cause.opinion.remedies ?? []), ...finding.remedies, ...explained.remedies]),
    others: remaining.map(({ row, opinion }) => remark(inquiry, problem, row, opinion)),
    excluded: excludedBy(inquiry, problem, judged),
    questions: certain
      ? []
      : questions(
          inquiry,
          fitting.map(({ row }) => row),
        ),
    notes,
    ...(message ? { message } : {}),
    ...(documentation ? { documentation } : {}),
    problem: withoutTraceback(cause.problem),
  };
}

/** Strongest first; never nothing: what was answered speaks for itself. */
function evidenceOf(inquiry: Inquiry, { evidence, problem }: Finding, opinion: Fitting): string[] {
  const found = [...new Set([...opinion.evidence, ...evidence, ...untold(inquiry)])];
  if (found.length > 0) return found;
  const said = problem.server?.message.split('\n').find((line) => line.trim() !== '');
  return [
    said
      ? t('The server answered: “{said}”', { said: said.trim().slice(0, 200) })
      : t('This is how the server answered.'),
  ];
}

/** Whose sign-in it is that works, as far as that could be read. */
function signedInAs({ rights }: Inquiry): string[] {
  if (!rights?.name) return [];
  const { name, uid, share } = rights;
  if (share === undefined) return [t('You are signed in as {name} (user {uid}).', { name, uid })];
  return [
    share
      ? t('You are signed in as {name} (user {uid}), a customer of the portal.', { name, uid })
      : t('You are signed in as {name} (user {uid}), with the rights of an internal user.', { name, uid }),
  ];
}

function judge(inquiry: Inquiry, problem: Problem): { row: Row; opinion: Opinion }[] {
  return rows
    .filter(({ answers }) => answers.includes(problem.code))
    .flatMap((row) => {
      const opinion = row.opinion({ inquiry, problem });
      return opinion ? [{ row, opinion }] : [];
    });
}

function causeOf(inquiry: Inquiry, problem: Problem, row: Row, { fits, facts = {} }: Fitting): Problem {
  const unproven = fits === 'certain' ? {} : { unproven: true };
  return known(inquiry, { ...problem, code: row.cause, facts: { ...problem.facts, ...facts, ...unproven } });
}

/** With what the words may want to name. */
function known(inquiry: Inquiry, problem: Problem): Problem {
  const { connection, version } = inquiry;
  const page = keyPage(inquiry);
  const facts = {
    ...(connection.login ? { login: connection.login } : {}),
    ...(connection.database ? { database: connection.database } : {}),
    ...(URL.canParse(inquiry.url) ? { host: new URL(inquiry.url).hostname } : {}),
    ...(version ? { version: version.text, major: version.major } : {}),
    ...(page ? { keyPage: page } : {}),
    ...problem.facts,
  };
  return { ...problem, facts };
}

function remark(inquiry: Inquiry, problem: Problem, row: Row, opinion: Fitting): Remark {
  const { title, sentence } = explain(causeOf(inquiry, problem, row, opinion));
  return { code: row.cause, title, certainty: opinion.fits, sentence, evidence: opinion.evidence };
}

function excludedBy(
  inquiry: Inquiry,
  problem: Problem,
  judged: readonly { row: Row; opinion: Opinion }[],
): Excluded[] {
  return judged.flatMap(({ row, opinion }) => {
    if (!('excluded' in opinion)) return [];
    const { title } = explain(known(inquiry, { code: row.cause, facts: { ...problem.facts, proven: true } }));
    return [{ title, because: opinion.excluded }];
  });
}

/** Those that would decide, are not answered yet, and can be asked here. */
function questions(inquiry: Inquiry, fitting: readonly Row[]): Diagnosis['questions'] {
  const ids = new Set(fitting.flatMap(({ decidedBy }) => decidedBy ?? []));
  return [...ids].filter((id) => canAsk(inquiry, id)).map((id) => questionWords(id, facts(inquiry)));
}

function facts({ version, connection }: Inquiry): Record<string, string> {
  return { login: connection.login, version: version?.text ?? '' };
}

function canAsk(inquiry: Inquiry, id: QuestionId): boolean {
  const { connection, version, secret } = inquiry;
  switch (id) {
    case 'session': {
      const web = offers(version, { auth: 'webSession', protocol: 'web' });
      const told = inquiry.sessionAnswer !== undefined || connection.auth === 'webSession';
      return (
        web &&
        !told &&
        (version?.major ?? 0) >= 14 &&
        Boolean(secret && connection.login && connection.database)
      );
    }
    case 'call':
      return inquiry.callAnswer === undefined && (version?.major ?? 16) <= 15;
    case 'databases': {
      const json2 = inquiry.apis.get('json2')?.state === 'there';
      return json2 && inquiry.keyDatabase === undefined && otherDatabases(inquiry).length > 0;
    }
    case 'account':
      return canLookUp(inquiry) && connection.login !== '';
  }
}

/** Nobody has looked the user up yet, or the administrator's connection could not. */
function canLookUp({ accountAnswer }: Inquiry): boolean {
  return accountAnswer === undefined || accountAnswer.kind === 'notTold';
}

/** Questions that were asked with leave and not answered. */
function untold({ accountAnswer, sessionAnswer }: Inquiry): string[] {
  const said = (problem: Problem): string => explain(problem).title;
  return [
    ...(accountAnswer?.kind === 'notTold'
      ? [
          t('The administrator’s connection could not tell: {reason}.', {
            reason: said(accountAnswer.problem),
          }),
        ]
      : []),
    ...(sessionAnswer?.kind === 'unknown'
      ? [t('The web sign-in told nothing: {reason}.', { reason: said(sessionAnswer.problem) })]
      : []),
  ];
}

/** Each remedy once, and not the one to do what was just done. */
function distinct(remedies: readonly Remedy[]): Remedy[] {
  const seen = new Set<string>();
  return remedies.filter(({ text, action }) => {
    if (action?.kind === 'diagnose' || seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

/** As it may be shown and copied: a traceback names the server's files. Secrets are cut out where errors come into being. */
function withoutTraceback({ code, facts, server }: Problem): Problem {
  if (!server) return { code, facts };
  const { name, message } = server;
  return { code, facts, server: { ...(name ? { name } : {}), message } };
}
