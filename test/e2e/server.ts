import type { Json, JsonObject } from '../../src/model/json';
import type { Target } from './target';

/** What the server itself has, asked for past the product, over JSON-RPC. */
export class Server {
  #uid: Promise<Json> | undefined;

  constructor(private readonly target: Target) {}

  /** A model's method with its arguments. Fails when the server refuses it. */
  async call(model: string, method: string, args: readonly Json[], kwargs: JsonObject = {}): Promise<Json> {
    const { database, login, password } = this.target;
    this.#uid ??= this.#ask('common', 'authenticate', [database, login, password, {}]);
    return this.#ask('object', 'execute_kw', [
      ...[database, await this.#uid, password],
      ...[model, method, [...args], kwargs],
    ]);
  }

  async search(model: string, domain: Json): Promise<number[]> {
    return (await this.call(model, 'search', [domain])) as number[];
  }

  async count(model: string, domain: Json): Promise<number> {
    return Number(await this.call(model, 'search_count', [domain]));
  }

  async read(model: string, ids: number[], fields: string[]): Promise<JsonObject[]> {
    return (await this.call(model, 'read', [ids, fields])) as JsonObject[];
  }

  /** Deletes every record that the domain finds, 2,000 at a time. */
  async removeAll(model: string, domain: Json): Promise<void> {
    const ids = await this.search(model, domain);
    for (let at = 0; at < ids.length; at += 2000) {
      await this.call(model, 'unlink', [ids.slice(at, at + 2000)]);
    }
  }

  async #ask(service: string, method: string, args: readonly Json[]): Promise<Json> {
    const answer = await fetch(`${this.target.url}/jsonrpc`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'call', params: { service, method, args } }),
      signal: AbortSignal.timeout(120_000),
    });
    const { result, error } = (await answer.json()) as {
      result?: Json;
      error?: { data?: { message?: string } };
    };
    if (error) throw new Error(`${service}.${method}: ${error.data?.message ?? 'refused'}`);
    return result ?? null;
  }
}
