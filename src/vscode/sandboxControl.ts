import * as vscode from 'vscode';
import type { Connection } from '../model/connection';
import type { OdooClient } from '../odoo/client';
import { contextKeys } from './ids';
import type { SchemaCache } from './schemaCache';
import type { ConnectionStore } from './storage/connectionStore';
import type { SecretVault } from './storage/secretVault';

export const sandboxConnectionId = 'sandbox';

interface Running {
  close(): Promise<void>;
}

/** Starts and stops the sandbox, and keeps the one connection that leads to it. */
export class SandboxControl implements vscode.Disposable {
  readonly #store: ConnectionStore;
  readonly #vault: SecretVault;
  readonly #client: OdooClient;
  readonly #schema: SchemaCache;
  #running: Running | undefined;

  constructor(store: ConnectionStore, vault: SecretVault, client: OdooClient, schema: SchemaCache) {
    this.#store = store;
    this.#vault = vault;
    this.#client = client;
    this.#schema = schema;
  }

  /** Starts the sandbox where it is not running, and gives its connection. */
  async start(): Promise<Connection> {
    const existing = this.#store.find(sandboxConnectionId);
    if (this.#running && existing) return existing;
    // Most people never start it, so its code is loaded only now.
    const { startSandbox } = await import('../sandbox/server');
    const sandbox = await startSandbox();
    this.#running = sandbox;
    const connection: Connection = {
      ...(existing ?? { id: sandboxConnectionId, name: 'Sandbox', production: false, readOnly: false }),
      url: sandbox.url,
      database: sandbox.database,
      login: sandbox.login,
      auth: 'apiKey',
      protocol: 'json2',
      serverVersion: '19.0',
    };
    await this.#vault.save(connection, 'apiKey', sandbox.apiKey);
    await this.#vault.save(connection, 'password', sandbox.password);
    this.#client.forget(connection.id);
    this.#schema.forget(connection.id);
    await this.#store.save(connection);
    await this.#store.setActive(connection.id);
    await vscode.commands.executeCommand('setContext', contextKeys.sandboxRunning, true);
    return connection;
  }

  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.close();
    this.#schema.forget(sandboxConnectionId);
    await vscode.commands.executeCommand('setContext', contextKeys.sandboxRunning, false);
  }

  dispose(): void {
    void this.#running?.close();
  }
}
