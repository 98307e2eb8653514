import type { Connection } from '../model/connection';
import type { Problem } from '../model/problem';
import type { FieldInfo, MethodList, ModelList, RecordName } from '../model/schemaInfo';
import type { OdooClient } from '../odoo/client';
import { OdooError } from '../odoo/error';
import { listMethods } from '../odoo/methodList';
import { describeModel, listModels } from '../odoo/schema';
import { listCompanies, listLanguages } from '../odoo/surroundings';
import { AskedAnswers } from './askedAnswers';
import { refusesSecret, type ConnectionState } from './connectionState';

/** A check of the connection that has not ended. */
interface Check {
  ended: Promise<void>;
  end: () => void;
}

/** What there is one of for each connection. */
const whole = '';

/**
 * Models, fields, methods, languages and companies as the tree and the builder show them: asked for once, kept until forgotten. Nobody asked for these lists, so a
 * secret is refused for them once at most: failures are kept, the first question waits for a check that is running, the others for
 * the first, and after a refusal nothing is asked until a person does something about it. Servers lock out who goes on.
 */
export class SchemaCache {
  readonly #client: OdooClient;
  readonly #onRefused: (connectionId: string, error: OdooError) => void;
  readonly #models = new AskedAnswers<ModelList>();
  readonly #fields = new AskedAnswers<FieldInfo[]>();
  readonly #methods = new AskedAnswers<MethodList>();
  readonly #languages = new AskedAnswers<[string, string][]>();
  readonly #companies = new AskedAnswers<RecordName[]>();
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
    return this.#ask(this.#models, connection, whole, () => listModels(this.#client, connection));
  }

  /** @throws OdooError */
  fields(connection: Connection, model: string): Promise<FieldInfo[]> {
    return this.#ask(this.#fields, connection, model, () => describeModel(this.#client, connection, model));
  }

  /** @throws OdooError */
  methods(connection: Connection, model: string): Promise<MethodList> {
    return this.#ask(this.#methods, connection, model, () => listMethods(this.#client, connection, model));
  }

  /** @throws OdooError */
  languages(connection: Connection): Promise<[string, string][]> {
    return this.#ask(this.#languages, connection, whole, () => listLanguages(this.#client, connection));
  }

  /** @throws OdooError */
  companies(connection: Connection): Promise<RecordName[]> {
    return this.#ask(this.#companies, connection, whole, () => listCompanies(this.#client, connection));
  }

  /** Asks something that is not kept, by the same rule: after a refusal of the secret it is not sent. @throws OdooError */
  ask<T>(connection: Connection, load: () => Promise<T>): Promise<T> {
    return this.#load(connection.id, load);
  }

  /** Forgets one connection, or one of its models, and asks again. */
  forget(connectionId: string, model?: string): void {
    this.askAgain(connectionId);
    if (model) {
      this.#fields.forget(connectionId, model);
      this.#methods.forget(connectionId, model);
      return;
    }
    for (const answers of this.#all()) answers.forget(connectionId);
  }

  /** Forgets what failed, so that it is asked for again, where the secret was not refused. */
  forgetFailures(connectionId: string): void {
    for (const answers of this.#all()) answers.forgetFailures(connectionId);
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

  #all(): Pick<AskedAnswers<unknown>, 'forget' | 'forgetFailures'>[] {
    return [this.#models, this.#fields, this.#methods, this.#languages, this.#companies];
  }

  #ask<T>(known: AskedAnswers<T>, { id }: Connection, subject: string, load: () => Promise<T>): Promise<T> {
    const existing = known.get(id, subject);
    if (existing && !(existing.failed && this.#refused.has(id))) return existing.answer;
    return known.keep(id, subject, this.#load(id, load)).answer;
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
