import { randomBytes } from 'node:crypto';
import { accounts, expiredApiKey, expiringApiKey, otherScopeApiKey, plainAccount } from './accounts';
import type { Database } from './database';
import { textOf } from './model';

/** An API key without its secret: what its record in `res.users.apikeys` says. */
export interface ApiKey {
  id: number;
  uid: number;
  name: string;
  /** false: a key for everything. */
  scope: string | false;
  /** When it runs out, in UTC as Odoo writes it; false: never. */
  expires: string | false;
}

/**
 * The API keys of one database. Each is a record of `res.users.apikeys`, which holds everything but the secret: a key lives as long as its
 * record does.
 */
export class KeyStore {
  readonly #db: Database;
  /** The record of a secret. */
  readonly #ids = new Map<string, number>();

  constructor(db: Database) {
    this.#db = db;
    for (const { uid, login, apiKey } of accounts)
      this.#adopt(apiKey, uid, `Explorer of ${login}`, 'rpc', false);
    const { uid } = plainAccount;
    this.#adopt(expiredApiKey, uid, `Run out (${expiredApiKey.slice(0, 8)})`, false, daysFromNow(-30));
    this.#adopt(expiringApiKey, uid, `Runs out soon (${expiringApiKey.slice(0, 8)})`, false, daysFromNow(2));
    this.#adopt(otherScopeApiKey, uid, 'Mail plugin', 'odoo.plugin.outlook', false);
  }

  /** The keys of a user, oldest first. */
  list(uid: number): ApiKey[] {
    return this.#db
      .rows('res.users.apikeys')
      .filter((row) => row['user_id'] === uid)
      .map((row) => this.#key(row.id))
      .filter((key) => key !== undefined);
  }

  /**
   * Makes a key and its record.
   * @param expiration "2026-11-21 17:53:37" in UTC, or false for a key that never runs out
   * @returns the secret, 40 hexadecimal letters; it is told this once
   */
  generate(uid: number, scope: string | false, name: string, expiration: string | false): string {
    const secret = randomBytes(20).toString('hex');
    this.#ids.set(secret, this.#insert(uid, name, scope, expiration));
    return secret;
  }

  /** Takes a key back. @returns whether there was such a key */
  revoke(secret: string): boolean {
    const key = this.find(secret);
    if (key === undefined) return false;
    this.#db.remove('res.users.apikeys', key.id);
    return true;
  }

  /** The key a secret opens, whatever its scope and whether or not it has run out. */
  find(secret: string): ApiKey | undefined {
    const id = this.#ids.get(secret);
    return id === undefined ? undefined : this.#key(id);
  }

  #key(id: number): ApiKey | undefined {
    const row = this.#db.row('res.users.apikeys', id);
    if (row === undefined) return undefined;
    const { user_id: uid, scope, expiration_date: expires } = row;
    return {
      id,
      uid: typeof uid === 'number' ? uid : 0,
      name: textOf(row['name']),
      scope: typeof scope === 'string' && scope,
      expires: typeof expires === 'string' && expires,
    };
  }

  /** Gives a secret to the record the data has for it, or to a new one of a user there is. */
  #adopt(secret: string, uid: number, name: string, scope: string | false, expires: string | false): void {
    if (this.#db.row('res.users', uid) === undefined) return;
    const row = this.#db
      .rows('res.users.apikeys')
      .find((one) => one['user_id'] === uid && one['name'] === name);
    this.#ids.set(secret, row?.id ?? this.#insert(uid, name, scope, expires));
  }

  #insert(uid: number, name: string, scope: string | false, expires: string | false): number {
    return this.#db.insert('res.users.apikeys', {
      name,
      user_id: uid,
      scope,
      expiration_date: expires,
      create_date: odooTime(new Date()),
    });
  }
}

const stores = new WeakMap<Database, KeyStore>();

/** The keys of a database; made, with those of the accounts, when first asked for. */
export function keysOf(db: Database): KeyStore {
  let store = stores.get(db);
  if (store === undefined) stores.set(db, (store = new KeyStore(db)));
  return store;
}

function daysFromNow(days: number): string {
  return odooTime(new Date(Date.now() + days * 86_400_000));
}

/** "2026-11-21 17:53:37", in UTC. */
export function odooTime(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ');
}
