import { explainError } from '../../diagnosis/explain';
import { signInLabel } from '../../model/authMethod';
import { hostOf, originOf, type Connection } from '../../model/connection';
import type { ServerVersion } from '../../model/schemaInfo';
import { parseAddress } from '../../odoo/address';
import { authMethods, offeredSignIns, offers } from '../../odoo/auth/methods';
import type { OdooClient } from '../../odoo/client';
import { OdooError } from '../../odoo/error';
import { databaseExists, listDatabases, readServerVersion } from '../../odoo/server';
import type { ConnectionInput } from './connectionInput';
import { checkStep, pickStep, textStep, type Accepted, type StepFrame, type StepResult } from './steps';

export interface WizardResult {
  connection: Connection;
  /** Undefined when the stored secret stays. */
  secret: string | undefined;
}

export type WizardStep = 'address' | 'database' | 'signIn' | 'login' | 'secret' | 'name' | 'marks';
const order: WizardStep[] = ['address', 'database', 'signIn', 'login', 'secret', 'name', 'marks'];

export interface WizardPorts {
  /** A client that takes its secret from the caller, for signing in before anything is saved. */
  clientFor: (secret: () => Promise<string>) => OdooClient;
  /** Opens the diagnostics panel on what has been typed so far. */
  diagnose: (connection: Connection, secret: string | undefined) => void;
  /** The secret stored for the connection being edited, where it may be sent to the given address. */
  storedSecret: (connection: Connection) => Promise<string | undefined>;
  /** Whether another connection has this name. */
  nameTaken: (name: string, id: string) => boolean;
}

/** The multi-step input behind Add Connection and Edit Connection. */
export class ConnectionWizard {
  readonly #ports: WizardPorts;
  readonly #input: ConnectionInput;
  readonly #editing: Connection | undefined;
  readonly #client: OdooClient;
  #version: ServerVersion | undefined;
  #databases: string[] | undefined;
  #url = '';

  /** @param input is filled in place, so that a wizard left half-way can be gone on with */
  constructor(ports: WizardPorts, input: ConnectionInput, editing?: Connection) {
    this.#ports = ports;
    this.#input = input;
    this.#editing = editing;
    this.#client = ports.clientFor(() => this.#secretToTry());
  }

  /** Leads through the steps from `first` on; undefined when the person gave up. */
  async run(first: WizardStep = 'address'): Promise<WizardResult | undefined> {
    let index = order.indexOf(first);
    if (index > 0 && !(await this.#prepare())) index = 0;
    while (index < order.length) {
      const step = order[index];
      if (!step) break;
      const result = await this.#step(step, {
        title: this.#editing ? `Edit Connection: ${this.#editing.name}` : 'Add Connection',
        step: index + 1,
        totalSteps: order.length,
      });
      if (result.kind === 'cancelled') return undefined;
      index += result.kind === 'back' ? -1 : 1;
    }
    return {
      connection: this.#connection(),
      secret: this.#input.secret === '' ? undefined : this.#input.secret,
    };
  }

