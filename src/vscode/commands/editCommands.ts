import * as vscode from 'vscode';
import { signInLabel } from '../../model/authMethod';
import { hostOf, type Connection } from '../../model/connection';
import { authMethods } from '../../odoo/auth/methods';
import type { Transport } from '../../odoo/transport';
import type { ConnectionKeeper } from '../connectionKeeper';
import type { ConnectionMonitor } from '../connectionMonitor';
import { commandIds, viewIds } from '../ids';
import type { KeyWatch } from '../keyWatch';
import type { Change } from '../connectionChange';
import type { EditRequest } from '../remedies';
import { callLimits } from '../settings';
import type { ConnectionStore } from '../storage/connectionStore';
import type { SecretVault } from '../storage/secretVault';
import type { WebSignInConsent } from '../storage/webSignInConsent';
import { trialClient } from '../trialClient';
import type { DiagnosticsPanel } from '../views/diagnosticsPanel';
import { emptyInput, inputOf, type ConnectionInput } from '../wizard/connectionInput';
import { ConnectionWizard } from '../wizard/connectionWizard';
import { methodNeedsLogin, methodNeedsSecret } from '../../odoo/auth/methodNeeds';
import { askMarks, nameProblem } from '../wizard/namingPages';
import { methodPages, type WizardStep } from '../wizard/pages';
import type { WizardPorts } from '../wizard/wizardState';
import { commandTarget } from './commandTarget';
import type { CommandTable } from './connectionCommands';

export interface EditCommandPorts {
  store: ConnectionStore;
  vault: SecretVault;
  consent: WebSignInConsent;
  monitor: ConnectionMonitor;
  keeper: ConnectionKeeper;
  transport: Transport;
  diagnostics: DiagnosticsPanel;
  keys: KeyWatch;
}

/** Commands that make a connection or change it: add, edit, rename, mark, delete. */
export function editCommands(ports: EditCommandPorts): CommandTable {
  const { store, vault, consent, keeper, transport, diagnostics, keys } = ports;
  /** What was typed into an Add Connection that was left, so that nothing is lost; in memory only. */
  let left: ConnectionInput | undefined;
  /** The same for an Edit Connection that was left to diagnose; the diagnosis' buttons lead back into it. */
  let leftEdit: ConnectionInput | undefined;

  const wizardPorts: WizardPorts = {
    clientFor: (secret) => trialClient(transport, callLimits, secret),
    diagnose: (connection, secret, failedCall) =>
      void diagnostics.show(connection, { typed: { secret }, failedCall }),
    storedSecret: (connection) => vault.secretFor(connection).catch(() => undefined),
    nameTaken: (name, id) => store.all().some((other) => other.name === name && other.id !== id),
    webSignInAgreed: (connection) => consent.has(connection),
  };

  /** Leads through a new connection, or on with the one that was left. */
  const add = async (first?: WizardStep): Promise<void> => {
    const input = (left ??= emptyInput(store.newId()));
    const result = await new ConnectionWizard(wizardPorts, input).add(first);
    if (!result) return;
    left = undefined;
    await keeper.keep(result.connection, result.secret);
    await store.setActive(result.connection.id);
    void keys.look(result.connection);
    await vscode.commands.executeCommand(`${viewIds.connections}.focus`);
  };

  const edit = async (argument: unknown, request: EditRequest = {}): Promise<void> => {
    const connection = await commandTarget(ports, argument, 'Connection to edit');
    if (!connection) return;
    const saved = store.find(connection.id);
    // One that was diagnosed before it was saved is still what Add Connection was left at.
    const input = saved ? editInput(saved, request) : (left ??= inputOf(connection));
    if (request.change) fillIn(input, request.change);
    if (!saved) return add(request.step);
    const step = request.step ?? (await askWhatToChange(saved));
    if (!step) return;
    leftEdit = input;
    const result = await new ConnectionWizard(wizardPorts, input, saved).edit(step);
    if (!result) return;
    leftEdit = undefined;
    await keeper.keep(result.connection, result.secret);
    void keys.look(result.connection);
  };

  /** Where an edit starts: at what is saved, or when a remedy asked for it, at what was typed before the diagnosis. */
  const editInput = (saved: Connection, request: EditRequest): ConnectionInput =>
    request.step && leftEdit?.id === saved.id ? leftEdit : inputOf(saved);

  const rename = async (argument: unknown): Promise<void> => {
    const connection = await commandTarget(ports, argument, 'Connection to rename');
    if (!connection) return;
    const name = await vscode.window.showInputBox({
      title: `Rename ${connection.name}`,
      prompt: 'Saved requests refer to a connection by its name.',
      value: connection.name,
      validateInput: (value) => nameProblem(value, (taken) => wizardPorts.nameTaken(taken, connection.id)),
    });
    if (name?.trim()) await store.save({ ...connection, name: name.trim() });
  };

  const mark = async (argument: unknown): Promise<void> => {
    const connection = await commandTarget(ports, argument, 'Connection to mark');
    if (!connection) return;
    const frame = { title: `Mark ${connection.name}`, step: 1, totalSteps: 1 };
    const result = await askMarks(connection, frame);
    if (result.kind !== 'done') return;
    // It may have been changed meanwhile; its marks alone are what was asked about.
    await store.save({ ...store.get(connection.id), ...result.value });
  };

  const remove = async (argument: unknown): Promise<void> => {
    const connection = await commandTarget(ports, argument, 'Connection to delete');
    if (!connection) return;
    const button = 'Delete';
    const answer = await vscode.window.showWarningMessage(
      `Delete the connection ${connection.name}?`,
      {
        modal: true,
        detail: 'Its secrets are forgotten too. Saved requests stay. Nothing changes on the server.',
      },
      button,
    );
    if (answer === button) await keeper.remove(connection);
  };

  return {
    [commandIds.addConnection]: () => add(),
    [commandIds.editConnection]: (argument, request) => edit(argument, isEditRequest(request) ? request : {}),
    [commandIds.renameConnection]: rename,
    [commandIds.markConnection]: mark,
    [commandIds.deleteConnection]: remove,
  };
}

