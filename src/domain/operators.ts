/**
 * Every condition operator of Odoo 12 to 20. Sources: odoo/osv/expression.py TERM_OPERATORS (12–18), odoo/orm/domains.py
 * STANDARD_CONDITION_OPERATORS (19): `any` came with 17, `not =like` and `any!` with 19 (`any!` only inside the server). `<>` is an old way to
 * write `!=` that every version takes.
 */
export const conditionOperators = [
  '=',
  '!=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  '=?',
  'like',
  'not like',
  'ilike',
  'not ilike',
  '=like',
  '=ilike',
  'not =like',
  'not =ilike',
  'in',
  'not in',
  'child_of',
  'parent_of',
  'any',
  'not any',
  'any!',
  'not any!',
] as const;
export type ConditionOperator = (typeof conditionOperators)[number];

/** How many conditions each prefix operator takes. */
export const prefixArity = { '&': 2, '|': 2, '!': 1 } as const;
export type PrefixOperator = keyof typeof prefixArity;

export function isConditionOperator(text: string): text is ConditionOperator {
  return (conditionOperators as readonly string[]).includes(text);
}

export function isPrefixOperator(text: string): text is PrefixOperator {
  return Object.hasOwn(prefixArity, text);
}

/** Whether the operator's value is itself a domain, on the related model. */
export function takesDomain(operator: string): boolean {
  return operator === 'any' || operator === 'not any' || operator === 'any!' || operator === 'not any!';
}
