import { builtin, typeError, valueError } from './errors';
import { repr, reprTuple, typeName } from './python';
import type { Value } from './values';

/** A domain as a tree. */
export type DomainNode =
  | { kind: 'all' }
  | { kind: 'none' }
  | { kind: 'and' | 'or'; left: DomainNode; right: DomainNode }
  | { kind: 'not'; inner: DomainNode }
  | Condition;

export interface Condition {
  kind: 'condition';
  /** A field, or a path of them. */
  path: string;
  operator: string;
  value: Value;
}

const knownOperators = new Set(
  (
    'any,not any,in,not in,<,>,<=,>=,like,not like,ilike,not ilike,=like,not =like,=ilike,not =ilike,' +
    '=,!=,=?,==,<>,child_of,parent_of'
  ).split(','),
);

/**
 * Reads a domain's prefix notation, with Odoo 19's errors (odoo/orm/domains.py Domain.__new__, DomainCondition.checked).
 * @throws PythonError TypeError, ValueError, AttributeError
 */
export function readDomain(domain: Value): DomainNode {
  if (domain === true) return { kind: 'all' };
  if (domain === false) return { kind: 'none' };
  if (!Array.isArray(domain)) throw typeError(`Domain() invalid argument type for domain: ${repr(domain)}`);
  const stack: DomainNode[] = [];
  const pop = (): DomainNode => {
    const node = stack.pop();
    if (node === undefined) throw valueError(`Domain() malformed domain ${repr(domain)}`);
    return node;
  };
  for (const item of domain.toReversed()) {
    if (Array.isArray(item) && item.length === 3) stack.push(readItem(item));
    else if (item === '&') stack.push({ kind: 'and', left: pop(), right: pop() });
    else if (item === '|') stack.push({ kind: 'or', left: pop(), right: pop() });
    else if (item === '!') stack.push({ kind: 'not', inner: pop() });
    else throw valueError(`Domain() invalid item in domain: ${repr(item)}`);
  }
  const all: DomainNode = { kind: 'all' };
  return stack
    .toReversed()
    .reduce<DomainNode>((left, right) => (left.kind === 'all' ? right : { kind: 'and', left, right }), all);
}

function readItem(item: Value[]): DomainNode {
  const [path, operator, value = null] = item;
  if (operator === 'any!' || operator === 'not any!') {
    throw valueError(`Domain() invalid item in domain: ${repr(item)}`);
  }
  if (typeof path !== 'string') {
    if (path === 1 && operator === '=' && value === 1) return { kind: 'all' };
    if (path === 0 && operator === '=' && value === 1) return { kind: 'none' };
    throw typeError(`Domain() invalid arguments: ${reprTuple(item)}`);
  }
  if (typeof operator !== 'string') {
    throw builtin('AttributeError', `'${typeName(operator)}' object has no attribute 'lower'`);
  }
  const condition: Condition = {
    kind: 'condition',
    path,
    operator: operator.toLowerCase(),
    value: value ?? false,
  };
  if (path === '') throw typeError(`Empty field name ${inCondition(condition)}`);
  if (!knownOperators.has(condition.operator)) throw valueError(`Invalid operator ${inCondition(condition)}`);
  return condition;
}

/** "in condition ('name', '=', 'x')": how Odoo ends such messages. */
export function inCondition({ path, operator, value }: Condition): string {
  return `in condition ${reprTuple([path, operator, value])}`;
}

/** A domain as Odoo shows it back: conditions as tuples, and a domain that keeps all as what is always true. */
export function reprDomain(domain: Value): string {
  if (!Array.isArray(domain) || domain.length === 0) return "[(1, '=', 1)]";
  return `[${domain.map((item) => (Array.isArray(item) ? reprTuple(item) : repr(item))).join(', ')}]`;
}

/** Whether a domain asks for a field itself, not only through a relation. */
export function mentions(node: DomainNode, field: string): boolean {
  switch (node.kind) {
    case 'all':
    case 'none':
      return false;
    case 'and':
    case 'or':
      return mentions(node.left, field) || mentions(node.right, field);
    case 'not':
      return mentions(node.inner, field);
    case 'condition':
      return node.path === field;
  }
}
