import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { Builder } from './builder';
import { openWorkbench, type Workbench } from './workbench';

const patience = { timeout: 60_000 };
const login = 'integration@acme.example';
const password = 'wrong-password-of-somebody';

/* Diagnose is offered wherever a connection fails. What was seen there is taken over: the server is not asked once more. */
describe('A diagnosis offered where it failed', () => {
  let sandbox: Sandbox;
  let workbench: Workbench;
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-folder-'));
  const authority = join(folder, 'authority.pem');
  const title = 'Diagnose: Staging';

  beforeAll(async () => {
    sandbox = await startSandbox({ tls: true });
    writeFileSync(authority, sandbox.certificate ?? '');
    mkdirSync(join(folder, 'requests'));
    writeFileSync(
      join(folder, 'requests', 'contacts.odoo.yaml'),
      'name: Some contacts\nconnection: Staging\nrequest:\n  operation: searchRead\n  model: res.partner\n  limit: 3\n',
    );
    const env = {
      ODOO_URL: sandbox.url,
      ODOO_DB: sandbox.database,
      ODOO_LOGIN: login,
      ODOO_NAME: 'Staging',
      ODOO_AUTH: 'password',
      ODOO_PROTOCOL: 'jsonRpc',
      ODOO_PASSWORD: password,
    };
    const settings = { 'odoo.checkOnStart': false, 'files.simpleDialog.enable': true };
    workbench = await openWorkbench({ folder, env, settings });
    await workbench.statusBarItem('Staging');
  });

  afterAll(async () => {
    await workbench.close();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const refusals = (path: string): number =>
    sandbox.signInAttempts().filter((attempt) => attempt.path.startsWith(path) && !attempt.ok).length;

  async function verdict(page: FrameLocator): Promise<string> {
    await page.getByTestId('verdict').waitFor(patience);
    return page.getByTestId('verdict-title').innerText();
  }

  /** Waits for the diagnosis of the refused password; the refusal is that of the call which failed. */
  async function takenOver(): Promise<void> {
    const page = await workbench.webview(title);
    await verdict(page);
    await page.getByTestId('step-signIn').getByText('from the failed call').waitFor(patience);
  }

  it('trusts an authority whose file is chosen, and then finds what else is wrong', async () => {
    await workbench.command('Odoo: Diagnose Connection');
    const page = await workbench.webview(title);
    expect(await verdict(page)).toMatch(/certificate/i);
    expect(await (await workbench.statusBarItem('Staging')).innerText()).toContain('offline');
    await page.getByRole('button', { name: 'Choose the authority’s file' }).click(patience);
    await workbench.quickInput.enter('Choose the authority’s certificate', authority);
    await workbench.notification('Staging now trusts this authority');
    await expect.poll(() => page.getByTestId('step-tls').getAttribute('data-verdict'), patience).toBe('ok');
    await expect
      .poll(() => page.getByTestId('step-signIn').getAttribute('data-verdict'), patience)
      .toBe('failed');
    expect(refusals('/jsonrpc')).toBe(1);
    await workbench.screenshot('diagnosis-offers-1-trusted');
  });

  it('copies a report for others to read, with the names and without them', async () => {
    const page = await workbench.webview(title);
    await verdict(page);
    await page.getByTestId('copy-report').click(patience);
    await page.getByText('Copied', { exact: true }).waitFor(patience);
    const named = await workbench.clipboard();
    const { host, hostname } = new URL(sandbox.url);
    expect(named).toContain(host);
    expect(named).toContain(sandbox.database);
    expect(named).not.toContain(password);
    await page.getByTestId('without-names').check(patience);
    await page.getByTestId('copy-report').click(patience);
    await expect.poll(() => workbench.clipboard(), patience).not.toContain(host);
    const nameless = await workbench.clipboard();
    for (const name of [hostname, login, 'Staging', password]) {
      expect(nameless).not.toContain(name);
    }
    expect(nameless).toContain('address-1');
    await page.getByTestId('without-names').uncheck(patience);
  });

  it('is saved as JSON where the person chooses', async () => {
    const page = await workbench.webview(title);
    const file = join(folder, 'kept.json');
    await page.getByTestId('save-json').click(patience);
    await workbench.quickInput.enter('Save Diagnosis', file);
    await expect.poll(() => existsSync(file), patience).toBe(true);
    await page.getByText('Saved', { exact: true }).waitFor(patience);
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ connection: { name: 'Staging', url: sandbox.url } });
    expect(text).not.toContain(password);
    await workbench.command('View: Close Editor');
  });

  it('from the tree, where the connection’s models would be', async () => {
    const tree = await workbench.tree('Connections');
    const before = refusals('/');
    const [row = ''] = await tree.labels('Staging');
    // The diagnosis before knows already that the password is refused.
    expect(row).toContain('Click to find out why.');
    expect(refusals('/')).toBe(before);
    await workbench.command('Odoo: Refresh');
    await expect.poll(() => refusals('/'), patience).toBe(before + 1);
    const [again = ''] = await tree.labels('Staging');
    await tree.click('Staging', again);
    await takenOver();
    expect(refusals('/jsonrpc')).toBe(before + 1);
    await workbench.screenshot('diagnosis-offers-2-tree');
    await workbench.command('View: Close Editor');
  });

  it('from the menu of the status bar', async () => {
    const before = refusals('/jsonrpc');
    const item = await workbench.statusBarItem('Staging');
    expect(await item.innerText()).toContain('failed');
    await item.click();
    await workbench.quickInput.step('Odoo: Staging');
    await workbench.quickInput.pick('Diagnose');
    await takenOver();
    expect(refusals('/jsonrpc')).toBe(before);
    await workbench.command('View: Close Editor');
  });

  it('from the notification of a check that failed', async () => {
    await workbench.clearNotifications();
    await workbench.command('Odoo: Test Connection');
    await workbench.quickInput.step('Connection to test');
    await workbench.quickInput.pick('Staging');
    await workbench.notification('Staging: ');
    const before = refusals('/jsonrpc');
    await workbench.clickNotificationButton('Staging: ', 'Diagnose');
    await takenOver();
    expect(refusals('/jsonrpc')).toBe(before);
    await workbench.command('View: Close Editor');
  });

  it('from a saved request that was run', async () => {
    await workbench.command('Odoo: Run Saved Request…');
    await workbench.quickInput.step('Saved request to run');
    await workbench.quickInput.pick('Some contacts');
    const builder = await Builder.in(workbench, 'Some contacts');
    await builder.problem();
    const before = refusals('/jsonrpc');
    const page = await workbench.webview('Some contacts');
    await page.getByTestId('problem').getByRole('button', { name: 'Diagnose' }).click(patience);
    await takenOver();
    expect(refusals('/jsonrpc')).toBe(before);
    await workbench.screenshot('diagnosis-offers-3-saved-request');
  });

  it('sends the database with every request, where the server asks for that', async () => {
    sandbox.setFault('no-rpc-module');
    const page = await workbench.webview(title);
    await page.getByTestId('run-again').click(patience);
    const button = page.getByRole('button', { name: 'Send the database with every request' });
    await button.click(patience);
    await workbench.notification('Staging now sends its database with every request.');
    // Odoo answers now, and says what it thinks of the password.
    await expect
      .poll(() => page.getByTestId('step-signIn').getAttribute('data-verdict'), patience)
      .toBe('failed');
    expect(await button.count()).toBe(0);
    await workbench.screenshot('diagnosis-offers-4-header');
    sandbox.setFault(undefined);
  });
});
