import * as vscode from 'vscode';
import { draftOfApiOperation } from '../../model/apiOperation';
import { hostOf, type Connection } from '../../model/connection';
import type { OdooClient } from '../../odoo/client';
import { OdooError } from '../../odoo/error';
import { readOpenApi } from '../../requests/openApi';
import type { ConnectionMonitor } from '../connectionMonitor';
import { commandIds } from '../ids';
import { pickConnection } from '../pickConnection';
import type { SecretPrompt } from '../secretPrompt';
import { defaultLimit } from '../settings';
import type { ApiOperations } from '../storage/apiOperations';
import type { ConnectionStore } from '../storage/connectionStore';
import { connectionOf } from '../tree/nodes';
import { newDraft } from '../views/request/requestPanel';
import type { RequestPanels } from '../views/request/requestPanels';
import type { CommandTable } from './connectionCommands';

export interface OpenApiCommandPorts {
  store: ConnectionStore;
  monitor: ConnectionMonitor;
  client: OdooClient;
  prompt: SecretPrompt;
  operations: ApiOperations;
  panels: RequestPanels;
}

/** Where REST modules and frameworks put their document: OCA's fastapi, MuK REST, others. */
const usualPaths = [
  '/openapi.json',
  '/api/openapi.json',
  '/api/v1/openapi.json',
  '/api/docs/openapi.json',
  '/rest/docs/api.json',
];
/** A file larger than this is not read, in bytes. */
const largestFile = 20_000_000;

/** Commands about OpenAPI documents and the operations they describe. */
export function openApiCommands(ports: OpenApiCommandPorts): CommandTable {
  const { store, monitor, client, prompt, operations, panels } = ports;

  const importDocument = async (argument: unknown): Promise<void> => {
    const connection =
      connectionFor(argument, store) ??
      (await pickConnection(store, monitor, 'Connection whose API the document describes'));
    if (!connection) return;
    const source = await pickSource(connection);
    if (source === undefined) return;
    const text =
      source.kind === 'file' ? await readFile(source.uri) : await fetchText(connection, source.path);
    const read = readOpenApi(text, connection.url);
    if (!read.ok) throw new OdooError('request.openApi', { reason: read.reason });
    const { title, operations: found, notes } = read.document;
    await operations.replace(connection.id, found);
    const count = `${found.length} ${found.length === 1 ? 'operation' : 'operations'}`;
    const said = `${connection.name}: ${count}${title ? ` of ${title}` : ''}. ${notes.join(' ')}`.trim();
    const button = 'New Request';
    const answer = await vscode.window.showInformationMessage(said, button);
    const [first] = found;
    if (answer === button && first) open(connection, first.id);
  };

  /** Gets the document from the server, with the connection's own sign-in. */
  const fetchText = async (connection: Connection, path: string): Promise<string> => {
    const options = {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: `Reading ${path}`,
    };
    return vscode.window.withProgress(options, async (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const { value } = await prompt.withSecret(connection, connection.auth, () =>
        client.run(connection, { operation: 'http', httpMethod: 'GET', path }, { signal: abort.signal }),
      );
      return typeof value === 'string' ? value : JSON.stringify(value);
    });
  };

  const open = (connection: Connection, operationId: string): void => {
    const operation = operations.find(connection.id, operationId);
    if (!operation) {
      void vscode.window.showInformationMessage(
        `${connection.name} has no operation ${operationId} any more. Import its OpenAPI document again.`,
      );
      return;
    }
    const draft = { ...newDraft(connection.id, defaultLimit()), ...draftOfApiOperation(operation) };
    panels.open(draft, { sendNow: false, key: `openApi/${connection.id}/${operation.id}` });
  };

  return {
    [commandIds.importOpenApi]: importDocument,
    [commandIds.openApiOperation]: (connectionId, operationId) => {
      if (typeof connectionId === 'string' && typeof operationId === 'string') {
        open(store.get(connectionId), operationId);
      }
    },
  };
}

/** A row of the tree, or a connection's id from the builder. */
function connectionFor(argument: unknown, store: ConnectionStore): Connection | undefined {
  return typeof argument === 'string' ? store.get(argument) : connectionOf(argument);
}

type Source = { kind: 'path'; path: string } | { kind: 'file'; uri: vscode.Uri };

/** Asks where the document is. Any path can be typed. */
async function pickSource(connection: Connection): Promise<Source | undefined> {
  const base = connection.rest?.basePath.replace(/^\/*/, '/').replace(/\/+$/, '');
  const paths = [...new Set([...(base ? [`${base}/openapi.json`] : []), ...usualPaths])];
  const fromFile = { label: '$(folder-opened) Choose a file…', alwaysShow: true };
  const chosen = await new Promise<string | undefined>((resolve) => {
    const pick = vscode.window.createQuickPick();
    const show = (): void => {
      const typed = pick.value.trim();
      const own = typed !== '' && !paths.includes(typed) ? [{ label: typed, description: 'as typed' }] : [];
      pick.items = [...own, ...paths.map((label) => ({ label })), fromFile];
    };
    pick.title = `Import OpenAPI Document: ${connection.name}`;
    pick.placeholder = `Path of the document on ${hostOf(connection.url)}, such as ${paths[0] ?? '/openapi.json'}`;
    pick.ignoreFocusOut = true;
    pick.onDidChangeValue(show);
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.label);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    show();
    pick.show();
  });
  if (chosen === undefined) return undefined;
  if (chosen !== fromFile.label) return { kind: 'path', path: pathBelow(connection, chosen) };
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: 'OpenAPI Document',
      openLabel: 'Import',
      filters: { 'OpenAPI documents': ['json', 'yaml', 'yml'], 'All files': ['*'] },
    })) ?? [];
  return uri ? { kind: 'file', uri } : undefined;
}

/** What was typed as a path below the connection's address; a whole address of the same server is taken apart. */
function pathBelow(connection: Connection, typed: string): string {
  if (typed.startsWith(`${connection.url}/`)) return typed.slice(connection.url.length);
  return /^[a-z][a-z0-9+.-]*:/i.test(typed) || typed.startsWith('/') ? typed : `/${typed}`;
}

async function readFile(uri: vscode.Uri): Promise<string> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > largestFile) throw new OdooError('request.openApi', { reason: 'It is too long to be read.' });
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
