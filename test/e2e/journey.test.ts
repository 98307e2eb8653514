import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Builder } from './builder';
import { filesWith } from './secrets';
import { findTarget, type Target } from './target';
import { openWorkbench, type Workbench } from './workbench';

/** What the line below an answer says: all there are, or the first of them. */
const someRecords = /^\d+ (records|of )/;

/*
 * The main job, as a new user does it: add a connection, browse, build and send, save, run from the palette. One VS Code for all
 * steps, which follow each other.
 */
describe('The first journey', () => {
  let target: Target;
  let workbench: Workbench;
  const base = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-journey-'));
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-folder-'));
  const canary = 'canary-7f3b-wrong-password';
  const seen: string[] = [];
  const messages: string[] = [];

  beforeAll(async () => {
    target = await findTarget();
    workbench = await openWorkbench({ folder, userDataDir: base });
  });

  afterAll(async () => {
    await workbench.close();
    await target.close();
    for (const path of [base, folder]) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  });

  it('starts with a view that says what to do', async () => {
    const tree = await workbench.tree('Connections');
    // Until the extension is loaded, VS Code says that nobody provides the view.
    await expect
      .poll(() => tree.emptyText(), { timeout: 20_000 })
      .toContain('Connect to an Odoo server to browse its models and call its API.');
    expect(await tree.emptyText()).toContain('Start Sandbox');
    await workbench.screenshot('journey-1-empty');
  });

  it('keeps what was typed when the address is wrong, and says what is', async () => {
    const quick = workbench.quickInput;
    await workbench.command('Odoo: Add Connection…');
    await quick.enter('Address of the Odoo server', 'http://127.0.0.1:9');
    expect(await quick.validation()).toMatch(/^Nothing (is listening|listens)|port 9/);
    expect(await quick.value()).toBe('http://127.0.0.1:9');
  });

  it('takes a pasted page for the address and asks the server before any password', async () => {
    const quick = workbench.quickInput;
    await quick.type(`${target.url}/web/login`);
    await quick.accept();
    await quick.step('Database on');
    expect((await quick.items()).map(({ label }) => label)).toContain(target.database);
    await quick.pick(target.database);
    await quick.step('How to sign in');
    const [first] = await quick.items();
    expect(first?.label).toBe('API key · JSON-2');
    await workbench.screenshot('journey-2-sign-in-methods');
  });

  it('names the cause of a wrong password, and Diagnose proves it', async () => {
    const quick = workbench.quickInput;
    await quick.pick('Password · JSON-RPC');
    await quick.enter('Login of the user', target.login);
    await quick.enter(`Password of ${target.login}`, canary);
    expect(await quick.validation()).toContain('does not accept this login and password together');
    await quick.button('Diagnose: find out why');
    const page = await workbench.webview(`Diagnose: ${target.url.replace('http://', '')} ${target.database}`);
    await page.getByTestId('verdict-sentence').waitFor({ timeout: 60_000 });
    expect(await page.getByTestId('verdict-title').innerText()).toBe(
      'Odoo does not accept this login and password together',
    );
    expect(await page.getByTestId('step-database').getAttribute('data-verdict')).toBe('ok');
    expect(await page.getByTestId('step-signIn').getAttribute('data-verdict')).toBe('failed');
    seen.push(await workbench.text());
    messages.push(await workbench.messages());
    await workbench.screenshot('journey-3-diagnosis');
  });

  it('goes on from where it was left, and saves the connection once the sign-in works', async () => {
    const quick = workbench.quickInput;
    await workbench.command('Odoo: Add Connection…');
    await quick.step('Address of the Odoo server');
    expect(await quick.value()).toBe(target.url);
    await quick.accept();
    await quick.step('Database on');
    await quick.pick(target.database);
    await quick.step('How to sign in');
    await quick.pick('API key · JSON-2');
    await quick.step('Login of the user');
    expect(await quick.value()).toBe(target.login);
    await quick.accept();
    await quick.enter(`API key of ${target.login}`, target.apiKey);
    await quick.enter('A name for this connection', 'My Odoo');
    await quick.step('Marks for this connection');
    await quick.accept();
    await workbench.statusBarItem('My Odoo');
  });

  it('shows the models of the server, and the fields of a model with their types', async () => {
    const tree = await workbench.tree('Connections');
    expect(await tree.labels('My Odoo')).toContain('res.partner');
    await tree.expand('My Odoo', 'res.partner');
    const country = await tree.row('My Odoo', 'res.partner', 'country_id');
    expect(await country.innerText()).toContain('many2one → res.country');
    await workbench.screenshot('journey-4-tree');
  });

  it('builds and sends a request, and shows its records', async () => {
    const tree = await workbench.tree('Connections');
    await tree.contextMenu(['My Odoo', 'res.partner'], 'Browse Records');
    const builder = await Builder.in(workbench, 'res.partner');
    expect(await builder.summary()).toMatch(someRecords);
    await builder.write('filter', '[("is_company", "=", True)]');
    await builder.sendByKeyboard();
    expect((await builder.rows()).length).toBeGreaterThan(2);
    seen.push(await workbench.text());
    messages.push(await workbench.messages());
    await workbench.screenshot('journey-5-builder');
  });

  it('points at what is wrong in a filter and loses nothing of it', async () => {
    const builder = await Builder.in(workbench, 'res.partner');
    await builder.write('filter', '[("is_company", "=", True]');
    await builder.sendByKeyboard();
    expect(await builder.problem()).toMatch(/filter|domain/i);
    expect(await builder.written('filter')).toBe('[("is_company", "=", True]');
    await builder.write('filter', '[("is_company", "=", True)]');
    await builder.sendByKeyboard();
    expect(await builder.summary()).toMatch(someRecords);
  });

  it('saves the request as a file in the workspace', async () => {
    const builder = await Builder.in(workbench, 'res.partner');
    await builder.save();
    await workbench.quickInput.enter('A name for the request', 'Companies');
    await workbench.quickInput.closed();
    const tree = await workbench.tree('Saved Requests');
    await tree.row('Companies');
    const text = readFileSync(join(folder, 'requests', 'companies.odoo.yaml'), 'utf8');
    expect(text).toContain('model: res.partner');
    expect(text).toContain('is_company');
    await workbench.screenshot('journey-6-saved');
  });

  it('runs the saved request from the palette, in the builder', async () => {
    await workbench.command('View: Close All Editors');
    await workbench.command('Odoo: Run Saved Request…');
    await workbench.quickInput.step('Saved request to run');
    await workbench.quickInput.pick('Companies');
    const builder = await Builder.in(workbench, 'Companies');
    expect(await builder.summary()).toMatch(someRecords);
    expect(await builder.written('filter')).toContain('is_company');
    await workbench.screenshot('journey-7-run-saved');
  });

  it('runs the last request again', async () => {
    await workbench.command('View: Close All Editors');
    await workbench.command('Odoo: Run Last Request');
    const builder = await Builder.in(workbench, 'Companies');
    expect(await builder.summary()).toMatch(someRecords);
  });

  it('keeps what is typed when the window is reloaded', async () => {
    const builder = await Builder.in(workbench, 'Companies');
    await builder.write('filter', '[("name", "ilike", "half-typed');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await workbench.reload();
    const again = await Builder.in(workbench, 'Companies');
    expect(await again.written('filter')).toBe('[("name", "ilike", "half-typed');
  });

  it('checks the connection from the status bar', async () => {
    const item = await workbench.statusBarItem('My Odoo');
    await item.click();
    await workbench.quickInput.step('Odoo: My Odoo');
    await workbench.quickInput.choose('Check now', ({ label }) => label.includes('Check now'), 'Check now');
    await workbench.notification('My Odoo: signed in');
    await workbench.screenshot('journey-8-checked');
  });

  it('shows no secret on any screen', async () => {
    seen.push(await workbench.text());
    const all = seen.join('\n');
    for (const secret of [canary, target.apiKey]) expect(all.includes(secret)).toBe(false);
  });

  it('sends no secret to any page, in no message', () => {
    const all = messages.join('\n');
    // Were nothing recorded, nothing could be found: these words are in the messages of either page.
    expect(all.includes('signIn.rejected'), 'the diagnosis is among the messages').toBe(true);
    expect(all.includes('is_company'), 'the request is among the messages').toBe(true);
    for (const secret of [canary, target.apiKey]) expect(all.includes(secret)).toBe(false);
  });

  it('leaves no secret in any file: settings, state, logs, workspace', async () => {
    await workbench.restart();
    await workbench.statusBarItem('My Odoo');
    for (const secret of [canary, target.apiKey]) {
      expect(filesWith(base, secret)).toEqual([]);
      expect(filesWith(folder, secret)).toEqual([]);
    }
  });
});
