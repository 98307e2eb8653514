import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as send, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { freePort } from '../support/vscode/process';
import { Builder } from './builder';
import { hardToRead } from './pageLook';
import { openWorkbench, type Workbench } from './workbench';

const patience = { timeout: 60_000 };
const settings = { 'odoo.checkOnStart': false };

async function verdict(page: FrameLocator): Promise<string> {
  await page.getByTestId('verdict').waitFor(patience);
  return page.getByTestId('verdict-title').innerText();
}

/** Waits until the diagnosis says that all is well. */
async function allIsWell(page: FrameLocator): Promise<void> {
  await page.getByRole('heading', { name: 'Everything works' }).waitFor(patience);
}

/* A refused sign-in is diagnosed from where it failed, mended with the panel's own buttons, and nothing is asked twice. */
describe('A diagnosis that mends', () => {
  let sandbox: Sandbox;
  /** The web server in front of Odoo. */
  let front: Server;
  /** Whether it sends everybody on to Odoo's own address, in place of passing requests on. */
  let redirects = false;
  let workbench: Workbench;
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-folder-'));

  beforeAll(async () => {
    sandbox = await startSandbox();
    front = createServer((asked, answer) => {
      const { method, url = '', headers } = asked;
      if (redirects) {
        answer.writeHead(301, { location: `${sandbox.url}${url}` }).end();
        return;
      }
      const onward = send(`${sandbox.url}${url}`, { method, headers }, (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      asked.pipe(onward);
    });
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
    const { port } = front.address() as AddressInfo;
    const env = {
      ODOO_URL: `http://127.0.0.1:${port}`,
      ODOO_DB: sandbox.database,
      ODOO_LOGIN: sandbox.login,
      ODOO_NAME: 'Staging',
      ODOO_AUTH: 'password',
      ODOO_PROTOCOL: 'jsonRpc',
      ODOO_PASSWORD: 'wrong-password',
    };
    workbench = await openWorkbench({ folder, env, settings });
    await workbench.statusBarItem('Staging');
  });

  afterAll(async () => {
    await workbench.close();
    await sandbox.close();
    front.closeAllConnections();
    await new Promise((resolve) => front.close(resolve));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** Sign-ins that were refused over one API. */
  const refusals = (path: string): number =>
    sandbox.signInAttempts().filter((attempt) => attempt.path.startsWith(path) && !attempt.ok).length;

  const panel = (): Promise<FrameLocator> => workbench.webview('Diagnose: Staging');

  it('takes over from the builder what the server said there, and does not ask it again', async () => {
    await workbench.command('Odoo: New Request');
    const builder = await Builder.in(workbench, 'New Request');
    await builder.choosePlace('model', 'res.partner');
    const lists = (await workbench.webview('New Request')).getByTestId('models-note');
    await lists.getByText('Try again').waitFor(patience);
    await builder.send();
    await builder.problem();
    // Of the lists that the builder asks for by itself, the first showed that the password is refused; Send is the person's.
    const before = refusals('/jsonrpc');
    expect(before).toBe(2);
    expect(await (await workbench.statusBarItem('Staging')).innerText()).toContain('failed');
    const failed = await workbench.webview('res.partner');
    await failed.getByTestId('problem').getByRole('button', { name: 'Diagnose' }).click(patience);
    const page = await panel();
    await verdict(page);
    await page.getByTestId('step-signIn').getByText('from the failed call').waitFor(patience);
    expect(refusals('/jsonrpc')).toBe(before);
    // Each other API is asked once at most.
    expect(refusals('/xmlrpc')).toBeLessThanOrEqual(1);
    await workbench.screenshot('diagnosis-1-carried-over');
  });

  it('asks for the password by its button, and checks only what depends on it', async () => {
    const page = await panel();
    const before = refusals('/');
    await page.getByRole('button', { name: 'Enter the password' }).click(patience);
    await workbench.quickInput.enter(`Password of ${sandbox.login}`, sandbox.password);
    await allIsWell(page);
    expect(await page.getByTestId('step-database').innerText()).toContain('from the run before');
    expect(await page.getByTestId('step-signIn').innerText()).not.toContain('from the run before');
    expect(refusals('/')).toBe(before);
    const status = await workbench.statusBarItem('Staging');
    await expect.poll(() => status.innerText(), patience).not.toContain('failed');
    // The builder behind it reads its lists by itself now.
    const builder = await workbench.webview('res.partner');
    await expect.poll(() => builder.getByTestId('models-note').count(), patience).toBe(0);
    await workbench.webview('Diagnose: Staging');
    await workbench.screenshot('diagnosis-2-mended');
  });

  it('switches the API by one click in the matrix, and back by Undo', async () => {
    const page = await panel();
    await page.getByRole('button', { name: 'Use Password · XML-RPC' }).click(patience);
    await workbench.notification('Staging now signs in by Password · XML-RPC.');
    await page.getByRole('button', { name: 'Use Password · JSON-RPC' }).waitFor(patience);
    await allIsWell(page);
    await workbench.screenshot('diagnosis-3-switched');
    await workbench.clickNotificationButton('Staging now signs in', 'Undo');
    await page.getByRole('button', { name: 'Use Password · XML-RPC' }).waitFor(patience);
    await allIsWell(page);
  });

  it('uses the address that a redirect leads to, and asks for the secret of the new server', async () => {
    const page = await panel();
    redirects = true;
    await page.getByTestId('run-again').click(patience);
    await expect.poll(() => page.getByTestId('verdict-title').innerText(), patience).toMatch(/redirect/i);
    await workbench.screenshot('diagnosis-4-redirect');
    await page.getByRole('button', { name: `Use ${sandbox.url}` }).click(patience);
    await workbench.quickInput.step(`Password of ${sandbox.login} on ${new URL(sandbox.url).host}`);
    expect(await workbench.quickInput.message()).toContain('The address changed from');
    await workbench.quickInput.enter(`Password of ${sandbox.login}`, sandbox.password);
    await workbench.notification(`Staging now uses ${sandbox.url}.`);
    await allIsWell(page);
    await workbench.screenshot('diagnosis-5-moved');
  });
});

const themes = {
  dark: { label: 'Dark Modern', kind: 'vscode-dark' },
  light: { label: 'Light Modern', kind: 'vscode-light' },
  hc: { label: 'Dark High Contrast', kind: 'vscode-high-contrast' },
};

/* Six diagnoses that people meet most, as VS Code's own themes show them: measured, and kept as pictures. */
describe('A diagnosis as it looks', () => {
  let sandbox: Sandbox;
  let secure: Sandbox;
  let workbench: Workbench;
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-folder-'));
  const title = 'Diagnose: Integration';

  beforeAll(async () => {
    sandbox = await startSandbox();
    secure = await startSandbox({ tls: true });
    const { login, password } = sandbox.twoFactor;
    const env = {
      ODOO_URL: sandbox.url,
      ODOO_DB: sandbox.database,
      ODOO_LOGIN: login,
      ODOO_NAME: 'Integration',
      ODOO_AUTH: 'password',
      ODOO_PROTOCOL: 'jsonRpc',
      ODOO_PASSWORD: password,
    };
    workbench = await openWorkbench({ folder, env, settings });
    await workbench.statusBarItem('Integration');
    await workbench.command('View: Close Primary Side Bar');
  });

  afterAll(async () => {
    await workbench.close();
    await sandbox.close();
    await secure.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** Looks at the diagnosis in every theme, and once in a narrow editor. */
  async function look(name: string, tab: string): Promise<void> {
    const found: string[] = [];
    await workbench.clearNotifications();
    for (const [theme, { label, kind }] of Object.entries(themes)) {
      await workbench.command('Preferences: Color Theme');
      await workbench.quickInput.step('Color Theme');
      await workbench.quickInput.pick(label);
      await workbench.quickInput.closed();
      const page = await workbench.webview(tab);
      await expect
        .poll(() => page.locator('body').getAttribute('data-vscode-theme-kind'), { timeout: 20_000 })
        .toBe(kind);
      // Transitions of colors have ended.
      await workbench.page.waitForTimeout(300);
      await workbench.screenshot(`diagnosis-${name}-${theme}`);
      found.push(...(await hardToRead(page)).map((one) => `${theme}: ${one}`));
    }
    const page = await workbench.webview(tab);
    const size = workbench.page.viewportSize();
    await workbench.page.setViewportSize({ width: 320 + 60, height: 900 });
    await expect.poll(() => page.getByRole('table').count(), { timeout: 20_000 }).toBe(0);
    await workbench.screenshot(`diagnosis-${name}-narrow`);
    found.push(...(await hardToRead(page)).map((one) => `narrow: ${one}`));
    await workbench.page.setViewportSize(size ?? { width: 1280, height: 720 });
    expect(found).toEqual([]);
  }

  async function diagnoseTyped(address: string): Promise<FrameLocator> {
    await workbench.command('Odoo: Add Connection…');
    await workbench.quickInput.enter('Address of the Odoo server', address);
    await workbench.quickInput.validation();
    await workbench.quickInput.button('Diagnose: find out why');
    return workbench.webview(`Diagnose: ${address}`);
  }

  it('undecided between a wrong password and a second factor, with the question that would tell', async () => {
    await workbench.command('Odoo: Diagnose Connection');
    const page = await workbench.webview(title);
    await verdict(page);
    expect(await page.getByTestId('certainty').innerText()).toContain('Undecided');
    await page.getByTestId('ask-session').waitFor(patience);
    // Nothing was known of the connection before; now it is known to fail.
    expect(await (await workbench.statusBarItem('Integration')).innerText()).toContain('failed');
    await look('undecided', title);
  });

  it('certain once that question is asked', async () => {
    const page = await workbench.webview(title);
    const web = (): number =>
      sandbox.signInAttempts().filter(({ path }) => path === '/web/session/authenticate').length;
    expect(web()).toBe(0);
    await page.getByTestId('ask-session').click(patience);
    await expect.poll(() => page.getByTestId('verdict-title').innerText(), patience).toMatch(/two-factor/i);
    expect(await page.getByTestId('certainty').innerText()).toContain('Certain');
    expect(web()).toBe(1);
    expect(await page.getByTestId('ask-session').count()).toBe(0);
    await look('two-factor', title);
  });

  it('looked up with an administrator’s login that is typed, used once and kept nowhere', async () => {
    const quick = workbench.quickInput;
    const page = await workbench.webview(title);
    await page.getByTestId('run-again').click(patience);
    await page.getByTestId('ask-account').click(patience);
    await quick.step('Whose rights');
    await quick.pick('Enter an administrator’s login…');
    await quick.enter('Login of a user who may read users', sandbox.login);
    await quick.enter('to read one user’s record', sandbox.apiKey);
    await expect.poll(() => page.getByTestId('certainty').innerText(), patience).toContain('Certain');
    expect(await verdict(page)).toMatch(/two-factor/i);
    expect(await workbench.messages()).not.toContain(sandbox.apiKey);
  });

  it('of a connection that works, with which API accepts what', async () => {
    const page = await workbench.webview(title);
    const quick = workbench.quickInput;
    await page.getByRole('button', { name: 'Change the sign-in method' }).click(patience);
    await quick.step('How to sign in');
    await quick.pick('API key · JSON-2');
    await quick.enter(`API key of ${sandbox.twoFactor.login}`, sandbox.twoFactor.apiKey);
    await allIsWell(page);
    await page.getByTestId('access').waitFor();
    await look('works', title);
  });

  it('of a database that is not there', async () => {
    sandbox.setFault('database-missing');
    const page = await workbench.webview(title);
    await page.getByTestId('run-again').click(patience);
    await expect.poll(() => page.getByTestId('verdict-title').innerText(), patience).toMatch(/database/i);
    await look('database', title);
    sandbox.setFault(undefined);
  });

  it('of a certificate that nobody vouches for', async () => {
    const page = await diagnoseTyped(secure.url);
    expect(await verdict(page)).toMatch(/certificate/i);
    await look('tls', `Diagnose: ${secure.url}`);
  });

  it('of a port at which nothing listens', async () => {
    const address = `http://127.0.0.1:${await freePort()}`;
    const page = await diagnoseTyped(address);
    await expect
      .poll(() => page.getByTestId('step-tcp').getAttribute('data-verdict'), patience)
      .toBe('failed');
    await verdict(page);
    await look('refused', `Diagnose: ${address}`);
  });
});
