import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** Asks where to save a file; undefined when the person gave up. */
export async function askPlace(
  title: string,
  name: string,
  kind: { label: string; extension: string },
): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  return vscode.window.showSaveDialog({
    title,
    defaultUri: vscode.Uri.joinPath(folder, `${name.replace(/[\\/:*?"<>|]+/g, '-')}.${kind.extension}`),
    filters: { [kind.label]: [kind.extension] },
  });
}

/** Has a file written to a place that may be on another machine: by way of a file of this one then. */
export async function writeTo<T>(place: vscode.Uri, write: (file: string) => Promise<T>): Promise<T> {
  if (place.scheme === 'file') return write(place.fsPath);
  const file = join(tmpdir(), `odoo-api-explorer-${randomUUID()}`);
  try {
    const written = await write(file);
    await vscode.workspace.fs.copy(vscode.Uri.file(file), place, { overwrite: true });
    return written;
  } finally {
    await rm(file, { force: true });
  }
}

/** A place as the person may see it. */
export function placeWords(place: vscode.Uri): string {
  return place.scheme === 'file' ? place.fsPath : place.toString(true);
}
