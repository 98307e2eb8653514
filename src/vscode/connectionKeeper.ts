import { originOf, type Connection } from '../model/connection';
import type { OdooClient } from '../odoo/client';
import type { ConnectionMonitor } from './connectionMonitor';
import type { SchemaCache } from './schemaCache';
import type { ConnectionStore } from './storage/connectionStore';
import type { SecretVault } from './storage/secretVault';
import type { WebSignInConsent } from './storage/webSignInConsent';

export interface ConnectionKeeperParts {
  store: ConnectionStore;
  vault: SecretVault;
  consent: WebSignInConsent;
  client: OdooClient;
  schema: SchemaCache;
  monitor: ConnectionMonitor;
}

/** Keeps, changes and forgets connections with everything that hangs on them. */
export class ConnectionKeeper {
  readonly #parts: ConnectionKeeperParts;

  constructor(parts: ConnectionKeeperParts) {
    this.#parts = parts;
  }

  /**
   * Saves a connection that was just signed in to.
   * @param secret undefined where the stored one stays
   */
  async keep(connection: Connection, secret: string | undefined): Promise<void> {
    const { store, vault, consent, monitor } = this.#parts;
    const before = store.find(connection.id);
    if (secret !== undefined) await vault.save(connection, connection.auth, secret);
    if (before && originOf(before.url) !== originOf(connection.url)) await consent.forget(connection.id);
    // The wizard said what it does before it signed in.
    if (connection.auth === 'webSession') await consent.give(connection);
    this.forgetState(connection.id);
    await store.save(connection);
    monitor.note(connection.id, undefined);
  }

  /** Saves a saved connection that was changed and has not been signed in to since. Its secrets stay bound to their addresses. */
  async change(connection: Connection): Promise<void> {
    const { store, consent } = this.#parts;
    const before = store.find(connection.id);
    if (before && originOf(before.url) !== originOf(connection.url)) await consent.forget(connection.id);
    this.forgetState(connection.id);
    await store.save(connection);
  }

  /**
   * Ends the web session on the server, where there is one, and forgets every secret.
   * @throws OdooError when the server could not be told; the secrets are forgotten all the same
   */
  async signOut(connection: Connection): Promise<void> {
    const { vault, client } = this.#parts;
    try {
      await client.signOut(connection);
    } finally {
      await vault.remove(connection.id);
      this.forgetState(connection.id);
    }
  }

  async remove(connection: Connection): Promise<void> {
    const { store, vault, consent, client } = this.#parts;
    // A server that is gone keeps nobody from deleting the connection to it.
    await client.signOut(connection).catch(() => undefined);
    await vault.remove(connection.id);
    await consent.forget(connection.id);
    this.forgetState(connection.id);
    await store.remove(connection.id);
  }

  /** Forgets models and fields. */
  forgetSchema(connectionId: string): void {
    this.#parts.schema.forget(connectionId);
  }

  /** Forgets who is signed in and what the server said, for when either changed. */
  forgetState(connectionId: string): void {
    const { client, schema, monitor } = this.#parts;
    client.forget(connectionId);
    schema.forget(connectionId);
    monitor.forget(connectionId);
  }
}
