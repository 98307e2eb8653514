import { inCondition } from './domainTree';
import type { Condition } from './domainTree';
import type { Env } from './env';
import { valueError } from './errors';
import type { Field, Row } from './fields';
import type { Model } from './model';
import { relatedIds, relatedModel } from './relations';
import { isFalsy } from './values';
import type { Value } from './values';

/** Which records of a model have a name like a text. */
type NamesLike = (model: Model, text: Value) => (row: Row) => boolean;

/** child_of and parent_of: a record and everything below or above it (Odoo 19, odoo/orm/domains.py _operator_hierarchy). */
export function hierarchyFilter(
  env: Env,
  model: Model,
  field: Field,
  condition: Condition,
  namesLike: NamesLike,
): (row: Row) => boolean {
  const isSelf = field.name === 'id';
  if (!isSelf && field.relation === undefined) {
    throw valueError(
      `Cannot execute ${condition.operator} for ${model.name}.${field.name}, works only for relational fields ` +
        inCondition(condition),
    );
  }
  if (isFalsy(condition.value)) return () => false;
  const other = isSelf ? model : relatedModel(env, field);
  const onSelf = other.name === model.name && field.type !== 'many2many';
  const parent = onSelf && !isSelf ? field.name : (other.parent ?? '');
  const ids = family(env, other, parent, start(env, other, condition, namesLike), condition.operator);
  if (isSelf || (onSelf && field.type === 'many2one')) return (row) => ids.has(row.id);
  return (row) => relatedIds(env, model, row, field).some((id) => ids.has(id));
}

/** The records named by id, or by part of their name. */
function start(env: Env, model: Model, { value }: Condition, namesLike: NamesLike): number[] {
  const given = Array.isArray(value) ? value : [value];
  return given.flatMap((one) => {
    if (typeof one === 'number') return [one];
    const named = namesLike(model, one);
    return env.db
      .rows(model.name)
      .filter(named)
      .map((row) => row.id);
  });
}

function family(env: Env, model: Model, parent: string, from: number[], operator: string): Set<number> {
  const ids = new Set(from);
  for (const id of ids) {
    if (operator === 'parent_of') {
      const above = env.db.row(model.name, id)?.[parent];
      if (typeof above === 'number') ids.add(above);
    } else {
      for (const below of env.db.related(model.name, parent, id)) ids.add(below.id);
    }
  }
  return ids;
}
