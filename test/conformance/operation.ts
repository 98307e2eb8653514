import type { Protocol } from '../../src/model/authMethod';
import type { Json, JsonObject } from '../../src/model/json';
import type { Outcome, WireExchange } from '../../src/model/outcome';
import type { RequestSpec } from '../../src/model/requestSpec';
import { curlCommand } from '../../src/odoo/curl';
import { OdooError } from '../../src/odoo/error';
import { explainError } from '../../src/diagnosis/explain';
import { client, transport, type Way } from './target';

/** Makes calls, signed in in one way. */
export class Caller {
  constructor(readonly way: Way) {}

  /** Runs a request, and sees to it that neither its answer, its failure nor what is told of its exchanges holds a secret. */
  async outcome(spec: RequestSpec): Promise<Outcome> {
    const exchanges: WireExchange[] = [];
    try {
      const outcome = await client.run(this.way.connection, spec, {
        onExchange: (exchange) => exchanges.push(exchange),
      });
      this.#watch(outcome);
      return outcome;
    } catch (error) {
      this.#watch(error);
      this.#watch(explainError(error));
      throw error;
    } finally {
      this.#watch(exchanges);
      this.#watch(exchanges.map(curlCommand));
    }
  }

  #watch(shown: unknown): void {
    const place = transport.find(shown);
    if (place !== undefined) throw new Error(`A secret stands in what the client gave out: ${place}`);
  }

  async run(spec: RequestSpec): Promise<Json> {
    return (await this.outcome(spec)).value;
  }

  async call(model: string, method: string, args: Json[] = [], kwargs: JsonObject = {}): Promise<Json> {
    return this.run({ operation: 'call', model, method, args, kwargs });
  }

  /** The code of the failure that a call is expected to be. */
  async code(spec: RequestSpec): Promise<string> {
    try {
      await this.outcome(spec);
    } catch (error) {
      if (error instanceof OdooError) return error.code;
      throw error;
    }
    return 'no failure';
  }
}

/** What the records are that the operations work on: made before them, deleted after them. */
export interface Fixture {
  tag: string;
  /** A company contact and its two people, in the order of their ids. */
  company: number;
  people: [number, number];
  categories: [number, number];
}

/** A difference that Odoo itself makes between protocols (the fact's source beside each). */
export interface Difference {
  why: string;
  expected: unknown;
}

/** One row of the table. */
export interface Operation {
  name: string;
  /** Why this server has no such operation; undefined where it has. */
  absent?: string | undefined;
  run: (caller: Caller, fixture: Fixture) => Promise<unknown>;
  /** What every way gives; without it, what the first way gave. */
  expected?: (fixture: Fixture) => unknown;
  differences?: Partial<Record<Protocol, Difference>>;
}
