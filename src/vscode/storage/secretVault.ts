import * as v from 'valibot';
import type * as vscode from 'vscode';
import type { AuthMethod } from '../../model/authMethod';
import { originOf, type Connection } from '../../model/connection';
import type { SecretReader } from '../../odoo/client';
import { OdooError } from '../../odoo/error';

const EntrySchema = v.object({ origin: v.string(), secret: v.string() });
const auths: AuthMethod[] = ['password', 'apiKey'];

/** The only place that keeps secrets: VS Code's SecretStorage, each secret bound to the origin it was entered for. */
export class SecretVault implements SecretReader {
  readonly #storage: vscode.SecretStorage;

  constructor(storage: vscode.SecretStorage) {
    this.#storage = storage;
  }

  /** @throws OdooError signIn.noSecret; signIn.addressChanged when it was saved for another origin */
  async read(connection: Connection, auth: AuthMethod): Promise<string> {
    const entry = await this.#entry(connection.id, auth);
    if (!entry) throw new OdooError('signIn.noSecret', { connection: connection.name, auth });
    const origin = originOf(connection.url);
    if (entry.origin !== origin) {
      throw new OdooError('signIn.addressChanged', { from: entry.origin, to: origin, auth });
    }
    return entry.secret;
  }

  /** Whether a secret is there that may be sent to the connection's address. */
  async has(connection: Connection, auth: AuthMethod): Promise<boolean> {
    const entry = await this.#entry(connection.id, auth);
    return entry?.origin === originOf(connection.url);
  }

  async save(connection: Connection, auth: AuthMethod, secret: string): Promise<void> {
    const entry = { origin: originOf(connection.url), secret };
    await this.#storage.store(key(connection.id, auth), JSON.stringify(entry));
  }

  /** Forgets every secret of a connection. */
  async remove(connectionId: string): Promise<void> {
    for (const auth of auths) await this.#storage.delete(key(connectionId, auth));
  }

  async #entry(
    connectionId: string,
    auth: AuthMethod,
  ): Promise<v.InferOutput<typeof EntrySchema> | undefined> {
    const stored = await this.#storage.get(key(connectionId, auth));
    if (stored === undefined) return undefined;
    try {
      return v.parse(EntrySchema, JSON.parse(stored));
    } catch {
      // Unreadable is the same as absent: the person is asked again. The parser's error would quote the secret.
      return undefined;
    }
  }
}

function key(connectionId: string, auth: AuthMethod): string {
  return `odoo.secret.${connectionId}.${auth}`;
}
