import type { Connection } from '../model/connection';
import type { FieldInfo, ModelList } from '../model/schemaInfo';
import type { OdooClient } from '../odoo/client';
import { describeModel, listModels } from '../odoo/schema';

/** One thing that was asked for: on its way, here, or failed. */
interface Asked<T> {
  answer: Promise<T>;
  failed: boolean;
}

/**
 * Models and fields as the tree and the builder show them: asked for once, kept until forgotten. Failures are kept too: a tree that
 * is redrawn must not sign in with a wrong password again and again, which servers answer by locking the address out.
 */
export class SchemaCache {
  readonly #client: OdooClient;
  readonly #models = new Map<string, Asked<ModelList>>();
  readonly #fields = new Map<string, Map<string, Asked<FieldInfo[]>>>();

  constructor(client: OdooClient) {
    this.#client = client;
  }

  /** @throws OdooError */
  models(connection: Connection): Promise<ModelList> {
    return ask(this.#models, connection.id, () => listModels(this.#client, connection));
  }

  /** @throws OdooError */
  fields(connection: Connection, model: string): Promise<FieldInfo[]> {
    const known = this.#fields.get(connection.id) ?? new Map<string, Asked<FieldInfo[]>>();
    this.#fields.set(connection.id, known);
    return ask(known, model, () => describeModel(this.#client, connection, model));
  }

  /** Forgets one connection, or one of its models. */
  forget(connectionId: string, model?: string): void {
    if (model) {
      this.#fields.get(connectionId)?.delete(model);
      return;
    }
    this.#models.delete(connectionId);
    this.#fields.delete(connectionId);
  }

  /** Forgets what failed, so that it is asked for again. */
  forgetFailures(connectionId: string): void {
    if (this.#models.get(connectionId)?.failed) this.#models.delete(connectionId);
    const fields = this.#fields.get(connectionId);
    for (const [model, { failed }] of fields ?? []) if (failed) fields?.delete(model);
  }
}

function ask<T>(known: Map<string, Asked<T>>, key: string, load: () => Promise<T>): Promise<T> {
  const existing = known.get(key);
  if (existing) return existing.answer;
  const asked: Asked<T> = { answer: load(), failed: false };
  known.set(key, asked);
  asked.answer.catch(() => (asked.failed = true));
  return asked.answer;
}
