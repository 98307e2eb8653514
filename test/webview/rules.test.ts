import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './support/bundles';

const files = readdirSync(join(root, 'webview'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:ts|tsx|css)$/.test(name))
  .map((name) => ({
    name: name.replaceAll('\\', '/'),
    text: readFileSync(join(root, 'webview', name), 'utf8'),
  }));

const filesWith = (pattern: RegExp): string[] =>
  files.filter((file) => pattern.test(file.text)).map((file) => file.name);

describe('the pages’ source', () => {
  it('imports the archived toolkit in one file, from which it can be replaced', () => {
    expect(filesWith(/from '@vscode\/webview-ui-toolkit'/)).toEqual(['ui/toolkit.ts']);
  });

  it('reaches VS Code in one file', () => {
    expect(filesWith(/acquireVsCodeApi\(/)).toEqual(['bridge.ts']);
  });

  it('has no colours of its own', () => {
    expect(
      filesWith(/#[0-9a-f]{3,8}\b(?!\w)|\b(?:rgb|hsl)a?\(/i).filter((name) => name.endsWith('.css')),
    ).toEqual([]);
    const theme = files.find((file) => file.name === 'editor/theme.ts');
    expect(theme?.text).not.toMatch(/'#[0-9a-f]{3,8}'|rgba?\(/i);
  });

  it('writes no HTML as text, so that nothing a server says can become part of the page', () => {
    expect(filesWith(/innerHTML|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write/)).toEqual([]);
  });
});
