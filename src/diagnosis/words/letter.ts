import { t } from './translate';
import { join, type Told } from './words';

/** What a message to the server's administrator asks for. */
export interface Letter {
  /** What was tried and what came back, in whole sentences. */
  seen: string;
  /** What would help, in whole sentences. */
  change: string;
  /** Lines of a configuration file, shown as they are. */
  lines?: string[];
}

/** A message to the server's administrator: complete, polite, ready to send as plain text. */
export function letter(told: Told, { seen, change, lines = [] }: Letter): string {
  return [
    t('Hello,'),
    join(t('I want to use Odoo’s API, and it does not work yet.'), seen),
    facts(told).join('\n'),
    join(t('This would help:'), change),
    lines.length > 0
      ? t('{configuration}', { configuration: lines.map((line) => `    ${line}`).join('\n') })
      : '',
    t('Thank you.'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** What is known of the connection, one line each. */
function facts(told: Told): string[] {
  const { about } = told;
  const host = told.text('host');
  const scheme = told.text('scheme') === 'http' ? 'http' : 'https';
  const known = told.with({
    server: about.address ?? (told.text('scheme') ? (told.address(scheme) ?? '') : host),
    database: told.text('database') || (about.database ?? ''),
    login: told.text('login') || (about.login ?? ''),
    version: told.text('version') || (about.version ?? ''),
  });
  return [
    known.perhaps('Address: {server}'),
    known.perhaps('Database: {database}'),
    known.perhaps('Login: {login}'),
    known.perhaps('Odoo’s version: {version}'),
    told.perhaps('HTTP status: {status}'),
    told.perhaps('Answered by: {serverName}'),
    told.perhaps('The server says: {said}'),
  ].filter((line) => line !== '');
}
