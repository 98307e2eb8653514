import { removeAt } from './jsonEdit';
import { readTree } from './jsonTree';

/**
 * A list with the same values for each of several records, to be changed one by one then: every digit of the values stays as it is
 * written. The values must be one object; undefined where they are anything else.
 *
 * @param ids the records; without any, one with an id that is still to be chosen
 */
export function eachRecord(text: string, ids: readonly number[]): string | undefined {
  const written = text.trim() === '' ? '{}' : text.trim();
  const tree = readTree(written);
  if (!tree.ok || tree.root.kind !== 'object') return undefined;
  const rest = removeAt(written, ['id']).replace(/^\{\s*/, '');
  const named = ids.length > 0 ? ids.map(String) : ['false'];
  const records = named.map((id) => (rest === '}' ? `{"id": ${id}}` : `{"id": ${id}, ${rest}`));
  return `[\n  ${records.join(',\n  ')}\n]`;
}
