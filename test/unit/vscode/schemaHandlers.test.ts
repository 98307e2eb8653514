import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SignInMethod } from '../../../src/model/authMethod';
import type { Connection } from '../../../src/model/connection';
import { OdooClient } from '../../../src/odoo/client';
import { UndiciTransport } from '../../../src/odoo/undiciTransport';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { SchemaCache } from '../../../src/vscode/schemaCache';
import type { PanelContext } from '../../../src/vscode/views/request/panelContext';
import { schemaHandlers } from '../../../src/vscode/views/request/schemaHandlers';

/** What the person chooses in the dialog: a file's path, or nothing. */
const chosen = vi.hoisted(() => ({ path: undefined as string | undefined }));

vi.mock('vscode', () => ({
  commands: { executeCommand: () => Promise.resolve() },
  window: {
    showOpenDialog: () => Promise.resolve(chosen.path === undefined ? undefined : [{ path: chosen.path }]),
  },
  workspace: {
    fs: {
      stat: async ({ path }: { path: string }) => ({ size: (await stat(path)).size }),
      readFile: ({ path }: { path: string }) => readFile(path),
    },
  },
}));

const way: SignInMethod = { auth: 'password', protocol: 'jsonRpc' };

describe('What the form asks of its server', () => {
  let sandbox: Sandbox;
  let secret: string;
  let connection: Connection;
  let handlers: ReturnType<typeof schemaHandlers>;
  const transport = new UndiciTransport(() => ({ verifyCertificates: true, certificates: [] }), {});
  const signal = new AbortController().signal;

  beforeAll(async () => {
    sandbox = await startSandbox();
  });

  afterAll(async () => {
    await transport.close();
    await sandbox.close();
  });

  beforeEach(() => {
    secret = sandbox.password;
    connection = {
      id: 'staging',
      name: 'Staging',
      url: sandbox.url,
      database: sandbox.database,
      login: sandbox.login,
      production: false,
      readOnly: false,
      ...way,
    };
    const client = new OdooClient({
      transport,
      secrets: { read: () => Promise.resolve(secret) },
      guard: { confirm: () => Promise.resolve(true), webSignIn: () => Promise.resolve(true) },
      now: () => performance.now(),
      limits: () => ({ timeoutMs: 10_000, maxBytes: 10_000_000 }),
    });
    const ports = {
      client,
      store: { get: () => connection },
      schema: new SchemaCache(client),
      prompt: { withSecret: <T>(_of: Connection, _auth: string, work: () => Promise<T>) => work() },
    };
    handlers = schemaHandlers({ ports } as unknown as PanelContext, () => undefined);
  });

  const onPartner = { connectionId: 'staging', model: 'res.partner' };

  it('is answered: records by name, names by id, counts and methods', async () => {
    const records = await handlers.records({ ...onPartner, text: '', limit: 3 }, signal);
    expect(records).toHaveLength(3);
    const [first] = records;
    if (!first) throw new Error('The sandbox has no contacts.');
    expect(first.name).not.toBe('');
    expect(await handlers.recordNames({ ...onPartner, ids: [first.id, 987_654] }, signal)).toEqual([first]);
    const count = await handlers.count({ ...onPartner, domain: [['id', '=', first.id]] }, signal);
    expect(count).toBe(1);
    const { source, methods } = await handlers.methods(onPartner, signal);
    expect(source).toBe('known');
    expect(methods.map((method) => method.name)).toContain('name_search');
  });

  it('is asked of the server once, and again when a person wants it', async () => {
    const before = sandbox.signInAttempts().length;
    const [one, other] = [await handlers.fields(onPartner, signal), await handlers.fields(onPartner, signal)];
    expect(other).toBe(one);
    const again = await handlers.fields({ ...onPartner, again: true }, signal);
    expect(again).not.toBe(one);
    expect(again).toEqual(one);
    const models = await handlers.models({ connectionId: 'staging', again: false }, signal);
    expect(await handlers.models({ connectionId: 'staging', again: false }, signal)).toBe(models);
    expect(await handlers.models({ connectionId: 'staging', again: true }, signal)).not.toBe(models);
    expect(sandbox.signInAttempts().length - before).toBe(1);
  });

  it('does not send a refused secret once more unasked', async () => {
    secret = 'wrong';
    const before = sandbox.signInAttempts().length;
    const asked = [
      () => handlers.records({ ...onPartner, text: 'a', limit: 5 }, signal),
      () => handlers.recordNames({ ...onPartner, ids: [1] }, signal),
      () => handlers.count({ ...onPartner, domain: [] }, signal),
      () => handlers.languages({ connectionId: 'staging' }, signal),
      () => handlers.companies({ connectionId: 'staging' }, signal),
      () => handlers.defaults({ ...onPartner, fields: ['name'] }, signal),
      () => handlers.properties({ ...onPartner, field: 'x' }, signal),
    ];
    for (const ask of asked) await expect(ask()).rejects.toMatchObject({ code: 'signIn.rejected' });
    expect(sandbox.signInAttempts().length - before).toBe(1);
    await expect(handlers.fields({ ...onPartner, again: true }, signal)).rejects.toMatchObject({
      code: 'signIn.rejected',
    });
    expect(sandbox.signInAttempts().length - before).toBe(2);
  });

  it('is cancelled with the page’s question', async () => {
    const abort = new AbortController();
    abort.abort();
    const search = handlers.records({ ...onPartner, text: '', limit: 3 }, abort.signal);
    await expect(search).rejects.toMatchObject({ code: 'call.cancelled' });
  });
});

describe('A file for a field', () => {
  const folder = mkdtempSync(join(tmpdir(), 'picked-'));
  const handlers = schemaHandlers({ ports: {} } as unknown as PanelContext, () => undefined);
  const pick = () => handlers.pickFile({}, new AbortController().signal);

  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read whole, and may be given up', async () => {
    chosen.path = undefined;
    expect(await pick()).toBeUndefined();
    chosen.path = join(folder, 'photo.png');
    writeFileSync(chosen.path, Uint8Array.from([0, 255, 7]));
    expect(await pick()).toEqual({ name: 'photo.png', bytes: 3, base64: 'AP8H' });
  });

  it('is refused with what it has and may have when it is too large, and when it cannot be read', async () => {
    chosen.path = join(folder, 'film.mp4');
    writeFileSync(chosen.path, Buffer.alloc(25_000_001));
    await expect(pick()).rejects.toMatchObject({
      code: 'request.pickedFile',
      facts: { reason: 'size', file: 'film.mp4', size: 26, most: 25 },
    });
    chosen.path = join(folder, 'gone.txt');
    await expect(pick()).rejects.toMatchObject({
      code: 'request.pickedFile',
      facts: { reason: 'unreadable', file: 'gone.txt' },
    });
  });
});
