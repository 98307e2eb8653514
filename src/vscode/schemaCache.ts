import type { Connection } from '../model/connection';
import type { FieldInfo, ModelList } from '../model/schemaInfo';
import type { OdooClient } from '../odoo/client';
import { describeModel, listModels } from '../odoo/schema';

/** Models and fields as the tree and the builder show them: asked for once, kept until refreshed. Failures are not kept. */
export class SchemaCache {
  readonly #client: OdooClient;
  readonly #models = new Map<string, Promise<ModelList>>();
  readonly #fields = new Map<string, Map<string, Promise<FieldInfo[]>>>();

  constructor(client: OdooClient) {
    this.#client = client;
  }

  /** @throws OdooError */
  models(connection: Connection): Promise<ModelList> {
    return remember(this.#models, connection.id, () => listModels(this.#client, connection));
  }

  /** @throws OdooError */
  fields(connection: Connection, model: string): Promise<FieldInfo[]> {
    const known = this.#fields.get(connection.id) ?? new Map<string, Promise<FieldInfo[]>>();
    this.#fields.set(connection.id, known);
    return remember(known, model, () => describeModel(this.#client, connection, model));
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
}

function remember<T>(known: Map<string, Promise<T>>, key: string, load: () => Promise<T>): Promise<T> {
  const existing = known.get(key);
  if (existing) return existing;
  const loading = load();
  known.set(key, loading);
  loading.catch(() => {
    if (known.get(key) === loading) known.delete(key);
  });
  return loading;
}
