import * as vscode from 'vscode';
import type { PickedFile } from '../../../contract/request/schemaApi';
import { OdooError } from '../../../odoo/error';

/** What a field's file may hold at most: it travels as base64 inside a JSON call, which servers limit (often to 128 MB). */
const mostMegabytes = 25;
const megabyte = 1_000_000;

/** Asks for a file and reads it; undefined when the person gave up. @throws OdooError request.pickedFile */
export async function pickFile(): Promise<PickedFile | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({ title: 'Choose a file for the field', openLabel: 'Choose' })) ?? [];
  if (!uri) return undefined;
  const name = uri.path.split('/').at(-1) ?? '';
  // Its size first: a huge file is not read only to be refused.
  const { size } = await readable(name, vscode.workspace.fs.stat(uri));
  if (size > mostMegabytes * megabyte) {
    throw new OdooError('request.pickedFile', {
      reason: 'size',
      file: name,
      size: Math.ceil(size / megabyte),
      most: mostMegabytes,
    });
  }
  const content = await readable(name, vscode.workspace.fs.readFile(uri));
  return { name, bytes: content.length, base64: Buffer.from(content).toString('base64') };
}

async function readable<T>(file: string, reading: Thenable<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    throw new OdooError('request.pickedFile', { reason: 'unreadable', file }, { cause });
  }
}
