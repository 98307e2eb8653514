import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { Builder } from './builder';
import { openRecordingServer, type RecordingServer } from './recordingServer';
import { filesWith, secretsIn } from './secrets';
import { openWorkbench, type Workbench } from './workbench';

/** What a person types in the place of the sandbox's own words, which are too plain to be looked for. */
const password = 'canary-password-5d1e77';
const clientSecret = 'canary-client-secret-90ab3c';
const wrong = 'canary-wrong-secret-c44f02';

/*
 * Every secret that a server ever gave out, or was shown, in calls that work and calls that fail: cookies of web sessions, tokens and
 * what renews them, client secrets, keys. Afterwards they are looked for wherever the product could have left them.
 */
describe('Every secret of every way to sign in', () => {
  let sandbox: Sandbox;
  let front: RecordingServer;
  let workbench: Workbench;
  const base = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-canary-'));
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-folder-'));
  const seen: string[] = [];
  const messages: string[] = [];

  beforeAll(async () => {
    sandbox = await startSandbox({ tokenLifetimeSeconds: 30 });
    front = await openRecordingServer(sandbox.url, {
      [password]: sandbox.password,
      [clientSecret]: sandbox.oauth2.clientSecret,
    });
    workbench = await openWorkbench({ folder, userDataDir: base });
  });

  afterAll(async () => {
    await workbench.close();
    await front.close();
    await sandbox.close();
    for (const path of [base, folder]) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  });

  /** What a person sees and the pages were sent, kept before it changes. */
  async function look(): Promise<void> {
    seen.push(await workbench.text());
    messages.push(await workbench.messages());
  }

  /** Add Connection up to the way to sign in, which is chosen. */
  async function choose(way: string): Promise<void> {
    const quick = workbench.quickInput;
    await workbench.command('Odoo: Add Connection…');
    await quick.enter('Address of the Odoo server', front.url);
    await quick.step('Database on');
    await quick.pick('sandbox');
    await quick.step('How to sign in');
    await quick.choose(way, ({ label }) => label === way, way);
  }

  async function chooseModule(): Promise<void> {
    const quick = workbench.quickInput;
    await quick.step('Which REST module answers there');
    await quick.pick('Another REST module');
    await quick.enter('What every route of the module starts with', '/api/v1');
  }

  /** A wrong secret first, whose refusal says nothing of it, then the right one. */
  async function prove(step: string, secret: string, name: string): Promise<void> {
    const quick = workbench.quickInput;
    await quick.enter(step, wrong);
    await quick.validation();
    await look();
    await quick.type(secret);
    await quick.accept();
    await finish(name);
  }

  /** The same where nothing but a call tells whether a secret is right: it is refused then, and entered anew. */
  async function proveByCall(step: string, secret: string, name: string): Promise<void> {
    const quick = workbench.quickInput;
    await quick.enter(step, wrong);
    await finish(name);
    const builder = await newRequest();
    await builder.choosePlace('route', 'partners');
    await builder.send();
    await builder.problem();
    await look();
    const tree = await workbench.tree('Connections');
    await tree.contextMenu([name], 'Enter Password or API Key…');
    await quick.step(name);
    await quick.type(secret);
    await quick.accept();
    await workbench.notification(name);
  }

  async function finish(name: string): Promise<void> {
    const quick = workbench.quickInput;
    await quick.enter('A name for this connection', name);
    await quick.step('Marks for this connection');
    await quick.accept();
    await workbench.statusBarItem(name);
    await look();
  }

  /** A builder on the connection that was added last. */
  async function newRequest(): Promise<Builder> {
    await workbench.command('View: Close All Editors');
    await workbench.command('Odoo: New Request');
    return Builder.in(workbench, 'New Request');
  }

  /** Calls that work and calls that fail, one of them saved, and the diagnosis. */
  async function work(name: string, renews?: () => void): Promise<void> {
    const builder = await newRequest();
    await builder.choosePlace('route', 'partners');
    await builder.fill('Limit', '3');
    await builder.send();
    expect(await builder.rows()).toHaveLength(3);
    renews?.();
    await builder.fill('Limit', '2');
    await builder.send();
    await expect.poll(async () => (await builder.rows()).length, { timeout: 20_000 }).toBe(2);
    await look();
    await builder.save();
    await workbench.quickInput.enter('A name for the request', `Some partners, ${name}`);
    await workbench.quickInput.closed();
    await builder.choosePlace('route', 'nothing.like.this');
    await builder.send();
    await builder.problem();
    await look();
    await builder.chooseOperation('Any path');
    await builder.choosePlace('path', '/api/v1/openapi.json');
    await builder.send();
    await builder.answered('openapi');
    await look();
    await builder.choosePlace('path', '/api/v1/repeat');
    await builder.send();
    expect(await builder.problem()).toMatch(/500|failed/);
    await look();
    await diagnose(name);
  }

  async function diagnose(name: string): Promise<void> {
    const tree = await workbench.tree('Connections');
    await tree.contextMenu([name], 'Diagnose Connection');
    const page = await workbench.webview(`Diagnose: ${name}`);
    await page.getByTestId('verdict-title').waitFor({ timeout: 60_000 });
    await look();
  }

  it('a web session, also after it was lost on the server', async () => {
    await choose('Web session · Web client');
    await workbench.quickInput.enter('Login of the user', sandbox.login);
    await prove(`Password of ${sandbox.login}`, password, 'By session');
    const builder = await newRequest();
    await builder.chooseModel('res.partner');
    await builder.fill('Limit', '3');
    await builder.send();
    expect(await builder.rows()).toHaveLength(3);
    sandbox.expireSessions();
    await builder.fill('Limit', '2');
    await builder.send();
    await expect.poll(async () => (await builder.rows()).length, { timeout: 20_000 }).toBe(2);
    await look();
    await builder.chooseOperation('Any path');
    await builder.choosePlace('path', '/web/session/repeat');
    await builder.send();
    expect(await builder.problem()).toContain('repeats what it was sent');
    await look();
    await diagnose('By session');
    expect(sandbox.seen.webSignIns).toBeGreaterThan(1);
  });

  it('a JWT that is renewed in between', async () => {
    const quick = workbench.quickInput;
    await choose('JWT · REST');
    await chooseModule();
    await quick.enter('Address that gives the token', '/api/auth/token');
    await quick.step('How the token is asked for');
    await quick.pick('POST with JSON');
    await quick.enter('What is sent for the token', '{"login": "{{login}}", "password": "{{secret}}"}');
    await quick.enter('Where the token stands in the answer', 'data.access_token');
    await quick.enter('Where the refresh token stands', 'data.refresh_token');
    await quick.enter('when the token runs out', 'data.expires_in');
    await quick.enter('Address that takes the refresh token', '/api/auth/refresh');
    await quick.step('What is sent for the next token');
    await quick.accept();
    await quick.enter('Login of the user', sandbox.login);
    await prove(`Secret for the token of ${sandbox.login}`, password, 'By token');
    await work('By token', () => sandbox.expireTokens());
    expect(sandbox.seen.refreshes).toBeGreaterThan(0);
  });

  it('a token of OAuth 2.0, also after it ran out', async () => {
    const quick = workbench.quickInput;
    await choose('OAuth 2.0 · REST');
    await chooseModule();
    await quick.enter('Token address', '/oauth2/token');
    await quick.step('Scopes to ask for');
    await quick.accept();
    await quick.step('Where the client ID and its secret go');
    await quick.pick('In a basic Authorization header');
    await quick.enter('Client ID', sandbox.oauth2.clientId);
    await prove(`Client secret of ${sandbox.oauth2.clientId}`, clientSecret, 'By client');
    await work('By client', () => sandbox.expireTokens());
    expect(sandbox.seen.oauth2Tokens).toBeGreaterThan(1);
  });

  it('a key in a header', async () => {
    await choose('Key in a header · REST');
    await chooseModule();
    await workbench.quickInput.step('The header that carries the key');
    await workbench.quickInput.pick('X-API-Key: …');
    await proveByCall('Key or token', sandbox.apiKey, 'By header');
    await work('By header');
  });

  it('a password in basic authentication', async () => {
    await choose('Basic authentication · REST');
    await chooseModule();
    await workbench.quickInput.enter('User name', sandbox.login);
    await proveByCall(`Password of ${sandbox.login}`, password, 'By user name');
    await work('By user name');
  });

  it('is forgotten when a person signs out of all of them', async () => {
    const tree = await workbench.tree('Connections');
    for (const name of ['By session', 'By token', 'By client', 'By header', 'By user name']) {
      await tree.contextMenu([name], 'Sign Out (Forget Password and API Key)');
      await workbench.notification(`${name}: signed out`);
      await look();
    }
    await workbench.command('Odoo: Show Log');
    await look();
  });

  it('was of every kind there is', () => {
    // Were one missing, that nothing is found of it would prove nothing.
    expect(front.kinds()).toEqual(
      expect.arrayContaining([
        'access_token',
        'authorization',
        'cookie',
        'refresh_token',
        'set-cookie',
        'x-api-key',
      ]),
    );
    expect(front.secrets().length).toBeGreaterThan(15);
  });

  const all = (): string[] => [...front.secrets(), password, clientSecret, wrong];

  it('stands on no screen', () => {
    const text = seen.join('\n');
    expect(text).toContain('By client');
    expect(secretsIn(text, all())).toEqual([]);
  });

  it('is in no message to a page', () => {
    const text = messages.join('\n');
    expect(text).toContain('nothing.like.this');
    expect(secretsIn(text, all())).toEqual([]);
  });

  it('is in no file: settings, state, logs, the browser’s own, the workspace', async () => {
    await workbench.restart();
    await workbench.statusBarItem('By user name');
    // The search reaches what the product writes: a connection's address is in its state, the route in the workspace.
    expect(filesWith(base, front.url).length).toBeGreaterThan(0);
    expect(filesWith(folder, 'partners').length).toBeGreaterThan(0);
    expect(filesWith(base, ...all())).toEqual([]);
    expect(filesWith(folder, ...all())).toEqual([]);
  });

  it('would be found if it were left, in any form', () => {
    const [secret = ''] = front.secrets();
    const forms = [
      secret,
      `{"token": "${secret}"}`,
      Buffer.from(`user:${secret}!`).toString('base64'),
      Buffer.from(`us:${secret}`).toString('base64url'),
      Buffer.from(secret, 'utf16le'),
      encodeURIComponent(secret),
    ];
    for (const [index, form] of forms.entries()) {
      const planted = join(folder, `planted-${index}`);
      writeFileSync(planted, form);
      expect(filesWith(folder, ...all())).toEqual([planted]);
      rmSync(planted);
    }
    expect(secretsIn(`Bearer ${secret}`, all())).toContain(secret);
  });
});
