import { memberOf, readTree, valueOf, type JsonObjectNode } from '../../../src/values/jsonTree';
import { removeAt, setAt, writeJson } from '../../../src/values/jsonEdit';
import type { Json } from '../../../src/model/json';
import { context as words } from './words';

/** The keys of a context that the form has a control for. */
export type ContextKey = 'lang' | 'tz' | 'allowed_company_ids' | 'active_test' | 'bin_size';
const keys: readonly string[] = ['lang', 'tz', 'allowed_company_ids', 'active_test', 'bin_size'];

/** The object that a context's text is; undefined where it is none. Nothing typed is an empty one. */
function objectOf(text: string): JsonObjectNode | undefined {
  const tree = readTree(text.trim() === '' ? '{}' : text);
  return tree.ok && tree.root.kind === 'object' ? tree.root : undefined;
}

export function isReadable(text: string): boolean {
  return objectOf(text) !== undefined;
}

export function contextValue(text: string, key: ContextKey): Json | undefined {
  const member = memberOf(objectOf(text), key);
  return member && valueOf(member.value);
}

/** The text with one key changed, or taken away; everything else stays as it was typed. */
export function withContext(text: string, key: ContextKey, value: Json | undefined): string {
  if (value !== undefined) return setAt(text, [key], writeJson(value));
  const left = removeAt(text, [key]);
  return /^\s*\{\s*\}\s*$/.test(left) ? '' : left;
}

/** "lang fr_FR, archived shown" */
export function contextSummary(text: string): string {
  const object = objectOf(text);
  if (!object) return words.summary.broken;
  const others = [...new Set(object.members.map(({ key }) => key))].filter((key) => !keys.includes(key));
  const said = [
    ...named(contextValue(text, 'lang'), words.summary.lang),
    ...named(contextValue(text, 'tz'), words.summary.timeZone),
    ...companies(contextValue(text, 'allowed_company_ids')),
    ...archived(contextValue(text, 'active_test')),
    ...(contextValue(text, 'bin_size') === true ? [words.summary.sizes] : []),
    ...(others.length === 0 ? [] : [words.summary.more(others)]),
  ];
  return said.length === 0 ? words.summary.empty : said.join(', ');
}

function named(value: Json | undefined, say: (value: string) => string): string[] {
  return value === undefined ? [] : [say(typeof value === 'string' ? value : writeJson(value))];
}

function companies(value: Json | undefined): string[] {
  if (!Array.isArray(value) || value.length === 0) return [];
  const ids = value.map((id) => writeJson(id)).join(', ');
  return [value.length === 1 ? words.summary.company(ids) : words.summary.companies(ids)];
}

function archived(value: Json | undefined): string[] {
  if (value === undefined) return [];
  return [value === false ? words.summary.archivedShown : words.summary.archivedHidden];
}
