import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Builder } from './builder';
import { hardToRead } from './pageLook';
import { openWorkbench, type Workbench } from './workbench';

/** What goes wrong, by its name in the list, and what each place has to say about it. */
const told = [
  {
    fault: 'A firewall',
    title: 'Refused in front of Odoo',
    sentence: /HTTP 403.*firewall/,
    status: 'failed',
  },
  {
    fault: 'A redirect to single sign-on',
    title: 'The address redirects',
    sentence: /sso\/login/,
    status: 'failed',
  },
  {
    fault: 'Connection lost in the body',
    title: 'The connection broke off',
    sentence: /closed it/,
    status: 'failed',
  },
  {
    fault: 'API keys run out',
    title: 'The API key is not accepted',
    sentence: /may have expired/,
    status: 'failed',
  },
  { fault: 'Maintenance', title: 'Odoo does not answer', sentence: /HTTP 503/, status: 'failed' },
];

/* The sandbox fails on purpose: builder, tree, status bar and diagnosis tell the same story, and all is well once it stops. */
describe('A sandbox that fails', () => {
  let workbench: Workbench;
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-folder-'));

  beforeAll(async () => {
    workbench = await openWorkbench({ folder });
    await workbench.command('Odoo: Start Sandbox');
    await workbench.statusBarItem('Sandbox');
    await workbench.viewFocused('Connections');
    await workbench.command('Odoo: New Request');
    const builder = await Builder.in(workbench, 'New Request');
    await builder.chooseModel('res.partner');
    await builder.fill('Limit', '3');
    await builder.send();
    expect(await builder.rows()).toHaveLength(3);
  });

  afterAll(async () => {
    await workbench.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  async function fail(fault: string): Promise<void> {
    await workbench.command('Odoo: Make the Sandbox Fail…');
    await workbench.quickInput.step('What goes wrong in the sandbox');
    await workbench.quickInput.choose(fault, ({ label }) => label === fault, fault);
    await workbench.quickInput.closed();
  }

  for (const { fault, title, sentence, status } of told) {
    it(`tells of “${fault}” wherever one looks`, async () => {
      await fail(fault);
      const item = await workbench.statusBarItem(`fails: ${fault}`);
      await expect.poll(() => item.innerText(), { timeout: 30_000 }).toContain(status);
      const builder = await Builder.in(workbench, 'res.partner');
      await builder.send();
      // Until its answer is there, the one before it may be shown.
      await expect.poll(() => builder.problem(), { timeout: 30_000 }).toContain(title);
      await workbench.screenshot(`faults-${fault.replace(/\W+/g, '-')}-1-builder`);
      const tree = await workbench.tree('Connections');
      await expect
        .poll(() => tree.labels('Sandbox'), { timeout: 30_000 })
        .toEqual([`${title}. Click to find out why.`]);
      await tree.contextMenu(['Sandbox'], 'Diagnose Connection');
      const page = await workbench.webview('Diagnose: Sandbox');
      await page.getByTestId('verdict-title').waitFor({ timeout: 60_000 });
      const verdict = await page.getByTestId('verdict').innerText();
      expect(await hardToRead(page)).toEqual([]);
      await workbench.screenshot(`faults-${fault.replace(/\W+/g, '-')}-2-diagnosis`);
      expect(verdict).toContain(title);
      expect(verdict).toMatch(sentence);
      await workbench.command('View: Close Editor');
      // The builder behind it takes the focus, which would close a list.
      const builderPage = await workbench.webview('res.partner');
      await expect
        .poll(() => builderPage.locator('body').evaluate(() => document.hasFocus()), { timeout: 20_000 })
        .toBe(true);
    });
  }

  it('works again when nothing fails any more', async () => {
    await fail('Nothing fails');
    const builder = await Builder.in(workbench, 'res.partner');
    await builder.send();
    expect(await builder.rows()).toHaveLength(3);
    const tree = await workbench.tree('Connections');
    await expect.poll(() => tree.labels('Sandbox'), { timeout: 20_000 }).toContain('res.partner');
  });
});
