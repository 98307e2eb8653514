import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/*
 * Who may import whom (ARCHITECTURE.md), read from the imports themselves. ESLint holds the same rule; this test holds it where a
 * file was left out of ESLint or the rule was switched off in a comment.
 */

const root = join(import.meta.dirname, '..', '..');

/** The layers, each with the ones it may know beside itself. */
const mayKnow: Record<string, readonly string[]> = {
  model: [],
  domain: ['model'],
  values: ['model'],
  table: ['model', 'domain', 'values'],
  odoo: ['model', 'domain'],
  diagnosis: ['model', 'domain', 'odoo'],
  requests: ['model'],
  writes: ['model', 'domain', 'values', 'odoo'],
  transfer: ['model', 'domain', 'values', 'table', 'odoo'],
  sandbox: ['model'],
  contract: ['model'],
  webview: ['model', 'domain', 'values', 'table', 'contract'],
  cli: ['model', 'domain', 'values', 'table', 'odoo', 'diagnosis', 'requests', 'transfer', 'sandbox'],
  vscode: [
    'model',
    'domain',
    'values',
    'table',
    'odoo',
    'diagnosis',
    'requests',
    'writes',
    'transfer',
    'sandbox',
    'contract',
  ],
  extension: [
    'model',
    'domain',
    'values',
    'table',
    'odoo',
    'diagnosis',
    'requests',
    'writes',
    'transfer',
    'sandbox',
    'contract',
    'vscode',
  ],
};

interface Import {
  /** From the repository's root, with forward slashes. */
  file: string;
  layer: string;
  /** As written. */
  name: string;
  /** The layer it leads to; undefined for a package. */
  target: string | undefined;
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function layerOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  if (top === 'webview') return 'webview';
  return second.replace(/\.tsx?$/, '');
}

const files = [...sources('src'), ...sources('webview')];

const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8');
  const named = [
    ...text.matchAll(/^\s*(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]/gm),
    ...text.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm),
    ...text.matchAll(/\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/g),
  ].map((match) => match[1] ?? '');
  return named.map((name) => {
    const inside = name.startsWith('.') ? posix.normalize(posix.join(dirname(file), name)) : undefined;
    const ours = inside?.startsWith('src/') || inside?.startsWith('webview/');
    return { file, layer: layerOf(file), name, target: inside && ours ? layerOf(inside) : undefined };
  });
});

function offenders(wrong: (one: Import) => boolean): string[] {
  return imports.filter(wrong).map(({ file, name }) => `${file} imports ${name}`);
}

function holding(text: RegExp): string[] {
  return files.filter((file) => text.test(readFileSync(join(root, file), 'utf8')));
}

describe('the import rule', () => {
  it('knows every folder of the product', () => {
    expect(new Set(files.map(layerOf))).toEqual(new Set(Object.keys(mayKnow)));
    expect(imports.length).toBeGreaterThan(100);
  });

  it('lets no folder know what stands to its right', () => {
    expect(
      offenders(({ layer, target }) => {
        return target !== undefined && target !== layer && !(mayKnow[layer] ?? []).includes(target);
      }),
    ).toEqual([]);
  });

  it('keeps vscode to src/vscode and src/extension.ts', () => {
    expect(
      offenders(({ layer, name }) => name === 'vscode' && layer !== 'vscode' && layer !== 'extension'),
    ).toEqual([]);
  });

  it('keeps undici to the transport, and to the jar of its cookies', () => {
    const own = /^src\/odoo\/(undiciTransport|transport[A-Z]\w*|connectTimings|cookieJar)\.ts$/;
    expect(offenders(({ file, name }) => /^undici(\/|$)/.test(name) && !own.test(file))).toEqual([]);
  });

  it('sends HTTP nowhere else: no fetch, and Node’s http only where a server is served', () => {
    expect(holding(/(?<![\w.#])fetch\(/)).toEqual([]);
    expect(
      offenders(({ layer, name }) => /^(node:)?(https?|http2)$/.test(name) && layer !== 'sandbox'),
    ).toEqual([]);
  });

  it('keeps the toolkit to webview/ui', () => {
    expect(
      offenders(
        ({ file, name }) => name.startsWith('@vscode/webview-ui-toolkit') && !file.startsWith('webview/ui/'),
      ),
    ).toEqual([]);
  });

  it('keeps acquireVsCodeApi to webview/bridge.ts', () => {
    expect(holding(/\bacquireVsCodeApi\s*\(\)/)).toEqual(['webview/bridge.ts']);
  });

  it('keeps Node’s modules out of the pages and out of what they share', () => {
    const shared = new Set(['webview', 'contract', 'model', 'domain', 'values', 'table', 'requests']);
    expect(offenders(({ layer, name }) => name.startsWith('node:') && shared.has(layer))).toEqual([]);
  });

  it('lets the model import the schema library and nothing else', () => {
    expect(
      offenders(({ layer, name }) => layer === 'model' && !name.startsWith('.') && name !== 'valibot'),
    ).toEqual([]);
  });
});
