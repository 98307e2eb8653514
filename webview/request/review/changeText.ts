import { isJsonObject, type Json } from '../../../src/model/json';
import type { Change } from '../../../src/model/review';
import { isNamed } from '../../../src/table/cellText';
import { words } from './words';

/** Longer values are cut; the request itself holds them whole. */
const longest = 300;

/** A value of a change as a person reads it; `quiet` for what stands for no value. */
export function changeText(change: Change, value: Json | undefined): { text: string; quiet: boolean } {
  if (value === undefined) return { text: words.unread, quiet: true };
  const text = textOf(change, value);
  return text === '' ? { text: words.empty, quiet: true } : { text: cut(text), quiet: false };
}

function textOf(change: Change, value: Json): string {
  const { type, selection, names } = change;
  if (value === null || (value === false && type !== 'boolean')) return '';
  if (type === 'selection') {
    const label = selection?.find(([key]) => key === value)?.[1];
    return label === undefined ? plain(value) : `${label} (${plain(value)})`;
  }
  if (type === 'many2one') {
    if (isNamed(value)) return `${value[1]} (${value[0]})`;
    return typeof value === 'number' ? nameOf(names, value) : plain(value);
  }
  if ((type === 'one2many' || type === 'many2many') && Array.isArray(value)) {
    return value
      .map((each) =>
        typeof each === 'number'
          ? nameOf(names, each)
          : isJsonObject(each)
            ? `${words.created} ${JSON.stringify(each)}`
            : JSON.stringify(each),
      )
      .join(', ');
  }
  if ((type === 'binary' || type === 'image') && typeof value === 'string') {
    return `${Math.ceil((value.length * 3) / 4 / 1024)} KB`;
  }
  return plain(value);
}

function plain(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function nameOf(names: Change['names'], id: number): string {
  const name = names?.[id];
  return name === undefined ? String(id) : `${name} (${id})`;
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
