import { OdooError } from '../../../src/odoo/error';
import type { Json, JsonObject } from '../../../src/model/json';
import type { RequestSpec } from '../../../src/model/requestSpec';
import type { FieldInfo } from '../../../src/model/schemaInfo';
import type { BulkPort } from '../../../src/transfer/bulk/port';

/** When a connection is cut: before a write is carried out, after it, or so that it is carried out only some looks later. */
export type Cut = 'before' | 'after' | 'late';

export const field = (name: string, type: string, more: Partial<FieldInfo> = {}): FieldInfo => ({
  name,
  label: name,
  type,
  required: false,
  readonly: false,
  stored: true,
  ...more,
});

export const tagFields: FieldInfo[] = [
  field('name', 'char', { required: true }),
  field('color', 'integer'),
  field('parent_id', 'many2one', { relation: 'res.partner.category' }),
  field('create_uid', 'many2one', { relation: 'res.users', readonly: true }),
];

const writes = new Set<RequestSpec['operation']>(['create', 'update', 'delete', 'load']);

/** One model in memory, with transactions, a clock that only moves when it is waited for, and a connection that can be cut. */
export class MemoryServer {
  readonly records = new Map<number, JsonObject>();
  readonly calls: RequestSpec[] = [];
  #nextId = 1;
  #clock = 0;
  #writes = 0;
  /** What is carried out later: at which time. */
  #late: { at: number; work: () => void }[] = [];
  /** By the number of a write from 0: how its connection is cut. */
  cuts = new Map<number, Cut>();
  /** By the number of any call from 0: it does not even get there. */
  deaf = new Set<number>();
  refuses: (values: JsonObject) => string | undefined = () => undefined;
  /** Thrown by every write. */
  refusesAll: OdooError | undefined;
  uid = 2;
  /** How long a write that goes on after its connection was cut takes. */
  lateMs = 3_000;

  readonly port: BulkPort = {
    run: (spec) => this.#run(spec),
    uid: () => Promise.resolve(this.uid),
    explain: (error) => (error instanceof OdooError ? (error.server?.message ?? error.code) : String(error)),
    now: () => this.#clock,
    wait: (ms) => {
      this.#pass(ms);
      return Promise.resolve();
    },
  };

  get writesSeen(): number {
    return this.#writes;
  }

  names(): string[] {
    return [...this.records.values()].map(({ name }) => name as string);
  }

  put(values: JsonObject, creator = this.uid): number {
    const id = this.#nextId++;
    this.records.set(id, { ...values, id, create_uid: [creator, 'Somebody'] });
    return id;
  }

  #pass(ms: number): void {
    this.#clock += ms;
    const due = this.#late.filter(({ at }) => at <= this.#clock);
    this.#late = this.#late.filter(({ at }) => at > this.#clock);
    for (const { work } of due) {
      try {
        work();
      } catch (error) {
        // It fails as it would have at once, and nobody is told.
        if (!(error instanceof OdooError)) throw error;
      }
    }
  }

  async #run(spec: RequestSpec): Promise<Json> {
    await Promise.resolve();
    const number = this.calls.length;
    this.calls.push(spec);
    this.#pass(10);
    if (this.deaf.has(number)) throw new OdooError('tcp.closed', { host: 'erp' });
    if (!writes.has(spec.operation)) return this.#read(spec);
    const cut = this.cuts.get(this.#writes++);
    if (cut === 'before') throw new OdooError('tcp.closed', { host: 'erp' });
    if (this.refusesAll) throw this.refusesAll;
    if (cut === 'late') {
      // The ids are given out now, and seen when the transaction ends.
      const work = this.#transaction(spec);
      this.#late.push({ at: this.#clock + this.lateMs, work });
      throw new OdooError('tcp.closed', { host: 'erp' });
    }
    const answer = this.#write(spec);
    if (cut === 'after') throw new OdooError('tcp.closed', { host: 'erp' });
    return answer;
  }

  #transaction(spec: RequestSpec): () => void {
    if (spec.operation !== 'create' || !Array.isArray(spec.values)) return () => void this.#write(spec);
    const { values } = spec;
    if (values.some((one) => this.refuses(one))) return () => undefined;
    const ids = values.map(() => this.#nextId++);
    return () => {
      for (const [index, id] of ids.entries()) {
        this.records.set(id, { ...values[index], id, create_uid: [this.uid, 'Somebody'] });
      }
    };
  }

  #write(spec: RequestSpec): Json {
    switch (spec.operation) {
      case 'create': {
        const rows = Array.isArray(spec.values) ? spec.values : [spec.values];
        for (const values of rows) this.#check(values);
        return rows.map((values) => this.put(values));
      }
      case 'update': {
        const { ids = [], values } = spec;
        if (Array.isArray(values)) throw new Error('One set of values is expected.');
        this.#check(values);
        for (const id of ids) this.#there(id);
        for (const id of ids) this.records.set(id, { ...this.records.get(id), ...values });
        return true;
      }
      case 'delete':
        for (const id of spec.ids) this.#there(id);
        for (const id of spec.ids) this.records.delete(id);
        return true;
      case 'load': {
        const rows = spec.rows.map((cells) =>
          Object.fromEntries(spec.fields.map((name, at) => [name, cells[at] ?? null])),
        );
        const messages = rows.flatMap((values, record) => {
          const message = this.refuses(values);
          return message ? [{ type: 'error', message, record, rows: { from: record, to: record } }] : [];
        });
        if (messages.length > 0) return { ids: false, messages };
        const ids = rows.map((values) => {
          const known = [...this.records.values()].find((record) => record['xml'] === values['id']);
          const { id: xml, ...rest } = values;
          if (!known) return this.put({ ...rest, xml: xml ?? null });
          this.records.set(known['id'] as number, { ...known, ...rest });
          return known['id'] as number;
        });
        return { ids, messages: [] };
      }
      default:
        throw new Error(`Not a write: ${spec.operation}`);
    }
  }

  #check(values: JsonObject): void {
    const message = this.refuses(values);
    if (message) throw new OdooError('server.refused', {}, { server: { message } });
  }

  #there(id: number): void {
    if (!this.records.has(id))
      throw new OdooError('server.missingRecord', {}, { server: { message: `Record ${id} is missing` } });
  }

  #read(spec: RequestSpec): Json {
    if (!('domain' in spec)) throw new Error(`Not expected: ${spec.operation}`);
    const all = [...this.records.values()].sort((a, b) => (a['id'] as number) - (b['id'] as number));
    const [leaf] = Array.isArray(spec.domain) ? spec.domain : [];
    const [name, operator, value] = Array.isArray(leaf) ? leaf : [];
    const found = all.filter((record) => {
      if (name !== 'id') return true;
      if (operator === '>') return (record['id'] as number) > (value as number);
      return (value as number[]).includes(record['id'] as number);
    });
    switch (spec.operation) {
      case 'count':
        return found.length;
      case 'search': {
        const ids = found.map((record) => record['id'] as number);
        return (spec.order === 'id desc' ? ids.reverse() : ids).slice(0, spec.limit);
      }
      case 'searchRead':
        return found.slice(0, spec.limit);
      default:
        throw new Error(`Not expected: ${spec.operation}`);
    }
  }
}
