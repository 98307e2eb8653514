import * as vscode from 'vscode';
import { builderKeys } from '../builderKeys';

/** Lists what the request builder does by keyboard; what is typed finds a key or what it does. */
export async function showKeys(): Promise<void> {
  const mac = process.platform === 'darwin';
  const items = builderKeys.flatMap(({ place, keys }): vscode.QuickPickItem[] => [
    { label: place, kind: vscode.QuickPickItemKind.Separator },
    ...keys.map(([key, does]) => ({ label: mac ? key.replaceAll('Ctrl', 'Cmd') : key, description: does })),
  ]);
  await vscode.window.showQuickPick(items, {
    title: 'Keys of the Request Builder',
    placeHolder: 'Type to find a key, or what it does',
    matchOnDescription: true,
  });
}
