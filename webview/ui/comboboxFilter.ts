import UFuzzy from '@leeoniya/ufuzzy';
import type { IconName } from './Icon';

/** A sign before a name: an icon, or a few letters. */
export type Sign = { icon: IconName } | { letters: string };

export interface ComboboxOption {
  /** The technical name: what is put into the field. */
  value: string;
  /** The name people know it by. */
  label: string;
  /** A short dim word at the end of the line: a field's type. */
  detail?: string;
  /** Shown in place of the value. */
  text?: string;
  sign?: Sign;
  /** Text that leads further: choosing it, or the right arrow on it, puts this into the field and goes on. */
  into?: string;
  /** Choosing it leads further, and is no choice by itself. */
  leads?: boolean;
}

/** The marks between the parts of a technical name or the words of a label; letters of every script count as letters. */
const shared = {
  unicode: true,
  interSplit: "[^\\p{L}\\d']+",
  intraSplit: '\\p{Ll}\\p{Lu}',
  intraBound: '\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}',
  intraChars: "[\\p{L}\\d']",
  intraContr: "'\\p{L}{1,2}\\b",
};
/** Letters left out: "prtnr". */
const shortened = new UFuzzy({ ...shared, intraIns: 3 });
/** One letter wrong in a word: "parnter". */
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- its enumeration exists in its types only
const mistyped = new UFuzzy({ ...shared, intraMode: 1, intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 });
/** Shorter texts are like too much. */
const leastFuzzy = 3;

interface Haystack {
  values: string[];
  labels: string[];
  both: string[];
}
/** What is searched in for a list of options, made once for each. */
const haystacks = new WeakMap<readonly ComboboxOption[], Haystack>();

/**
 * The options that hold every word typed, in their name or label, best first: a name that is or starts with the text, then
 * one of its parts (after a dot or underscore), then a label that starts with it, then the rest, then those that are only like it.
 * Within a rank the order stays.
 */
export function filterOptions(options: readonly ComboboxOption[], typed: string): readonly ComboboxOption[] {
  const text = typed.trim().toLowerCase();
  if (!text) return options;
  const words = text.split(/\s+/);
  const { values, labels, both } = haystackOf(options);
  const ranks: ComboboxOption[][] = [[], [], [], [], []];
  const left: number[] = [];
  options.forEach((option, index) => {
    const value = values[index] ?? '';
    const label = labels[index] ?? '';
    if (words.every((word) => value.includes(word) || label.includes(word))) {
      ranks[rank(value, label, text)]?.push(option);
    } else {
      left.push(index);
    }
  });
  const alike = text.length < leastFuzzy ? [] : fuzzy(both, left, text);
  return [...ranks.flat(), ...alike.flatMap((index) => options[index] ?? [])];
}

function haystackOf(options: readonly ComboboxOption[]): Haystack {
  const before = haystacks.get(options);
  if (before) return before;
  const values = options.map((option) => option.value.toLowerCase());
  const labels = options.map((option) => option.label.toLowerCase());
  // A name also in one piece, for who leaves the dots out.
  const both = values.map((value, index) => `${value} ${value.replace(/[._]/g, '')} ${labels[index] ?? ''}`);
  const made = { values, labels, both };
  haystacks.set(options, made);
  return made;
}

function rank(value: string, label: string, text: string): number {
  if (value === text) return 0;
  if (value.startsWith(text)) return 1;
  if (value.includes(`.${text}`) || value.includes(`_${text}`)) return 2;
  return label.startsWith(text) ? 3 : 4;
}

/** The places of those that are like the text, the likeliest first. */
function fuzzy(haystack: string[], among: number[], text: string): number[] {
  for (const matcher of [shortened, mistyped]) {
    const matches = matcher.filter(haystack, text, among);
    if (!matches || matches.length === 0) continue;
    const info = matcher.info(matches, haystack, text);
    return matcher.sort(info, haystack, text).flatMap((place) => info.idx[place] ?? []);
  }
  return [];
}
