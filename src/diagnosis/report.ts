import { authLabels, protocolLabels, signInLabel } from '../model/authMethod';
import type { Connection } from '../model/connection';
import {
  probeLabels,
  type Access,
  type Cause,
  type Diagnosis,
  type DiagnosisStep,
  type Remark,
  type Verdict,
} from '../model/diagnosis';
import { withoutCredentials } from '../odoo/address';
import { cleaner } from '../odoo/withoutSecrets';
import { mapStrings } from './mapStrings';
import { code, codeBlock, plain } from './markdown';
import { nameless } from './withoutNames';

export interface ReportOptions {
  /** Hosts, addresses, databases, logins and whatever else names a person or server are replaced by "host-1", "login-1"… */
  withoutNames?: boolean;
  /** What must not be in it, should a server have repeated it. */
  secrets?: readonly string[];
}

/** What a report tells of a connection: nothing that a secret may have been typed into. */
export type ReportedConnection = Pick<
  Connection,
  'name' | 'url' | 'database' | 'login' | 'auth' | 'protocol' | 'serverVersion' | 'databaseHeader'
>;

export interface Reported {
  connection: ReportedConnection;
  diagnosis: Diagnosis;
}

/** A connection and its diagnosis as they may be handed to someone else: without secrets and, where that is wished, without names. */
export function presentable(
  connection: Connection,
  diagnosis: Diagnosis,
  { withoutNames = false, secrets = [] }: ReportOptions = {},
): Reported {
  const { name, url, database, login, auth, protocol, serverVersion, databaseHeader } = connection;
  const reported: Reported = {
    connection: {
      name,
      url: address(url),
      database,
      login,
      auth,
      protocol,
      ...(serverVersion === undefined ? {} : { serverVersion }),
      ...(databaseHeader === undefined ? {} : { databaseHeader }),
    },
    diagnosis,
  };
  // A password that is the login too cannot be kept back: leaving the login out would tell it.
  const clean = cleaner(secrets.filter((secret) => secret !== login && secret !== database));
  const safe = mapStrings(reported, (text) => clean(withoutNameAndPassword(text)));
  if (!withoutNames) return safe;
  const rename = nameless({ ...connection, ...safe.connection }, safe.diagnosis);
  return mapStrings({ ...safe, connection: { ...safe.connection, name: 'connection-1' } }, rename);
}

