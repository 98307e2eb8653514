import * as vscode from 'vscode';
import type { Connection } from '../../model/connection';
import type { FieldInfo } from '../../model/schemaInfo';
import { browsingFields } from '../browsingFields';
import type { ConnectionMonitor } from '../connectionMonitor';
import { commandIds, contextKeys } from '../ids';
import { pickConnection } from '../pickConnection';
import type { SchemaCache } from '../schemaCache';
import { defaultLimit } from '../settings';
import type { ConnectionStore } from '../storage/connectionStore';
import type { ConnectionsTree } from '../tree/connectionsTree';
import { webClientUrl } from '../webClientUrl';
import { connectionOf, isNode, modelOf } from '../tree/nodes';
import { newDraft } from '../views/request/requestPanel';
import type { RequestPanels } from '../views/request/requestPanels';
import type { CommandTable } from './connectionCommands';

export interface BrowseCommandPorts {
  store: ConnectionStore;
  monitor: ConnectionMonitor;
  schema: SchemaCache;
  tree: ConnectionsTree;
  panels: RequestPanels;
}

/** Commands about models and fields, and those that open the builder on them. */
export function browseCommands(ports: BrowseCommandPorts): CommandTable {
  const { store, monitor, schema, tree, panels } = ports;

  const connectionFor = async (argument: unknown): Promise<Connection | undefined> =>
    connectionOf(argument) ?? store.active() ?? pickConnection(store, monitor, 'Connection for the request');

  const refresh = (argument: unknown): void => {
    const connection = connectionOf(argument);
    const ids = connection ? [connection.id] : store.all().map(({ id }) => id);
    for (const id of ids) schema.forget(id, modelOf(argument));
    tree.refresh();
  };

  const setFilter = async (text: string): Promise<void> => {
    tree.setFilter(text);
    await vscode.commands.executeCommand('setContext', contextKeys.filtered, tree.filter !== '');
  };

  const filterModels = (): void => {
    const input = vscode.window.createInputBox();
    input.title = 'Filter Models';
    input.placeholder = 'Part of a technical name or label, such as partner';
    input.prompt = 'Filters while you type. Enter keeps the filter, Escape brings the earlier one back.';
    input.value = tree.filter;
    const before = tree.filter;
    let kept = false;
    input.onDidChangeValue((value) => void setFilter(value));
    input.onDidAccept(() => {
      kept = true;
      input.hide();
    });
    input.onDidHide(() => {
      if (!kept) void setFilter(before);
      input.dispose();
    });
    input.show();
  };

  const copyTechnicalName = async (argument: unknown): Promise<void> => {
    if (!isNode(argument)) return;
    const name =
      argument.kind === 'model'
        ? argument.info.model
        : argument.kind === 'field'
          ? argument.info.name
          : undefined;
    if (!name) return;
    await vscode.env.clipboard.writeText(name);
    vscode.window.setStatusBarMessage(`Copied ${name}`, 3000);
  };

  const openInBrowser = async (argument: unknown): Promise<void> => {
    const connection = await connectionFor(argument);
    if (!connection) return;
    await vscode.env.openExternal(vscode.Uri.parse(webClientUrl(connection, modelOf(argument)), true));
  };

  const browse = async (argument: unknown): Promise<void> => {
    const connection = await connectionFor(argument);
    const model = modelOf(argument) ?? (connection && (await pickModel(schema, connection)));
    if (!connection || !model) return;
    const fields = await schema.fields(connection, model).catch((): FieldInfo[] => []);
    const draft = { ...newDraft(connection.id, defaultLimit(), model), fields: browsingFields(fields) };
    panels.open(draft, { sendNow: true, key: `browse/${connection.id}/${model}` });
  };

  const newRequest = (argument: unknown): void => {
    const connection = connectionOf(argument) ?? store.active();
    panels.open(newDraft(connection?.id ?? '', defaultLimit(), modelOf(argument)), { sendNow: false });
  };

  return {
    [commandIds.refresh]: refresh,
    [commandIds.filterModels]: filterModels,
    [commandIds.clearModelFilter]: () => setFilter(''),
    [commandIds.copyTechnicalName]: copyTechnicalName,
    [commandIds.openInBrowser]: openInBrowser,
    [commandIds.browseRecords]: browse,
    [commandIds.newRequest]: newRequest,
  };
}

async function pickModel(schema: SchemaCache, connection: Connection): Promise<string | undefined> {
  const items = schema
    .models(connection)
    .then(({ models }) => models.map(({ model, label }) => ({ label: model, description: label })));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: `Model on ${connection.name}`,
    matchOnDescription: true,
  });
  return chosen?.label;
}
