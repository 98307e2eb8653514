import type { FieldInfo } from '../../model/schemaInfo';

/**
 * The field that each column seems to mean, by its name or label; "" where none does. No field is suggested twice. Names are
 * understood as Odoo's own export writes them: "country_id/id" is an external id, "country_id/.id" a database id.
 */
export function suggestFields(
  columns: readonly { name: string; samples: readonly string[] }[],
  fields: readonly FieldInfo[],
): string[] {
  const taken = new Set<string>();
  const found = columns.map(({ name, samples }) => {
    // Odoo's own export calls the external id "id".
    const external = name.trim() === 'id' && samples.some((sample) => sample !== '' && !/^\d+$/.test(sample));
    return take(external ? '@id' : exact(name.trim(), fields), taken);
  });
  return columns.map(({ name }, index) => found[index] || take(byLabel(name, fields), taken));
}

function take(name: string, taken: Set<string>): string {
  const record = name.startsWith('@') ? name : name.replace(/@id$/, '');
  if (name === '' || taken.has(record)) return '';
  taken.add(record);
  return name;
}

function exact(column: string, fields: readonly FieldInfo[]): string {
  if (column === '.id' || column === 'id') return 'id';
  if (column === '@id' || /^(external id|external_id|xml_?id|externe id|id externe)$/i.test(column))
    return '@id';
  const path = /^([a-z_]\w*)(?:@id|\/id|\/\.id)$/.exec(column);
  const name = path?.[1] ?? column;
  const field = fields.find((one) => one.name === name && one.type !== 'one2many');
  if (!field) return '';
  if (!path) return field.name;
  if (!field.relation) return '';
  return column.endsWith('/.id') ? field.name : `${field.name}@id`;
}

/** Stored and writable ones first: labels are not unique. */
function byLabel(column: string, fields: readonly FieldInfo[]): string {
  const wanted = fold(column);
  if (wanted === '') return '';
  const fitting = fields.filter(
    (field) =>
      field.type !== 'one2many' &&
      field.name !== 'id' &&
      (fold(field.label) === wanted ||
        fold(field.name) === wanted ||
        fold(field.name.replace(/_ids?$/, '')) === wanted),
  );
  const best =
    fitting.find((field) => field.stored && !field.readonly) ?? fitting.find((field) => field.stored);
  return (best ?? fitting[0])?.name ?? '';
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
