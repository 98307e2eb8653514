import type { CheckedCondition, DomainFinding } from './check';
import * as words from './checkWords';
import { lookupOf } from './fieldPath';
import { takesDomain } from './operators';
import { isRelational, operatorSince } from './operatorsFor';

/** Whether the server's version has the operator, and whether it says anything about a field of this type. */
export function checkOperator(checked: CheckedCondition): DomainFinding[] {
  const { operator, options } = checked;
  const span = { from: operator.from, to: operator.to };
  const { version } = options;
  const sign = operator.value;
  if (sign.endsWith('any!')) {
    return [
      {
        severity: 'error',
        message: words.onlyInside(sign),
        ...span,
        suggestion: inQuotes(checked, sign.slice(0, -1)),
      },
    ];
  }
  const since = operatorSince(sign);
  if (since !== undefined && version !== undefined && version < since) {
    return [{ severity: 'error', message: words.operatorSince(sign, since, version), ...span }];
  }
  if (sign === '<>') {
    return [
      {
        severity: 'info',
        message: words.oldOperator('<>', '!='),
        ...span,
        suggestion: inQuotes(checked, '!='),
      },
    ];
  }
  const misfit = misfitOf(checked);
  return misfit ? [{ ...misfit, ...span }] : [];
}

/**
 * Odoo 19 refuses most of these, odoo/orm/domains.py; older versions do as the database or a name search sees fit, odoo/osv/expression.py. A
 * computed field's own search may take any operator.
 */
function misfitOf({
  info,
  operator,
  value,
  name,
  options,
  model,
}: CheckedCondition): Omit<DomainFinding, 'from' | 'to'> | undefined {
  if (!info) return undefined;
  const sign = operator.value;
  const strict = options.version !== undefined && options.version >= 19;
  const severity = info.stored ? 'error' : 'warning';
  const isId = info.name === 'id';
  const relational = isRelational(info.type);
  if (takesDomain(sign) && !relational && !isId) {
    return { severity: strict ? 'error' : severity, message: words.needsRelation(sign, name, info.type) };
  }
  if (sign === 'child_of' || sign === 'parent_of') {
    if (!relational && !isId) return { severity, message: words.needsRelation(sign, name, info.type) };
    const comodel = isId ? model : info.relation;
    const known = comodel === undefined ? undefined : lookupOf(options)(comodel);
    const hasParent = known?.some((field) => field.name === 'parent_id') ?? true;
    if (!hasParent && comodel !== undefined && (isId || comodel !== model)) {
      return { severity: 'warning', message: words.noParents(sign, comodel) };
    }
    return undefined;
  }
  const ordering = /^[<>]=?$/.test(sign);
  if (ordering && relational && typeof value.value === 'string') {
    return { severity: strict ? 'error' : 'warning', message: words.noOrder(sign, name, info.type) };
  }
  if ((ordering || sign.endsWith('like')) && info.type === 'boolean') {
    const refused = strict && !(sign.endsWith('like') && !value.value);
    return { severity: refused ? 'error' : 'warning', message: words.noOrder(sign, name, info.type) };
  }
  if (info.type === 'binary' && (ordering || sign.endsWith('like'))) {
    return { severity: 'warning', message: words.onlySetOrNot(name) };
  }
  return undefined;
}

function inQuotes({ operator }: CheckedCondition, text: string): { text: string; from: number; to: number } {
  return { text, from: operator.from + 1, to: operator.to - 1 };
}
