import type { Column } from '../../src/contract/request/resultApi';
import type { Json } from '../../src/model/json';
import { isNamed } from '../../src/table/cellText';
import type { IconName } from '../ui/Icon';

/** How a value is shown: `text` plain, `dim` beside it or alone in the quiet colour. */
export interface CellView {
  text: string;
  dim?: string;
  /** What is shown stands for no value at all, or is the server's false. */
  quiet?: boolean;
}

/** Longer texts are cut in the grid; JSON shows them whole. */
const longest = 300;

/** Odoo answers false where a field that is no boolean has no value (odoo/fields.py, convert_to_read). */
export function cellView(value: Json | undefined, column: Column): CellView {
  if (value === undefined) return { text: '' };
  if (value === null) return { text: 'null', quiet: true };
  if (value === false) {
    if (column.type === 'boolean' || column.type === undefined) return { text: 'false', quiet: true };
    return { text: '' };
  }
  if (Array.isArray(value)) return listView(value, column);
  if (typeof value === 'object') return { text: cut(JSON.stringify(value)) };
  return { text: cut(String(value)) };
}

function listView(value: Json[], column: Column): CellView {
  if (isNamed(value) && (column.type === 'many2one' || column.type === undefined)) {
    return { text: cut(value[1]), dim: String(value[0]) };
  }
  if (value.every((item) => typeof item === 'number')) {
    return { text: '', dim: cut(value.length === 0 ? '' : `[${value.length}] ${value.join(', ')}`) };
  }
  return { text: cut(JSON.stringify(value)) };
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** The sign of a field's type in a column's head: an icon where there is one, else a few letters. */
export function typeSign(type: string | undefined): { icon: IconName } | { letters: string } | undefined {
  switch (type) {
    case 'char':
    case 'text':
      return { letters: 'abc' };
    case 'html':
      return { letters: '</>' };
    case 'integer':
      return { letters: '123' };
    case 'float':
    case 'monetary':
      return { letters: '1.0' };
    case 'json':
    case 'properties':
      return { letters: '{ }' };
    case 'many2one':
    case 'reference':
    case 'many2one_reference':
      return { icon: 'arrow' };
    case 'one2many':
    case 'many2many':
      return { icon: 'arrows' };
    case 'boolean':
      return { icon: 'check' };
    case 'selection':
      return { icon: 'list' };
    case 'date':
      return { icon: 'calendar' };
    case 'datetime':
      return { icon: 'clock' };
    case 'binary':
    case 'image':
      return { icon: 'file' };
    default:
      return undefined;
  }
}

/** The label where it says more than the name: not "Customer Rank" beside customer_rank. */
export function tellingLabel(column: Column): string {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const name = plain(column.name.replace(/_ids?$/, ''));
  return plain(column.label).startsWith(name) ? '' : column.label;
}
