import * as vscode from 'vscode';
import { explainError } from '../../diagnosis/explain';
import { hostOf, type Connection } from '../../model/connection';
import type { ModelList } from '../../model/schemaInfo';
import type { ConnectionMonitor } from '../connectionMonitor';
import type { ConnectionRemarks } from '../connectionRemarks';
import { refusesSecret } from '../connectionState';
import { failedCallOf } from '../failedCall';
import { commandIds } from '../ids';
import type { SchemaCache } from '../schemaCache';
import type { ApiOperations } from '../storage/apiOperations';
import type { ConnectionStore } from '../storage/connectionStore';
import { connectionItem, fieldItem, messageItem, modelItem, type Node } from './nodes';
import { operationItem, operationRows, restRows, tagItem } from './restRows';

export interface ConnectionsTreeParts {
  store: ConnectionStore;
  monitor: ConnectionMonitor;
  schema: SchemaCache;
  operations: ApiOperations;
  remarks: ConnectionRemarks;
}

/** Connections → models → fields, or the operations of a REST module. Everything below a connection is asked for when it is opened. */
export class ConnectionsTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #store: ConnectionStore;
  readonly #monitor: ConnectionMonitor;
  readonly #schema: SchemaCache;
  readonly #operations: ApiOperations;
  readonly #remarks: ConnectionRemarks;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  /** How many models of how many are shown, by connection, once they are known. */
  readonly #counts = new Map<string, { shown: number; all: number }>();
  readonly #listening: vscode.Disposable;
  #filter = '';

  constructor({ store, monitor, schema, operations, remarks }: ConnectionsTreeParts) {
    this.#store = store;
    this.#monitor = monitor;
    this.#schema = schema;
    this.#operations = operations;
    this.#remarks = remarks;
    this.#listening = vscode.Disposable.from(
      store.onDidChange(() => this.refresh()),
      operations.onDidChange(() => this.refresh()),
      remarks.onDidChange(() => this.refresh()),
      monitor.onDidChange((id) => {
        schema.learn(id, monitor.state(id));
        this.refresh();
      }),
    );
  }

  get filter(): string {
    return this.#filter;
  }

  /** Shows only models whose technical name or label contains every word of the text. */
  setFilter(text: string): void {
    this.#filter = text.trim().toLowerCase();
    this.#counts.clear();
    this.refresh();
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case 'connection':
        return connectionItem(
          node.connection,
          this.#store.active()?.id === node.connection.id,
          this.#monitor.state(node.connection.id),
          this.#remarks.of(node.connection),
          this.#counts.get(node.connection.id),
        );
      case 'model':
        return modelItem(node);
      case 'field':
        return fieldItem(node);
      case 'tag':
        return tagItem(node);
      case 'operation':
        return operationItem(node);
      case 'message':
        return messageItem(node);
    }
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) return this.#store.all().map((connection) => ({ kind: 'connection', connection }));
    switch (node.kind) {
      case 'connection':
        return this.#children(node.connection);
      case 'model':
        return this.#fields(node.connection, node.info.model);
      case 'tag':
        return operationRows(node.connection, node.operations);
      case 'field':
      case 'operation':
      case 'message':
        return [];
    }
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  async #children(connection: Connection): Promise<Node[]> {
    if (connection.protocol !== 'rest') return this.#models(connection);
    return restRows(connection, this.#operations.list(connection.id), this.#filter);
  }

  async #models(connection: Connection): Promise<Node[]> {
    let list: ModelList;
    try {
      list = await this.#schema.models(connection);
    } catch (error) {
      return [this.#failure(connection, error)];
    }
    const words = this.#filter.split(/\s+/).filter(Boolean);
    const shown = list.models.filter(({ model, label }) => {
      const text = `${model} ${label.toLowerCase()}`;
      return words.every((word) => text.includes(word));
    });
    const known = this.#counts.get(connection.id);
    if (known?.shown !== shown.length || known.all !== list.models.length) {
      this.#counts.set(connection.id, { shown: shown.length, all: list.models.length });
      // The connection's row shows the count; its children are the ones being returned here.
      queueMicrotask(() => this.#changed.fire(undefined));
    }
    const nodes: Node[] = shown.map((info) => ({ kind: 'model', connection, info }));
    const message = this.#aboutList(connection, list, shown.length);
    return message ? [message, ...nodes] : nodes;
  }

  async #fields(connection: Connection, model: string): Promise<Node[]> {
    try {
      const fields = await this.#schema.fields(connection, model);
      if (fields.length === 0) {
        return [{ kind: 'message', text: 'No fields that you may read.', icon: 'info', connection }];
      }
      return fields.map((info) => ({ kind: 'field', connection, model, info }));
    } catch (error) {
      return [this.#failure(connection, error)];
    }
  }

  #aboutList(connection: Connection, list: ModelList, shown: number): Node | undefined {
    switch (list.source) {
      case 'readable':
        return {
          kind: 'message',
          icon: 'info',
          connection,
          text: `Showing the ${list.models.length} models you may read.`,
          tooltip: 'Listing all of them needs the Access Rights permission.',
        };
      case 'refused':
        return {
          kind: 'message',
          icon: 'info',
          connection,
          text: 'This server lists its models to administrators only. Type a model’s name to open it.',
          command: {
            command: commandIds.newRequest,
            title: 'New Request',
            arguments: [{ kind: 'connection', connection }],
          },
        };
      case 'all':
        if (shown > 0) return undefined;
        return {
          kind: 'message',
          icon: 'filter',
          connection,
          text: this.#filter ? `No model matches “${this.#filter}”.` : 'This server has no models.',
          ...(this.#filter
            ? { command: { command: commandIds.clearModelFilter, title: 'Clear Model Filter' } }
            : {}),
        };
    }
  }

  /** What stands where the models would be: what went wrong, and a click that helps. */
  #failure(connection: Connection, error: unknown): Node {
    const problem = explainError(error);
    // How many there were is no longer known to be so.
    if (this.#counts.delete(connection.id)) queueMicrotask(() => this.#changed.fire(undefined));
    const target: Node = { kind: 'connection', connection };
    if (connection.id === 'sandbox' && problem.code === 'tcp.refused') {
      return {
        kind: 'message',
        icon: 'beaker',
        connection,
        text: 'The sandbox is not running. Click to start it.',
        command: { command: commandIds.startSandbox, title: 'Start Sandbox' },
      };
    }
    if (problem.code === 'signIn.sessionDeclined') {
      return {
        kind: 'message',
        icon: 'key',
        connection,
        text: 'Not signed in, as you chose. Click to sign in.',
        tooltip: problem.sentence,
        command: { command: commandIds.testConnection, title: 'Test Connection', arguments: [target] },
      };
    }
    const signedOut = problem.code === 'signIn.noSecret' || problem.code === 'signIn.addressChanged';
    return {
      kind: 'message',
      icon: signedOut ? 'key' : 'error',
      connection,
      text: signedOut
        ? `Signed out of ${hostOf(connection.url)}. Click to enter the secret.`
        : `${problem.title}. Click to find out why.`,
      tooltip: problem.sentence,
      command: signedOut
        ? { command: commandIds.enterSecret, title: 'Enter Password or API Key', arguments: [target] }
        : {
            command: commandIds.diagnose,
            title: 'Diagnose Connection',
            // A refused secret may be explained better here than the server did: what counts then is what the monitor keeps.
            arguments: refusesSecret(problem)
              ? [target]
              : [target, { failedCall: failedCallOf(connection, problem) }],
          },
    };
  }
}
