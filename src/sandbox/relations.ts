import type { Env } from './env';
import type { Field, Row } from './fields';
import type { Model } from './model';

export function relatedModel(env: Env, field: Field): Model {
  const other = env.db.models.get(field.relation ?? '');
  if (other === undefined) throw new Error(`The sandbox has no model ${field.relation ?? ''}.`);
  return other;
}

export function relatedIds(env: Env, model: Model, row: Row, field: Field): number[] {
  const cell = env.db.cell(model.name, row, field.name);
  if (Array.isArray(cell)) return cell;
  return typeof cell === 'number' ? [cell] : [];
}
