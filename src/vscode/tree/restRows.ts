import * as vscode from 'vscode';
import type { ApiOperation } from '../../model/apiOperation';
import type { Connection } from '../../model/connection';
import { commandIds } from '../ids';
import type { Node } from './nodes';

/**
 * What stands under a connection to a REST module, which lists no models: the operations of its imported OpenAPI document by their
 * headings, or a way to begin without one.
 */
export function restRows(
  connection: Connection,
  operations: readonly ApiOperation[],
  filter: string,
): Node[] {
  if (operations.length === 0) return [beginning(connection)];
  const shown = matching(operations, filter);
  if (shown.length === 0) {
    return [
      {
        kind: 'message',
        icon: 'filter',
        connection,
        text: `No operation matches “${filter}”.`,
        command: { command: commandIds.clearModelFilter, title: 'Clear Model Filter' },
      },
    ];
  }
  const tags = [...new Set(shown.map(({ tag }) => tag))];
  if (tags.length < 2) return operationRows(connection, shown);
  return tags.map((tag) => ({
    kind: 'tag',
    connection,
    tag: tag || 'Other',
    operations: shown.filter((one) => one.tag === tag),
  }));
}

export function operationRows(connection: Connection, operations: readonly ApiOperation[]): Node[] {
  return operations.map((operation) => ({ kind: 'operation', connection, operation }));
}

function matching(operations: readonly ApiOperation[], filter: string): ApiOperation[] {
  const words = filter.split(/\s+/).filter(Boolean);
  return operations.filter(({ id, summary, tag }) => {
    const text = `${id} ${summary} ${tag}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function beginning(connection: Connection): Node {
  return {
    kind: 'message',
    icon: 'new-file',
    connection,
    text: 'REST: build a request',
    tooltip: 'REST modules list no models. Import the module’s OpenAPI document to have its operations here.',
    command: {
      command: commandIds.newRequest,
      title: 'New Request',
      arguments: [{ kind: 'connection', connection }],
    },
  };
}

export function tagItem(node: Extract<Node, { kind: 'tag' }>): vscode.TreeItem {
  const item = new vscode.TreeItem(node.tag, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${node.connection.id}/tag/${node.tag}`;
  item.description = String(node.operations.length);
  item.iconPath = new vscode.ThemeIcon('symbol-namespace');
  item.contextValue = 'tag';
  return item;
}

export function operationItem({
  connection,
  operation,
}: Extract<Node, { kind: 'operation' }>): vscode.TreeItem {
  const item = new vscode.TreeItem(operation.id);
  item.id = `${connection.id}/operation/${operation.id}`;
  item.description = operation.summary;
  item.iconPath = new vscode.ThemeIcon(operation.method === 'GET' ? 'arrow-down' : 'arrow-up');
  item.contextValue = 'operation';
  item.tooltip = [operation.id, operation.summary].filter(Boolean).join('\n');
  item.command = {
    command: commandIds.openApiOperation,
    title: 'Open API Operation',
    arguments: [connection.id, operation.id],
  };
  return item;
}
