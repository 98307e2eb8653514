import * as vscode from 'vscode';
import { hostOf, type Connection } from '../model/connection';
import type { RequestSpec } from '../model/requestSpec';
import type { Guard } from '../odoo/client';
import type { WebSignInConsent } from './storage/webSignInConsent';
import { webSignInFact, writeQuestion } from './guardWords';

/** Asks the person before a write on a production connection, and once before the first web sign-in of a connection. */
export class PersonGuard implements Guard {
  readonly #consent: WebSignInConsent;
  /** Questions on the screen, by connection: calls that need the same answer wait for it together. */
  readonly #asking = new Map<string, Promise<boolean>>();

  constructor(consent: WebSignInConsent) {
    this.#consent = consent;
  }

  async confirm(connection: Connection, spec: RequestSpec): Promise<boolean> {
    const { question, button } = writeQuestion(connection, spec);
    const detail = `${connection.name} is marked as production.\nServer: ${hostOf(connection.url)}\nDatabase: ${connection.database}`;
    return (await vscode.window.showWarningMessage(question, { modal: true, detail }, button)) === button;
  }

  async webSignIn(connection: Connection): Promise<boolean> {
    if (this.#consent.has(connection)) return true;
    const asked = this.#asking.get(connection.id) ?? this.#ask(connection);
    this.#asking.set(connection.id, asked);
    try {
      return await asked;
    } finally {
      this.#asking.delete(connection.id);
    }
  }

  async #ask(connection: Connection): Promise<boolean> {
    const button = 'Sign In';
    const answer = await vscode.window.showWarningMessage(
      `Sign in to ${connection.name} as the web client does?`,
      { modal: true, detail: webSignInFact(connection.url) },
      button,
    );
    if (answer !== button) return false;
    await this.#consent.give(connection);
    return true;
  }
}
