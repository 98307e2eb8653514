import type { FieldInfo } from '../model/schemaInfo';

/** Worth seeing first, in this order, where a model has them. */
const wanted = [
  'display_name',
  'name',
  'email',
  'phone',
  'city',
  'country_id',
  'default_code',
  'list_price',
  'partner_id',
  'date_order',
  'user_id',
  'amount_total',
  'state',
];
const plain = new Set([
  'char',
  'integer',
  'float',
  'monetary',
  'boolean',
  'date',
  'datetime',
  'selection',
  'many2one',
]);

/**
 * A handful of columns worth seeing first. They are always named: without names Odoo 17 and later refuse a plain user some models
 * altogether, for a single field that is not theirs.
 */
export function browsingFields(fields: readonly FieldInfo[]): string[] {
  const names = new Set(fields.map(({ name }) => name));
  // The display name says what the name says, and more.
  if (names.has('display_name')) names.delete('name');
  const bookkeeping =
    /^(id|create_|write_|message_|activity_|my_activity_|website_|has_message|active$|color$|barcode$|sequence$|__)/;
  const rest = fields
    .filter(({ name, type, stored }) => stored && plain.has(type) && !bookkeeping.test(name))
    .sort((a, b) => Number(b.required) - Number(a.required))
    .map(({ name }) => name);
  return [...new Set([...wanted, ...rest])].filter((name) => names.has(name)).slice(0, 8);
}
