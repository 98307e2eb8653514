import type { FieldInfo } from '../../../src/model/schemaInfo';
import { typeSign } from '../../grid/typeSign';
import { filterOptions, type ComboboxOption } from '../../ui/comboboxFilter';

/** The fields of a model, or of the form's own; undefined while they are not known. */
export type KnownFields = (model?: string) => readonly FieldInfo[] | undefined;
/** Between the steps of a path: a dot in what is read and filtered, a slash in exports and imports. */
export type PathSign = '.' | '/';

interface Level {
  /** The path that leads here, with its last sign: "country_id.". */
  prefix: string;
  fields: readonly FieldInfo[];
  /** What is typed of the name itself. */
  name: string;
}

/** Where a typed path stands; undefined where it leads through something that is no relation, or is not known yet. */
function levelOf(known: KnownFields, path: string, sign: PathSign): Level | undefined {
  const steps = path.split(sign);
  const name = steps.pop() ?? '';
  let fields = known();
  // ".id" of an import is a name, not a step.
  if (steps.every((step) => step === '')) return fields && { prefix: '', fields, name: path };
  for (const step of steps) {
    const relation = fields?.find((field) => field.name === step)?.relation;
    if (relation === undefined) return undefined;
    fields = known(relation);
  }
  return fields && { prefix: steps.map((step) => `${step}${sign}`).join(''), fields, name };
}

/** The field that a path leads to. */
export function fieldAt(known: KnownFields, path: string, sign: PathSign = '.'): FieldInfo | undefined {
  const level = levelOf(known, path, sign);
  return level?.fields.find((field) => field.name === level.name);
}

const optionsOfLevel = new WeakMap<readonly FieldInfo[], readonly ComboboxOption[]>();

/** The options of a model's fields by their plain names, made once for each list. */
function plainOptions(fields: readonly FieldInfo[]): readonly ComboboxOption[] {
  const before = optionsOfLevel.get(fields);
  if (before) return before;
  const made = fields.map((field) => optionOf(field));
  optionsOfLevel.set(fields, made);
  return made;
}

export function optionOf(field: FieldInfo): ComboboxOption {
  const sign = typeSign(field.type);
  return {
    value: field.name,
    label: field.label,
    detail: field.relation ?? field.type,
    ...(sign ? { sign } : {}),
  };
}

/** The special columns of Odoo's exports and imports (odoo/models.py, fix_import_export_id_paths). */
const idColumns: ComboboxOption[] = [
  { value: 'id', label: 'External ID', detail: 'export' },
  { value: '.id', label: 'Database ID', detail: 'export' },
];

/**
 * The fields that complete a typed path, best first. A relation leads on to the fields of its model.
 * @param leave names that are chosen already
 */
export function pathOptions(
  known: KnownFields,
  typed: string,
  sign: PathSign,
  leave: readonly string[],
): ComboboxOption[] {
  const level = levelOf(known, typed, sign);
  if (!level) return [];
  const { prefix, fields, name } = level;
  const plain = plainOptions(fields);
  const offered = sign === '/' ? [...idColumns, ...plain.filter((option) => option.value !== 'id')] : plain;
  const chosen = new Set(leave);
  return filterOptions(offered, name).flatMap((option) => {
    const value = `${prefix}${option.value}`;
    const relation = fields.find((field) => field.name === option.value)?.relation;
    const into = relation === undefined ? undefined : `${value}${sign}`;
    const itself = { ...option, value, ...(into === undefined ? {} : { into }) };
    const further =
      into === undefined || name.trim() === ''
        ? []
        : [{ value: into, label: `Fields of ${relation ?? ''}`, into, leads: true }];
    return [...(chosen.has(value) ? [] : [itself]), ...further];
  });
}

/** What a chosen path stands for, as far as it is known. */
export function titleOf(known: KnownFields, path: string, sign: PathSign): string | undefined {
  const field = fieldAt(known, path, sign);
  return field && `${field.label} · ${field.relation ?? field.type}`;
}
