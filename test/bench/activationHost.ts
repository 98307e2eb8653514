import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** An extension that comes with VS Code, does about as much when it starts, and is not started by itself. */
const peer = 'vscode.emmet';
const own = 'odoo-api-explorer.odoo-api-explorer';

/** Runs inside the extension host: how long it takes to load and activate this extension, and a peer, from nothing. */
export async function run(): Promise<void> {
  const file = process.env['ODOO_BENCH_RESULT'];
  if (!file) throw new Error('ODOO_BENCH_RESULT names the file to write to.');
  const peerMs = await activationMs(peer);
  const ownMs = await activationMs(own);
  writeFileSync(file, JSON.stringify({ ownMs, peerMs, peer }));
}

async function activationMs(id: string): Promise<number> {
  const extension = vscode.extensions.getExtension(id);
  if (!extension) throw new Error(`${id} is not installed here.`);
  if (extension.isActive) throw new Error(`${id} was active before it was measured.`);
  const started = performance.now();
  await extension.activate();
  return performance.now() - started;
}
