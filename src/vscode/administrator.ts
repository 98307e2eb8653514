import * as vscode from 'vscode';
import { hostOf, originOf, type Connection } from '../model/connection';
import { parseAddress } from '../odoo/address';
import type { Guard } from '../odoo/client';
import type { AccountReader } from '../diagnosis/questions/account';
import { asAdministrator } from './asAdministrator';
import type { ConnectionStore } from './storage/connectionStore';
import type { SecretVault } from './storage/secretVault';

export interface AdministratorPorts {
  store: ConnectionStore;
  vault: SecretVault;
  guard: Guard;
}

/**
 * Asks whose rights a user's record is to be read with: one of the saved connections to the same database, or a login that is typed,
 * used once and kept nowhere. Undefined when the person gave up.
 */
export async function askAdministrator(
  ports: AdministratorPorts,
  connection: Connection,
): Promise<AccountReader | undefined> {
  const beside = savedBeside(ports.store.all(), connection);
  const stored = await Promise.all(beside.map((other) => ports.vault.has(other, other.auth)));
  const items: AdministratorItem[] = beside
    .filter((_other, index) => stored[index])
    .map((other) => ({
      label: other.name,
      description: `${hostOf(other.url)} · ${other.database} · ${other.login}`,
      connection: other,
    }));
  items.push({ label: '$(account) Enter an administrator’s login…', description: 'used once, kept nowhere' });
  const chosen = await vscode.window.showQuickPick(items, {
    title: `Look Up ${connection.login || 'the User'}`,
    placeHolder: 'Whose rights to read the user’s record with. Nothing is changed.',
    ignoreFocusOut: true,
  });
  if (!chosen) return undefined;
  const { connection: other } = chosen;
  if (!other) return askLogin(connection);
  if (other.auth === 'webSession' && !(await ports.guard.webSignIn(other))) return undefined;
  return { connection: other, secret: await ports.vault.secretFor(other) };
}

interface AdministratorItem extends vscode.QuickPickItem {
  /** Absent where a login is to be typed. */
  connection?: Connection;
}

/** Other saved connections to the same server and database, as other users, that can read records. */
function savedBeside(all: readonly Connection[], connection: Connection): Connection[] {
  const { url } = parseAddress(connection.url);
  return all.filter(
    (other) =>
      other.id !== connection.id &&
      originOf(other.url) === originOf(url) &&
      other.database === connection.database &&
      other.protocol !== 'rest' &&
      !(other.login === connection.login && other.auth === connection.auth),
  );
}

async function askLogin(connection: Connection): Promise<AccountReader | undefined> {
  const { url } = parseAddress(connection.url);
  const title = `Administrator of ${connection.database}`;
  const login = await vscode.window.showInputBox({
    title,
    prompt: `Login of a user who may read users on ${hostOf(url)}: an administrator’s, usually.`,
    placeHolder: 'admin@example.com',
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() ? undefined : 'Type a login, or press Escape.'),
  });
  if (!login) return undefined;
  const secret = await vscode.window.showInputBox({
    title,
    prompt: `Sent to ${originOf(url)} to read one user’s record, and forgotten then.`,
    placeHolder: `Password or API key of ${login.trim()}`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => (value ? undefined : 'Type the password or the API key, or press Escape.'),
  });
  if (!secret) return undefined;
  return { connection: asAdministrator({ ...connection, url }, login.trim(), secret), secret };
}
