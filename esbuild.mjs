// Builds dist/: the extension host bundle, the terminal command and one bundle per webview page. Each writes an esbuild
// metafile beside it in dist/meta/, from which `npm run bench` reports the sizes.
//   --production  minified, without source maps
//   --watch       rebuilds on every change
import { context } from 'esbuild';
import { mkdir, writeFile } from 'node:fs/promises';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
};

/** @type {import('esbuild').BuildOptions} */
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20' };

/** @type {import('esbuild').BuildOptions} */
const page = {
  ...shared,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
};

const bundles = {
  extension: {
    ...node,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
  },
  cli: {
    ...node,
    entryPoints: ['src/cli.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
  request: { ...page, entryPoints: ['webview/request/main.tsx'], outfile: 'dist/webview/request.js' },
  diagnostics: {
    ...page,
    entryPoints: ['webview/diagnostics/main.tsx'],
    outfile: 'dist/webview/diagnostics.js',
  },
};

await mkdir('dist/meta', { recursive: true });
for (const [name, options] of Object.entries(bundles)) {
  const build = await context(options);
  if (watch) {
    await build.watch();
  } else {
    const result = await build.rebuild();
    await writeFile(`dist/meta/${name}.json`, JSON.stringify(result.metafile));
    await build.dispose();
  }
}
