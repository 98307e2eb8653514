import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** Extensions that come with VS Code and do about as much when they start; the first one not started yet is measured. */
const peers = ['vscode.npm', 'vscode.markdown-language-features', 'vscode.json-language-features'];
const own = 'odoo-api-explorer.odoo-api-explorer';

/** Runs inside the extension host: how long it takes to load and activate this extension, and a peer, from nothing. */
export async function run(): Promise<void> {
  const file = process.env['ODOO_BENCH_RESULT'];
  if (!file) throw new Error('ODOO_BENCH_RESULT names the file to write to.');
  const peer = peers.find((id) => vscode.extensions.getExtension(id)?.isActive === false);
  if (!peer) throw new Error(`Each of ${peers.join(', ')} is started already or missing.`);
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
