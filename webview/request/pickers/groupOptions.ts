import type { FieldInfo } from '../../../src/model/schemaInfo';
import { filterOptions, type ComboboxOption } from '../../ui/comboboxFilter';
import { optionOf } from './fieldOptions';
import { isAtLeast } from './version';

const dates = new Set(['date', 'datetime']);
const numbers = new Set(['integer', 'float', 'monetary']);
/** No columns to group by, whatever a server of before Odoo 17 says of them (it says nothing). */
const ungrouped = new Set([
  'one2many',
  'binary',
  'image',
  'html',
  'text',
  'serialized',
  'json',
  'properties',
]);

/** Odoo 14, odoo/models.py, _read_group_process_groupby; Odoo 19, odoo/orm/utils.py, READ_GROUP_TIME_GRANULARITY. */
const periods: [string, string][] = [
  ['day', 'day'],
  ['week', 'week'],
  ['month', 'month'],
  ['quarter', 'quarter'],
  ['year', 'year'],
  ['hour', 'hour'],
];
/** Odoo 18 and later: odoo/orm/utils.py, READ_GROUP_NUMBER_GRANULARITY. */
const parts: [string, string][] = [
  ['day_of_week', 'day of the week'],
  ['day_of_month', 'day of the month'],
  ['day_of_year', 'day of the year'],
  ['iso_week_number', 'week of the year'],
  ['month_number', 'month of the year'],
  ['quarter_number', 'quarter of the year'],
  ['year_number', 'year as a number'],
  ['hour_number', 'hour of the day'],
  ['minute_number', 'minute of the hour'],
  ['second_number', 'second of the minute'],
];

function granularities(field: FieldInfo, version: string | undefined): [string, string][] {
  const all = isAtLeast(version, 18) ? [...periods, ...parts] : periods;
  // A date has no time of day.
  return field.type === 'datetime' ? all : all.filter(([name]) => !/^(hour|minute|second)/.test(name));
}

/** The boxes of the users' form, which fields_get tells of and the database knows nothing about (Odoo 14 to 18, res.users). */
export function isMadeUp({ name }: FieldInfo): boolean {
  return /^(in_group_\d+|sel_groups_\d[\d_]*)$/.test(name);
}

/** Whether records can be grouped by a field: Odoo 17 and later say so, of earlier ones what its kind allows. */
export function isGroupable(field: FieldInfo, version: string | undefined): boolean {
  // A server says so of properties as a whole too, and takes single ones only.
  if (field.type === 'properties' || isMadeUp(field)) return false;
  if (field.groupable !== undefined) return field.groupable;
  // Its order by the id alone is ambiguous once it groups by it.
  if (!field.stored || field.name === 'id' || ungrouped.has(field.type)) return false;
  return field.type !== 'many2many' || isAtLeast(version, 15);
}

/** What records can be grouped by; a date by its month, and behind a colon by everything else. */
export function groupByOptions(
  fields: readonly FieldInfo[],
  version: string | undefined,
  typed: string,
  leave: readonly string[],
): ComboboxOption[] {
  const [name, granularity] = typed.split(':');
  if (granularity !== undefined) {
    const field = fields.find((each) => each.name === name);
    if (!field || !dates.has(field.type)) return [];
    return found(
      granularities(field, version).map(([value, words]) => ({
        ...optionOf(field),
        value: `${field.name}:${value}`,
        label: by(field, words),
      })),
      granularity,
      leave,
    );
  }
  const groupable = fields.filter((field) => isGroupable(field, version));
  return found(
    groupable.map((field) =>
      dates.has(field.type)
        ? {
            ...optionOf(field),
            value: `${field.name}:month`,
            label: by(field, 'month'),
            into: `${field.name}:`,
          }
        : optionOf(field),
    ),
    typed,
    leave,
  );
}

function by(field: FieldInfo, words: string): string {
  return `${field.label}, by ${words}`;
}

const words: Record<string, string> = {
  sum: 'sum',
  sum_currency: 'sum in the company’s currency',
  avg: 'average',
  max: 'highest',
  min: 'lowest',
  count: 'how many have a value',
  count_distinct: 'how many different values',
  bool_and: 'true for all',
  bool_or: 'true for any',
  array_agg: 'list of the values',
};

/**
 * How a field can be summed up, the usual way first. Odoo 14, odoo/models.py, VALID_AGGREGATE_FUNCTIONS; Odoo 19, odoo/orm/models.py,
 * READ_GROUP_AGGREGATE and _read_group_select.
 */
export function functionsOf(field: FieldInfo, version: string | undefined): string[] {
  if (isMadeUp(field)) return [];
  // Up to Odoo 17 a server says so of fields that are no columns too, and refuses them then.
  const usable = field.stored || isAtLeast(version, 18);
  const own = field.aggregator === undefined || !usable ? [] : [field.aggregator];
  return [...new Set([...own, ...functionsOfType(field, version)])];
}

function functionsOfType(field: FieldInfo, version: string | undefined): string[] {
  if (field.name === 'id') return ['count', 'count_distinct', 'max', 'min', 'array_agg'];
  if (!field.stored) return [];
  switch (field.type) {
    case 'integer':
    case 'float':
      return ['sum', 'avg', 'max', 'min', 'count', 'count_distinct', 'array_agg'];
    case 'monetary': {
      const currency = isAtLeast(version, 19) ? ['sum_currency'] : [];
      return ['sum', ...currency, 'avg', 'max', 'min', 'count', 'count_distinct', 'array_agg'];
    }
    case 'date':
    case 'datetime':
      return ['max', 'min', 'count', 'count_distinct', 'array_agg'];
    case 'boolean':
      return ['bool_or', 'bool_and', 'count', 'array_agg'];
    case 'char':
    case 'selection':
    case 'many2one':
    case 'reference':
      return ['count_distinct', 'count', 'array_agg'];
    case 'text':
      return ['count_distinct', 'count'];
    default:
      return [];
  }
}

/** What can be told of each group: numbers first, each in its usual way, and behind a colon in every other. */
export function aggregateOptions(
  fields: readonly FieldInfo[],
  version: string | undefined,
  typed: string,
  leave: readonly string[],
): ComboboxOption[] {
  const [name, wanted] = typed.split(':');
  if (wanted !== undefined) {
    const field = fields.find((each) => each.name === name);
    if (!field) return [];
    return found(
      functionsOf(field, version).map((value) => aggregate(field, value)),
      wanted,
      leave,
    );
  }
  const usable = fields.filter((field) => functionsOf(field, version).length > 0);
  const first = usable.filter((field) => numbers.has(field.type) && field.name !== 'id');
  const rest = usable.filter((field) => !first.includes(field));
  return found(
    [...first, ...rest].map((field) => ({
      ...aggregate(field, functionsOf(field, version)[0] ?? 'count'),
      into: `${field.name}:`,
    })),
    typed,
    leave,
  );
}

function aggregate(field: FieldInfo, name: string): ComboboxOption {
  return {
    ...optionOf(field),
    value: `${field.name}:${name}`,
    label: `${field.label}, ${words[name] ?? name}`,
  };
}

function found(options: ComboboxOption[], typed: string, leave: readonly string[]): ComboboxOption[] {
  const chosen = new Set(leave);
  return filterOptions(options, typed).filter((option) => !chosen.has(option.value));
}

/** The name of a group's or an aggregate's field: "date_order" of "date_order:month". */
export function fieldOfSpec(spec: string): string {
  return spec.split(':', 1)[0] ?? '';
}
