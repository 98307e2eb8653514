import type { Env } from './env';
import { isNumeric, isX2many } from './fields';
import type { Field } from './fields';
import type { Model } from './model';
import { maySee } from './readRecords';
import type { Dict, Value } from './values';
import { since } from './version';
import type { SandboxVersion } from './version';

/**
 * fields_get: what each field is, in the order of names as Odoo has it. Needs no right, but leaves out what only a group may see. Some
 * attributes came with later versions.
 */
export function fieldsGet(env: Env, model: Model, names: Value, attributes: Value): Dict {
  const wanted = Array.isArray(names) && names.length > 0 ? new Set(names) : undefined;
  const asked = Array.isArray(attributes) ? new Set(attributes) : undefined;
  const described: Dict = {};
  for (const field of model.fields.values()) {
    if ((wanted !== undefined && !wanted.has(field.name)) || !maySee(env, field)) continue;
    const entries = Object.entries(describe(env, model, field)).filter(
      ([attribute]) => asked === undefined || asked.has(attribute),
    );
    described[field.name] = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  return described;
}

function describe(env: Env, model: Model, field: Field): Dict {
  const stored = field.stored !== false;
  const { version } = env;
  const sortable = (stored && !isX2many(field) && field.type !== 'binary') || field.related !== undefined;
  return {
    change_default: false,
    company_dependent: false,
    ...(since(version, 15) ? { default_export_compatible: field.required === true && stored } : {}),
    depends: field.related === undefined ? [] : [field.related.join('.')],
    ...(since(version, 15) ? { exportable: field.group !== 'nobody', name: field.name } : {}),
    ...(since(version, 17) ? { groupable: isGroupable(field, stored) } : {}),
    ...(field.help === undefined ? {} : { help: field.help }),
    manual: false,
    readonly: field.readonly ?? (field.compute !== undefined && !stored),
    ...(field.related === undefined ? {} : { related: relatedPath(field.related, version) }),
    required: field.required ?? false,
    searchable: stored || field.related !== undefined || field.name === 'display_name',
    sortable,
    store: stored,
    string: field.label,
    type: field.type,
    ...attributesOfType(env, model, field),
  };
}

function isGroupable(field: Field, stored: boolean): boolean {
  return (stored || field.related !== undefined) && field.type !== 'one2many' && field.type !== 'binary';
}

/** A list of names in Odoo 14, a path from then on. */
function relatedPath(related: [string, string], version: SandboxVersion): Value {
  return since(version, 15) ? related.join('.') : [...related];
}

function attributesOfType(env: Env, model: Model, field: Field): Dict {
  const adds =
    isNumeric(field) && field.name !== 'id' && field.stored !== false && field.aggregator !== false;
  const key = since(env.version, 18) ? 'aggregator' : 'group_operator';
  const aggregator: Dict = adds ? { [key]: field.aggregator === undefined ? 'sum' : field.aggregator } : {};
  switch (field.type) {
    case 'char':
      return {
        translate: field.translate ?? false,
        trim: true,
        ...(field.size === undefined ? {} : { size: field.size }),
      };
    case 'text':
      return { translate: field.translate ?? false };
    case 'html':
      return {
        translate: field.translate ?? false,
        sanitize: true,
        sanitize_attributes: true,
        sanitize_style: false,
        sanitize_tags: true,
        strip_classes: false,
        strip_style: false,
      };
    case 'selection':
      return { selection: field.selection?.map((choice) => [...choice]) ?? [] };
    case 'float':
      return { ...aggregator, digits: field.digits === undefined ? false : [...field.digits] };
    case 'monetary':
      return { ...aggregator, currency_field: field.currency ?? 'currency_id' };
    case 'integer':
      return aggregator;
    case 'many2one_reference':
      return { model_field: field.modelField ?? 'res_model' };
    case 'binary':
      return { attachment: true };
    case 'reference':
      return { selection: [] };
    case 'many2one':
    case 'one2many':
    case 'many2many':
      return relationAttributes(env, model, field);
    case 'boolean':
    case 'date':
    case 'datetime':
      return {};
  }
}

function relationAttributes(env: Env, model: Model, field: Field): Dict {
  const relation = field.relation ?? '';
  return {
    ...(since(env.version, 18) ? { allow_hierachy_operators: isHierarchic(env, model, relation) } : {}),
    context: {},
    domain: [],
    relation,
    ...(field.inverse === undefined ? {} : { relation_field: field.inverse }),
  };
}

function isHierarchic(env: Env, model: Model, relation: string): boolean {
  return env.db.models.get(relation)?.parent !== undefined || relation === model.name;
}
