import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { ConnectionSchema, type Connection } from '../../model/connection';
import { OdooError } from '../../odoo/error';

const listKey = 'connections';
const activeKey = 'activeConnection';

/** The person's connections and which one is active. Holds no secrets. */
export class ConnectionStore implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires after any change. */
  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  all(): Connection[] {
    const stored = this.#state.get<unknown>(listKey);
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((entry) => {
      const parsed = v.safeParse(ConnectionSchema, entry);
      return parsed.success ? [parsed.output] : [];
    });
  }

  find(id: string): Connection | undefined {
    return this.all().find((connection) => connection.id === id);
  }

  /** @throws OdooError connection.notFound */
  get(id: string): Connection {
    const found = this.find(id);
    if (!found) throw new OdooError('connection.notFound');
    return found;
  }

  byName(name: string): Connection | undefined {
    return this.all().find((connection) => connection.name === name);
  }

  /** The chosen connection, or the only one there is. */
  active(): Connection | undefined {
    const all = this.all();
    const id = this.#state.get<string>(activeKey);
    return all.find((connection) => connection.id === id) ?? (all.length === 1 ? all[0] : undefined);
  }

  async setActive(id: string): Promise<void> {
    await this.#state.update(activeKey, id);
    this.#changed.fire();
  }

  /** Adds a connection, or replaces the one of the same id. */
  async save(connection: Connection): Promise<void> {
    const all = this.all();
    const index = all.findIndex(({ id }) => id === connection.id);
    if (index >= 0) all[index] = connection;
    else all.push(connection);
    await this.#state.update(listKey, all);
    this.#changed.fire();
  }

  async remove(id: string): Promise<void> {
    await this.#state.update(
      listKey,
      this.all().filter((connection) => connection.id !== id),
    );
    this.#changed.fire();
  }

  newId(): string {
    return randomUUID();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
