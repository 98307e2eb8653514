import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { Builder } from './builder';
import { hardToRead } from './pageLook';
import { openWorkbench, type Workbench } from './workbench';

const themes = {
  dark: { label: 'Dark Modern', kind: 'vscode-dark' },
  light: { label: 'Light Modern', kind: 'vscode-light' },
  hc: { label: 'Dark High Contrast', kind: 'vscode-high-contrast' },
  'hc-light': { label: 'Light High Contrast', kind: 'vscode-high-contrast-light' },
};
/** How wide the whole window is, for an editor of that width beside the activity bar. */
const widths = { 320: 320 + 60, 1600: 1600 + 60 };

/* Every form of a REST request as VS Code's own themes show it, in the narrowest and in a wide editor: measured, and kept as pictures. */
describe('The builder of REST requests', () => {
  let sandbox: Sandbox;
  let workbench: Workbench;
  const base = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-themes-'));
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-folder-'));

  beforeAll(async () => {
    sandbox = await startSandbox();
    const env = {
      ODOO_URL: sandbox.url,
      ODOO_DB: sandbox.database,
      ODOO_LOGIN: sandbox.login,
      ODOO_NAME: 'Plain',
      ODOO_AUTH: 'basic',
      ODOO_PROTOCOL: 'rest',
      ODOO_SECRET: sandbox.password,
      ODOO_PASSWORD: sandbox.password,
    };
    workbench = await openWorkbench({ folder, userDataDir: base, env });
    await workbench.statusBarItem('Plain');
    await workbench.command('Odoo: Import OpenAPI Document…');
    await workbench.quickInput.pick('Plain');
    await workbench.quickInput.pick('/api/v1/openapi.json');
    await workbench.notification('operations of Sandbox REST API');
    await workbench.clearNotifications();
    await workbench.command('Odoo: Mark Connection…');
    await workbench.quickInput.pick('Plain');
    await workbench.quickInput.step('Marks for this connection');
    await workbench.quickInput.pick('Production');
    await workbench.quickInput.pick('Read-only');
    await workbench.quickInput.accept();
    await workbench.quickInput.closed();
    await workbench.command('Odoo: New Request');
    await Builder.in(workbench, 'New Request');
    await workbench.command('View: Close Primary Side Bar');
  });

  afterAll(async () => {
    await workbench.close();
    await sandbox.close();
    for (const path of [base, folder]) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  });

  async function wear(theme: keyof typeof themes): Promise<void> {
    const { label, kind } = themes[theme];
    await workbench.page.setViewportSize({ width: 1400, height: 900 });
    await workbench.command('Preferences: Color Theme');
    await workbench.quickInput.step('Color Theme');
    await workbench.quickInput.pick(label);
    await workbench.quickInput.closed();
    const page = await workbench.webview((await workbench.tabs())[0] ?? '');
    await expect
      .poll(() => page.locator('body').getAttribute('data-vscode-theme-kind'), { timeout: 20_000 })
      .toBe(kind);
  }

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`can be read in ${theme}, however wide it is`, async () => {
      await wear(theme);
      const found: string[] = [];
      for (const [editor, width] of Object.entries(widths)) {
        await workbench.page.setViewportSize({ width: 1400, height: 900 });
        await workbench.command('View: Close All Editors');
        await workbench.command('Odoo: New Request');
        const builder = await Builder.in(workbench, 'New Request');
        await workbench.page.setViewportSize({ width, height: 900 });
        const look = async (form: string): Promise<void> => {
          const page = await workbench.webview((await workbench.tabs())[0] ?? '');
          // Transitions of colors have ended.
          await workbench.page.waitForTimeout(300);
          await workbench.screenshot(`themes-${theme}-${editor}-${form}`);
          found.push(...(await hardToRead(page)).map((one) => `${editor}, ${form}: ${one}`));
        };
        await builder.chooseIn('sign-in', 'Basic authentication · REST');
        await builder.chooseOperation('REST: list');
        await builder.choosePlace('route', 'partners');
        await builder.fill('Limit', '20');
        await builder.send();
        await builder.rows();
        await look('list');
        await builder.chooseOperation('REST: update');
        await builder.fill('Record ids', 'NkK9');
        await builder.write('values', '{"comment": "text", "active": true, "color": 3');
        await builder.send();
        await builder.problem();
        await look('update-wrong');
        await builder.chooseOperation('API operations (OpenAPI)');
        await builder.chooseApiOperation('POST /api/v1/partners');
        await look('openapi');
        await builder.chooseOperation('Any path');
        await builder.choosePlace('path', '/api/v1/nothing');
        await builder.send();
        await builder.problem();
        await look('any-path');
        await builder.chooseIn('sign-in', 'Password · JSON-RPC');
        await builder.misfit();
        await look('misfit');
        await builder.chooseOperation('Search & read');
        await builder.choosePlace('model', 'res.partner');
        await builder.send();
        await builder.rows();
        await look('records');
      }
      expect(found).toEqual([]);
    });
  }
});
