import * as v from 'valibot';
import type * as vscode from 'vscode';
import { originOf, type Connection } from '../../model/connection';

const key = 'webSignIn';
const StoredSchema = v.record(v.string(), v.string());

/** For which connections the person agreed to a sign-in as the web client's, each for the origin it was agreed for. */
export class WebSignInConsent {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  has(connection: Connection): boolean {
    return this.#all()[connection.id] === originOf(connection.url);
  }

  async give(connection: Connection): Promise<void> {
    await this.#state.update(key, { ...this.#all(), [connection.id]: originOf(connection.url) });
  }

  async forget(connectionId: string): Promise<void> {
    const all = Object.entries(this.#all()).filter(([id]) => id !== connectionId);
    await this.#state.update(key, Object.fromEntries(all));
  }

  #all(): Record<string, string> {
    const stored = v.safeParse(StoredSchema, this.#state.get<unknown>(key));
    return stored.success ? stored.output : {};
  }
}