/** What can be changed about a connection, each with what it is now. */
async function askWhatToChange(connection: Connection): Promise<WizardStep | undefined> {
  const { auth, protocol, login, database, tls, production, readOnly } = connection;
  const method = { auth, protocol };
  const { loginLabel, secretLabel } = authMethods[auth];
  const input = inputOf(connection);
  const certificates = [
    ...(tls?.acceptUntrusted ? ['certificate not checked'] : []),
    ...(tls?.authority ? ['an authority of its own'] : []),
    ...(tls?.certificate ? ['a certificate of yours'] : []),
  ];
  const marks = [...(production ? ['production'] : []), ...(readOnly ? ['read-only'] : [])];
  const items: { label: string; description: string; step: WizardStep }[] = [
    { label: 'Address', description: hostOf(connection.url), step: 'address' },
    { label: 'Database', description: database || 'none', step: 'database' },
    { label: 'Sign-in', description: signInLabel(method), step: 'signIn' },
    ...(methodPages(method, input).length > 0
      ? [
          {
            label: 'Method’s settings',
            description: connection.rest?.basePath ?? '',
            step: 'method' as const,
          },
        ]
      : []),
    ...(methodNeedsLogin(method)
      ? [{ label: loginLabel ?? 'Login', description: login, step: 'login' as const }]
      : []),
    ...(methodNeedsSecret(method)
      ? [{ label: secretLabel ?? 'Secret', description: 'enter it anew', step: 'secret' as const }]
      : []),
    {
      label: 'Certificates',
      description: certificates.join(', ') || 'what VS Code trusts',
      step: 'trust',
    },
    { label: 'Name', description: connection.name, step: 'name' },
    { label: 'Marks', description: marks.join(', ') || 'none', step: 'marks' },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: `Edit Connection: ${connection.name}`,
    placeHolder: 'What to change?',
  });
  return chosen?.step;
}

/** What a remedy would change, as if it had been typed. */
function fillIn(input: ConnectionInput, change: Change): void {
  switch (change.kind) {
    case 'useAddress':
      input.address = change.url;
      return;
    case 'useDatabase':
      input.database = change.database;
      return;
    case 'useSignIn':
      input.signIn = change.signIn;
      return;
    case 'sendDatabaseHeader':
      input.databaseHeader = true;
      return;
    case 'trust':
      input.tls = { ...input.tls, authority: change.file };
      return;
  }
}

/** A menu passes the selected rows as second argument; only remedies pass this. */
function isEditRequest(value: unknown): value is EditRequest {
  return typeof value === 'object' && value !== null && ('step' in value || 'change' in value);
}
