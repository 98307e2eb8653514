import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { filesWith } from './secrets';
import { openWorkbench, type Workbench } from './workbench';

/* Connections of every kind, added and changed by typing. One VS Code for all steps, which follow each other. */
describe('Ways to sign in', () => {
  let sandbox: Sandbox;
  let workbench: Workbench;
  const base = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-signins-'));
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-folder-'));

  beforeAll(async () => {
    sandbox = await startSandbox();
    workbench = await openWorkbench({ folder, userDataDir: base });
  });

  afterAll(async () => {
    await workbench.close();
    await sandbox.close();
    for (const path of [base, folder]) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  });

  /** Add Connection up to the list of ways to sign in. */
  async function toSignIns(database: string): Promise<void> {
    const quick = workbench.quickInput;
    await workbench.command('Odoo: Add Connection…');
    await quick.enter('Address of the Odoo server', sandbox.url);
    await quick.step('Database on');
    await quick.choose(database, ({ label }) => label.includes(database), database);
    await quick.step('How to sign in');
  }

  async function finish(name: string): Promise<void> {
    const quick = workbench.quickInput;
    await quick.enter('A name for this connection', name);
    await quick.step('Marks for this connection');
    await quick.accept();
    await workbench.statusBarItem(name);
  }

  it('a web session says what it does before the password is given, and does not ask again', async () => {
    const quick = workbench.quickInput;
    await toSignIns('sandbox');
    const offered = (await quick.items()).map(({ label }) => label);
    expect(offered.slice(0, 3)).toEqual(['API key · JSON-2', 'API key · JSON-RPC', 'Password · JSON-RPC']);
    await workbench.screenshot('signins-1-offered');
    await quick.pick('Web session · Web client');
    await quick.enter('Login of the user', sandbox.login);
    await quick.step(`Password of ${sandbox.login}`);
    expect(await quick.message()).toContain(`rewrites its own address (web.base.url) to ${sandbox.url}`);
    await workbench.screenshot('signins-2-web-session');
    await quick.enter(`Password of ${sandbox.login}`, sandbox.password);
    await finish('By session');
    const tree = await workbench.tree('Connections');
    expect(await tree.labels('By session')).toContain('res.partner');
    expect(await workbench.text()).not.toContain('as the web client does?');
    await workbench.screenshot('signins-3-web-session-tree');
  });

  it('a token is described part by part, and what cannot be is refused with a sentence', async () => {
    const quick = workbench.quickInput;
    await toSignIns('sandbox');
    await quick.pick('JWT · REST');
    await quick.step('Which REST module answers there');
    await quick.pick('Another REST module');
    await quick.step('What every route of the module starts with');
    expect(await quick.value()).toBe('/api/v1');
    await quick.accept();
    await quick.enter('Address that gives the token', '/api/auth/token');
    await quick.step('How the token is asked for');
    await quick.pick('POST with JSON');
    await quick.enter('What is sent for the token', '{"login": "{{login}}", "password": {{secret}}}');
    expect(await quick.validation()).toContain('This is no JSON');
    await workbench.screenshot('signins-4-token-body');
    await quick.type('{"login": "{{login}}", "password": "{{secret}}", "db": "{{database}}"}');
    await quick.accept();
    await quick.enter('Where the token stands in the answer', 'data.access_token');
    await quick.enter('Where the refresh token stands', 'data.refresh_token');
    await quick.enter('when the token runs out', 'data.expires_in');
    await quick.enter('Address that takes the refresh token', '/api/auth/refresh');
    await quick.step('What is sent for the next token');
    // Back and forward keep what was typed.
    await quick.button('Back');
    await quick.step('Address that takes the refresh token');
    expect(await quick.value()).toBe('/api/auth/refresh');
    await quick.accept();
    await quick.step('What is sent for the next token');
    await quick.accept();
    await quick.enter('Login of the user', sandbox.login);
    await quick.enter(`Secret for the token of ${sandbox.login}`, 'wrong');
    expect(await quick.validation()).toContain('gave no token');
    await workbench.screenshot('signins-5-token-refused');
    await quick.type(sandbox.password);
    await quick.accept();
    await finish('By token');
    const tree = await workbench.tree('Connections');
    expect(await tree.labels('By token')).toEqual(['REST: build a request']);
    expect(sandbox.seen.tokens).toBeGreaterThan(0);
  });

  it('the Secure API module asks for its base path and a key', async () => {
    const quick = workbench.quickInput;
    await toSignIns('sandbox');
    await quick.pick('Secure API key · REST');
    await quick.step('What every route of the module starts with');
    expect(await quick.value()).toBe('/api');
    await quick.accept();
    await quick.enter('Login of the user', sandbox.login);
    await quick.enter(`API key of ${sandbox.login}`, sandbox.apiKey);
    await finish('Secure API');
    await workbench.screenshot('signins-6-secure-api');
  });

  it('routes that are open to anyone need no database, login or secret', async () => {
    const quick = workbench.quickInput;
    await toSignIns('No database');
    const offered = (await quick.items()).map(({ label }) => label);
    expect(offered).toContain('No sign-in · REST');
    expect(offered).not.toContain('Password · JSON-RPC');
    await quick.pick('No sign-in · REST');
    await quick.step('Which REST module answers there');
    await quick.pick('Another REST module');
    await quick.step('What every route of the module starts with');
    await quick.accept();
    await finish('Open to anyone');
  });

  it('one part of a connection is changed without the others', async () => {
    const quick = workbench.quickInput;
    const tree = await workbench.tree('Connections');
    await tree.contextMenu(['Secure API'], 'Edit Connection…');
    await quick.step('What to change?');
    const parts = (await quick.items()).map(({ label }) => label);
    expect(parts.slice(0, 4)).toEqual(['Address', 'Database', 'Sign-in', 'Method’s settings']);
    await workbench.screenshot('signins-7-what-to-change');
    await quick.pick('Name');
    await quick.enter('A name for this connection', 'Secure');
    await quick.closed();
    await tree.row('Secure');
    await tree.contextMenu(['Secure'], 'Edit Connection…');
    await quick.step('What to change?');
    await quick.pick('Method’s settings');
    await quick.enter('What every route of the module starts with', '/api/');
    await quick.closed();
    await tree.contextMenu(['Secure'], 'Mark Connection…');
    await quick.step('Marks for this connection');
    await quick.pick('Production');
    await quick.accept();
    const row = await tree.row('Secure');
    await expect.poll(() => row.innerText(), { timeout: 20_000 }).toContain('production');
  });

  it('an API key that runs out soon is told once, with the list of keys a click away', async () => {
    const quick = workbench.quickInput;
    await workbench.clearNotifications();
    await toSignIns('sandbox');
    await quick.pick('API key · JSON-2');
    await quick.enter('Login of the user', sandbox.plain.login);
    await quick.enter(`API key of ${sandbox.plain.login}`, sandbox.keys.expiring);
    await finish('Short-lived');
    expect(await workbench.notification('One of your API keys')).toMatch(/runs out in (2 days|\d+ hours)/);
    await workbench.screenshot('signins-8-key-notice');
    await workbench.clickNotificationButton('One of your API keys', 'Show API Keys');
    await quick.step('Which of them a connection holds cannot be seen');
    expect((await quick.items()).some(({ label }) => label.includes('Runs out soon'))).toBe(true);
    await workbench.screenshot('signins-9-keys');
    await quick.cancel();
  });

  it('signing out of a web session ends it and forgets the password', async () => {
    const tree = await workbench.tree('Connections');
    await tree.contextMenu(['By session'], 'Sign Out (Forget Password and API Key)');
    expect(await workbench.notification('By session: signed out')).toContain('forgotten here');
    await expect
      .poll(async () => (await tree.labels('By session')).join(), { timeout: 20_000 })
      .toContain('Signed out of 127.0.0.1');
  });

  it('Odoo 20 renews a key by itself: the new one is stored before the old one ends', async () => {
    const quick = workbench.quickInput;
    await workbench.clearNotifications();
    await workbench.command('Odoo: Start Sandbox as Another Version…');
    await quick.step('The Odoo that the sandbox imitates');
    await quick.pick('Odoo 20');
    await workbench.statusBarItem('Sandbox');
    await workbench.viewFocused('Connections');
    const tree = await workbench.tree('Connections');
    await tree.contextMenu(['Sandbox'], 'Renew API Key…');
    await quick.step('How long the new key lasts');
    await quick.pick('3 months');
    await workbench.screenshot('signins-10-renew');
    await workbench.clickDialogButton('Renew the API key of Sandbox?', 'Renew and Revoke the Old Key');
    expect(await workbench.notification('the API key is renewed')).toContain('the old one opens nothing');
    await workbench.clearNotifications();
    await tree.contextMenu(['Sandbox'], 'Test Connection');
    await workbench.notification('Sandbox: signed in to Odoo 20.0');
  });

  it('a certificate that nobody vouches for is accepted by choice alone, and stays visible', async () => {
    const quick = workbench.quickInput;
    await workbench.clearNotifications();
    await workbench.command('Odoo: Make the Sandbox Fail…');
    await quick.step('What goes wrong in the sandbox');
    await quick.pick('Self-signed certificate');
    await workbench.statusBarItem('fails: Self-signed certificate');
    await workbench.screenshot('signins-11-fault');
    const tree = await workbench.tree('Connections');
    await tree.contextMenu(['Sandbox'], 'Edit Connection…');
    await quick.step('What to change?');
    await quick.pick('Certificates');
    await quick.step('Certificates for 127.0.0.1');
    await workbench.screenshot('signins-12-certificates');
    const accept = 'Accept this server’s certificate without a check';
    await quick.choose(accept, ({ label }) => label.includes(accept), accept);
    await workbench.clickDialogButton('Accept any certificate from 127.0.0.1', 'Accept Without a Check');
    await quick.step('Certificates for 127.0.0.1');
    await quick.choose('Go on', ({ label }) => label.includes('Go on'), 'Go on');
    await quick.closed();
    await workbench.statusBarItem('certificate not checked');
    const row = await tree.row('Sandbox');
    expect(await row.innerText()).toContain('certificate not checked');
    await workbench.screenshot('signins-13-not-checked');
  });

  it('leaves no secret in any file', async () => {
    await workbench.restart();
    await workbench.statusBarItem('Sandbox');
    for (const secret of [sandbox.apiKey, sandbox.keys.expiring]) {
      expect(filesWith(base, secret)).toEqual([]);
      expect(filesWith(folder, secret)).toEqual([]);
    }
  });
});
