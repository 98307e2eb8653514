import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { explainError } from '../../../src/diagnosis/explain';
import type { SignInMethod } from '../../../src/model/authMethod';
import type { Connection } from '../../../src/model/connection';
import { OdooClient } from '../../../src/odoo/client';
import { OdooError } from '../../../src/odoo/error';
import { UndiciTransport } from '../../../src/odoo/undiciTransport';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';
import { stateOf } from '../../../src/vscode/connectionState';
import { SchemaCache } from '../../../src/vscode/schemaCache';

const ways: SignInMethod[] = [
  { auth: 'password', protocol: 'jsonRpc' },
  { auth: 'password', protocol: 'xmlRpc' },
  { auth: 'apiKey', protocol: 'json2' },
];

describe('The lists of models and fields', () => {
  let sandbox: Sandbox;
  const transport = new UndiciTransport(() => ({ verifyCertificates: true, certificates: [] }), {});

  beforeAll(async () => {
    sandbox = await startSandbox();
  });

  afterAll(async () => {
    await transport.close();
    await sandbox.close();
  });

  describe.each(ways)('with $auth over $protocol', (way) => {
    let secret: string;
    let connection: Connection;
    let client: OdooClient;
    let schema: SchemaCache;
    let told: OdooError[];
    let before: number;

    beforeEach(() => {
      secret = 'wrong';
      told = [];
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
      client = new OdooClient({
        transport,
        secrets: { read: () => Promise.resolve(secret) },
        guard: { confirm: () => Promise.resolve(true), webSignIn: () => Promise.resolve(true) },
        now: () => performance.now(),
        limits: () => ({ timeoutMs: 10_000, maxBytes: 10_000_000 }),
      });
      schema = new SchemaCache(client, (_id, error) => told.push(error));
      before = sandbox.signInAttempts().length;
    });

    const refused = (): number =>
      sandbox
        .signInAttempts()
        .slice(before)
        .filter(({ ok }) => !ok).length;

    const right = (): string => (way.auth === 'apiKey' ? sandbox.apiKey : sandbox.password);

    it('have a wrong secret refused once, however many are asked for and however often', async () => {
      const asked = [
        schema.models(connection),
        schema.fields(connection, 'res.partner'),
        schema.fields(connection, 'res.users'),
      ];
      const outcomes = await Promise.allSettled(asked);
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
      schema.forgetFailures(connection.id);
      await expect(schema.models(connection)).rejects.toThrow(/^signIn\./);
      await expect(schema.fields(connection, 'res.country')).rejects.toThrow(/^signIn\./);
      expect(refused()).toBe(1);
      expect(told).toHaveLength(1);
    });

    it('are not asked for after a check or a call was refused', async () => {
      schema.learn(connection.id, stateOf(explainError(new OdooError('signIn.rejected'))));
      await expect(schema.models(connection)).rejects.toThrow('signIn.rejected');
      expect(sandbox.signInAttempts()).toHaveLength(before);
    });

    it('wait for a check that is running, and then need no attempt to know', async () => {
      schema.learn(connection.id, { kind: 'checking' });
      const models = schema.models(connection);
      schema.learn(connection.id, stateOf(explainError(new OdooError('signIn.rejected'))));
      await expect(models).rejects.toThrow('signIn.rejected');
      expect(sandbox.signInAttempts()).toHaveLength(before);
    });

    it('come once the secret is another one, and once a call or a check has worked', async () => {
      await expect(schema.models(connection)).rejects.toThrow(/^signIn\./);
      secret = right();
      client.forget(connection.id);
      schema.askAgain(connection.id);
      expect((await schema.models(connection)).models.length).toBeGreaterThan(10);

      schema.learn(connection.id, stateOf(explainError(new OdooError('signIn.rejected'))));
      schema.learn(connection.id, { kind: 'ok', ms: 1, at: new Date() });
      const fields = await schema.fields(connection, 'res.partner');
      expect(fields.map(({ name }) => name)).toContain('email');
      expect(refused()).toBe(1);
    });

    it('forget a refusal that comes after the secret was replaced', async () => {
      const late = schema.models(connection);
      // The question is on its way with the secret it read.
      await Promise.resolve();
      await Promise.resolve();
      secret = right();
      client.forget(connection.id);
      schema.askAgain(connection.id);
      await late.catch(() => undefined);
      schema.forgetFailures(connection.id);
      expect((await schema.models(connection)).models.length).toBeGreaterThan(10);
      expect(told).toEqual([]);
    });

    it('are asked for again after a failure that says nothing of the secret', async () => {
      sandbox.setFault('maintenance');
      await expect(schema.models(connection)).rejects.toThrow('http.gateway');
      sandbox.setFault(undefined);
      secret = right();
      schema.forgetFailures(connection.id);
      expect((await schema.models(connection)).models.length).toBeGreaterThan(10);
    });
  });
});
