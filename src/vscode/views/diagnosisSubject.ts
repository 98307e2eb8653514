import type { Examination } from '../../diagnosis/diagnose';
import type { DiagnosedConnection } from '../../diagnosis/inquiry';
import { firstAffected } from '../../diagnosis/openInquiry';
import type { Connection } from '../../model/connection';
import type { Guard } from '../../odoo/client';

export interface SubjectPorts {
  store: { find: (id: string) => Connection | undefined };
  vault: { secretFor: (connection: Connection) => Promise<string> };
  guard: Pick<Guard, 'webSignIn'>;
  keys: { expires: (connection: Connection) => Date | undefined };
}

/** The connection as it was typed, with the secret typed for it, which stays on the host. */
interface Typed {
  secret: string | undefined;
}

interface Examined {
  connection: DiagnosedConnection;
  secret: string | undefined;
}

/** What is being diagnosed: a saved connection as it is saved now, or one as it is being typed; and its one examination. */
export class DiagnosisSubject {
  readonly #ports: SubjectPorts;
  readonly #given: Connection;
  /** How it was saved when it was given. */
  readonly #savedAs: string | undefined;
  readonly #make: (connection: DiagnosedConnection, secret: string | undefined) => Examination;
  #typed: Typed | undefined;
  #examination: Examination | undefined;
  #examined: Examined | undefined;

  /** @param make called once, with what is there when the first run begins */
  constructor(
    ports: SubjectPorts,
    connection: Connection,
    typed: Typed | undefined,
    make: (connection: DiagnosedConnection, secret: string | undefined) => Examination,
  ) {
    this.#ports = ports;
    this.#given = connection;
    this.#typed = typed;
    this.#make = make;
    this.#savedAs = asText(ports.store.find(connection.id));
  }

  get id(): string {
    return this.#given.id;
  }

  /** Whether it is not saved as it stands. Once it is saved, what was typed is no longer what counts. */
  get typed(): boolean {
    const saved = asText(this.#ports.store.find(this.id));
    if (this.#typed && saved !== undefined && saved !== this.#savedAs) this.#typed = undefined;
    return this.#typed !== undefined;
  }

  /** As it is now: a remedy may have changed the saved one meanwhile. */
  get connection(): Connection {
    return this.typed ? this.#given : (this.#ports.store.find(this.id) ?? this.#given);
  }

  async secret(): Promise<string | undefined> {
    const { connection } = this;
    if (this.#typed?.secret !== undefined) return this.#typed.secret;
    if (!this.#ports.store.find(this.id)) return undefined;
    return this.#ports.vault.secretFor(connection).catch(() => undefined);
  }

  /** The examination, told of everything that is another way now. Asks before a sign-in as the web client's, where nobody agreed to one. */
  async examination(): Promise<Examination> {
    const { connection, typed } = this;
    const secret = await this.secret();
    // Whoever typed the password for it has read what a web sign-in does.
    const asks = connection.auth === 'webSession' && !typed && secret !== undefined;
    const declined = asks && !(await this.#ports.guard.webSignIn(connection));
    const expires = this.#ports.keys.expires(connection);
    const diagnosed: DiagnosedConnection = {
      ...connection,
      ...(declined ? { webSignInDeclined: true } : {}),
      ...(expires ? { keyExpires: expires } : {}),
    };
    if (this.#examination) this.#examination.change(diagnosed, secret);
    else this.#examination = this.#make(diagnosed, secret);
    this.#examined = { connection: diagnosed, secret };
    return this.#examination;
  }

  /** Whether anything that was examined is another way now, so that something has to be checked again. */
  async changed(): Promise<boolean> {
    const before = this.#examined;
    if (!before) return false;
    const { webSignInDeclined } = before.connection;
    const connection = { ...this.connection, ...(webSignInDeclined ? { webSignInDeclined } : {}) };
    return firstAffected(before, { connection, secret: await this.secret() }) !== undefined;
  }
}

function asText(connection: Connection | undefined): string | undefined {
  return connection && JSON.stringify(connection);
}
