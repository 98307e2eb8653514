import { signal } from '@preact/signals';
import { removeAt, setAt } from '../../src/values/jsonEdit';
import { memberOf, nodeAt, readTree, type JsonPath } from '../../src/values/jsonTree';
import type { RequestPage } from '../request/state';
import { isSame, typeAt, wholeText, withoutPath, type Typed } from './typed';

export type ValuesView = 'form' | 'json';

/** What the values' two views share. The values themselves are the draft's text and nothing else. */
export class ValuesState {
  readonly view = signal<ValuesView>('form');
  /** Which of a list's records the form shows, from 0. */
  readonly record = signal(0);
  /** Names of the files that were chosen, by the place and length of their content. */
  readonly files = new Map<string, string>();
  /** The part of the form that takes the focus once it is there. */
  wantedFocus: string | undefined;
  readonly #page: RequestPage;
  #typed: (Typed & { whole: string }) | undefined;

  constructor(page: RequestPage) {
    this.#page = page;
  }

  /** The draft's text, taken apart into what is JSON and what is not yet where this form typed it. */
  read(whole: string = this.#page.drafts.draft.value.values): Typed {
    if (this.#typed?.whole === whole) return this.#typed;
    return { base: whole, unfinished: [] };
  }

  /** Sets a value by its JSON. */
  set(path: JsonPath, written: string): void {
    const typed = this.read();
    const unfinished = typed.unfinished.filter((each) => !isSame(each.path, path));
    this.#write({ base: setAt(typed.base, path, written), unfinished });
  }

  /** Sets several values at once. */
  setAll(path: JsonPath, values: readonly (readonly [key: string, written: string])[]): void {
    const typed = this.read();
    const base = values.reduce((text, [key, written]) => setAt(text, [...path, key], written), typed.base);
    this.#write({ ...typed, base });
  }

  /** Sets those of several values that are not set yet, and says how many. */
  fill(path: JsonPath, values: readonly (readonly [key: string, written: string])[]): number {
    const tree = readTree(this.read().base.trim() === '' ? '{}' : this.read().base);
    const record = tree.ok ? nodeAt(tree.root, path) : undefined;
    if (record?.kind !== 'object') return 0;
    const open = values.filter(([key]) => memberOf(record, key) === undefined);
    this.setAll(path, open);
    return open.length;
  }

  /** Takes what is typed in the place of a value, JSON or not. */
  type(path: JsonPath, text: string): void {
    this.#write(typeAt(this.read(), path, text));
  }

  remove(path: JsonPath): void {
    const { base, unfinished } = this.read();
    this.#write({ base: removeAt(base, path), unfinished: withoutPath(unfinished, path) });
  }

  /** Writes another text in a place of the base, as long as that is still the one in which the place was found. */
  replace(base: string, from: number, to: number, written: string): void {
    const typed = this.read();
    if (typed.base !== base) return;
    this.#write({ ...typed, base: base.slice(0, from) + written + base.slice(to) });
  }

  /** Puts other values in place of all. */
  replaceAll(text: string): void {
    this.#write({ base: text, unfinished: [] });
  }

  #write(typed: Typed): void {
    const whole = wholeText(typed);
    // What has become JSON by itself needs nothing beside it.
    this.#typed = typed.unfinished.length > 0 && !readTree(whole).ok ? { ...typed, whole } : undefined;
    this.#page.update({ values: whole });
  }
}

const states = new WeakMap<RequestPage, ValuesState>();

/** The page's own, so that the view stays the same when another operation's values are shown. */
export function valuesStateOf(page: RequestPage): ValuesState {
  const known = states.get(page) ?? new ValuesState(page);
  states.set(page, known);
  return known;
}
