import { signal } from '@preact/signals';
import type { MethodList, PropertyInfo, RecordName } from '../../../src/model/schemaInfo';
import { remember, type SchemaBridge } from '../schemaStore';

/** As many names as one question may be about (contract/request/schemaApi.ts). */
const mostNames = 200;
const found = 20;

/**
 * What the form's pickers ask of its server beside models and fields: methods, records by name, languages, companies. Kept for each
 * connection until it is forgotten; what failed is asked for again the next time somebody wants it.
 */
export class Lookups {
  readonly #bridge: SchemaBridge;
  readonly #connection: () => string;
  readonly #methods = new Map<string, Promise<MethodList>>();
  readonly #languages = new Map<string, Promise<[string, string][]>>();
  readonly #companies = new Map<string, Promise<RecordName[]>>();
  readonly #properties = new Map<string, Promise<PropertyInfo[]>>();
  /** The names of records by model; undefined for one that was asked for and is not known. */
  readonly #names = new Map<string, Map<number, string | undefined>>();
  /** Records whose names are to be asked for together. */
  readonly #wanted = new Map<string, Set<number>>();
  /** Another number whenever names have arrived. */
  readonly version = signal(0);

  /** @param connection the id of the connection the form is for now, empty for none */
  constructor(bridge: SchemaBridge, connection: () => string) {
    this.#bridge = bridge;
    this.#connection = connection;
  }

  /** Forgets what is known of the servers, some of which have changed. */
  forget(): void {
    for (const known of [this.#methods, this.#languages, this.#companies, this.#properties, this.#names]) {
      known.clear();
    }
  }

  methods(model: string): Promise<MethodList> {
    const connectionId = this.#connection();
    const ask = (): Promise<MethodList> => this.#bridge.call('methods', { connectionId, model });
    return remember(this.#methods, `${connectionId} ${model}`, ask);
  }

  languages(): Promise<[string, string][]> {
    const connectionId = this.#connection();
    return remember(this.#languages, connectionId, () => this.#bridge.call('languages', { connectionId }));
  }

  companies(): Promise<RecordName[]> {
    const connectionId = this.#connection();
    return remember(this.#companies, connectionId, () => this.#bridge.call('companies', { connectionId }));
  }

  /** The properties that the container of a record defines; without an id, those of every container where the server tells. */
  properties(model: string, field: string, id?: number): Promise<PropertyInfo[]> {
    const connectionId = this.#connection();
    return remember(this.#properties, `${connectionId} ${model} ${field} ${id ?? ''}`, () =>
      this.#bridge.call('properties', { connectionId, model, field, ...(id === undefined ? {} : { id }) }),
    );
  }

  /** The first 20 records whose name matches; aborting `signal` aborts the socket. */
  async search(model: string, text: string, signal: AbortSignal): Promise<RecordName[]> {
    const connectionId = this.#connection();
    const records = await this.#bridge.call('records', { connectionId, model, text, limit: found }, signal);
    const names = this.#namesOf(connectionId, model);
    for (const { id, name } of records) names.set(id, name);
    this.version.value++;
    return records;
  }

  /**
   * A record's name where it is here; otherwise it is asked for together with others, and `version` changes when they have come. Read
   * while rendering or in an effect it subscribes to that. Undefined too for a record that cannot be read.
   */
  nameOf(model: string, id: number): string | undefined {
    this.#follow();
    const connectionId = this.#connection();
    if (!connectionId || !model || !Number.isInteger(id)) return undefined;
    const names = this.#namesOf(connectionId, model);
    if (!names.has(id)) this.#want(connectionId, model, id);
    return names.get(id);
  }

  /** Has whoever renders or runs an effect learn of what arrives. */
  #follow(): number {
    return this.version.value;
  }

  #namesOf(connectionId: string, model: string): Map<number, string | undefined> {
    const key = `${connectionId} ${model}`;
    const names = this.#names.get(key) ?? new Map<number, string | undefined>();
    this.#names.set(key, names);
    return names;
  }

  #want(connectionId: string, model: string, id: number): void {
    const key = `${connectionId} ${model}`;
    const waiting = this.#wanted.get(key);
    if (waiting) {
      waiting.add(id);
      return;
    }
    const ids = new Set([id]);
    this.#wanted.set(key, ids);
    queueMicrotask(() => {
      this.#wanted.delete(key);
      void this.#askNames(connectionId, model, [...ids]);
    });
  }

  async #askNames(connectionId: string, model: string, ids: number[]): Promise<void> {
    const names = this.#namesOf(connectionId, model);
    for (const id of ids) names.set(id, undefined);
    for (let from = 0; from < ids.length; from += mostNames) {
      const some = ids.slice(from, from + mostNames);
      const read = await this.#bridge
        .call('recordNames', { connectionId, model, ids: some })
        .catch((): RecordName[] => []);
      for (const { id, name } of read) names.set(id, name);
      if (read.length > 0) this.version.value++;
    }
  }
}
