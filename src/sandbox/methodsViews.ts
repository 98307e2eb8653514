import { fieldsGet } from './fieldsGet';
import { isX2many } from './fields';
import type { Env } from './env';
import { logFields } from './model';
import type { Model } from './model';
import { modelMethod } from './signature';
import type { Method } from './signature';
import type { Dict, Value } from './values';
import { since } from './version';
import { userError } from './errors';
import { str } from './python';

const viewTypes = ['form', 'list', 'tree', 'search', 'kanban'];

/** Views, made from the fields (Odoo 14 to 16, odoo/models.py; 16 to 19, base/models/ir_ui_view.py get_views). */
export const viewMethods: Method[] = [
  modelMethod(
    "fields_view_get(view_id=None, view_type='form', toolbar=False, submenu=False)",
    ({ env, model, args }) => {
      const view = viewOf(env, model, args['view_type'] ?? 'form');
      return {
        ...view,
        name: `${model.name}.${str(view['type'] ?? '')}`,
        fields: fieldsGet(env, model, null, null),
      };
    },
    { until: 16 },
  ),
  modelMethod(
    'load_views(views, options=None)',
    ({ env, model, args }) => ({
      fields_views: viewsOf(env, model, args['views'] ?? null),
      fields: fieldsGet(env, model, null, null),
    }),
    { until: 15 },
  ),
  modelMethod('load_views(views, options=None)', ({ env, model, args }) => allViews(env, model, args), {
    since: 16,
    until: 16,
  }),
  modelMethod('get_views(views, options=None)', ({ env, model, args }) => allViews(env, model, args), {
    since: 16,
  }),
  modelMethod(
    "get_view(view_id=None, view_type='form', **options)",
    ({ env, model, args }) => {
      const view = viewOf(env, model, args['view_type'] ?? 'form');
      return { ...view, models: { [model.name]: [...model.fields.keys()] } };
    },
    { since: 16 },
  ),
];

function allViews(env: Env, model: Model, args: Dict): Dict {
  const views = viewsOf(env, model, args['views'] ?? null);
  const fields = fieldsGet(env, model, null, null);
  // A model's fields stand under their own key from Odoo 17 on.
  return { views, models: { [model.name]: since(env.version, 17) ? { fields } : fields } };
}

function viewsOf(env: Env, model: Model, asked: Value): Dict {
  const pairs = Array.isArray(asked) ? asked : [];
  return Object.fromEntries(
    pairs.map((pair) => {
      const type = Array.isArray(pair) ? (pair[1] ?? null) : null;
      return [str(type), viewOf(env, model, type)];
    }),
  );
}

function viewOf(env: Env, model: Model, type: Value): Dict {
  env.checkAccess(model, 'read');
  const listName = since(env.version, 18) ? 'list' : 'tree';
  if (typeof type !== 'string' || !viewTypes.includes(type)) {
    throw userError(`No default view of type '${str(type)}' could be found!`);
  }
  const tag = type === 'list' || type === 'tree' ? listName : type;
  return { arch: archOf(model, tag), id: false, model: model.name, type: tag, field_parent: false };
}

/** A simple view that Odoo's own reader takes: the fields one after another. */
function archOf(model: Model, tag: string): string {
  const names = [...model.fields.values()]
    .filter(
      (field) => !logFields.has(field.name) && field.name !== 'display_name' && field.group === undefined,
    )
    .filter(
      (field) => tag === 'form' || !(isX2many(field) || field.type === 'html' || field.type === 'binary'),
    )
    .map((field) => field.name);
  const label = escaped(model.label);
  const lines = (indent: string, some: string[]): string =>
    some.map((name) => `${indent}<field name="${name}"/>\n`).join('');
  if (tag === 'form') {
    return `<form string="${label}">\n  <sheet>\n    <group>\n${lines('      ', names)}    </group>\n  </sheet>\n</form>`;
  }
  if (tag === 'kanban') {
    return `<kanban>\n${lines('  ', names.slice(0, 4))}  <templates><t t-name="card"><field name="${names[0] ?? 'id'}"/></t></templates>\n</kanban>`;
  }
  return `<${tag} string="${label}">\n${lines('  ', names.slice(0, 8))}</${tag}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
