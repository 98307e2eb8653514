import * as v from 'valibot';
import * as vscode from 'vscode';
import type { ApiKeyInfo } from '../model/apiKey';
import type { Connection } from '../model/connection';
import { listOwnKeys } from '../odoo/apiKeys';
import type { OdooClient } from '../odoo/client';
import type { ConnectionMonitor } from './connectionMonitor';
import { commandIds } from './ids';
import { keysToRenew, keyWarning } from './keyWords';
import type { Log } from './log';

const noticesKey = 'keyNotices';
const NoticesSchema = v.array(v.string());
/** More notices than this are not remembered; the oldest keys are long gone. */
const maxNotices = 200;

/** Knows which API keys run out soon, of the connections that sign in with one. Looks after each check, and tells once for each key. */
export class KeyWatch implements vscode.Disposable {
  readonly #client: OdooClient;
  readonly #state: vscode.Memento;
  readonly #log: Log;
  readonly #keys = new Map<string, ApiKeyInfo[]>();
  readonly #changed = new vscode.EventEmitter<string>();
  /** Fires with the connection's id. */
  readonly onDidChange = this.#changed.event;
  readonly #listening: vscode.Disposable;

  constructor(client: OdooClient, monitor: ConnectionMonitor, state: vscode.Memento, log: Log) {
    this.#client = client;
    this.#state = state;
    this.#log = log;
    this.#listening = monitor.onDidCheck((connection) => void this.look(connection));
  }

  /** "API key “ci” runs out in 2 days", where one does. */
  warning(connection: Connection): string | undefined {
    if (!signsInWithKey(connection)) return undefined;
    const now = new Date();
    const keys = this.#keys.get(connection.id) ?? [];
    const [first] = keysToRenew(keys, now);
    return first && keyWarning(first, keys, now);
  }

  /** When the connection's key runs out. Which of several it is, nobody tells. */
  expires(connection: Connection): Date | undefined {
    const [key, another] = signsInWithKey(connection) ? (this.#keys.get(connection.id) ?? []) : [];
    return another ? undefined : key?.expires;
  }

  /** Asks the server for the connection's keys. Failures are only logged: the check before has said what works. */
  async look(connection: Connection): Promise<void> {
    if (!signsInWithKey(connection)) return;
    try {
      this.#keys.set(connection.id, (await listOwnKeys(this.#client, connection)) ?? []);
    } catch (error) {
      this.#keys.delete(connection.id);
      this.#log.failure(`API keys of ${connection.name}`, error);
    }
    this.#changed.fire(connection.id);
    await this.#tell(connection);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  /** One notification for a key and the time it runs out at, ever. */
  async #tell(connection: Connection): Promise<void> {
    const now = new Date();
    const keys = this.#keys.get(connection.id) ?? [];
    for (const key of keysToRenew(keys, now)) {
      const notice = `${connection.id}/${key.id}/${key.expires?.toISOString() ?? ''}`;
      const told = this.#told();
      if (told.includes(notice)) continue;
      await this.#state.update(noticesKey, [...told, notice].slice(-maxNotices));
      void this.#notify(connection, `${connection.name}: ${keyWarning(key, keys, now)}.`);
    }
  }

  async #notify(connection: Connection, message: string): Promise<void> {
    const renew = 'Renew API Key…';
    const show = 'Show API Keys';
    const answer = await vscode.window.showWarningMessage(message, renew, show);
    const argument = { kind: 'connection', connection };
    if (answer === renew) await vscode.commands.executeCommand(commandIds.renewApiKey, argument);
    if (answer === show) await vscode.commands.executeCommand(commandIds.showApiKeys, argument);
  }

  #told(): string[] {
    const stored = v.safeParse(NoticesSchema, this.#state.get<unknown>(noticesKey));
    return stored.success ? stored.output : [];
  }
}

export function signsInWithKey({ auth }: Connection): boolean {
  return auth === 'apiKey' || auth === 'secureApiKey';
}
