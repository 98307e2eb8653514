import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { Builder } from './builder';
import { openWorkbench, type Workbench } from './workbench';

/* Connections are added and changed without a mouse, by someone who mistypes, goes back and gives up half-way. */
describe('The wizard by keyboard alone', () => {
  let sandbox: Sandbox;
  let secure: Sandbox;
  let workbench: Workbench;
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-folder-'));

  beforeAll(async () => {
    sandbox = await startSandbox();
    secure = await startSandbox({ tls: true, singleDatabase: true });
    workbench = await openWorkbench({ folder });
    // The palette lists the commands once the extension is known.
    await workbench.tree('Connections');
  });

  afterAll(async () => {
    await workbench.close();
    await sandbox.close();
    await secure.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const press = (keys: string): Promise<void> => workbench.page.keyboard.press(keys);

  /** Types the command's whole name into the palette, which puts it first. What ends a moment later, such as the wizard, closes the palette. */
  async function run(command: string): Promise<void> {
    for (let tries = 1; !(await offered(command)); tries++) {
      if (tries === 3) throw new Error(`The palette did not offer “${command}”.`);
    }
    await press('Enter');
  }

  async function offered(command: string): Promise<boolean> {
    const quick = workbench.quickInput;
    await press('F1');
    const first = async (): Promise<string | undefined> => {
      if ((await quick.value().catch(() => '')) === '>') await quick.type(`>${command}`);
      return (await quick.items().catch(() => []))[0]?.label;
    };
    return expect
      .poll(first, { timeout: 10_000 })
      .toBe(command)
      .then(
        () => true,
        () => false,
      );
  }

  /** Types into the step that shows this text, and presses Enter. */
  async function answer(step: string, text: string): Promise<void> {
    await workbench.quickInput.enter(step, text);
  }

  /** Chooses by typing a part of it. */
  async function choose(step: string, part: string, label: string): Promise<void> {
    const quick = workbench.quickInput;
    await quick.step(step);
    await quick.type(part);
    await expect
      .poll(async () => (await quick.items()).map((item) => item.label)[0], { timeout: 10_000 })
      .toBe(label);
    await press('Enter');
  }

  /** Moves on with Tab until the button is reached, and presses it. */
  async function pressButton(label: string): Promise<void> {
    const focused = (): Promise<string> =>
      workbench.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    for (let tabs = 0; tabs < 8 && !(await focused()).startsWith(label); tabs++) await press('Shift+Tab');
    expect(await focused()).toContain(label);
    await press('Enter');
  }

  it('keeps what was typed when one leaves half-way, and a server that is not there is named', async () => {
    const quick = workbench.quickInput;
    await run('Odoo: Add Connection…');
    await answer('Address of the Odoo server', '127.0.0.1:9');
    expect(await quick.validation()).toContain('Nothing is listening on port 9 of 127.0.0.1');
    await workbench.screenshot('wizard-1-unreachable');
    await quick.type(sandbox.url);
    await press('Enter');
    await quick.step('Database on');
    await press('Escape');
    await quick.closed();
    await run('Odoo: Add Connection…');
    await quick.step('Address of the Odoo server');
    expect(await quick.value()).toBe(sandbox.url);
    await press('Enter');
  });

  it('goes back and forth, refuses what cannot be and says why', async () => {
    const quick = workbench.quickInput;
    await choose('Database on', 'sandbox', 'sandbox');
    await choose('How to sign in', 'Key in a header', 'Key in a header · REST');
    await choose('Which REST module answers there', 'Another', 'Another REST module');
    await answer('What every route of the module starts with', 'https://other.example.com/api');
    expect(await quick.validation()).toContain('Only the path, such as /api/v1');
    await workbench.screenshot('wizard-2-base-path');
    await quick.type('/api/v1');
    await press('Enter');
    await choose('The header that carries the key', 'Another', 'Another header…');
    await answer('Name of the header that carries the key', 'Cookie');
    expect(await quick.validation()).toContain('has a meaning of its own');
    await quick.type('X-Shop-Key');
    await press('Enter');
    await quick.step('What stands before the key in the header');
    // VS Code's own keys for Back.
    await press('Control+Alt+Minus');
    await quick.step('Name of the header that carries the key');
    expect(await quick.value()).toBe('X-Shop-Key');
    // One of the usual headers after all: nothing more is to be asked about it.
    await quick.type('X-API-Key');
    await press('Enter');
    await answer('Key or token', '');
    expect(await quick.validation()).toBe('Type or paste the key or token.');
    await workbench.screenshot('wizard-3-no-key');
    await quick.type(sandbox.apiKey);
    await press('Enter');
    await quick.step('A name for this connection');
    await workbench.screenshot('wizard-4-name');
    await answer('A name for this connection', 'Shop');
    await quick.step('Marks for this connection');
    await press('Enter');
    await workbench.statusBarItem('Shop');
  });

  it('says at once when a password is wrong, and takes the right one', async () => {
    const quick = workbench.quickInput;
    await run('Odoo: Add Connection…');
    await answer('Address of the Odoo server', sandbox.url);
    await choose('Database on', 'sandbox', 'sandbox');
    await choose('How to sign in', 'Password · JSON', 'Password · JSON-RPC');
    await answer('Login of the user', sandbox.plain.login);
    await answer(`Password of ${sandbox.plain.login}`, 'not-this-one');
    expect(await quick.validation()).toContain('does not accept this login and password together');
    await workbench.screenshot('wizard-5-wrong-password');
    await quick.type(sandbox.plain.password);
    await press('Enter');
    await answer('A name for this connection', 'Shop');
    expect(await quick.validation()).toBe('There is already a connection called Shop.');
    await quick.type('Sales');
    await press('Enter');
    await quick.step('Marks for this connection');
    await press('Enter');
    await workbench.statusBarItem('Sales');
  });

  it('edits one part, here the way to sign in, with the password that is stored', async () => {
    const quick = workbench.quickInput;
    await run('Odoo: Edit Connection…');
    await choose('Connection to edit', 'Sales', 'Sales');
    await quick.step('What to change?');
    await workbench.screenshot('wizard-6-edit');
    await choose('What to change?', 'Sign-in', 'Sign-in');
    await choose('How to sign in', 'Password · XML', 'Password · XML-RPC');
    await quick.closed();
    await run('Odoo: Edit Connection…');
    await choose('Connection to edit', 'Sales', 'Sales');
    await quick.step('What to change?');
    const signIn = (await quick.items()).find(({ label }) => label === 'Sign-in');
    expect(signIn?.description).toBe('Password · XML-RPC');
    await press('Escape');
  });

  it('asks whom to trust where a certificate is not known, and shows that it is not checked', async () => {
    const quick = workbench.quickInput;
    await run('Odoo: Add Connection…');
    await answer('Address of the Odoo server', secure.url);
    expect(await quick.validation()).toContain('Certificates: choose what to trust');
    await workbench.screenshot('wizard-7-untrusted');
    await pressButton('Certificates');
    await quick.step('Certificates for');
    await workbench.screenshot('wizard-8-certificates');
    await quick.type('Accept this');
    await press('Enter');
    await workbench.dialog('Accept any certificate from');
    await workbench.screenshot('wizard-9-accept');
    await press('Enter');
    await quick.step('Certificates for');
    await quick.type('Go on');
    await press('Enter');
    await choose('Database on', 'sandbox', 'sandbox');
    await choose('How to sign in', 'API key', 'API key · JSON-2');
    await answer('Login of the user', secure.login);
    await answer(`API key of ${secure.login}`, secure.apiKey);
    await answer('A name for this connection', 'Unchecked');
    await quick.step('Marks for this connection');
    await press('Enter');
    await workbench.statusBarItem('Unchecked: certificate not checked');
    const tree = await workbench.tree('Connections');
    expect(await (await tree.row('Unchecked')).innerText()).toContain('certificate not checked');
    await run('Odoo: New Request');
    const page = await workbench.webview('New Request');
    await page.getByTestId('mark-unchecked').waitFor({ timeout: 20_000 });
    await workbench.screenshot('wizard-10-not-checked');
  });

  it('overrides the way to sign in for one call, and shows where its time went', async () => {
    const builder = await Builder.in(workbench, 'New Request');
    await builder.chooseIn('connection', 'Sales');
    await builder.chooseModel('res.partner');
    await builder.chooseIn('sign-in', 'Password · JSON-RPC');
    await builder.fill('Limit', '2');
    await builder.sendByKeyboard();
    expect(await builder.rows()).toHaveLength(2);
    const page = await workbench.webview('res.partner');
    expect(await page.locator('.via').innerText()).toContain('JSON-RPC');
    const timings = page.getByTestId('timings');
    expect(await timings.getAttribute('title')).toMatch(/first byte .*\n?transfer/s);
    await timings.press('Enter');
    expect(await page.getByTestId('timing').innerText()).toMatch(/first byte/i);
    await workbench.screenshot('wizard-11-timings');
  });
});
