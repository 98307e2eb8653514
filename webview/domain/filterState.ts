import { batch, computed, signal, type ReadonlySignal } from '@preact/signals';
import { textWithTree } from '../../src/domain/edit';
import { parseDomain } from '../../src/domain/parse';
import { treeOf } from '../../src/domain/tree';
import type { Draft } from '../../src/model/draft';
import { moved, type Direction } from './moves';
import {
  copyOf,
  domainTree,
  newCondition,
  newGroup,
  pageTree,
  placeOf,
  replaced,
  withGroup,
  type PageGroup,
  type PageLeaf,
} from './nodes';
import { rowsOf } from './rows';
import { saidWords } from './words';

export type TreeState =
  | { kind: 'tree'; root: PageGroup }
  | { kind: 'broken'; message: string; position: number }
  | { kind: 'tooDeep' };

/** The control of a row that takes the focus. */
export type RowPart = 'field' | 'operator' | 'value' | 'join' | 'actions' | 'same';

/** Where the focus goes after a change; a group's own line for the root is its foot. */
export interface FocusWish {
  id: number;
  part: RowPart;
}

interface Drafts {
  readonly draft: ReadonlySignal<Draft>;
  update(change: Partial<Draft>): void;
}

interface Step {
  text: string;
  root: PageGroup;
  /** Neighbours of the same kind are taken back together: the letters of one value. */
  kind: string;
}

const mostSteps = 100;

/**
 * A filter as a tree and as text. The text in the draft is what counts; the tree follows it, and remembers beside it what is not complete yet for as long
 * as the text stays what the tree has made of it.
 */
export class FilterState {
  readonly #drafts: Drafts;
  readonly #own = signal<{ text: string; root: PageGroup } | undefined>(undefined);
  readonly #past = signal<readonly Step[]>([]);
  readonly text: ReadonlySignal<string>;
  readonly tree: ReadonlySignal<TreeState>;
  readonly canUndo: ReadonlySignal<boolean>;
  /** Whether the last change was typed into a condition, where the field itself can take it back. */
  readonly wasTyped: ReadonlySignal<boolean>;
  readonly said = signal('');
  readonly focus = signal<FocusWish | undefined>(undefined);

  constructor(drafts: Drafts) {
    this.#drafts = drafts;
    this.text = computed(() => drafts.draft.value.domain);
    this.tree = computed(() => {
      const own = this.#own.value;
      return own?.text === this.text.value ? { kind: 'tree', root: own.root } : readTree(this.text.value);
    });
    this.wasTyped = computed(() => this.#past.value.at(-1)?.kind.startsWith('leaf ') ?? false);
    this.canUndo = computed(() => this.#past.value.length > 0 && this.#own.value?.text === this.text.value);
  }

  setJoin(id: number, join: PageGroup['join']): void {
    this.#change(`join ${id}`, (root) => withGroup(root, id, (group) => ({ ...group, join })));
  }

  setLeaf(leaf: PageLeaf): void {
    this.#change(`leaf ${leaf.id}`, (root) => replaced(root, leaf.id, () => [leaf]));
  }

  addCondition(groupId: number): void {
    const condition = newCondition();
    this.#change(`add ${condition.id}`, (root) =>
      withGroup(root, groupId, (group) => ({ ...group, children: [...group.children, condition] })),
    );
    this.#settle(condition.id, 'field', saidWords.added);
  }

  /** A condition right behind another row. */
  addAfter(id: number): void {
    const condition = newCondition();
    this.#change(`add ${condition.id}`, (root) => replaced(root, id, (node) => [node, condition]));
    this.#settle(condition.id, 'field', saidWords.added);
  }

  addGroup(groupId: number): void {
    const condition = newCondition();
    const added = newGroup('any', [condition]);
    this.#change(`add ${added.id}`, (root) =>
      withGroup(root, groupId, (group) => {
        const inner = { ...added, join: group.join === 'any' ? ('all' as const) : ('any' as const) };
        return { ...group, children: [...group.children, inner] };
      }),
    );
    this.#settle(added.id, 'join', saidWords.groupAdded);
    this.focus.value = { id: condition.id, part: 'field' };
  }

  duplicate(id: number): void {
    const root = this.#root();
    const place = root && placeOf(root, id);
    if (!place) return;
    const copy = copyOf(place.node);
    this.#change(`duplicate ${copy.id}`, (same) => replaced(same, id, (node) => [node, copy]));
    this.#settle(copy.id, 'same', saidWords.duplicated);
  }

  remove(id: number): void {
    const root = this.#root();
    const place = root && placeOf(root, id);
    if (!root || !place) return;
    const { group, index } = place;
    const next = group.children[index + 1] ?? group.children[index - 1] ?? group;
    this.#change(`remove ${id}`, (same) => replaced(same, id, () => []));
    const after = this.#root();
    this.said.value = saidWords.removed(after ? rowsOf(after, Number.POSITIVE_INFINITY).rows.length : 0);
    this.focus.value = { id: next.id, part: next === group ? 'join' : 'same' };
  }

  move(id: number, direction: Direction): void {
    const root = this.#root();
    const after = root && moved(root, id, direction);
    if (!after) {
      this.cannot(direction);
      return;
    }
    this.#change(`move ${id}`, () => after);
    this.#settle(id, 'same', saidWords.moved);
  }

  cannot(direction: Direction): void {
    this.said.value = saidWords.cannotMove[direction];
  }

  /** Takes the last change of the tree back, with the text as it was. */
  undo(): void {
    const step = this.#past.value.at(-1);
    if (!step || !this.canUndo.value) return;
    batch(() => {
      this.#past.value = this.#past.value.slice(0, -1);
      this.#own.value = { text: step.text, root: step.root };
      this.#drafts.update({ domain: step.text });
      this.said.value = saidWords.undone;
    });
  }

  #root(): PageGroup | undefined {
    const tree = this.tree.value;
    return tree.kind === 'tree' ? tree.root : undefined;
  }

  #change(kind: string, change: (root: PageGroup) => PageGroup): void {
    const before = this.#root();
    if (!before) return;
    const text = this.text.value;
    const root = change(before);
    const past = this.canUndo.value ? this.#past.value : [];
    const changed = textWithTree(text, domainTree(root));
    batch(() => {
      if (past.at(-1)?.kind !== kind)
        this.#past.value = [...past, { text, root: before, kind }].slice(-mostSteps);
      this.#own.value = { text: changed, root };
      if (changed !== text) this.#drafts.update({ domain: changed });
    });
  }

  /** Says where a row stands now, and takes the focus there. */
  #settle(id: number, part: RowPart, words: (number: string) => string): void {
    const root = this.#root();
    const row = root && rowsOf(root, Number.POSITIVE_INFINITY).rows.find(({ node }) => node.id === id);
    if (row) this.said.value = words(row.number);
    this.focus.value = { id, part };
  }
}

function readTree(text: string): TreeState {
  try {
    const parsed = parseDomain(text);
    if (!parsed.ok) return { kind: 'broken', message: parsed.message, position: parsed.position };
    return { kind: 'tree', root: pageTree(treeOf(parsed.domain)) };
  } catch (error) {
    // Thousands of ! in a row: the text is a domain all the same.
    if (error instanceof RangeError) return { kind: 'tooDeep' };
    throw error;
  }
}
