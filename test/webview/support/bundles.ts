import { build, type BuildOptions } from 'esbuild';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..', '..');

export interface Bundle {
  js: string;
  css: string;
}

const built = new Map<string, Promise<Bundle>>();

/** Builds a page as esbuild.mjs does, into memory; each entry once for a test file. */
export function bundle(entry: string): Promise<Bundle> {
  const known = built.get(entry);
  if (known) return known;
  const made = make(entry);
  built.set(entry, made);
  return made;
}

async function make(entry: string): Promise<Bundle> {
  const options: BuildOptions & { write: false } = {
    entryPoints: [join(root, entry)],
    outdir: join(root, 'out', 'webview-test'),
    write: false,
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
  };
  const { outputFiles } = await build(options);
  const text = (extension: string): string =>
    outputFiles.find((file) => file.path.endsWith(extension))?.text ?? '';
  return { js: text('.js'), css: text('.css') };
}
