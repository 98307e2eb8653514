import * as vscode from 'vscode';
import { hostOf, type Connection } from '../model/connection';
import type { ConnectionMonitor } from './connectionMonitor';
import { commandIds } from './ids';
import type { ConnectionStore } from './storage/connectionStore';
import { stateWords } from './tree/nodes';

/** Lets the person choose a connection; with none there, offers to add one. */
export async function pickConnection(
  store: ConnectionStore,
  monitor: ConnectionMonitor,
  placeHolder: string,
): Promise<Connection | undefined> {
  const all = store.all();
  if (all.length === 0) {
    await offerFirstConnection();
    return undefined;
  }
  const active = store.active();
  const items = all.map((connection) => ({
    label: connection.name,
    description: `${hostOf(connection.url)} · ${connection.database}${connection.id === active?.id ? ' · active' : ''}`,
    detail: stateWords(monitor.state(connection.id)),
    connection,
  }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  return chosen?.connection;
}

async function offerFirstConnection(): Promise<void> {
  const add = 'Add Connection';
  const sandbox = 'Start Sandbox';
  const answer = await vscode.window.showInformationMessage(
    'There is no Odoo connection yet. Add one, or start the sandbox.',
    add,
    sandbox,
  );
  if (answer === add) await vscode.commands.executeCommand(commandIds.addConnection);
  if (answer === sandbox) await vscode.commands.executeCommand(commandIds.startSandbox);
}
