import type { FieldInfo } from '../../../src/model/schemaInfo';
import { filterOptions, type ComboboxOption } from '../../ui/comboboxFilter';
import { optionOf } from './fieldOptions';
import { fieldOfSpec, isMadeUp } from './groupOptions';
import { isAtLeast } from './version';

const unsorted = new Set(['one2many', 'many2many', 'binary', 'image', 'serialized', 'json', 'properties']);

/** What records can be ordered by. */
export function sortableFields(fields: readonly FieldInfo[]): ComboboxOption[] {
  return fields
    .filter((field) => !isMadeUp(field))
    .filter((field) => field.sortable ?? (field.stored && !unsorted.has(field.type)))
    .map((field) => optionOf(field));
}

/**
 * What groups can be ordered by: what they are grouped by and what is told of them. Up to Odoo 18 read_group orders by an aggregate's
 * field alone (odoo/models.py, _read_group_prepare); formatted_read_group takes the whole of it, and the count (Odoo 19,
 * addons/web/models/models.py).
 */
export function sortableGroups(
  groupBy: readonly string[],
  aggregates: readonly string[],
  version: string | undefined,
): ComboboxOption[] {
  const whole = isAtLeast(version, 19);
  const names = [
    ...groupBy,
    ...aggregates.map((spec) => (whole ? spec : fieldOfSpec(spec))),
    ...(whole ? ['__count'] : []),
  ];
  return [...new Set(names)].map((value) => ({
    value,
    label: value === '__count' ? 'Number of records' : '',
  }));
}

/** The names of an order that nothing can be ordered by here. */
export function strangeOrder(order: string, sortable: readonly ComboboxOption[]): string[] {
  const names = order.split(',').flatMap((part) => part.trim().split(/\s/, 1)[0] || []);
  return names.filter((name) => !sortable.some((option) => option.value === name));
}

/** Completes what stands behind the last comma of an order, which keeps what stands before it. */
export function orderOptions(order: string, sortable: readonly ComboboxOption[]): ComboboxOption[] {
  const start = order.lastIndexOf(',') + 1;
  const last = order.slice(start);
  const before = start === 0 ? '' : `${order.slice(0, start)} `;
  const named = new Set(
    order
      .slice(0, Math.max(0, start - 1))
      .split(',')
      .map((part) => part.trim().split(/\s/, 1)[0]),
  );
  const typed = last.trim();
  const name = typed.split(/\s/, 1)[0] ?? '';
  const whole = sortable.find((option) => option.value === name);
  if (whole && /^\s*\S+\s/.test(last)) return directions(whole, before);
  return filterOptions(
    sortable.filter((option) => !named.has(option.value)),
    typed,
  ).flatMap((option) => directions(option, before));
}

function directions(option: ComboboxOption, before: string): ComboboxOption[] {
  return [
    { ...option, text: option.value, value: `${before}${option.value}` },
    { ...option, text: `${option.value} desc`, value: `${before}${option.value} desc` },
  ];
}
