import { isColumn } from './database';
import type { Env } from './env';
import { missingError } from './errors';
import type { Row } from './fields';
import { logFields, textOf } from './model';
import type { Model } from './model';
import { relatedModel } from './relations';
import type { Dict, Value } from './values';
import { create } from './writeRecords';

/** Models whose copies say so in their name. */
const renamed = new Set([
  'res.partner',
  'res.partner.category',
  'product.category',
  'product.product',
  'product.template',
  'crm.lead',
  'account.account',
  'account.tax',
  'project.project',
  'project.task',
  'res.groups',
]);

/** Duplicates records, with the lines that belong to them; gives the new ids (a list from Odoo 18 on). @throws PythonError */
export function copyRecords(env: Env, model: Model, ids: number[], changes: Dict): number[] {
  env.checkAccess(model, 'create');
  const copies = ids.map((id): Dict => {
    const row = env.db.row(model.name, id);
    if (row === undefined) throw missingError(model.name, id, env.uid);
    env.checkRules(model, [row], 'read');
    return { ...copiedValues(env, model, row), ...changes };
  });
  return create(env, model, copies);
}

function copiedValues(env: Env, model: Model, row: Row): Dict {
  const values: Dict = {};
  for (const field of model.fields.values()) {
    if (logFields.has(field.name)) continue;
    if (field.type === 'one2many' && field.copied === true) {
      const lines = relatedModel(env, field);
      values[field.name] = env.db
        .related(lines.name, field.inverse ?? '', row.id)
        .map((line): Value => [0, 0, copiedValues(env, lines, line)]);
    } else if (isColumn(field) && field.copied !== false) {
      const cell = row[field.name] ?? false;
      values[field.name] = Array.isArray(cell) ? [[6, 0, cell]] : cell;
    }
  }
  if (renamed.has(model.name)) values['name'] = `${textOf(row['name'])} (copy)`;
  return values;
}
