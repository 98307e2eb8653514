import { signal, type Signal } from '@preact/signals';
import type { ExplainedProblem } from '../../src/model/problem';
import type { FieldInfo, ModelList } from '../../src/model/schemaInfo';
import { problemOf } from '../bridge';

export type Loaded<T> =
  | { state: 'none' }
  | { state: 'loading' }
  | { state: 'ready'; value: T }
  | { state: 'failed'; problem: ExplainedProblem };

interface Source {
  models(connectionId: string, again: boolean): Promise<ModelList>;
  fields(connectionId: string, model: string): Promise<FieldInfo[]>;
}

/** A model's name that is still being typed is asked for when the typing pauses. */
const typingPause = 500;

/** The schema of the server the form is for: its models, and the fields of the form's model. */
export class SchemaStore {
  readonly #source: Source;
  readonly #models = new Map<string, Promise<ModelList>>();
  readonly #fields = new Map<string, Promise<FieldInfo[]>>();
  #connectionId = '';
  #model = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly models: Signal<Loaded<ModelList>> = signal({ state: 'none' });
  readonly fields: Signal<Loaded<FieldInfo[]>> = signal({ state: 'none' });

  constructor(source: Source) {
    this.#source = source;
  }

  /** Says what the form is for now. */
  show(connectionId: string, model: string): void {
    const otherServer = connectionId !== this.#connectionId;
    if (!otherServer && model === this.#model) return;
    this.#connectionId = connectionId;
    this.#model = model;
    if (otherServer) {
      this.models.value = { state: 'none' };
      void this.#showModels();
    }
    this.fields.value = { state: 'none' };
    clearTimeout(this.#timer);
    if (!connectionId || !model) return;
    if (this.#isListed(model)) void this.#showFields();
    else this.#timer = setTimeout(() => void this.#showFields(), typingPause);
  }

  /** Forgets what is known of the servers, some of which have changed. What is shown stays until it is asked for again. */
  forget(): void {
    this.#models.clear();
    this.#fields.clear();
  }

  /** Asks again for what is shown. @param again whether a person wants it, whatever the server said before */
  refresh(again = false): void {
    void this.#showModels(again);
    if (this.#model) void this.#showFields();
  }

  /** The fields of a model, or of the form's own; none when they cannot be read. */
  async fieldsOf(model: string = this.#model): Promise<readonly FieldInfo[]> {
    if (!this.#connectionId || !model) return [];
    return this.#readFields(this.#connectionId, model).catch(() => []);
  }

  #isListed(model: string): boolean {
    const models = this.models.value;
    return models.state === 'ready' && models.value.models.some((each) => each.model === model);
  }

  async #showModels(again = false): Promise<void> {
    const id = this.#connectionId;
    if (!id) {
      this.models.value = { state: 'none' };
      return;
    }
    if (this.models.value.state !== 'ready') this.models.value = { state: 'loading' };
    const loaded = await settled(remember(this.#models, id, () => this.#source.models(id, again)));
    if (id === this.#connectionId) this.models.value = loaded;
  }

  async #showFields(): Promise<void> {
    const [id, model] = [this.#connectionId, this.#model];
    if (this.fields.value.state !== 'ready') this.fields.value = { state: 'loading' };
    const loaded = await settled(this.#readFields(id, model));
    if (id === this.#connectionId && model === this.#model) this.fields.value = loaded;
  }

  #readFields(id: string, model: string): Promise<FieldInfo[]> {
    return remember(this.#fields, `${id} ${model}`, () => this.#source.fields(id, model));
  }
}

/** One question for each key; a failed one is asked again the next time. */
function remember<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before) return before;
  const answer = ask();
  known.set(key, answer);
  answer.catch(() => known.delete(key));
  return answer;
}

async function settled<T>(promise: Promise<T>): Promise<Loaded<T>> {
  try {
    return { state: 'ready', value: await promise };
  } catch (error) {
    return { state: 'failed', problem: problemOf(error) };
  }
}
