import * as vscode from 'vscode';
import { explain } from '../diagnosis/explain';
import type { AuthMethod } from '../model/authMethod';
import { secretOriginOf, type Connection } from '../model/connection';
import { authMethods } from '../odoo/auth/methods';
import type { OdooClient } from '../odoo/client';
import { OdooError, toProblem } from '../odoo/error';
import type { SecretVault } from './storage/secretVault';

/** Asks for a missing secret at the moment it is needed, and keeps it in the vault. */
export class SecretPrompt {
  readonly #vault: SecretVault;
  readonly #client: OdooClient;

  constructor(vault: SecretVault, client: OdooClient) {
    this.#vault = vault;
    this.#client = client;
  }

  /** Asks and stores; false when the person gave up, or the way to sign in has no secret. `reason` says why it is asked for now. */
  async ask(connection: Connection, auth: AuthMethod, reason?: string): Promise<boolean> {
    const { secretLabel } = authMethods[auth];
    if (secretLabel === undefined) return false;
    const origin = secretOriginOf(connection, auth);
    const whose = connection.login ? ` of ${connection.login}` : '';
    const secret = await vscode.window.showInputBox({
      title: `${connection.name}: ${secretLabel}`,
      prompt: `${reason ? `${reason} ` : ''}Kept in VS Code’s secret storage, for ${origin} only.`,
      placeHolder: `${secretLabel}${whose} on ${new URL(origin).host}`,
      password: true,
      ignoreFocusOut: true,
      validateInput: (value) =>
        value ? undefined : `Type the ${secretLabel.toLowerCase()}, or press Escape.`,
    });
    if (!secret) return false;
    await this.#vault.save(connection, auth, secret);
    this.#client.forget(connection.id);
    return true;
  }

  /** Does something that signs in; when no secret is there to do it with, asks for one and does it again. */
  async withSecret<T>(connection: Connection, auth: AuthMethod, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const missing =
        error instanceof OdooError &&
        (error.code === 'signIn.noSecret' || error.code === 'signIn.addressChanged');
      if (!missing) throw error;
      const moved = error.code === 'signIn.addressChanged' ? explain(toProblem(error)).sentence : undefined;
      if (!(await this.ask(connection, auth, moved))) throw error;
      return work();
    }
  }
}
