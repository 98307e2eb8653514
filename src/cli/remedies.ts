import type { Remedy, RemedyAction } from '../model/problem';
import { printable } from './text';

/** What to do, a line each, with the flag that does it here. */
export function remedyLines(remedies: readonly Remedy[]): string[] {
  // Settings of VS Code do nothing for a terminal.
  return remedies
    .filter((remedy) => remedy.action?.kind !== 'openSettings')
    .map(({ text, action, forAdministrator }) => {
      const how = action ? inTerminal(action) : '';
      const who = forAdministrator ? 'For an administrator: ' : '';
      return `  - ${who}${printable(text)}${how ? ` (${printable(how)})` : ''}`;
    });
}

/** A text of several lines for someone else, set apart by its indent. */
export function messageLines(message: string): string[] {
  return message
    .trimEnd()
    .split(/\r\n?|\n/)
    .map((line) => `    ${printable(line)}`.trimEnd());
}

/** How a remedy's button is pressed in a terminal. */
function inTerminal(action: RemedyAction): string {
  switch (action.kind) {
    case 'useAddress':
      return `--url ${quoted(action.url)}`;
    case 'useDatabase':
      return `--db ${quoted(action.database)}`;
    case 'useSignIn':
      return `--auth ${action.signIn.auth} --protocol ${action.signIn.protocol}`;
    case 'sendDatabaseHeader':
      return 'databaseHeader: true in the file of --settings';
    case 'trustAuthority':
      return 'tls: { authority: FILE } in the file of --settings';
    case 'retryAfter':
      return `after ${Math.ceil(action.seconds)} s`;
    case 'diagnose':
      return 'odoo-api diagnose';
    case 'openExternal':
      return action.url;
    case 'editConnection':
      return action.step ? stepFlags[action.step] : '';
    case 'openSettings':
      return '';
  }
}

type Step = Exclude<Extract<RemedyAction, { kind: 'editConnection' }>['step'], undefined>;

const stepFlags: Record<Step, string> = {
  address: '--url',
  database: '--db',
  login: '--login',
  secret: 'ODOO_PASSWORD or ODOO_API_KEY',
  signIn: '--auth, --protocol; ODOO_API_KEY or ODOO_PASSWORD',
  method: '--settings FILE',
  trust: '--settings FILE',
};

/** As a shell takes it for one word. The name may be a server's: pasting it must not run anything. */
function quoted(text: string): string {
  return /^[\w@%+=:,./[\]-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
