import * as vscode from 'vscode';
import { explainError } from '../../diagnosis/explain';
import { secretKindOf } from '../../model/authMethod';
import type { ConnectionKeeper } from '../connectionKeeper';
import type { ConnectionMonitor } from '../connectionMonitor';
import { failedCallIn } from '../failedCall';
import { commandIds, type CommandId } from '../ids';
import type { SchemaCache } from '../schemaCache';
import type { SecretPrompt } from '../secretPrompt';
import type { ConnectionStore } from '../storage/connectionStore';
import type { SecretVault } from '../storage/secretVault';
import { connectionOf } from '../tree/nodes';
import type { DiagnosticsPanel } from '../views/diagnosticsPanel';
import { commandTarget } from './commandTarget';

export type CommandTable = Partial<Record<CommandId, (...args: unknown[]) => unknown>>;

export interface ConnectionCommandPorts {
  store: ConnectionStore;
  vault: SecretVault;
  monitor: ConnectionMonitor;
  schema: SchemaCache;
  prompt: SecretPrompt;
  keeper: ConnectionKeeper;
  diagnostics: DiagnosticsPanel;
}

/** Commands about saved connections: test, activate, sign in and out, diagnose. */
export function connectionCommands(ports: ConnectionCommandPorts): CommandTable {
  const { store, vault, monitor, schema, prompt, keeper, diagnostics } = ports;

  const test = async (argument: unknown): Promise<void> => {
    const connection = await commandTarget(ports, argument, 'Connection to test');
    if (!connection) return;
    let state = await monitor.check(connection);
    if (state.kind === 'signedOut' && (await prompt.ask(connection, connection.auth))) {
      state = await monitor.check(connection);
    }
    if (state.kind === 'ok') {
      schema.forget(connection.id);
      const { serverVersion } = store.get(connection.id);
      const where = serverVersion ? ` to Odoo ${serverVersion}` : '';
      void vscode.window.showInformationMessage(
        `${connection.name}: signed in${where} in ${Math.round(state.ms)} ms.`,
      );
    } else if ('problem' in state && state.kind !== 'signedOut') {
      const diagnose = 'Diagnose';
      const answer = await vscode.window.showErrorMessage(
        `${connection.name}: ${state.problem.sentence}`,
        diagnose,
      );
      if (answer === diagnose)
        await diagnostics.show(connection, { failedCall: monitor.failure(connection.id) });
    }
  };

  const setActive = async (argument: unknown): Promise<void> => {
    const connection = await commandTarget(ports, argument, 'Connection to make active');
    if (!connection) return;
    await store.setActive(connection.id);
    await monitor.check(connection);
  };

  const enterSecret = async (argument: unknown): Promise<void> => {
    const connection = await commandTarget(ports, argument, 'Connection to sign in to');
    if (!connection) return;
    if (secretKindOf(connection.auth) === undefined) {
      void vscode.window.showInformationMessage(
        `${connection.name} has no sign-in, so there is no secret to enter.`,
      );
      return;
    }
    const moved = await vault.secretFor(connection).then(
      () => undefined,
      (error: unknown) => {
        const problem = explainError(error);
        return problem.code === 'signIn.addressChanged' ? problem.sentence : undefined;
      },
    );
    if (!(await prompt.ask(connection, connection.auth, moved))) return;
    schema.forget(connection.id);
    await test({ kind: 'connection', connection });
  };

  const forgetSecrets = async (argument: unknown): Promise<void> => {
    const connection = await commandTarget(ports, argument, 'Connection to sign out of');
    if (!connection) return;
    let untold = '';
    try {
      await keeper.signOut(connection);
    } catch (error) {
      untold = ` The server could not be told, so its web session ends by itself: ${explainError(error).sentence}`;
    }
    void vscode.window.showInformationMessage(
      `${connection.name}: signed out. Its secrets are forgotten here.${untold}`,
    );
  };

  const diagnose = async (argument: unknown, request?: unknown): Promise<void> => {
    const connection =
      connectionOf(argument) ??
      store.active() ??
      (await commandTarget(ports, undefined, 'Connection to diagnose'));
    if (!connection) return;
    const failedCall = failedCallIn(request) ?? monitor.failure(connection.id);
    await diagnostics.show(store.find(connection.id) ?? connection, { failedCall });
  };

  const statusMenu = async (): Promise<void> => {
    const active = store.active();
    if (!active) {
      await setActive(undefined);
      return;
    }
    const argument = { kind: 'connection', connection: active };
    const items = [
      { label: '$(debug-start) Check now', command: commandIds.testConnection },
      { label: '$(pulse) Diagnose', command: commandIds.diagnose },
      {
        label: '$(arrow-swap) Switch connection…',
        command: commandIds.setActiveConnection,
        argument: undefined,
      },
      { label: '$(new-file) New request', command: commandIds.newRequest },
      { label: '$(edit) Edit connection…', command: commandIds.editConnection },
      { label: '$(add) Add connection…', command: commandIds.addConnection, argument: undefined },
    ];
    const chosen = await vscode.window.showQuickPick(items, { placeHolder: `Odoo: ${active.name}` });
    if (!chosen) return;
    await vscode.commands.executeCommand(chosen.command, 'argument' in chosen ? chosen.argument : argument);
  };

  return {
    [commandIds.testConnection]: test,
    [commandIds.setActiveConnection]: setActive,
    [commandIds.enterSecret]: enterSecret,
    [commandIds.forgetSecrets]: forgetSecrets,
    [commandIds.diagnose]: diagnose,
    [commandIds.statusMenu]: statusMenu,
  };
}
