import type { BulkPlan } from '../../model/bulk';
import type { FieldInfo } from '../../model/schemaInfo';
import { OdooError } from '../../odoo/error';

/** What a column is for. */
export type Target =
  | { kind: 'skip' }
  /** It names the record itself. */
  | { kind: 'key'; by: 'id' | 'external' }
  | { kind: 'value'; field: FieldInfo }
  /** It names other records: by their id or name, or by their external id. */
  | { kind: 'records'; field: FieldInfo; relation: string; by: 'name' | 'external'; many: boolean };

/**
 * What each column of a plan is for, checked against the model's fields.
 * @throws OdooError bulk.plan
 */
export function targetsOf(
  plan: BulkPlan,
  fields: readonly FieldInfo[],
  columns: readonly string[],
): Target[] {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const filled = new Set<string>();
  const targets = columns.map((column, index): Target => {
    const name = plan.columns[index] ?? '';
    if (name === '') return { kind: 'skip' };
    const wanted = name === '@id' || name === 'id' ? name : name.replace(/@id$/, '');
    if (filled.has(wanted)) throw new OdooError('bulk.plan', { reason: 'twice', field: wanted, column });
    filled.add(wanted);
    return targetOf(name, column, plan, byName);
  });
  check(plan, targets);
  return targets;
}

function targetOf(
  name: string,
  column: string,
  plan: BulkPlan,
  byName: ReadonlyMap<string, FieldInfo>,
): Target {
  if (name === '@id') return { kind: 'key', by: 'external' };
  if (name === 'id') {
    if (plan.action === 'create') throw new OdooError('bulk.plan', { reason: 'idOfNew', column });
    return { kind: 'key', by: 'id' };
  }
  // What a deleted record held says nothing.
  if (plan.action === 'delete') return { kind: 'skip' };
  const external = name.endsWith('@id');
  const fieldName = external ? name.slice(0, -3) : name;
  const field = byName.get(fieldName);
  const facts = { column, field: fieldName, model: plan.model };
  if (!field) throw new OdooError('bulk.plan', { reason: 'noField', ...facts });
  if (field.type === 'one2many') throw new OdooError('bulk.plan', { reason: 'lines', ...facts });
  if ((field.type === 'many2one' || field.type === 'many2many') && field.relation) {
    const { relation } = field;
    return {
      kind: 'records',
      field,
      relation,
      by: external ? 'external' : 'name',
      many: field.type === 'many2many',
    };
  }
  if (external) throw new OdooError('bulk.plan', { reason: 'notRelation', ...facts });
  return { kind: 'value', field };
}

function check({ action }: BulkPlan, targets: readonly Target[]): void {
  const keys = targets.filter(({ kind }) => kind === 'key').length;
  const values = targets.filter(({ kind }) => kind === 'value' || kind === 'records').length;
  if (action !== 'create' && keys === 0) throw new OdooError('bulk.plan', { reason: 'noKey' });
  if (keys > 1) throw new OdooError('bulk.plan', { reason: 'twoKeys' });
  if (action !== 'delete' && values === 0) throw new OdooError('bulk.plan', { reason: 'nothing' });
}
