import type { Env } from './env';
import { isNumeric, isX2many } from './fields';
import type { Field } from './fields';
import type { Model } from './model';
import type { Dict, Value } from './values';

/** fields_get: what each field is. Attributes and their order as Odoo 19 gives them. */
export function fieldsGet(env: Env, model: Model, names: Value, attributes: Value): Dict {
  const wanted = Array.isArray(names) && names.length > 0 ? new Set(names) : undefined;
  const asked = Array.isArray(attributes) ? new Set(attributes) : undefined;
  const described: Dict = {};
  for (const field of model.fields.values()) {
    if (wanted !== undefined && !wanted.has(field.name)) continue;
    const entries = Object.entries(describe(env, model, field)).filter(
      ([attribute]) => asked === undefined || asked.has(attribute),
    );
    described[field.name] = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  return described;
}

function describe(env: Env, model: Model, field: Field): Dict {
  const stored = field.stored !== false;
  const sortable = stored && !isX2many(field);
  return {
    change_default: false,
    company_dependent: false,
    default_export_compatible: false,
    depends: field.related === undefined ? [] : [field.related.join('.')],
    exportable: true,
    groupable: (stored || field.related !== undefined) && field.type !== 'one2many',
    ...(field.help === undefined ? {} : { help: field.help }),
    manual: false,
    name: field.name,
    readonly: field.readonly ?? (field.compute !== undefined && !stored),
    ...(field.related === undefined ? {} : { related: field.related.join('.') }),
    required: field.required ?? false,
    searchable: stored || field.related !== undefined || field.name === 'display_name',
    sortable: sortable || field.related !== undefined,
    store: stored,
    string: field.label,
    type: field.type,
    ...attributesOfType(env, model, field),
  };
}

function attributesOfType(env: Env, model: Model, field: Field): Dict {
  const aggregator: Dict =
    isNumeric(field) && field.name !== 'id' && field.stored !== false ? { aggregator: 'sum' } : {};
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
    allow_hierachy_operators: env.db.models.get(relation)?.parent !== undefined || relation === model.name,
    context: {},
    domain: [],
    relation,
    ...(field.inverse === undefined ? {} : { relation_field: field.inverse }),
  };
}
