import * as v from 'valibot';
import * as vscode from 'vscode';
import { ApiOperationSchema, type ApiOperation } from '../../model/apiOperation';

const keyOf = (connectionId: string): string => `apiOperations/${connectionId}`;

/** What was imported from OpenAPI documents: for each connection the operations of the last one. */
export class ApiOperations implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #known = new Map<string, ApiOperation[]>();
  readonly #changed = new vscode.EventEmitter<{ connectionId: string }>();
  /** Fires after any change. */
  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  list(connectionId: string): readonly ApiOperation[] {
    const known = this.#known.get(connectionId);
    if (known) return known;
    const parsed = v.safeParse(v.array(ApiOperationSchema), this.#state.get<unknown>(keyOf(connectionId)));
    const operations = parsed.success ? parsed.output : [];
    this.#known.set(connectionId, operations);
    return operations;
  }

  find(connectionId: string, id: string): ApiOperation | undefined {
    return this.list(connectionId).find((operation) => operation.id === id);
  }

  /** Keeps a document's operations in place of the earlier one's. */
  async replace(connectionId: string, operations: ApiOperation[]): Promise<void> {
    this.#known.set(connectionId, operations);
    await this.#state.update(keyOf(connectionId), operations);
    this.#changed.fire({ connectionId });
  }

  async remove(connectionId: string): Promise<void> {
    this.#known.delete(connectionId);
    await this.#state.update(keyOf(connectionId), undefined);
    this.#changed.fire({ connectionId });
  }

  /** Forgets what belongs to connections that are gone. */
  async keepOnly(connectionIds: readonly string[]): Promise<void> {
    const kept = new Set(connectionIds.map(keyOf));
    for (const key of this.#state.keys()) {
      if (key.startsWith(keyOf('')) && !kept.has(key)) await this.remove(key.slice(keyOf('').length));
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
