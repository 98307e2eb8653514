import * as vscode from 'vscode';
import { explainError } from '../../diagnosis/explain';
import type { Connection } from '../../model/connection';
import type { Transport } from '../../odoo/transport';
import { OdooClient } from '../../odoo/client';
import type { ConnectionMonitor } from '../connectionMonitor';
import { commandIds, viewIds, type CommandId } from '../ids';
import type { EditRequest } from '../remedies';
import { pickConnection } from '../pickConnection';
import type { SchemaCache } from '../schemaCache';
import type { SecretPrompt } from '../secretPrompt';
import { callLimits } from '../settings';
import type { ConnectionStore } from '../storage/connectionStore';
import type { SecretVault } from '../storage/secretVault';
import { connectionOf } from '../tree/nodes';
import type { DiagnosticsPanel } from '../views/diagnosticsPanel';
import { emptyInput, inputOf, type ConnectionInput } from '../wizard/connectionInput';
import { ConnectionWizard, type WizardPorts, type WizardStep } from '../wizard/connectionWizard';

export type CommandTable = Partial<Record<CommandId, (...args: unknown[]) => unknown>>;

export interface ConnectionCommandPorts {
  store: ConnectionStore;
  vault: SecretVault;
  monitor: ConnectionMonitor;
  schema: SchemaCache;
  prompt: SecretPrompt;
  client: OdooClient;
  transport: Transport;
  diagnostics: DiagnosticsPanel;
}

