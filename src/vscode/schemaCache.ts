import type { Connection } from '../model/connection';
import type { Problem } from '../model/problem';
import type { FieldInfo, ModelList } from '../model/schemaInfo';
import type { OdooClient } from '../odoo/client';
import { OdooError } from '../odoo/error';
import { describeModel, listModels } from '../odoo/schema';
import { refusesSecret, type ConnectionState } from './connectionState';

/** One thing that was asked for: on its way, here, or failed. */
interface Asked<T> {
  answer: Promise<T>;
  failed: boolean;
}

/** A check of the connection that has not ended. */
interface Check {
  ended: Promise<void>;
  end: () => void;
}

/**
 * Models and fields as the tree and the builder show them: asked for once, kept until forgotten. Nobody asked for these lists, so a
 * secret is refused for them once at most: failures are kept, the first question waits for a check that is running, the others for
 * the first, and after a refusal nothing is asked until a person does something about it. Servers lock out who goes on.
 */
export class SchemaCache {
  readonly #client: OdooClient;
  readonly #onRefused: (connectionId: string, error: OdooError) => void;
  readonly #models = new Map<string, Asked<ModelList>>();
  readonly #fields = new Map<string, Map<string, Asked<FieldInfo[]>>>();
  readonly #refused = new Map<string, OdooError>();
  readonly #checks = new Map<string, Check>();
  /** The first question for a connection, whose answer tells whether its secret is accepted. */
  readonly #first = new Map<string, Promise<void> | 'answered'>();
  /** How often a connection was asked again: an answer to an earlier question says nothing any more. */
  readonly #eras = new Map<string, number>();

  /** @param onRefused told when the server refused the secret for one of these lists */
  constructor(
    client: OdooClient,
    onRefused: (connectionId: string, error: OdooError) => void = () => undefined,
  ) {
    this.#client = client;
    this.#onRefused = onRefused;
  }

  /** @throws OdooError */
  models(connection: Connection): Promise<ModelList> {
    return this.#ask(this.#models, connection.id, connection.id, () => listModels(this.#client, connection));
  }

  /** @throws OdooError */
  fields(connection: Connection, model: string): Promise<FieldInfo[]> {
    const known = this.#fields.get(connection.id) ?? new Map<string, Asked<FieldInfo[]>>();
    this.#fields.set(connection.id, known);
    return this.#ask(known, model, connection.id, () => describeModel(this.#client, connection, model));
  }

  /** Forgets one connection, or one of its models, and asks again. */
  forget(connectionId: string, model?: string): void {
    this.askAgain(connectionId);
    if (model) {
      this.#fields.get(connectionId)?.delete(model);
      return;
    }
    this.#models.delete(connectionId);
    this.#fields.delete(connectionId);
  }

  /** Forgets what failed, so that it is asked for again, where the secret was not refused. */
  forgetFailures(connectionId: string): void {
    if (this.#models.get(connectionId)?.failed) this.#models.delete(connectionId);
    const fields = this.#fields.get(connectionId);
    for (const [model, { failed }] of fields ?? []) if (failed) fields?.delete(model);
  }

  /** Forgets what failed, and that the secret was refused: a person wants it, or the secret is another one. */
  askAgain(connectionId: string): void {
    this.#eras.set(connectionId, (this.#eras.get(connectionId) ?? 0) + 1);
    this.#refused.delete(connectionId);
    this.#first.delete(connectionId);
    this.forgetFailures(connectionId);
  }

  /** Goes by what became known of a connection elsewhere: by a check, a call or a diagnosis. */
  learn(connectionId: string, state: ConnectionState): void {
    if (state.kind === 'checking') {
      this.#checks.get(connectionId)?.end();
      this.#checks.set(connectionId, newCheck());
      return;
    }
    const refusal = 'problem' in state && refusesSecret(state.problem) ? state.problem : undefined;
    if (refusal) this.#refused.set(connectionId, errorOf(refusal));
    else if (state.kind === 'ok' || state.kind === 'unchecked') this.askAgain(connectionId);
    if (state.kind === 'ok') this.#first.set(connectionId, 'answered');
    this.#checks.get(connectionId)?.end();
    this.#checks.delete(connectionId);
  }

  #ask<T>(known: Map<string, Asked<T>>, key: string, id: string, load: () => Promise<T>): Promise<T> {
    const existing = known.get(key);
    if (existing && !(existing.failed && this.#refused.has(id))) return existing.answer;
    const asked: Asked<T> = { answer: this.#load(id, load), failed: false };
    known.set(key, asked);
    asked.answer.catch(() => (asked.failed = true));
    return asked.answer;
  }

  async #load<T>(id: string, load: () => Promise<T>): Promise<T> {
    for (let before = this.#awaited(id); before; before = this.#awaited(id)) await before;
    const refused = this.#refused.get(id);
    if (refused) throw refused;
    // From here to the note of the first question nothing is waited for, or two would be the first.
    const answer = this.#noting(id, load());
    if (!this.#first.has(id)) {
      const first: Promise<void> = answer.then(
        () => this.#endFirst(id, first, 'answered'),
        () => this.#endFirst(id, first, undefined),
      );
      this.#first.set(id, first);
    }
    return answer;
  }

  /** Notes a refusal, unless the secret may be another one since the question. */
  async #noting<T>(id: string, answer: Promise<T>): Promise<T> {
    const era = this.#eras.get(id);
    try {
      return await answer;
    } catch (error) {
      if (error instanceof OdooError && refusesSecret(error) && this.#eras.get(id) === era) {
        this.#refused.set(id, error);
        this.#onRefused(id, error);
      }
      throw error;
    }
  }

  /** What has to end before anything is asked. */
  #awaited(id: string): Promise<void> | undefined {
    const first = this.#first.get(id);
    return this.#checks.get(id)?.ended ?? (first === 'answered' ? undefined : first);
  }

  #endFirst(id: string, first: Promise<void>, ending: 'answered' | undefined): void {
    if (this.#first.get(id) !== first) return;
    if (ending) this.#first.set(id, ending);
    else this.#first.delete(id);
  }
}

function newCheck(): Check {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end };
}

function errorOf({ code, facts, server }: Problem): OdooError {
  return new OdooError(code, facts, { server });
}
