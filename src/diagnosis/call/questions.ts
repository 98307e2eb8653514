import { isJsonObject, type Json, type JsonObject } from '../../model/json';
import type { ProblemCode } from '../../model/problem';
import type { RequestSpec } from '../../model/requestSpec';
import type { ServerVersion } from '../../model/schemaInfo';
import type { Protocol, SignInMethod } from '../../model/authMethod';
import type { Connection } from '../../model/connection';
import { OdooError } from '../../odoo/error';
import { readVersion } from '../../odoo/version';

/** Reads over the connection that made the failed call. @throws OdooError */
export type Ask = (spec: RequestSpec) => Promise<Json>;

/** What is known of the connection beside the failed call. */
export interface Known {
  login?: string;
  protocol: Protocol;
  version?: ServerVersion;
  /** The user's id, where the protocol told it. */
  uid?: number;
}

/** What a connection itself tells; its version is the one seen when it was last tested. */
export function knownOf(
  connection: Pick<Connection, 'login' | 'protocol' | 'serverVersion'>,
  signIn?: SignInMethod,
): Known {
  const { login, serverVersion } = connection;
  const version = serverVersion === undefined ? undefined : readVersion({ server_version: serverVersion });
  return {
    ...(login ? { login } : {}),
    protocol: signIn?.protocol ?? connection.protocol,
    ...(version ? { version } : {}),
  };
}

export type Answer = { ok: true; value: Json } | { ok: false; code: ProblemCode | undefined };

/** A field as the signed-in user is told of it; fields that are closed to the user are not told. */
export interface SeenField {
  name: string;
  label: string;
  type: string;
  relation: string;
  required: boolean;
  readonly: boolean;
  choices: string[];
}

/** The signed-in user's own record, as far as it could be read. */
export interface Self {
  uid: number;
  groups: number[];
  companies: number[];
}

/** No failed call is worth more questions than these. */
const mostQuestions = 6;

/**
 * The further questions about one failed call: reads only, few of them, and each asked once. A question that fails is an answer too, and
 * never an error.
 */
export class Questions {
  readonly #ask: Ask;
  readonly #fields = new Map<string, Promise<SeenField[] | undefined>>();
  #left = mostQuestions;

  constructor(
    ask: Ask,
    readonly known: Known,
  ) {
    this.#ask = ask;
  }

  /** @throws OdooError call.cancelled, and nothing else */
  async ask(spec: RequestSpec): Promise<Answer> {
    if (this.#left <= 0) return { ok: false, code: undefined };
    this.#left--;
    try {
      return { ok: true, value: await this.#ask(spec) };
    } catch (error) {
      const code = error instanceof OdooError ? error.code : undefined;
      if (code === 'call.cancelled') throw error;
      return { ok: false, code };
    }
  }

  /** Records, or undefined where they could not be read. */
  async rows(spec: RequestSpec): Promise<JsonObject[] | undefined> {
    const answer = await this.ask(spec);
    return answer.ok && Array.isArray(answer.value) ? answer.value.filter(isJsonObject) : undefined;
  }

  /** Which of these records the user finds, archived ones too unless `context` says otherwise; undefined where that could not be asked. */
  async visible(
    model: string,
    ids: readonly number[],
    context: JsonObject = {},
  ): Promise<number[] | undefined> {
    const rows = await this.rows({
      operation: 'searchRead',
      model,
      domain: [['id', 'in', [...ids]]],
      fields: ['id'],
      context: { active_test: false, ...context },
    });
    return rows?.map(({ id }) => id).filter((id) => typeof id === 'number');
  }

  /** A model's fields by fields_get, which answers to everyone (Odoo 12 to 19); undefined where it could not be asked. */
  fields(model: string): Promise<SeenField[] | undefined> {
    const known = this.#fields.get(model);
    if (known) return known;
    const attributes = ['string', 'type', 'relation', 'required', 'readonly', 'selection'];
    const pending = this.ask({
      operation: 'call',
      model,
      method: 'fields_get',
      kwargs: { attributes },
    }).then((answer) =>
      answer.ok && isJsonObject(answer.value)
        ? Object.entries(answer.value).map(([name, description]) => seenField(name, description))
        : undefined,
    );
    this.#fields.set(model, pending);
    return pending;
  }

  /**
   * Whether the user may do this with the model at all, before any rule about single records. has_access came with 18;
   * check_access_rights ended with 19.0 (odoo/odoo#226551).
   */
  async granted(model: string, right: string): Promise<boolean | undefined> {
    const old: RequestSpec = {
      operation: 'call',
      model,
      method: 'check_access_rights',
      args: [right, false],
    };
    const recent: RequestSpec = { operation: 'call', model, method: 'has_access', args: [[], right] };
    const { version } = this.known;
    let answer = await this.ask(version && version.major < 18 ? old : recent);
    if (!answer.ok && answer.code === 'server.unknownMethod' && !version) answer = await this.ask(old);
    return answer.ok && typeof answer.value === 'boolean' ? answer.value : undefined;
  }

  /** The user's groups and companies: `all_group_ids` from 19 on, `groups_id` before. A key alone tells nobody's name: context_get does. */
  async self(): Promise<Self | undefined> {
    const groups = isAtLeast(this.known.version, 19) ? 'all_group_ids' : 'groups_id';
    const fields = ['company_ids', groups];
    const uid = this.known.uid ?? (this.known.protocol === 'json2' ? await this.#uid() : undefined);
    const [row] =
      (uid !== undefined
        ? await this.rows({ operation: 'read', model: 'res.users', ids: [uid], fields })
        : this.known.login
          ? await this.rows({
              operation: 'searchRead',
              model: 'res.users',
              domain: [['login', '=', this.known.login]],
              fields,
            })
          : undefined) ?? [];
    return row && typeof row['id'] === 'number'
      ? { uid: row['id'], groups: numbers(row[groups]), companies: numbers(row['company_ids']) }
      : undefined;
  }

  async #uid(): Promise<number | undefined> {
    const answer = await this.ask({ operation: 'call', model: 'res.users', method: 'context_get' });
    const uid = answer.ok && isJsonObject(answer.value) ? answer.value['uid'] : undefined;
    return typeof uid === 'number' ? uid : undefined;
  }
}

/** Whether a version is this one or later; a version that is not known is taken for a new one. */
export function isAtLeast(version: ServerVersion | undefined, major: number, minor = 0): boolean {
  if (!version) return true;
  return version.major > major || (version.major === major && version.minor >= minor);
}

export function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The ids in a list of records, whatever else is in it. */
export function numbers(value: Json | undefined): number[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'number') : [];
}

function seenField(name: string, description: Json): SeenField {
  const told = isJsonObject(description) ? description : {};
  const choices = Array.isArray(told['selection']) ? told['selection'] : [];
  return {
    name,
    label: text(told['string']),
    type: text(told['type']),
    relation: text(told['relation']),
    required: told['required'] === true,
    readonly: told['readonly'] === true,
    choices: choices.flatMap((choice) => {
      const value = Array.isArray(choice) ? choice[0] : undefined;
      return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
    }),
  };
}
