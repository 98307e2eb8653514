import * as vscode from 'vscode';
import type { ApiOperation } from '../../model/apiOperation';
import { signInLabel } from '../../model/authMethod';
import { hostOf, type Connection } from '../../model/connection';
import type { FieldInfo, ModelInfo } from '../../model/schemaInfo';
import type { Remark } from '../connectionRemarks';
import type { ConnectionState } from '../connectionState';

/** A row of the Connections view. */
export type Node =
  | { kind: 'connection'; connection: Connection }
  | { kind: 'model'; connection: Connection; info: ModelInfo }
  | { kind: 'field'; connection: Connection; model: string; info: FieldInfo }
  | { kind: 'tag'; connection: Connection; tag: string; operations: ApiOperation[] }
  | { kind: 'operation'; connection: Connection; operation: ApiOperation }
  | {
      kind: 'message';
      connection: Connection;
      text: string;
      icon: string;
      tooltip?: string;
      command?: vscode.Command;
    };

/** A connection's state as a sign and a word; colour only repeats them. */
export function stateIcon(state: ConnectionState, active: boolean): vscode.ThemeIcon {
  switch (state.kind) {
    case 'checking':
      return new vscode.ThemeIcon('loading~spin');
    case 'ok':
      return new vscode.ThemeIcon(
        active ? 'pass-filled' : 'pass',
        new vscode.ThemeColor('testing.iconPassed'),
      );
    case 'signedOut':
      return new vscode.ThemeIcon('key');
    case 'offline':
      return new vscode.ThemeIcon(
        'debug-disconnect',
        new vscode.ThemeColor('problemsWarningIcon.foreground'),
      );
    case 'failed':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground'));
    case 'unchecked':
      return new vscode.ThemeIcon(active ? 'circle-filled' : 'circle-outline');
  }
}

export function stateWords(state: ConnectionState): string {
  switch (state.kind) {
    case 'checking':
      return 'Checking…';
    case 'ok':
      return state.ms > 0 ? `Signed in, ${Math.round(state.ms)} ms` : 'Signed in';
    case 'signedOut':
    case 'offline':
    case 'failed':
      return state.problem.sentence;
    case 'unchecked':
      return 'Not checked yet';
  }
}

export function connectionItem(
  connection: Connection,
  active: boolean,
  state: ConnectionState,
  remarks: readonly Remark[],
  counts: { shown: number; all: number } | undefined,
): vscode.TreeItem {
  const item = new vscode.TreeItem(connection.name, vscode.TreeItemCollapsibleState.Collapsed);
  const marks = [
    ...(active ? ['active'] : []),
    ...(connection.production ? ['production'] : []),
    ...(connection.readOnly ? ['read-only'] : []),
    ...remarks.flatMap(({ short }) => (short ? [short] : [])),
  ];
  const count = counts
    ? counts.shown === counts.all
      ? [`${counts.all} models`]
      : [`${counts.shown} of ${counts.all} models`]
    : [];
  item.id = connection.id;
  item.description = [...marks, ...count].join(' · ');
  item.iconPath = stateIcon(state, active);
  item.contextValue = active ? 'connection.active' : 'connection';
  const tooltip = new vscode.MarkdownString();
  tooltip.appendText(`${connection.name}\n${stateWords(state)}\n`);
  const { url, database, login } = connection;
  const facts = [url, ...(database ? [`Database: ${database}`] : []), ...(login ? [`Login: ${login}`] : [])];
  tooltip.appendText(`${facts.join('\n')}\nSign-in: ${signInLabel(connection)}`);
  if (connection.serverVersion) tooltip.appendText(`\nOdoo ${connection.serverVersion}`);
  for (const { text } of remarks) tooltip.appendText(`\n\n${text}`);
  item.tooltip = tooltip;
  item.accessibilityInformation = {
    label: [connection.name, hostOf(connection.url), ...marks, ...count, stateWords(state)].join(', '),
  };
  return item;
}

export function modelItem(node: Extract<Node, { kind: 'model' }>): vscode.TreeItem {
  const { model, label, transient } = node.info;
  const item = new vscode.TreeItem(model, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${node.connection.id}/${model}`;
  item.description = label;
  item.iconPath = new vscode.ThemeIcon(transient ? 'symbol-interface' : 'symbol-class');
  item.contextValue = 'model';
  item.tooltip = transient
    ? `${label} (${model})\nA wizard: its records do not last.`
    : `${label} (${model})`;
  return item;
}

const typeIcons: Record<string, string> = {
  char: 'symbol-string',
  text: 'symbol-string',
  html: 'symbol-string',
  integer: 'symbol-number',
  float: 'symbol-number',
  monetary: 'symbol-number',
  boolean: 'symbol-boolean',
  date: 'calendar',
  datetime: 'calendar',
  selection: 'symbol-enum',
  many2one: 'references',
  one2many: 'list-tree',
  many2many: 'list-tree',
  reference: 'references',
  many2one_reference: 'references',
  binary: 'file-binary',
  image: 'file-media',
  json: 'json',
  properties: 'symbol-object',
};

export function fieldItem(node: Extract<Node, { kind: 'field' }>): vscode.TreeItem {
  const { info } = node;
  const item = new vscode.TreeItem(info.name);
  const traits = [
    info.relation ? `${info.type} → ${info.relation}` : info.type,
    ...(info.required ? ['required'] : []),
    ...(info.readonly ? ['readonly'] : []),
    ...(info.stored ? [] : ['not stored']),
  ];
  item.id = `${node.connection.id}/${node.model}/${info.name}`;
  item.description = traits.join(' · ');
  item.iconPath = new vscode.ThemeIcon(typeIcons[info.type] ?? 'symbol-field');
  item.contextValue = 'field';
  const tooltip = new vscode.MarkdownString();
  tooltip.appendText(`${info.label} (${info.name})\n${traits.join(', ')}`);
  if (info.stored) tooltip.appendText('\nStored in the database.');
  else tooltip.appendText('\nNot stored: computed, or taken from another record.');
  if (info.help) tooltip.appendText(`\n\n${info.help}`);
  for (const [value, label] of info.selection ?? []) tooltip.appendText(`\n${value}: ${label}`);
  item.tooltip = tooltip;
  return item;
}

export function messageItem(node: Extract<Node, { kind: 'message' }>): vscode.TreeItem {
  const item = new vscode.TreeItem(node.text);
  item.iconPath = new vscode.ThemeIcon(node.icon);
  item.tooltip = node.tooltip ?? node.text;
  if (node.command) item.command = node.command;
  item.contextValue = 'message';
  return item;
}

/** The connection a command was called on, whatever row it came from. */
export function connectionOf(target: unknown): Connection | undefined {
  return isNode(target) ? target.connection : undefined;
}

/** The model a command was called on: of a model's row or one of its fields'. */
export function modelOf(target: unknown): string | undefined {
  if (!isNode(target)) return undefined;
  if (target.kind === 'model') return target.info.model;
  return target.kind === 'field' ? target.model : undefined;
}

export function isNode(target: unknown): target is Node {
  return typeof target === 'object' && target !== null && 'kind' in target && 'connection' in target;
}
