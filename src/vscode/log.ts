import * as vscode from 'vscode';
import { explainError } from '../diagnosis/explain';

/** The extension's log. Takes plain words and problems only; nothing here is ever given a secret. */
export class Log implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('Odoo API Explorer', { log: true });

  info(message: string): void {
    this.#channel.info(message);
  }

  /** Writes a failure's code and words, and for an unexpected one where in the code it happened. */
  failure(doing: string, error: unknown): void {
    const problem = explainError(error);
    this.#channel.error(`${doing}: ${problem.code}: ${problem.sentence}`);
    if (problem.code === 'internal' && error instanceof Error && error.stack)
      this.#channel.error(error.stack);
  }

  show(): void {
    this.#channel.show();
  }

  dispose(): void {
    this.#channel.dispose();
  }
}
