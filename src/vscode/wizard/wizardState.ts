import { secretKindOf, type SignInMethod } from '../../model/authMethod';
import { hostOf, originOf, secretOriginOf, type Connection } from '../../model/connection';
import type { FailedCall } from '../../model/diagnosis';
import type { ServerVersion } from '../../model/schemaInfo';
import { parseAddress } from '../../odoo/address';
import { offeredSignIns, offers } from '../../odoo/auth/methods';
import type { OdooClient } from '../../odoo/client';
import { OdooError } from '../../odoo/error';
import { listDatabases, readServerVersion } from '../../odoo/server';
import { readVersion } from '../../odoo/version';
import { settingsOf, type ConnectionInput } from './connectionInput';

export interface WizardPorts {
  /** A client that takes its secret from the caller, for signing in before anything is saved. */
  clientFor: (secret: () => Promise<string>) => OdooClient;
  /** Opens the diagnostics panel on what has been typed so far. */
  diagnose: (connection: Connection, secret: string | undefined, failedCall: FailedCall | undefined) => void;
  /** The secret stored for the connection being edited, where it may be sent where the given one would send it. */
  storedSecret: (connection: Connection) => Promise<string | undefined>;
  /** Whether another connection has this name. */
  nameTaken: (name: string, id: string) => boolean;
  /** Whether the person agreed before to a sign-in as the web client's. */
  webSignInAgreed: (connection: Connection) => boolean;
}

/** What the pages of the wizard share: what was typed, and what the server told about itself. */
export class WizardState {
  readonly ports: WizardPorts;
  readonly input: ConnectionInput;
  /** The connection as it is saved, when one is edited. */
  readonly editing: Connection | undefined;
  readonly client: OdooClient;
  version: ServerVersion | undefined;
  databases: string[] | undefined;
  url = '';

  /** @param input is filled in place, so that a wizard left half-way can be gone on with */
  constructor(ports: WizardPorts, input: ConnectionInput, editing: Connection | undefined) {
    this.ports = ports;
    this.input = input;
    this.editing = editing;
    this.client = ports.clientFor(() => this.#secretToTry());
  }

  /**
   * Asks the server for its version and databases.
   * @throws OdooError address.*, and whatever stands between here and Odoo
   */
  async askServer(signal: AbortSignal): Promise<void> {
    const parsed = parseAddress(this.input.address);
    const moved = this.url !== '' && this.url !== parsed.url;
    this.url = parsed.url;
    if (moved) this.forgetServer();
    if (!this.input.database && parsed.database) this.input.database = parsed.database;
    const exchange = this.client.exchange(signal, this.input.tls);
    const version = await readServerVersion(parsed.url, exchange);
    this.databases = await listDatabases(parsed.url, exchange);
    this.version = version;
    this.input.withoutVersion = false;
  }

  /** Goes by what the server said when the connection was saved, where it need not be asked now. */
  recall(): void {
    const known = this.editing?.serverVersion;
    this.version ??= known ? readVersion({ server_version: known }) : undefined;
  }

  /** Forgets what a server told, for when another is asked. */
  forgetServer(): void {
    this.version = undefined;
    this.databases = undefined;
  }

  /** "Odoo 19.0", or nothing where the server does not say so. */
  get versionWords(): string {
    return this.version ? ` (Odoo ${this.version.text})` : '';
  }

  /** The chosen way to sign in, or the recommended one. A saved connection keeps its own, whatever the server offers by now. */
  get method(): SignInMethod {
    const { signIn, withoutVersion } = this.input;
    const offered = signIn && offers(this.version, signIn) && (!withoutVersion || signIn.protocol === 'rest');
    if (signIn && (offered || this.editing)) return signIn;
    const group = withoutVersion ? 'rest' : 'odoo';
    const recommended = offeredSignIns(this.version).find((one) => one.group === group);
    return recommended?.method ?? { auth: 'password', protocol: 'jsonRpc' };
  }

  connection(): Connection {
    const { id, database, login, name, production, readOnly } = this.input;
    const method = this.method;
    const version = this.version?.text;
    return {
      id,
      name: name || this.suggestedName,
      url: this.url,
      database,
      login,
      ...method,
      production,
      readOnly,
      ...(version ? { serverVersion: version } : {}),
      ...settingsOf(this.input, method),
    };
  }

  get suggestedName(): string {
    return [hostOf(this.url), this.input.database].filter(Boolean).join(' ');
  }

  /** What is known before the server has answered: enough to diagnose the address. */
  typedSoFar(): Connection {
    const { id, address, database, login, signIn, name } = this.input;
    const method = signIn ?? { auth: 'password', protocol: 'jsonRpc' };
    return {
      id,
      name: name || address,
      url: address,
      database,
      login,
      ...method,
      production: false,
      readOnly: false,
      ...settingsOf(this.input, method),
    };
  }

  /** The origin the stored secret was entered for, where the connection would now send it to another. */
  get secretMovedFrom(): string | undefined {
    if (!this.editing) return undefined;
    const connection = this.connection();
    if (secretKindOf(this.editing.auth) !== secretKindOf(connection.auth)) return undefined;
    const before = secretOriginOf(this.editing, this.editing.auth);
    return before === secretOriginOf(connection, connection.auth) ? undefined : before;
  }

  /** Whether the secret of the connection being edited may serve again. */
  get keepsSecret(): boolean {
    const { editing } = this;
    if (!editing || this.secretMovedFrom) return false;
    return secretKindOf(editing.auth) === secretKindOf(this.method.auth);
  }

  /** Whether the connection's own server is another than before the edit. */
  get moved(): boolean {
    return this.editing !== undefined && originOf(this.editing.url) !== originOf(this.url);
  }

  async #secretToTry(): Promise<string> {
    if (this.input.secret) return this.input.secret;
    const connection = this.connection();
    const stored = this.editing ? await this.ports.storedSecret(connection) : undefined;
    if (stored === undefined) {
      throw new OdooError('signIn.noSecret', { connection: connection.name, auth: connection.auth });
    }
    return stored;
  }
}
