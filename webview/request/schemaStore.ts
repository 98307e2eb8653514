import { signal, type Signal } from '@preact/signals';
import type { RequestApi, RequestPushes } from '../../src/contract/requestApi';
import type { ExplainedProblem } from '../../src/model/problem';
import type { FieldInfo, ModelList } from '../../src/model/schemaInfo';
import { problemOf, type Bridge } from '../bridge';

export type Loaded<T> =
  | { state: 'none' }
  | { state: 'loading' }
  | { state: 'ready'; value: T }
  | { state: 'failed'; problem: ExplainedProblem };

/** Who answers questions about a server: the extension host. */
export type SchemaBridge = Pick<Bridge<RequestApi, RequestPushes>, 'call'>;

/** A model's name that is still being typed is asked for when the typing pauses. */
const typingPause = 500;

/** The schema of the server the form is for: its models, and the fields of the form's model and of those it leads to. */
export class SchemaStore {
  readonly #bridge: SchemaBridge;
  readonly #models = new Map<string, Promise<ModelList>>();
  readonly #fields = new Map<string, Promise<FieldInfo[]>>();
  /** What has arrived; it stays until something newer takes its place. */
  readonly #known = new Map<string, readonly FieldInfo[]>();
  /** What could not be read is not asked for again by itself. */
  readonly #failed = new Set<string>();
  #connectionId = '';
  #model = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly models: Signal<Loaded<ModelList>> = signal({ state: 'none' });
  readonly fields: Signal<Loaded<FieldInfo[]>> = signal({ state: 'none' });
  /** Another number whenever fields have arrived. */
  readonly version = signal(0);

  constructor(bridge: SchemaBridge) {
    this.#bridge = bridge;
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
    this.version.value++;
    clearTimeout(this.#timer);
    if (!connectionId || !model) return;
    if (this.#isListed(model) || this.#known.has(this.#key(model))) void this.#showFields();
    else this.#timer = setTimeout(() => void this.#showFields(), typingPause);
  }

  /** Forgets what is known of the servers, some of which have changed. What is shown stays until it is asked for again. */
  forget(): void {
    this.#models.clear();
    this.#fields.clear();
    this.#failed.clear();
  }

  /** Asks again for what is shown. @param again whether a person wants it, whatever the server said before */
  refresh(again = false): void {
    if (again) this.forget();
    void this.#showModels(again);
    if (this.#model) void this.#showFields();
  }

  /** Asks again for the fields of the form's model: a person wants it. */
  refreshFields(): void {
    if (!this.#connectionId || !this.#model) return;
    const key = this.#key(this.#model);
    this.#fields.delete(key);
    this.#failed.delete(key);
    void this.#showFields(true);
  }

  /** The fields of a model, or of the form's own; none when they cannot be read. */
  async fieldsOf(model: string = this.#model): Promise<readonly FieldInfo[]> {
    if (!this.#connectionId || !model) return [];
    return this.#readFields(this.#connectionId, model).catch(() => []);
  }

  /**
   * The fields of a model, or of the form's own, where they are here; otherwise they are asked for, and `version` changes when they
   * have come. Read while rendering or in an effect it subscribes to that.
   */
  knownFields(model: string = this.#model): readonly FieldInfo[] | undefined {
    this.#follow();
    if (!this.#connectionId || !model) return undefined;
    const key = this.#key(model);
    // A name that is still being typed waits for its pause, in show().
    if (model !== this.#model && !this.#fields.has(key) && !this.#failed.has(key)) {
      this.#readFields(this.#connectionId, model).catch(() => undefined);
    }
    return this.#known.get(key);
  }

  /** Has whoever renders or runs an effect learn of what arrives. */
  #follow(): number {
    return this.version.value;
  }

  #key(model: string): string {
    return `${this.#connectionId} ${model}`;
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
    const ask = (): Promise<ModelList> => this.#bridge.call('models', { connectionId: id, again });
    const loaded = await settled(remember(this.#models, id, ask));
    if (id === this.#connectionId) this.models.value = loaded;
  }

  async #showFields(again = false): Promise<void> {
    const [id, model] = [this.#connectionId, this.#model];
    if (this.fields.value.state !== 'ready') this.fields.value = { state: 'loading' };
    const loaded = await settled(this.#readFields(id, model, again));
    if (id === this.#connectionId && model === this.#model) this.fields.value = loaded;
  }

  #readFields(connectionId: string, model: string, again = false): Promise<FieldInfo[]> {
    const key = `${connectionId} ${model}`;
    return remember(this.#fields, key, async () => {
      try {
        const fields = await this.#bridge.call('fields', {
          connectionId,
          model,
          ...(again ? { again } : {}),
        });
        this.#failed.delete(key);
        this.#known.set(key, fields);
        this.version.value++;
        return fields;
      } catch (error) {
        this.#failed.add(key);
        throw error;
      }
    });
  }
}

/** One question for each key; a failed one is asked again the next time. */
export function remember<T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before) return before;
  const answer = ask();
  known.set(key, answer);
  answer.catch(() => {
    if (known.get(key) === answer) known.delete(key);
  });
  return answer;
}

export async function settled<T>(promise: Promise<T>): Promise<Loaded<T>> {
  try {
    return { state: 'ready', value: await promise };
  } catch (error) {
    return { state: 'failed', problem: problemOf(error) };
  }
}
