import * as vscode from 'vscode';
import { operationLabels, subjectOf, type RequestSpec } from '../../model/requestSpec';
import { commandIds } from '../ids';
import type { BrokenEntry, SavedEntry, SavedRequests } from '../storage/savedRequests';

export type SavedNode = { kind: 'saved'; entry: SavedEntry } | { kind: 'broken'; entry: BrokenEntry };

/** The Saved Requests view: every readable request, and every file that is not, with the reason. */
export class SavedRequestsTree implements vscode.TreeDataProvider<SavedNode>, vscode.Disposable {
  readonly #saved: SavedRequests;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #listening: vscode.Disposable;

  constructor(saved: SavedRequests) {
    this.#saved = saved;
    this.#listening = saved.onDidChange(() => this.#changed.fire(undefined));
  }

  async getChildren(node?: SavedNode): Promise<SavedNode[]> {
    if (node) return [];
    const { entries, broken } = await this.#saved.list();
    return [
      ...entries.map((entry): SavedNode => ({ kind: 'saved', entry })),
      ...broken.map((entry): SavedNode => ({ kind: 'broken', entry })),
    ];
  }

  getTreeItem(node: SavedNode): vscode.TreeItem {
    return node.kind === 'saved' ? savedItem(node) : brokenItem(node.entry);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }
}

/** What a request does, in a word or two: its method where it names one. */
export function workOf(request: RequestSpec): string {
  switch (request.operation) {
    case 'call':
      return request.method;
    case 'http':
      return request.httpMethod;
    default:
      return operationLabels[request.operation];
  }
}

function savedItem(node: Extract<SavedNode, { kind: 'saved' }>): vscode.TreeItem {
  const { request } = node.entry.request;
  const item = new vscode.TreeItem(node.entry.request.name);
  const what = workOf(request);
  item.description = `${subjectOf(request)} · ${what}`;
  item.iconPath = new vscode.ThemeIcon('symbol-event');
  item.contextValue = 'savedRequest';
  item.resourceUri = node.entry.uri;
  item.tooltip = [
    node.entry.request.name,
    `${what} on ${subjectOf(request)}`,
    node.entry.request.connection ?? 'the active connection',
    vscode.workspace.asRelativePath(node.entry.uri),
  ].join('\n');
  item.command = {
    command: commandIds.openSavedRequest,
    title: 'Open in Request Builder',
    arguments: [node],
  };
  return item;
}

function brokenItem(entry: BrokenEntry): vscode.TreeItem {
  const file = vscode.workspace.asRelativePath(entry.uri);
  const item = new vscode.TreeItem(`${file}:${entry.line}`);
  item.description = entry.message;
  item.tooltip = entry.message;
  item.iconPath = new vscode.ThemeIcon('warning');
  item.contextValue = 'brokenRequest';
  item.command = {
    command: 'vscode.open',
    title: 'Open File',
    arguments: [entry.uri, { selection: new vscode.Range(entry.line - 1, 0, entry.line - 1, 0) }],
  };
  return item;
}

export function savedEntryOf(target: unknown): SavedEntry | undefined {
  const node = target as SavedNode | undefined;
  return typeof target === 'object' && node?.kind === 'saved' ? node.entry : undefined;
}
