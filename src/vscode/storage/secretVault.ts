import * as v from 'valibot';
import type * as vscode from 'vscode';
import {
  secretKinds,
  secretKindOf,
  type AuthMethod,
  type SecretKind,
  type SignInMethod,
} from '../../model/authMethod';
import { secretOriginOf, type Connection } from '../../model/connection';
import type { SecretReader } from '../../odoo/client';
import { OdooError } from '../../odoo/error';

const EntrySchema = v.object({ origin: v.string(), secret: v.string() });
type Entry = v.InferOutput<typeof EntrySchema>;

/**
 * The only place that keeps secrets: VS Code's SecretStorage, each secret bound to the origin it was entered for, which for tokens is
 * the token server's. Ways to sign in that prove the same thing share one: the web session takes the password's.
 */
export class SecretVault implements SecretReader {
  readonly #storage: vscode.SecretStorage;

  constructor(storage: vscode.SecretStorage) {
    this.#storage = storage;
  }

  /** @throws OdooError signIn.noSecret; signIn.addressChanged when it was saved for another origin */
  async read(
    connection: Connection,
    kind: SecretKind,
    { auth }: Pick<SignInMethod, 'auth'>,
  ): Promise<string> {
    const entry = await this.#entry(connection.id, kind);
    if (!entry) throw new OdooError('signIn.noSecret', { connection: connection.name, auth });
    const origin = secretOriginOf(connection, auth);
    if (entry.origin !== origin) {
      throw new OdooError('signIn.addressChanged', { from: entry.origin, to: origin, auth });
    }
    return entry.secret;
  }

  /**
   * The secret of a way to sign in; empty for one that needs none.
   * @throws OdooError signIn.noSecret, signIn.addressChanged
   */
  async secretFor(connection: Connection, auth: AuthMethod = connection.auth): Promise<string> {
    const kind = secretKindOf(auth);
    return kind === undefined ? '' : this.read(connection, kind, { auth });
  }

  /** Whether everything secret is there that a way to sign in needs, for the address it would be sent to. */
  async has(connection: Connection, auth: AuthMethod): Promise<boolean> {
    const kind = secretKindOf(auth);
    if (kind === undefined) return true;
    const entry = await this.#entry(connection.id, kind);
    return entry?.origin === secretOriginOf(connection, auth);
  }

  /** Keeps the secret of a way to sign in. A way that needs none has nothing to keep. */
  async save(connection: Connection, auth: AuthMethod, secret: string): Promise<void> {
    const kind = secretKindOf(auth);
    if (kind === undefined) return;
    const entry: Entry = { origin: secretOriginOf(connection, auth), secret };
    await this.#storage.store(key(connection.id, kind), JSON.stringify(entry));
  }

  /** Forgets every secret of a connection. */
  async remove(connectionId: string): Promise<void> {
    for (const kind of secretKinds) await this.#storage.delete(key(connectionId, kind));
  }

  /** Calls back with a connection's id when one of its secrets was kept, replaced or forgotten. */
  onDidChange(listener: (connectionId: string) => void): vscode.Disposable {
    return this.#storage.onDidChange(({ key: changed }) => {
      const id = /^odoo\.secret\.(.+)\.[^.]+$/.exec(changed)?.[1];
      if (id !== undefined) listener(id);
    });
  }

  async #entry(connectionId: string, kind: SecretKind): Promise<Entry | undefined> {
    const stored = await this.#storage.get(key(connectionId, kind));
    if (stored === undefined) return undefined;
    try {
      return v.parse(EntrySchema, JSON.parse(stored));
    } catch {
      // Unreadable is the same as absent: the person is asked again. The parser's error would quote the secret.
      return undefined;
    }
  }
}

function key(connectionId: string, kind: SecretKind): string {
  return `odoo.secret.${connectionId}.${kind}`;
}
