import type { Column } from '../../src/contract/request/resultApi';
import type { Json } from '../../src/model/json';
import { cellText, isNamed } from '../../src/table/cellText';
import { localTimeText, serverTimeText } from './formats';
import { words } from './words';

/** How a column's value is typed: one kind of editor each. */
export type EditorKind =
  'line' | 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime' | 'selection' | 'record';

/** Undefined where a value of this type is not edited in a cell. */
export function editorOf(column: Column, value: Json | undefined): EditorKind | undefined {
  switch (column.type) {
    case 'char':
      return typeof value === 'string' && /[\r\n]/.test(value) ? 'text' : 'line';
    case 'text':
    case 'html':
      return 'text';
    case 'integer':
      return 'integer';
    case 'float':
    case 'monetary':
      return 'number';
    case 'boolean':
    case 'date':
    case 'datetime':
      return column.type;
    case 'selection':
      return column.selection ? 'selection' : undefined;
    case 'many2one':
      return column.relation === undefined ? undefined : 'record';
    default:
      return undefined;
  }
}

/** What the editor starts with. */
export function editorText(kind: EditorKind, value: Json | undefined, column: Column): string {
  if (kind === 'datetime' && typeof value === 'string') return localTimeText(value).replace(' ', 'T');
  if (kind === 'record' && isNamed(value)) return value[1];
  return cellText(value, column);
}

export type Typed = { value: Json } | { wrong: string };

/** The value that was typed, or what is wrong with it. An emptied field is the server's false; a number's is 0 there too. */
export function typedValue(kind: EditorKind, text: string): Typed {
  const plain = text.trim();
  switch (kind) {
    case 'line':
    case 'text':
      return { value: text === '' ? false : text };
    case 'integer': {
      if (plain === '') return { value: false };
      const value = Number(plain.replace(/[\s_]/g, ''));
      return /^[-+]?[\d\s_]+$/.test(plain) && Number.isSafeInteger(value)
        ? { value }
        : { wrong: words.notWhole };
    }
    case 'number': {
      if (plain === '') return { value: false };
      const value = Number(plain.replace(/\s/g, ''));
      return /^[-+]?[\d\s]*\.?\d*(e[-+]?\d+)?$/i.test(plain) && Number.isFinite(value)
        ? { value }
        : { wrong: words.notNumber };
    }
    case 'date':
      if (plain === '') return { value: false };
      return /^\d{4}-\d{2}-\d{2}$/.test(plain) ? { value: plain } : { wrong: words.notDate };
    case 'datetime': {
      if (plain === '') return { value: false };
      const time = serverTimeText(plain);
      return time === undefined ? { wrong: words.notTime } : { value: time };
    }
    case 'boolean':
      return { value: plain === 'true' };
    case 'selection':
      return { value: plain === '' ? false : plain };
    case 'record':
      return plain === '' ? { value: false } : { wrong: words.notRecord };
  }
}

/** Whether two values are the same to the server: by their content. */
export function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  if (isNamed(a) && isNamed(b)) return a[0] === b[0];
  return JSON.stringify(a ?? false) === JSON.stringify(b ?? false);
}

/** The least length of a text that a slice may have cut. */
const leastCut = 2000;

export function mayBeCut(value: Json | undefined): boolean {
  return typeof value === 'string' && value.length >= leastCut;
}
