import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTarget, type Target } from './target';
import { openWorkbench, type Workbench } from './workbench';

/* One's own API keys, on a real Odoo too. Nothing is made or taken back there: others use the same key. */
describe('API keys', () => {
  let target: Target;
  let workbench: Workbench;
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-folder-'));

  beforeAll(async () => {
    target = await findTarget();
    const env = {
      ODOO_URL: target.url,
      ODOO_DB: target.database,
      ODOO_LOGIN: target.login,
      ODOO_NAME: 'Mine',
      ODOO_API_KEY: target.apiKey,
    };
    workbench = await openWorkbench({ folder, env });
    await workbench.statusBarItem('Mine');
  });

  afterAll(async () => {
    await workbench.close();
    await target.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('are listed with what they open and when they run out, never with the key itself', async () => {
    const quick = workbench.quickInput;
    const tree = await workbench.tree('Connections');
    await tree.contextMenu(['Mine'], 'Show API Keys');
    await quick.step('Which of them a connection holds cannot be seen');
    const keys = await quick.items();
    expect(keys.length).toBeGreaterThan(0);
    for (const { description, detail } of keys) expect(`${description} ${detail}`).toMatch(/\w{4,}/);
    expect(await workbench.text()).not.toContain(target.apiKey);
    await workbench.screenshot('keys-1-list');
    await quick.cancel();
  });

  it('are renewed by hand where a person wants that, with the new one tried before it is stored', async () => {
    const quick = workbench.quickInput;
    const tree = await workbench.tree('Connections');
    await tree.contextMenu(['Mine'], 'Renew API Key…');
    await quick.step('How long the new key lasts');
    await workbench.screenshot('keys-2-how-long');
    const inBrowser = 'Make it in the browser';
    await quick.choose(inBrowser, ({ label }) => label.includes(inBrowser), inBrowser);
    expect(await workbench.dialog('A new API key for Mine is made in Odoo.')).toContain('Account Security');
    await workbench.screenshot('keys-3-by-hand');
    await workbench.clickDialogButton('A new API key for Mine', 'Enter the New Key');
    await quick.enter('The new API key', '');
    expect(await quick.validation()).toBe('Paste the new API key, or press Escape.');
    await quick.type(target.apiKey);
    await quick.accept();
    await expect.poll(() => quick.message(), { timeout: 10_000 }).toContain('stored already');
    await quick.type('0123456789abcdef0123456789abcdef01234567');
    await quick.accept();
    await expect.poll(() => quick.message(), { timeout: 20_000 }).toContain('does not accept this API key');
    await workbench.screenshot('keys-4-refused');
    await quick.cancel();
    expect(await workbench.text()).not.toContain(target.apiKey);
  });
});
