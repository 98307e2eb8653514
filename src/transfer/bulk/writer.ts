import type { BulkPlan } from '../../model/bulk';
import type { Json } from '../../model/json';
import type { FieldInfo } from '../../model/schemaInfo';
import { OdooError } from '../../odoo/error';
import { loadable, loadContext, readLoaded, type Loaded } from '../loadShape';
import type { PreparedRow } from '../plan/prepare';
import type { BulkPort } from './port';
import type { Segment } from './queue';

/** What a call did: `nothing` where it says which of its rows are at fault, and wrote none of them. */
export type Written =
  { kind: 'written'; ids: number[] } | { kind: 'nothing'; rows: PreparedRow[]; messages: Loaded['messages'] };

/** Sends one segment at a time, and keeps what the next one and a lost answer need to know. */
export class Writer {
  readonly #plan: BulkPlan;
  readonly #fields: readonly FieldInfo[];
  readonly #port: BulkPort;
  #highest: number | undefined;
  /** Whether the last write() came to send what writes: it asks other things before. */
  sent = false;
  /** Milliseconds of the slowest call that was answered. */
  slowestMs = 0;
  /** The records of the last create. */
  lastIds: number[] = [];

  constructor(plan: BulkPlan, fields: readonly FieldInfo[], port: BulkPort) {
    this.#plan = plan;
    this.#fields = fields;
    this.#port = port;
  }

  /** No record of this run has a higher id than this, before the create that was sent last. */
  get highest(): number {
    return this.#highest ?? 0;
  }

  /** After a pause others may have created many. */
  forgetHighest(): void {
    this.#highest = undefined;
  }

  assumeHighest(id: number): void {
    this.#highest = id;
  }

  /** @throws OdooError */
  async write(segment: Segment, signal: AbortSignal): Promise<Written> {
    const { how, rows } = segment;
    this.sent = false;
    switch (how) {
      case 'create':
        return this.#create(rows, signal);
      case 'load':
        return this.#load(rows, signal);
      case 'update': {
        const [first] = rows;
        const ids = idsOf(rows);
        await this.#timed(
          {
            operation: 'update',
            model: this.#plan.model,
            ids,
            values: first?.values ?? {},
            ...this.#context(),
          },
          signal,
        );
        return { kind: 'written', ids };
      }
      case 'delete':
        return this.#delete(segment, signal);
    }
  }

  async #create(rows: readonly PreparedRow[], signal: AbortSignal): Promise<Written> {
    const { model } = this.#plan;
    this.#highest ??= await this.#readHighest(signal);
    const values = rows.map((row) => row.values);
    const answer = await this.#timed({ operation: 'create', model, values, ...this.#context() }, signal);
    const ids = createdIds(answer, rows.length);
    // Ids only ever rise, so the next create's are above these.
    this.#highest = ids.reduce((a, b) => Math.max(a, b), this.#highest);
    this.lastIds = ids;
    return { kind: 'written', ids };
  }

  async #load(rows: PreparedRow[], signal: AbortSignal): Promise<Written> {
    const shaped = loadable(rows, this.#fields);
    if (!shaped) throw new OdooError('request.incomplete', { part: 'values' });
    const answer = await this.#timed(
      {
        operation: 'load',
        model: this.#plan.model,
        fields: shaped.fields,
        rows: shaped.rows,
        context: loadContext(this.#plan.context),
      },
      signal,
    );
    const { ids, messages } = readLoaded(answer);
    if (ids?.length === rows.length) return { kind: 'written', ids };
    if (messages.some(({ first }) => first !== undefined && first < rows.length))
      return { kind: 'nothing', rows, messages };
    throw new OdooError('server.refused', {}, { server: { message: messages[0]?.text ?? '' } });
  }

  async #delete({ rows, repeated }: Segment, signal: AbortSignal): Promise<Written> {
    const { model } = this.#plan;
    const ids = idsOf(rows);
    let there = ids;
    if (repeated) {
      const found = await this.#port.run(
        {
          operation: 'search',
          model,
          domain: [['id', 'in', ids]],
          context: { ...this.#plan.context, active_test: false },
        },
        signal,
      );
      const known = new Set(Array.isArray(found) ? found : []);
      there = ids.filter((id) => known.has(id));
    }
    if (there.length > 0) {
      await this.#timed({ operation: 'delete', model, ids: there, ...this.#context() }, signal);
    }
    return { kind: 'written', ids };
  }

  async #readHighest(signal: AbortSignal): Promise<number> {
    const found = await this.#port.run(
      {
        operation: 'search',
        model: this.#plan.model,
        domain: [],
        order: 'id desc',
        limit: 1,
        context: { ...this.#plan.context, active_test: false },
      },
      signal,
    );
    const [id] = Array.isArray(found) ? found : [];
    return typeof id === 'number' ? id : 0;
  }

  #context(): Pick<BulkPlan, 'context'> {
    return this.#plan.context ? { context: this.#plan.context } : {};
  }

  async #timed(spec: Parameters<BulkPort['run']>[0], signal: AbortSignal): Promise<Json> {
    const started = this.#port.now();
    this.sent = true;
    const answer = await this.#port.run(spec, signal);
    this.slowestMs = Math.max(this.slowestMs, this.#port.now() - started);
    return answer;
  }
}

function idsOf(rows: readonly PreparedRow[]): number[] {
  return rows.flatMap(({ id }) => (id === undefined ? [] : [id]));
}

/** @throws OdooError http.malformed where the answer does not say it: the records are looked for then */
function createdIds(answer: Json, count: number): number[] {
  const ids = (Array.isArray(answer) ? answer : [answer]).filter((id) => typeof id === 'number');
  if (ids.length !== count) throw new OdooError('http.malformed', { reason: 'ids' });
  return ids;
}

/** Which rows are at fault. */
export function refusalsOf(written: Written): { row: PreparedRow; text: string }[] {
  if (written.kind === 'written') return [];
  const { rows, messages } = written;
  return messages.flatMap(({ first, last, text }) =>
    first === undefined ? [] : rows.slice(first, (last ?? first) + 1).map((row) => ({ row, text })),
  );
}
