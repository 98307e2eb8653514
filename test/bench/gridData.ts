import type { Column } from '../../src/contract/request/resultApi';
import type { Json, JsonObject } from '../../src/model/json';

const types = [
  'char',
  'many2one',
  'monetary',
  'integer',
  'float',
  'boolean',
  'selection',
  'date',
  'datetime',
  'many2many',
] as const;

/** Thirty columns: the id, and each type of value that a business has many of. */
export const benchColumns: Column[] = [
  { name: 'id', label: 'ID', type: 'integer' },
  ...Array.from({ length: 29 }, (_, index): Column => {
    const type = types[index % types.length] ?? 'char';
    return {
      name: `${type}_${index}`,
      label: `Column ${index}`,
      type,
      ...(type === 'monetary' ? { currencyField: 'many2one_1' } : {}),
      ...(type === 'selection' ? { selection: selectionOf() } : {}),
    };
  }),
];

function selectionOf(): [string, string][] {
  return [
    ['draft', 'Quotation'],
    ['sent', 'Quotation Sent'],
    ['sale', 'Sales Order'],
  ];
}

/** What the first text column of a row holds, by which it is found on the page. */
export const nameOfRow = (index: number): string => `R${String(index).padStart(6, '0')}`;

export function benchRow(index: number): JsonObject {
  return Object.fromEntries(
    benchColumns.map(({ name, type }, place) => [
      name,
      name === 'id' ? index + 1 : valueOf(type, index, place),
    ]),
  );
}

function valueOf(type: string | undefined, row: number, place: number): Json {
  const seed = row * 31 + place;
  switch (type) {
    case 'many2one':
      return seed % 7 === 0 ? false : [seed % 500, `Customer ${seed % 500}`];
    case 'monetary':
      return (seed * 137) % 100_000;
    case 'integer':
      return (seed * 17) % 10_000;
    case 'float':
      return ((seed * 13) % 10_000) / 7;
    case 'boolean':
      return seed % 2 === 0;
    case 'selection':
      return ['draft', 'sent', 'sale'][seed % 3] ?? 'draft';
    case 'date':
      return `2026-${String((seed % 12) + 1).padStart(2, '0')}-${String((seed % 28) + 1).padStart(2, '0')}`;
    case 'datetime':
      return `2026-${String((seed % 12) + 1).padStart(2, '0')}-${String((seed % 28) + 1).padStart(2, '0')} 09:${String(seed % 60).padStart(2, '0')}:00`;
    case 'many2many':
      return Array.from({ length: seed % 4 }, (_, index) => (seed + index) % 90);
    default:
      return place === 1 ? nameOfRow(row) : `Text ${seed % 1000} of some length`;
  }
}
