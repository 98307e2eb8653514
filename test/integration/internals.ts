import * as vscode from 'vscode';
import type { TestInternals } from '../../src/extension';

export const extensionId = 'odoo-api-explorer.odoo-api-explorer';

/** The extension's own objects, which it hands out under test only. */
export async function internals(): Promise<TestInternals> {
  const extension = vscode.extensions.getExtension<TestInternals | undefined>(extensionId);
  if (!extension) throw new Error(`${extensionId} is not installed in this VS Code.`);
  const found = await extension.activate();
  if (!found) throw new Error('The extension does not know that it is under test.');
  return found;
}

/** A row's label as text. */
export function labelOf(item: vscode.TreeItem | undefined): string {
  return typeof item?.label === 'string' ? item.label : (item?.label?.label ?? '');
}

/** A row's tooltip as text: in Markdown every space is written so that it stays. */
export function tooltipOf(item: vscode.TreeItem): string {
  const text = item.tooltip instanceof vscode.MarkdownString ? item.tooltip.value : (item.tooltip ?? '');
  return text.replace(/&nbsp;/g, ' ').replace(/\\(.)/g, '$1');
}
