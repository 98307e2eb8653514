import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from './process';

export const root = join(import.meta.dirname, '..', '..', '..');

/** The packaged extension: what a person installs, and what the tests and `npm start` use. */
export const vsixPath = join(root, 'dist', 'odoo-api-explorer.vsix');

/** Builds for production (vsce runs `vscode:prepublish`) and packages the result. */
export async function packageExtension(): Promise<{ path: string; bytes: number; output: string }> {
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const options = [
    '--no-dependencies', // everything needed is in the bundles
    '--skip-license',
    '--allow-missing-repository',
    // The readme's pictures and links lie beside it in the repository; vsce would only accept addresses on the web.
    '--no-rewrite-relative-links',
    ...['--out', vsixPath],
  ];
  mkdirSync(join(root, 'dist'), { recursive: true });
  const { exitCode, output } = await runToEnd(process.execPath, [vsce, 'package', ...options], { cwd: root });
  if (exitCode !== 0) throw new Error(`The extension could not be packaged:\n${output.slice(-6000)}`);
  return { path: vsixPath, bytes: statSync(vsixPath).size, output };
}