  #step(step: WizardStep, frame: StepFrame): Promise<StepResult<unknown>> {
    switch (step) {
      case 'address':
        return this.#address(frame);
      case 'database':
        return this.#database(frame);
      case 'signIn':
        return this.#signIn(frame);
      case 'login':
        return this.#login(frame);
      case 'secret':
        return this.#secret(frame);
      case 'name':
        return this.#name(frame);
      case 'marks':
        return this.#marks(frame);
    }
  }

  /** Asks the server what it is, for a wizard that starts in the middle. */
  async #prepare(): Promise<boolean> {
    try {
      await this.#askServer(this.#input.address, new AbortController().signal);
      return true;
    } catch {
      // The address step asks again and says what is wrong.
      return false;
    }
  }

  async #askServer(address: string, signal: AbortSignal): Promise<void> {
    const parsed = parseAddress(address);
    const exchange = this.#client.exchange(signal);
    const version = await readServerVersion(parsed.url, exchange);
    this.#databases = await listDatabases(parsed.url, exchange);
    this.#version = version;
    this.#url = parsed.url;
    if (!this.#input.database && parsed.database) this.#input.database = parsed.database;
  }

  #address(frame: StepFrame): Promise<StepResult<undefined>> {
    return textStep<undefined>({
      ...frame,
      prompt: 'Address of the Odoo server. Its version and databases are asked for before any password.',
      placeholder: 'https://mycompany.odoo.com or localhost:8069',
      value: this.#input.address,
      check: (value) => {
        this.#input.address = value;
        return undefined;
      },
      accept: async (value, signal): Promise<Accepted<undefined>> => {
        try {
          await this.#askServer(value, signal);
          this.#input.address = this.#url;
          return { ok: true, value: undefined };
        } catch (error) {
          const problem = explainError(error);
          const { address } = problem.facts;
          if (problem.code === 'http.redirected' && typeof address === 'string') {
            this.#input.address = address;
            return { ok: false, value: address, message: `${problem.sentence} Enter uses ${address}.` };
          }
          const typedWrong = problem.code.startsWith('address.');
          return {
            ok: false,
            message: problem.sentence,
            ...(typedWrong ? {} : { diagnose: () => this.#ports.diagnose(this.#typedSoFar(), undefined) }),
          };
        }
      },
    });
  }

  async #database(frame: StepFrame): Promise<StepResult<undefined>> {
    const databases = this.#databases;
    if (!databases?.length) return this.#typedDatabase(frame);
    const items = databases.map((name) => ({ label: name, description: '' }));
    const current = items.find(({ label }) => label === this.#input.database);
    const result = await pickStep({
      ...frame,
      placeholder: `Database on ${hostOf(this.#url)} (Odoo ${this.#version?.text ?? ''})`,
      items,
      ...(current ? { active: current } : {}),
      typed: (value) =>
        databases.includes(value) ? undefined : { label: value, description: 'not in the server’s list' },
    });
    if (result.kind !== 'done') return result;
    this.#input.database = result.value.label;
    return { kind: 'done', value: undefined };
  }

  #typedDatabase(frame: StepFrame): Promise<StepResult<undefined>> {
    const host = hostOf(this.#url);
    return textStep<undefined>({
      ...frame,
      prompt: `${host} does not show its databases, which is normal for public servers. Type the database’s name.`,
      placeholder: 'mycompany',
      value: this.#input.database,
      check: (value) => {
        this.#input.database = value.trim();
        return undefined;
      },
      accept: async (value, signal): Promise<Accepted<undefined>> => {
        const name = value.trim();
        if (!name) return { ok: false, message: explainError(new OdooError('database.missing')).sentence };
        const exists = await databaseExists(this.#url, name, this.#client.exchange(signal)).catch(
          () => undefined,
        );
        if (exists !== false) return { ok: true, value: undefined };
        return {
          ok: false,
          message: explainError(new OdooError('database.notFound', { database: name })).sentence,
        };
      },
    });
  }

  async #signIn(frame: StepFrame): Promise<StepResult<undefined>> {
    const items = offeredSignIns(this.#version).map((offered) => ({
      label: signInLabel(offered.method),
      description: offered.recommended ? 'Recommended' : '',
      detail: offered.reason,
      method: offered.method,
    }));
    const chosen = this.#input.signIn;
    const current = items.find(
      ({ method }) => method.auth === chosen?.auth && method.protocol === chosen.protocol,
    );
    const result = await pickStep({
      ...frame,
      placeholder: `How to sign in (Odoo ${this.#version?.text ?? ''})`,
      items,
      ...(current ? { active: current } : {}),
    });
    if (result.kind !== 'done') return result;
    if (chosen?.auth !== result.value.method.auth) this.#input.secret = '';
    this.#input.signIn = result.value.method;
    return { kind: 'done', value: undefined };
  }

  #login(frame: StepFrame): Promise<StepResult<undefined>> {
    return textStep<undefined>({
      ...frame,
      prompt: 'Login of the user, exactly as in Odoo’s user form: often the email address.',
      placeholder: 'name@example.com',
      value: this.#input.login,
      check: (value) => {
        this.#input.login = value.trim();
        return undefined;
      },
      accept: (value) =>
        value.trim()
          ? { ok: true, value: undefined }
          : { ok: false, message: 'Type the login of the user to sign in as.' },
    });
  }

  #secret(frame: StepFrame): Promise<StepResult<undefined>> {
    const connection = this.#connection();
    const { secretLabel } = authMethods[connection.auth];
    const moved =
      this.#editing && originOf(this.#editing.url) !== originOf(connection.url) ? this.#editing : undefined;
    const keeps = this.#editing?.auth === connection.auth && !moved;
    const where =
      connection.auth === 'apiKey' ? ' Made in Odoo under Preferences ▸ Account Security ▸ New API Key.' : '';
    const prompt = moved
      ? `The address changed from ${hostOf(moved.url)} to ${hostOf(connection.url)}. Enter the secret for the new server; the old one is not sent there.`
      : `${secretLabel} of ${connection.login}. Kept in VS Code’s secret storage, for ${originOf(connection.url)} only.${where}`;
    return textStep<undefined>({
      ...frame,
      prompt,
      placeholder: keeps ? `Leave empty to keep the stored ${secretLabel.toLowerCase()}` : secretLabel,
      password: true,
      value: this.#input.secret,
      check: (value) => {
        this.#input.secret = value;
        return undefined;
      },
      accept: async (_value, signal): Promise<Accepted<undefined>> => {
        try {
          await this.#client.signIn(connection, { signal });
          return { ok: true, value: undefined };
        } catch (error) {
          const problem = explainError(error);
          return {
            ok: false,
            message: problem.sentence,
            diagnose: () => this.#ports.diagnose(connection, this.#input.secret || undefined),
          };
        }
      },
    });
  }

  #name(frame: StepFrame): Promise<StepResult<undefined>> {
    return textStep<undefined>({
      ...frame,
      prompt: 'Signed in. A name for this connection; saved requests refer to it.',
      value: this.#input.name || `${hostOf(this.#url)} ${this.#input.database}`,
      check: (value) => {
        if (!value.trim()) return 'Type a name for the connection.';
        const taken = this.#ports.nameTaken(value.trim(), this.#input.id);
        return taken ? `There is already a connection called ${value.trim()}.` : undefined;
      },
      accept: (value) => {
        this.#input.name = value.trim();
        return { ok: true, value: undefined };
      },
    });
  }

  async #marks(frame: StepFrame): Promise<StepResult<undefined>> {
    const production = { label: 'Production', description: 'asks before every call that may change data' };
    const readOnly = { label: 'Read-only', description: 'refuses every call that may change data' };
    const result = await checkStep({
      ...frame,
      placeholder: 'Marks for this connection; none is fine. Enter saves.',
      items: [production, readOnly],
      checked: [...(this.#input.production ? [production] : []), ...(this.#input.readOnly ? [readOnly] : [])],
    });
    if (result.kind !== 'done') return result;
    this.#input.production = result.value.includes(production);
    this.#input.readOnly = result.value.includes(readOnly);
    return { kind: 'done', value: undefined };
  }

  async #secretToTry(): Promise<string> {
    if (this.#input.secret) return this.#input.secret;
    const connection = this.#connection();
    const stored = this.#editing ? await this.#ports.storedSecret(connection) : undefined;
    if (stored === undefined)
      throw new OdooError('signIn.noSecret', { connection: connection.name, auth: connection.auth });
    return stored;
  }

  #connection(): Connection {
    const recommended = offeredSignIns(this.#version)[0]?.method ?? { auth: 'password', protocol: 'jsonRpc' };
    const chosen =
      this.#input.signIn && offers(this.#version, this.#input.signIn) ? this.#input.signIn : recommended;
    const { id, database, login, name, production, readOnly } = this.#input;
    return {
      id,
      name: name || `${hostOf(this.#url)} ${database}`,
      url: this.#url,
      database,
      login,
      auth: chosen.auth,
      protocol: chosen.protocol,
      production,
      readOnly,
      ...(this.#version ? { serverVersion: this.#version.text } : {}),
    };
  }

  /** What is known before the server has answered: enough to diagnose the address. */
  #typedSoFar(): Connection {
    return {
      id: this.#input.id,
      name: this.#input.name || this.#input.address,
      url: this.#input.address,
      database: this.#input.database,
      login: this.#input.login,
      auth: this.#input.signIn?.auth ?? 'password',
      protocol: this.#input.signIn?.protocol ?? 'jsonRpc',
      production: false,
      readOnly: false,
    };
  }
}