/** A page's address may have been pasted, with a token in it. */
function address(url: string): string {
  return withoutCredentials(url).replace(/[?#].+$/s, '?…');
}

/** An address may have been typed with a name and password in it. */
function withoutNameAndPassword(text: string): string {
  return text.replace(/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#"<>“”]*@/gi, '$1…@');
}

/** A diagnosis as JSON: `{connection, diagnosis}`, the diagnosis as it is in model/diagnosis.ts. */
export function reportJson(connection: Connection, diagnosis: Diagnosis, options?: ReportOptions): string {
  return `${JSON.stringify(presentable(connection, diagnosis, options), null, 2)}\n`;
}

/** A diagnosis as Markdown to hand to someone else. What a server said in it stays text: it cannot become a link, a table or HTML. */
export function report(connection: Connection, diagnosis: Diagnosis, options?: ReportOptions): string {
  const reported = presentable(connection, diagnosis, options);
  const told = reported.diagnosis;
  const { evidence, against, remedies, excluded, others, notes, questions, steps } = told;
  const forYou = remedies.filter((remedy) => !remedy.forAdministrator);
  const forAdministrator = remedies.filter((remedy) => remedy.forAdministrator);
  const lines = [
    ...head(reported),
    ...(told.cause ? list('Why', evidence.map(plain)) : []),
    ...list('What speaks against it', against.map(plain)),
    ...list(
      'What to do',
      forYou.map(({ text }) => plain(text)),
    ),
    ...list(
      'What an administrator can do',
      forAdministrator.map(({ text }) => plain(text)),
    ),
    ...(told.message ? ['## Message for the administrator', '', ...codeBlock(told.message), ''] : []),
    ...(told.documentation ? [`Documentation: ${link(told.documentation)}`, ''] : []),
    ...list(
      'What would tell more',
      questions.map(({ tells, cost }) => `${plain(tells)} ${plain(cost)}`),
    ),
    ...list('What else it could be', others.flatMap(remark)),
    ...list(
      'Ruled out',
      excluded.map(({ title, because }) => `${sentence(title)} ${plain(because)}`),
    ),
    ...list('Worth knowing', notes.flatMap(remark)),
    ...list('Checks', steps.flatMap(check)),
    ...accessTable(told.access),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function head({ connection, diagnosis: { cause, evidence, others } }: Reported): string[] {
  const { name, url, database, login, serverVersion, databaseHeader } = connection;
  return [
    `# Odoo sign-in diagnosis: ${plain(name)}`,
    '',
    `- Address: ${code(url)}`,
    `- Database: ${code(database)}${databaseHeader ? ', sent as X-Odoo-Database with every request' : ''}`,
    `- Login: ${code(login)}`,
    `- Sign-in method: ${signInLabel(connection)}`,
    ...(serverVersion ? [`- Odoo: ${plain(serverVersion)}`] : []),
    '',
    cause ? `## ${plain(cause.title)} (${sureness(cause, others.length)})` : '## Everything works',
    '',
    ...(cause ? [plain(cause.sentence), ''] : evidence.flatMap((said) => [plain(said), ''])),
  ];
}

/** "certain"; "undecided, likely" where other causes fit as well. */
export function sureness({ certainty }: Cause, others: number): string {
  return certainty !== 'certain' && others > 0 ? `undecided, ${certainty}` : certainty;
}

/** @param items Markdown; one that begins with spaces belongs to the one before it */
function list(title: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  return [`## ${title}`, '', ...items.map((item) => item.replace(/^( *)/, '$1- ')), ''];
}

function remark({ title, certainty, sentence: means, evidence }: Remark): string[] {
  return [
    `**${plain(title)}** (${certainty}). ${plain(means)}`,
    ...evidence.map((text) => `  ${plain(text)}`),
  ];
}

/** A title with the full stop of a sentence. */
function sentence(title: string): string {
  return `**${plain(title)}**${/[.?!]$/.test(title) ? '' : '.'}`;
}

const verdictWords: Record<Verdict, string> = {
  ok: 'passed',
  warning: 'warning',
  failed: 'failed',
  skipped: 'not run',
};

function check({ probe, verdict, ms, detail, proves, asked = [], kept }: DiagnosisStep): string[] {
  const time = verdict === 'skipped' ? '' : `, ${Math.round(ms)} ms`;
  const earlier = kept ? ', known from before' : '';
  return [
    `**${probeLabels[probe]}**: ${verdictWords[verdict]}${time}${earlier}. ${plain(detail)}`,
    ...(proves ? [`  It proves: ${plain(proves)}`] : []),
    ...asked.map(
      (one) => `  Asked ${code(one.question)}; after ${Math.round(one.ms)} ms: ${code(one.answer)}`,
    ),
  ];
}

const accessWords: Record<Access['state'], string> = {
  works: 'works',
  refused: 'refused',
  unavailable: 'does not exist here',
  untried: 'not tried',
};

function accessTable(access: readonly Access[]): string[] {
  if (access.length === 0) return [];
  const rows = access.map(({ auth, protocol, state, reason, until = '', own, recommended }) => {
    const marks = [...(own ? ['this connection'] : []), ...(recommended ? ['recommended'] : [])];
    const name = `${authLabels[auth]} over ${protocolLabels[protocol]}`;
    const method = marks.length > 0 ? `${name} (${marks.join(', ')})` : name;
    return `| ${method} | ${accessWords[state]} | ${plain(until)} | ${plain(reason)} |`;
  });
  return [
    '## Which API accepts what',
    '',
    '| Sign-in method | State | Until | Why |',
    '| --- | --- | --- | --- |',
    ...rows,
  ];
}

function link(address: string): string {
  return /^https:\/\/[^\s<>]+$/.test(address) ? `<${address}>` : code(address);
}
