import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { ResultSummary } from '../../../src/contract/request/resultApi';
import type { WireExchange } from '../../../src/model/outcome';
import type { KeptEdits } from '../../bridge';
import type { GridLayout } from '../../grid/layout';
import type { RequestBridge } from '../requestBridge';
import type { Shown } from '../run';
import { EditStore } from './editStore';
import { Exporting } from './exporting';

export type ResultTab = 'grid' | 'json' | 'exchange' | 'timing';

/** What the result's part of the page keeps from one answer to the next. */
export class ResultPane {
  readonly #bridge: RequestBridge;
  readonly #shown: ReadonlySignal<Shown>;
  /** The tab that a person chose; an answer that does not have it shows its first. */
  readonly #preferred = signal<ResultTab>('grid');
  readonly #layouts = signal<ReadonlyMap<string, GridLayout>>(new Map());
  readonly #edits = new Map<string, EditStore>();
  readonly #keep: () => void;
  readonly #exchanges = signal<{ of: Shown; list: readonly WireExchange[] } | undefined>(undefined);
  readonly exporting: Exporting;
  readonly tabs = computed(() => tabsOf(this.#shown.value));
  readonly tab = computed((): ResultTab => {
    const preferred = this.#preferred.value;
    return this.tabs.value.includes(preferred) ? preferred : (this.tabs.value[0] ?? 'json');
  });
  /** What went over the wire for what is shown; undefined until it has been asked for. */
  readonly exchanges = computed(() => {
    const known = this.#exchanges.value;
    return known && known.of === this.#shown.value ? known.list : undefined;
  });

  /**
   * @param kept edits that an earlier life of the page kept
   * @param keep told when there is something else to keep
   */
  constructor(
    bridge: RequestBridge,
    shown: ReadonlySignal<Shown>,
    kept: readonly KeptEdits[],
    keep: () => void,
  ) {
    this.#bridge = bridge;
    this.#shown = shown;
    this.#keep = keep;
    for (const { of, changes } of kept) this.#edits.set(of, new EditStore(new Map(changes), keep));
    this.exporting = new Exporting(bridge);
  }

  show(tab: ResultTab): void {
    if (this.tabs.value.includes(tab)) this.#preferred.value = tab;
  }

  /** How a person laid out the columns of a model's records, for as long as the page lives. */
  layoutOf(result: ResultSummary): GridLayout | undefined {
    return this.#layouts.value.get(subjectOf(result));
  }

  keepLayout(result: ResultSummary, layout: GridLayout | undefined): void {
    const layouts = new Map(this.#layouts.value);
    if (layout) layouts.set(subjectOf(result), layout);
    else layouts.delete(subjectOf(result));
    this.#layouts.value = layouts;
  }

  /** Changes that are not written yet. They stay when the request is sent again. */
  editsOf(connectionId: string, model: string): EditStore {
    const key = `${connectionId} ${model}`;
    const known = this.#edits.get(key);
    if (known) return known;
    const made = new EditStore(new Map(), this.#keep);
    this.#edits.set(key, made);
    return made;
  }

  /** All edits that are not written yet. */
  get keptEdits(): KeptEdits[] {
    return [...this.#edits].flatMap(([of, store]) => {
      const changes = [...store.edits.value];
      return changes.length === 0 ? [] : [{ of, changes }];
    });
  }

  /** Rejects with a ProblemError. */
  async readExchanges(): Promise<void> {
    const of = this.#shown.value;
    if (this.#exchanges.value?.of === of) return;
    const list = await this.#bridge.call('exchanges', {});
    if (of === this.#shown.value) this.#exchanges.value = { of, list };
  }
}

function tabsOf(shown: Shown): readonly ResultTab[] {
  if (shown.kind !== 'answer') return [];
  return shown.answer.result.value.kind === 'table'
    ? ['grid', 'json', 'exchange', 'timing']
    : ['json', 'exchange', 'timing'];
}

/** Groups have columns of their own. */
function subjectOf({ model, groups, via }: ResultSummary): string {
  return `${model ?? via}${groups ? ' groups' : ''}`;
}
