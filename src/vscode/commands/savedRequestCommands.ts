import * as vscode from 'vscode';
import type { Connection } from '../../model/connection';
import type { Draft } from '../../model/draft';
import { subjectOf } from '../../model/requestSpec';
import { draftFromSpec } from '../../requests/draftFromSpec';
import { commandIds } from '../ids';
import type { ConnectionStore } from '../storage/connectionStore';
import type { SavedEntry, SavedRequests } from '../storage/savedRequests';
import { savedEntryOf, workOf } from '../tree/savedRequestsTree';
import type { RequestPanels } from '../views/request/requestPanels';
import type { CommandTable } from './connectionCommands';

export interface SavedRequestCommandPorts {
  store: ConnectionStore;
  saved: SavedRequests;
  panels: RequestPanels;
  /** The draft that was sent last, in any builder. */
  last: () => Draft | undefined;
}

/** Commands about saved requests, and the last one sent. */
export function savedRequestCommands(ports: SavedRequestCommandPorts): CommandTable {
  const { store, saved, panels, last } = ports;

  const pick = async (): Promise<SavedEntry | undefined> => {
    const { entries, broken } = await saved.list();
    if (entries.length === 0) {
      const why = broken[0]
        ? `No saved request can be read. ${vscode.workspace.asRelativePath(broken[0].uri)}, line ${broken[0].line}: ${broken[0].message}`
        : 'There are no saved requests yet. Build a request and save it.';
      const button = 'New Request';
      if ((await vscode.window.showInformationMessage(why, button)) === button) {
        await vscode.commands.executeCommand(commandIds.newRequest);
      }
      return undefined;
    }
    const items = entries.map((entry) => {
      const { name, request, connection } = entry.request;
      return {
        label: name,
        description: `${subjectOf(request)} · ${workOf(request)}`,
        detail: connection ?? 'the active connection',
        entry,
      };
    });
    const chosen = await vscode.window.showQuickPick(items, {
      placeHolder: 'Saved request to run',
      matchOnDescription: true,
      matchOnDetail: true,
    });
    return chosen?.entry;
  };

  /** The connection a request names; the active one when it names none. A name nobody has here is asked about. */
  const connectionFor = async (entry: SavedEntry): Promise<Connection | undefined> => {
    const { connection: name } = entry.request;
    const found = name ? store.byName(name) : store.active();
    if (found) return found;
    const active = store.active();
    if (!active) {
      await vscode.commands.executeCommand(commandIds.statusMenu);
      return store.active();
    }
    const use = `Use ${active.name}`;
    const answer = await vscode.window.showWarningMessage(
      `“${entry.request.name}” is for a connection called ${name ?? ''}, which is not here.`,
      { modal: true, detail: `${active.name} is the active connection.` },
      use,
    );
    return answer === use ? active : undefined;
  };

  const open = async (entry: SavedEntry | undefined, sendNow: boolean): Promise<void> => {
    if (!entry) return;
    const connection = await connectionFor(entry);
    if (!connection && sendNow) return;
    const draft = draftFromSpec(entry.request.request, connection?.id ?? '', entry.request.name);
    panels.open(draft, { sendNow, key: `saved/${entry.uri.toString()}/${entry.request.name}` });
  };

  const runLast = (): void => {
    const draft = last();
    if (draft && store.find(draft.connectionId)) {
      const key = draft.name ? `last/${draft.name}` : 'last';
      panels.open(draft, { sendNow: true, key });
      return;
    }
    void vscode.window.showInformationMessage(
      'No request has been sent yet. Run a saved request or build a new one.',
    );
  };

  const openFile = async (argument: unknown): Promise<void> => {
    const entry = savedEntryOf(argument);
    if (!entry) return;
    const line = Math.max(0, entry.line - 1);
    await vscode.window.showTextDocument(entry.uri, { selection: new vscode.Range(line, 0, line, 0) });
  };

  const remove = async (argument: unknown): Promise<void> => {
    const entry = savedEntryOf(argument);
    if (!entry) return;
    const button = 'Delete';
    const answer = await vscode.window.showWarningMessage(
      `Delete the saved request “${entry.request.name}”?`,
      { modal: true, detail: `It is taken out of ${vscode.workspace.asRelativePath(entry.uri)}.` },
      button,
    );
    if (answer === button) await saved.remove(entry);
  };

  return {
    [commandIds.runSavedRequest]: async (argument) => open(savedEntryOf(argument) ?? (await pick()), true),
    [commandIds.openSavedRequest]: (argument) => open(savedEntryOf(argument), false),
    [commandIds.runLastRequest]: runLast,
    [commandIds.openSavedRequestFile]: openFile,
    [commandIds.deleteSavedRequest]: remove,
    [commandIds.refreshSavedRequests]: () => saved.refresh(),
  };
}
