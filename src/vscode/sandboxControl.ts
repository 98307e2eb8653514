import * as vscode from 'vscode';
import type { Connection } from '../model/connection';
import type { Fault } from '../sandbox/faults';
import type { Sandbox, SandboxOptions } from '../sandbox/server';
import type { SandboxVersion } from '../sandbox/version';
import { contextKeys } from './ids';
import type { ConnectionKeeper } from './connectionKeeper';
import type { ConnectionStore } from './storage/connectionStore';
import type { SecretVault } from './storage/secretVault';

export const sandboxConnectionId = 'sandbox';
export const usualVersion: SandboxVersion = '19';

/** Starts and stops the sandbox, makes it fail, and keeps the one connection that leads to it. */
export class SandboxControl implements vscode.Disposable {
  readonly #store: ConnectionStore;
  readonly #vault: SecretVault;
  readonly #keeper: ConnectionKeeper;
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires when what goes wrong in it changed. */
  readonly onDidChange = this.#changed.event;
  #running: Sandbox | undefined;
  #fault: Fault | undefined;

  constructor(store: ConnectionStore, vault: SecretVault, keeper: ConnectionKeeper) {
    this.#store = store;
    this.#vault = vault;
    this.#keeper = keeper;
  }

  /** What goes wrong in it on purpose. */
  get fault(): Fault | undefined {
    return this.#running ? this.#fault : undefined;
  }

  get version(): SandboxVersion | undefined {
    return this.#running?.version;
  }

  /** Starts the sandbox where it is not running, and gives its connection. */
  async start(): Promise<Connection> {
    const existing = this.#store.find(sandboxConnectionId);
    return this.#running && existing ? existing : this.#startWith({ version: usualVersion });
  }

  /** Starts it anew as another version of Odoo, with nothing going wrong. */
  async startAs(version: SandboxVersion): Promise<Connection> {
    await this.#close();
    this.#fault = undefined;
    return this.#startWith({ version });
  }

  /** Makes something go wrong, or nothing any more. What is wrong with a certificate takes a new start. */
  async fail(fault: Fault | undefined): Promise<Connection> {
    const before = this.#fault;
    const restarts = this.#running && (fault?.where === 'tls' || before?.where === 'tls');
    const version = this.#running?.version ?? usualVersion;
    if (restarts) await this.#close();
    const atStart = fault?.where === 'tls' ? { fault: fault.id } : {};
    const existing = this.#running && this.#store.find(sandboxConnectionId);
    const connection = existing ?? (await this.#startWith({ version, ...atStart }));
    if (fault?.where !== 'tls') this.#running?.setFault(fault?.id);
    this.#fault = fault;
    this.#keeper.forgetState(connection.id);
    this.#changed.fire();
    return connection;
  }

  async stop(): Promise<void> {
    await this.#close();
    this.#fault = undefined;
    this.#keeper.forgetSchema(sandboxConnectionId);
    await vscode.commands.executeCommand('setContext', contextKeys.sandboxRunning, false);
    this.#changed.fire();
  }

  dispose(): void {
    void this.#running?.close();
    this.#changed.dispose();
  }

  async #close(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.close();
  }

  async #startWith(options: SandboxOptions): Promise<Connection> {
    // Most people never start it, so its code is loaded only now.
    const { startSandbox } = await import('../sandbox/server');
    const sandbox = await startSandbox(options);
    this.#running = sandbox;
    const { name, production, readOnly } = this.#store.find(sandboxConnectionId) ?? {
      name: 'Sandbox',
      production: false,
      readOnly: false,
    };
    const connection: Connection = {
      id: sandboxConnectionId,
      name,
      production,
      readOnly,
      url: sandbox.url,
      database: sandbox.database,
      login: sandbox.login,
      auth: 'apiKey',
      // JSON-2 came with 19.
      protocol: Number(sandbox.version) >= 19 ? 'json2' : 'jsonRpc',
      serverVersion: `${sandbox.version}.0`,
    };
    await this.#vault.save(connection, 'apiKey', sandbox.apiKey);
    await this.#vault.save(connection, 'password', sandbox.password);
    this.#keeper.forgetState(connection.id);
    await this.#store.save(connection);
    await this.#store.setActive(connection.id);
    await vscode.commands.executeCommand('setContext', contextKeys.sandboxRunning, true);
    this.#changed.fire();
    return connection;
  }
}
