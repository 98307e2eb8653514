import * as vscode from 'vscode';
import { explain } from '../diagnosis/explain';
import { secretKindOf } from '../model/authMethod';
import { secretOriginOf, type Connection } from '../model/connection';
import type { FailedCall } from '../model/diagnosis';
import type { RemedyAction } from '../model/problem';
import type { Guard } from '../odoo/client';
import { changed, changeWords, type Change } from './connectionChange';
import type { ConnectionKeeper } from './connectionKeeper';
import { commandIds } from './ids';
import type { SecretPrompt } from './secretPrompt';
import { signInChoices } from './signInChoices';
import type { ConnectionStore } from './storage/connectionStore';
import type { SecretVault } from './storage/secretVault';
import { askPemFile } from './wizard/trustPage';
import type { WizardStep } from './wizard/pages';

/** What Edit Connection can be told beside the connection: where to start, and what to fill in. */
export interface EditRequest {
  step?: WizardStep;
  change?: Change;
}

export interface RemedyPorts {
  store: ConnectionStore;
  vault: SecretVault;
  keeper: ConnectionKeeper;
  prompt: SecretPrompt;
  guard: Guard;
}

interface Circumstances {
  /** The connection is still being typed: a change goes to the wizard, which tests it before it is saved. */
  typed?: boolean;
  /** Whoever asks checks the connection by itself once its secret is another. */
  checks?: boolean;
  /** What failed, for a diagnosis. */
  failedCall?: FailedCall | undefined;
}

/** Does what the buttons of remedies say. */
export class Remedies {
  readonly #ports: RemedyPorts;

  constructor(ports: RemedyPorts) {
    this.#ports = ports;
  }

  async run(connection: Connection, action: RemedyAction, how: Circumstances = {}): Promise<void> {
    const target = { kind: 'connection', connection };
    switch (action.kind) {
      case 'editConnection':
        if (action.step === 'secret' && how.checks && !how.typed && this.#ports.store.find(connection.id)) {
          await this.#ports.prompt.ask(connection, connection.auth);
          return;
        }
        return edit(connection, action.step ? { step: action.step } : {});
      case 'useAddress':
        return this.#change(connection, action, 'address', how);
      case 'useDatabase':
        return this.#change(connection, action, 'database', how);
      case 'useSignIn':
        return this.#change(connection, action, 'signIn', how);
      case 'sendDatabaseHeader':
        return this.#change(connection, action, 'database', how);
      case 'trustAuthority': {
        const file = await askPemFile('authority');
        if (file) await this.#change(connection, { kind: 'trust', file }, 'trust', how);
        return;
      }
      case 'retryAfter':
        await vscode.commands.executeCommand(commandIds.testConnection, target);
        return;
      case 'openSettings':
        await vscode.commands.executeCommand('workbench.action.openSettings', action.query);
        return;
      case 'openExternal':
        await vscode.env.openExternal(vscode.Uri.parse(action.url, true));
        return;
      case 'diagnose':
        await vscode.commands.executeCommand(commandIds.diagnose, target, { failedCall: how.failedCall });
        return;
    }
  }

  /** Changes one point of a saved connection at once; for any other, and where the change needs more than a secret, the wizard goes on. */
  async #change(
    connection: Connection,
    change: Change,
    step: WizardStep,
    { typed = false }: Circumstances,
  ): Promise<void> {
    const before = this.#ports.store.find(connection.id);
    if (!before || typed || lacks(before, change)) return edit(connection, { step, change });
    const after = changed(before, change);
    const { vault, guard, keeper } = this.#ports;
    const had = await vault.secretFor(before).catch(() => undefined);
    if (after.auth === 'webSession' && before.auth !== 'webSession' && !(await guard.webSignIn(after)))
      return;
    if (!(await this.#hasSecret(before, after, had !== undefined))) return;
    await keeper.change(after);
    void this.#offerUndo(before, had, changeWords(after, change));
  }

  /** Whether what the changed connection signs in with is there, after asking for it where it is not. */
  async #hasSecret(before: Connection, after: Connection, had: boolean): Promise<boolean> {
    const { vault, prompt } = this.#ports;
    if (await vault.has(after, after.auth)) return true;
    const otherKind = secretKindOf(before.auth) !== secretKindOf(after.auth);
    // Without one before, the change alone takes none away.
    if (!otherKind && !had) return true;
    const from = secretOriginOf(before, before.auth);
    const to = secretOriginOf(after, after.auth);
    const moved =
      otherKind || from === to
        ? undefined
        : explain({ code: 'signIn.addressChanged', facts: { from, to, auth: after.auth } }).sentence;
    return prompt.ask(after, after.auth, moved);
  }

  /** @param had the secret before, which may have been replaced by one for another address */
  async #offerUndo(before: Connection, had: string | undefined, said: string): Promise<void> {
    const undo = 'Undo';
    if ((await vscode.window.showInformationMessage(said, undo)) !== undo) return;
    const { store, vault, keeper } = this.#ports;
    if (!store.find(before.id)) return;
    if (had !== undefined) await vault.save(before, before.auth, had);
    await keeper.change(before);
  }
}

/** What a change to another way to sign in needs beside a secret, and the connection does not have. */
function lacks(connection: Connection, change: Change): boolean {
  if (change.kind !== 'useSignIn') return false;
  const { auth, protocol } = change.signIn;
  const choice = signInChoices(connection).find((one) => one.auth === auth && one.protocol === protocol);
  return choice?.missing !== undefined;
}

async function edit(connection: Connection, request: EditRequest): Promise<void> {
  await vscode.commands.executeCommand(
    commandIds.editConnection,
    { kind: 'connection', connection },
    request,
  );
}
