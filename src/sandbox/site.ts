import { Cooldown } from './cooldown';
import type { Database } from './database';
import type { FaultId } from './faults';
import { Sessions } from './sessions';
import { SignInAttempts } from './signInAttempts';
import { Tokens } from './tokens';
import { since } from './version';
import type { SandboxVersion } from './version';

export interface SiteOptions {
  sessionLifetimeMs: number;
  tokenLifetimeSeconds: number;
  cooldownMs: number;
  faultDelayMs: number;
}

/** What a server was asked for, counted: for tests. */
export interface Seen {
  /** Requests of any kind. */
  requests: number;
  /** Web sessions opened. */
  webSignIns: number;
  /** JWTs asked for with a login and password. */
  tokens: number;
  /** JWTs asked for with a refresh token, whether they were given or not. */
  refreshes: number;
  /** OAuth2 tokens asked for. */
  oauth2Tokens: number;
}

/** One server: what it imitates, what it holds, and who is signed in. */
export class Site {
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly cooldown: Cooldown;
  readonly signInAttempts = new SignInAttempts();
  readonly seen: Seen = { requests: 0, webSignIns: 0, tokens: 0, refreshes: 0, oauth2Tokens: 0 };
  readonly faultDelayMs: number;
  /** What goes wrong at the moment. */
  fault: FaultId | undefined;

  readonly #names: readonly string[];
  readonly #make: (name: string) => Database;
  readonly #made = new Map<string, Database>();

  /** @param make makes a database; asked when it is opened for the first time, since most people open one only */
  constructor(
    readonly version: SandboxVersion,
    names: readonly string[],
    make: (name: string) => Database,
    options: SiteOptions,
  ) {
    this.#names = names;
    this.#make = make;
    this.sessions = new Sessions(options.sessionLifetimeMs);
    this.tokens = new Tokens(options.tokenLifetimeSeconds);
    this.cooldown = new Cooldown(options.cooldownMs);
    this.faultDelayMs = options.faultDelayMs;
  }

  since(first: number): boolean {
    return since(this.version, first);
  }

  /** A database by its name. Who may not see it here may still open it by name over RPC, as in Odoo. */
  database(name: string): Database | undefined {
    if (this.fault === 'database-missing' || !this.#names.includes(name)) return undefined;
    const made = this.#made.get(name) ?? this.#make(name);
    this.#made.set(name, made);
    return made;
  }

  /** The databases the server has. */
  get names(): string[] {
    return this.fault === 'database-missing' ? [] : [...this.#names];
  }

  /** The databases that may be chosen under this host name (Odoo's --db-filter decides). */
  get visible(): string[] {
    return this.fault === 'database-filtered' || this.fault === 'postgres-down' ? [] : this.names;
  }
}