/** Commands about connections: add, edit, rename, delete, test, activate, sign in and out, diagnose. */
export function connectionCommands(ports: ConnectionCommandPorts): CommandTable {
  const { store, vault, monitor, schema, prompt, client, transport, diagnostics } = ports;
  /** What was typed into an Add Connection that was left, so that nothing is lost; in memory only. */
  let left: ConnectionInput | undefined;
  /** The same for an Edit Connection that was left to diagnose; the diagnosis' buttons lead back into it. */
  let leftEdit: ConnectionInput | undefined;

  const wizardPorts: WizardPorts = {
    clientFor: (secret) =>
      new OdooClient({
        transport,
        secrets: { read: secret },
        guard: { confirm: () => Promise.resolve(false) },
        now: () => performance.now(),
        limits: callLimits,
      }),
    diagnose: (connection, secret) => void diagnostics.show(connection, { secret }),
    storedSecret: (connection) => vault.read(connection, connection.auth).catch(() => undefined),
    nameTaken: (name, id) => store.all().some((other) => other.name === name && other.id !== id),
  };

  /** The connection a command was called on, else the one the person picks. */
  const target = async (argument: unknown, placeHolder: string): Promise<Connection | undefined> => {
    const given = connectionOf(argument);
    return given ? (store.find(given.id) ?? given) : pickConnection(store, monitor, placeHolder);
  };

  const keep = async (connection: Connection, secret: string | undefined): Promise<void> => {
    if (secret !== undefined) await vault.save(connection, connection.auth, secret);
    client.forget(connection.id);
    schema.forget(connection.id);
    monitor.forget(connection.id);
    await store.save(connection);
  };

  /** Leads through a new connection, or on with the one that was left. */
  const add = async (first?: WizardStep): Promise<void> => {
    const input = (left ??= emptyInput(store.newId()));
    const result = await new ConnectionWizard(wizardPorts, input).run(first);
    if (!result) return;
    left = undefined;
    await keep(result.connection, result.secret);
    await store.setActive(result.connection.id);
    monitor.note(result.connection.id, undefined);
    await vscode.commands.executeCommand(`${viewIds.connections}.focus`);
  };

  const edit = async (argument: unknown, request: EditRequest = {}): Promise<void> => {
    const connection = await target(argument, 'Connection to edit');
    if (!connection) return;
    const saved = store.find(connection.id);
    // One that was diagnosed before it was saved is still what Add Connection was left at.
    const input = saved ? editInput(saved, request) : (left ??= inputOf(connection));
    if (request.url) input.address = request.url;
    if (request.database) input.database = request.database;
    if (!saved) return add(request.step);
    leftEdit = input;
    const result = await new ConnectionWizard(wizardPorts, input, saved).run(request.step);
    if (!result) return;
    leftEdit = undefined;
    await keep(result.connection, result.secret);
    monitor.note(result.connection.id, undefined);
  };

  /** Where an edit starts: at what is saved, or when a remedy asked for it, at what was typed before the diagnosis. */
  const editInput = (saved: Connection, request: EditRequest): ConnectionInput =>
    request.step && leftEdit?.id === saved.id ? leftEdit : inputOf(saved);

  const rename = async (argument: unknown): Promise<void> => {
    const connection = await target(argument, 'Connection to rename');
    if (!connection) return;
    const name = await vscode.window.showInputBox({
      title: `Rename ${connection.name}`,
      prompt: 'Saved requests refer to a connection by its name.',
      value: connection.name,
      validateInput: (value) => {
        if (!value.trim()) return 'Type a name for the connection.';
        return wizardPorts.nameTaken(value.trim(), connection.id)
          ? `There is already a connection called ${value.trim()}.`
          : undefined;
      },
    });
    if (name?.trim()) await store.save({ ...connection, name: name.trim() });
  };

  const remove = async (argument: unknown): Promise<void> => {
    const connection = await target(argument, 'Connection to delete');
    if (!connection) return;
    const button = 'Delete';
    const answer = await vscode.window.showWarningMessage(
      `Delete the connection ${connection.name}?`,
      {
        modal: true,
        detail:
          'Its password or API key is forgotten too. Saved requests stay. Nothing changes on the server.',
      },
      button,
    );
    if (answer !== button) return;
    await vault.remove(connection.id);
    client.forget(connection.id);
    schema.forget(connection.id);
    monitor.forget(connection.id);
    await store.remove(connection.id);
  };

  const test = async (argument: unknown): Promise<void> => {
    const connection = await target(argument, 'Connection to test');
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
      if (answer === diagnose) await diagnostics.show(connection);
    }
  };

  const setActive = async (argument: unknown): Promise<void> => {
    const connection = await target(argument, 'Connection to make active');
    if (!connection) return;
    await store.setActive(connection.id);
    await monitor.check(connection);
  };

  const enterSecret = async (argument: unknown): Promise<void> => {
    const connection = await target(argument, 'Connection to sign in to');
    if (!connection) return;
    const moved = await vault.read(connection, connection.auth).then(
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
    const connection = await target(argument, 'Connection to sign out of');
    if (!connection) return;
    await vault.remove(connection.id);
    client.forget(connection.id);
    schema.forget(connection.id);
    monitor.forget(connection.id);
    void vscode.window.showInformationMessage(`${connection.name}: the password and API key are forgotten.`);
  };

  const diagnose = async (argument: unknown): Promise<void> => {
    const connection =
      connectionOf(argument) ?? store.active() ?? (await target(undefined, 'Connection to diagnose'));
    if (connection) await diagnostics.show(store.find(connection.id) ?? connection);
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
    [commandIds.addConnection]: () => add(),
    [commandIds.editConnection]: (argument, request) => edit(argument, isEditRequest(request) ? request : {}),
    [commandIds.renameConnection]: rename,
    [commandIds.deleteConnection]: remove,
    [commandIds.testConnection]: test,
    [commandIds.setActiveConnection]: setActive,
    [commandIds.enterSecret]: enterSecret,
    [commandIds.forgetSecrets]: forgetSecrets,
    [commandIds.diagnose]: diagnose,
    [commandIds.statusMenu]: statusMenu,
  };
}

/** A menu passes the selected rows as second argument; only remedies pass this. */
function isEditRequest(value: unknown): value is EditRequest {
  return (
    typeof value === 'object' && value !== null && ('step' in value || 'url' in value || 'database' in value)
  );
}
