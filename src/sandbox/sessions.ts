import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a session cookie leads to. */
export interface Session {
  id: string;
  /** The database that was signed in to. */
  database: string;
  /** undefined while the second factor is missing: such a session opens nothing. */
  uid: number | undefined;
}

interface Kept extends Session {
  until: number;
}

/** More sessions than a program that never signs out can need; the oldest ends for a new one. */
const mostSessions = 10_000;

/** The web sessions of a server. They end some time after their last use. */
export class Sessions {
  readonly #kept = new Map<string, Kept>();
  readonly #secret = randomBytes(20);

  /** @param lifetimeMs how long a session lasts without use, in milliseconds */
  constructor(readonly lifetimeMs: number) {}

  open(database: string, uid: number | undefined): Session {
    const id = randomBytes(42).toString('base64url');
    const session = { id, database, uid, until: Date.now() + this.lifetimeMs };
    this.#kept.set(id, session);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostSessions && oldest !== undefined) this.#kept.delete(oldest);
    return session;
  }

  /** The session of an id, its time renewed; undefined when it has ended. */
  find(id: string | undefined): Session | undefined {
    const session = this.#kept.get(id ?? '');
    if (session === undefined) return undefined;
    if (session.until <= Date.now()) {
      this.#kept.delete(session.id);
      return undefined;
    }
    session.until = Date.now() + this.lifetimeMs;
    return session;
  }

  end(id: string): void {
    this.#kept.delete(id);
  }

  endAll(): void {
    this.#kept.clear();
  }

  /** A form's proof that it comes from a page of this session (Odoo 14–19, odoo/http.py csrf_token): a digest, "o", and when it ends. */
  csrfToken(id: string): string {
    const until = Math.floor(Date.now() / 1000) + 48 * 3600;
    return `${this.#digest(id, until)}o${until}`;
  }

  acceptsCsrf(id: string, token: string): boolean {
    const [digest = '', until = ''] = token.split('o');
    const expected = Buffer.from(this.#digest(id, Number(until)));
    const given = Buffer.from(digest);
    return (
      Number(until) > Date.now() / 1000 &&
      given.length === expected.length &&
      timingSafeEqual(given, expected)
    );
  }

  #digest(id: string, until: number): string {
    return createHmac('sha1', this.#secret).update(`${id}${until}`).digest('hex');
  }
}
