import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/server';
import { Builder } from './builder';
import { openWorkbench, type Workbench } from './workbench';

/* REST modules in a real workbench, on the sandbox. The connection comes out of the environment; one VS Code for each server. */

interface Place {
  sandbox: Sandbox;
  workbench: Workbench;
  folder: string;
}

async function open(env: (sandbox: Sandbox) => Record<string, string>): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-folder-'));
  const sandbox = await startSandbox();
  const common = { ODOO_URL: sandbox.url, ODOO_DB: sandbox.database, ODOO_LOGIN: sandbox.login };
  const workbench = await openWorkbench({ folder, env: { ...common, ...env(sandbox) } });
  return { sandbox, workbench, folder };
}

async function close({ sandbox, workbench, folder }: Place): Promise<void> {
  await workbench.close();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function newRequest(workbench: Workbench): Promise<Builder> {
  await workbench.command('View: Close All Editors');
  await workbench.command('Odoo: New Request');
  return Builder.in(workbench, 'New Request');
}

describe('The Secure API module', () => {
  let place: Place;
  let builder: Builder;
  let ids: string[] = [];

  beforeAll(async () => {
    place = await open(({ apiKey }) => ({
      ODOO_NAME: 'Secure',
      ODOO_AUTH: 'secureApiKey',
      ODOO_PROTOCOL: 'rest',
      ODOO_API_KEY: apiKey,
    }));
  });

  afterAll(() => close(place));

  it('is started on with a REST list, which shows records with opaque ids', async () => {
    await place.workbench.statusBarItem('Secure');
    builder = await newRequest(place.workbench);
    await builder.choosePlace('route', 'partner');
    await builder.write('filter', '[("is_company", "=", True)]');
    await builder.fill('Limit', '3');
    await builder.sendByKeyboard();
    expect(await builder.rows()).toHaveLength(3);
    await place.workbench.screenshot('rest-1-list');
  });

  it('creates several records at once and tells their ids', async () => {
    await builder.chooseOperation('REST: create');
    await builder.write('values', '[{"name": "REST journey A"}, {"name": "REST journey B"}]');
    await builder.sendWrite();
    await expect
      .poll(() => builder.summary(), { timeout: 20_000 })
      .toMatch(/^Created 2 records: id \S+, \S+/);
    ids = /id (\S+), (\S+)/.exec(await builder.summary())?.slice(1, 3) ?? [];
    expect(ids.every((id) => /[A-Za-z]/.test(id))).toBe(true);
  });

  it('reads, updates and deletes by those ids, in both forms for several', async () => {
    const [first = '', second = ''] = ids;
    await builder.chooseOperation('REST: update');
    await builder.write(
      'values',
      `[{"id": "${first}", "comment": "one"}, {"id": "${second}", "comment": "two"}]`,
    );
    await builder.sendWrite();
    await expect.poll(() => builder.summary(), { timeout: 20_000 }).toContain('Updated 2 records');
    await builder.chooseOperation('REST: read');
    await builder.fill('Record ids', `${first}, ${second}`);
    await builder.send();
    await expect
      .poll(async () => (await builder.rows()).join(), { timeout: 20_000 })
      .toContain('REST journey B');
    await builder.chooseOperation('REST: delete');
    await builder.chooseIn('bulk-form', 'Always as a list: […]');
    await builder.sendWrite();
    await expect.poll(() => builder.summary(), { timeout: 20_000 }).toContain('Deleted 2 records');
    await builder.chooseOperation('REST: read');
    await builder.send();
    await expect.poll(() => builder.summary(), { timeout: 20_000 }).toContain('No records match.');
    await place.workbench.screenshot('rest-2-gone');
  });

  it('saves a request and runs it from the palette', async () => {
    await builder.chooseOperation('REST: list');
    await builder.save();
    await place.workbench.quickInput.enter('A name for the request', 'Some companies');
    await place.workbench.quickInput.closed();
    const file = join(place.folder, 'requests', 'some-companies.odoo.yaml');
    await expect
      .poll(() => existsSync(file) && readFileSync(file, 'utf8'), { timeout: 20_000 })
      .toContain('operation: restList\n  route: partner\n');
    await place.workbench.command('View: Close All Editors');
    await place.workbench.command('Odoo: Run Saved Request…');
    await place.workbench.quickInput.step('Saved request to run');
    await place.workbench.quickInput.pick('Some companies');
    builder = await Builder.in(place.workbench, 'Some companies');
    expect(await builder.rows()).toHaveLength(3);
  });

  it('opens a record of the list in a builder of its own', async () => {
    const id = (await builder.rows())[0]?.split(' ')[0] ?? '';
    await builder.grid.openRecord(id);
    const record = await Builder.in(place.workbench, 'partner');
    expect(await record.rows()).toHaveLength(1);
    expect(await record.value('route')).toBe('partner');
  });

  it('keeps what was typed when another operation is chosen that it cannot carry', async () => {
    builder = await newRequest(place.workbench);
    await builder.chooseOperation('Any path');
    await builder.choosePlace('path', '/web/version');
    await builder.chooseIn('sign-in', 'API key · JSON-RPC');
    expect(await builder.misfit()).toContain('Any path goes by web session, JSON-2 or REST.');
    expect(await builder.value('path')).toBe('/web/version');
    await place.workbench.screenshot('rest-3-misfit');
  });
});

describe('A plain REST module', () => {
  let place: Place;
  let builder: Builder;

  beforeAll(async () => {
    place = await open(({ password }) => ({
      ODOO_NAME: 'Plain',
      ODOO_AUTH: 'basic',
      ODOO_PROTOCOL: 'rest',
      ODOO_SECRET: password,
      ODOO_PASSWORD: password,
    }));
  });

  afterAll(() => close(place));

  it('gives its OpenAPI document through the connection’s own sign-in', async () => {
    await place.workbench.statusBarItem('Plain');
    await place.workbench.command('Odoo: Import OpenAPI Document…');
    await place.workbench.quickInput.pick('Plain');
    await place.workbench.quickInput.pick('/api/v1/openapi.json');
    expect(await place.workbench.notification('operations of Sandbox REST API')).toMatch(
      /Plain: \d+ operations/,
    );
    await place.workbench.clearNotifications();
  });

  it('fills the form with an operation, and sends nothing while a placeholder is left', async () => {
    builder = await newRequest(place.workbench);
    await builder.chooseOperation('API operations (OpenAPI)');
    await builder.chooseApiOperation('GET /api/v1/partners/{id}');
    expect(await builder.value('path')).toBe('/api/v1/partners/{id}');
    await place.workbench.screenshot('rest-4-openapi');
    await builder.send();
    expect(await builder.problem()).toContain('Write a value in place of {id} in the path.');
    await builder.choosePlace('path', '/api/v1/partners/1');
    await builder.send();
    await builder.answered('"id": 1');
    expect(await builder.summary()).toContain('HTTP 200');
  });

  it('lists, creates, updates and deletes one record at a time', async () => {
    builder = await newRequest(place.workbench);
    await builder.choosePlace('route', 'partners');
    await builder.fill('Limit', '2');
    await builder.send();
    expect(await builder.rows()).toHaveLength(2);
    await expect.poll(() => builder.summary(), { timeout: 20_000 }).toMatch(/^2 of \d/);
    await builder.chooseOperation('REST: create');
    await builder.write('values', '{"name": "REST journey"}');
    await builder.sendWrite();
    await expect.poll(() => builder.summary(), { timeout: 20_000 }).toMatch(/^Created 1 record: id \d+/);
    const id = /id (\d+)/.exec(await builder.summary())?.[1] ?? '';
    await builder.chooseOperation('REST: update');
    await builder.fill('Record ids', id);
    await builder.write('values', '{"comment": "changed"}');
    await builder.sendWrite();
    await expect.poll(() => builder.summary(), { timeout: 20_000 }).toContain('Updated 1 record');
    await builder.chooseOperation('REST: delete');
    await builder.sendWrite();
    await expect.poll(() => builder.summary(), { timeout: 20_000 }).toContain('Deleted 1 record');
  });

  it('calls any path over a web session, which is asked about first', async () => {
    await builder.chooseOperation('Any path');
    await builder.chooseIn('sign-in', 'Web session · Web client');
    await builder.chooseIn('http-method', 'POST');
    await builder.choosePlace('path', '/web/session/get_session_info');
    await builder.write('body', '{"jsonrpc": "2.0", "method": "call", "params": {}}');
    await builder.sendWrite();
    await place.workbench.clickDialogButton('Sign in to Plain as the web client does?', 'Sign In');
    await builder.answered('"uid": 2');
    await place.workbench.screenshot('rest-5-web-session');
  });
});
