import { builtin, typeError, valueError } from './errors';
import { repr, reprTuple, str, typeName } from './python';
import { isFalsy } from './values';
import type { Value } from './values';
import { since } from './version';
import type { SandboxVersion } from './version';

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

const operators =
  'in,not in,<,>,<=,>=,like,not like,ilike,not ilike,=like,=ilike,=,!=,=?,==,<>,child_of,parent_of'.split(
    ',',
  );
/** Operators that came with a later Odoo. */
const newerOperators: [string, number][] = [
  ['any', 17],
  ['not any', 17],
  ['not =like', 19],
  ['not =ilike', 19],
];

function isOperator(operator: string, version: SandboxVersion): boolean {
  if (operator === '==') return since(version, 19);
  return (
    operators.includes(operator) ||
    newerOperators.some(([newer, first]) => newer === operator && since(version, first))
  );
}

/**
 * Reads a domain's prefix notation, with the version's errors (Odoo 19, odoo/orm/domains.py Domain.__new__, DomainCondition.checked;
 * Odoo 14 to 18, odoo/osv/expression.py normalize_domain, check_leaf).
 * @throws PythonError TypeError, ValueError, AttributeError, AssertionError, IndexError
 */
export function readDomain(domain: Value, version: SandboxVersion): DomainNode {
  if (since(version, 19)) {
    if (domain === true) return { kind: 'all' };
    if (domain === false) return { kind: 'none' };
    if (!Array.isArray(domain)) throw typeError(`Domain() invalid argument type for domain: ${repr(domain)}`);
  } else if (isFalsy(domain)) return { kind: 'all' };
  if (!Array.isArray(domain)) throw noDomain();
  const stack: DomainNode[] = [];
  const pop = (): DomainNode => {
    const node = stack.pop();
    if (node === undefined) throw malformed(domain, version);
    return node;
  };
  for (const item of domain.toReversed()) {
    if (item === '&') stack.push({ kind: 'and', left: pop(), right: pop() });
    else if (item === '|') stack.push({ kind: 'or', left: pop(), right: pop() });
    else if (item === '!') stack.push({ kind: 'not', inner: pop() });
    else stack.push(since(version, 19) ? readItem(item, version) : readLeaf(item, version));
  }
  const all: DomainNode = { kind: 'all' };
  return stack
    .toReversed()
    .reduce<DomainNode>((left, right) => (left.kind === 'all' ? right : { kind: 'and', left, right }), all);
}

function noDomain(): Error {
  return builtin(
    'AssertionError',
    "Domains to normalize must have a 'domain' form: a list or tuple of domain components",
  );
}

function malformed(domain: Value[], version: SandboxVersion): Error {
  if (since(version, 19)) return valueError(`Domain() malformed domain ${repr(domain)}`);
  if (since(version, 17)) return valueError(`Domain ${repr(domain)} is syntactically not correct.`);
  return builtin('AssertionError', `This domain is syntactically not correct: ${repr(domain)}`);
}

/** A leaf as Odoo 14 to 18 take it. */
function readLeaf(item: Value, version: SandboxVersion): DomainNode {
  if (!Array.isArray(item)) throw valueError(`Invalid leaf ${str(item)}`);
  if (item.length < 2) throw builtin('IndexError', 'tuple index out of range');
  const [path, given, value = null] = item;
  const operator = typeof given === 'string' ? given.toLowerCase() : '';
  if (operator === '=' && value === 1 && (path === 1 || path === 0)) {
    return { kind: path === 1 ? 'all' : 'none' };
  }
  if (item.length !== 3 || typeof path !== 'string' || path === '' || !isOperator(operator, version)) {
    throw valueError(`Invalid leaf ${reprTuple(item)}`);
  }
  return { kind: 'condition', path, operator, value: value ?? false };
}

function readItem(item: Value, version: SandboxVersion): DomainNode {
  if (!Array.isArray(item) || item.length !== 3) {
    throw valueError(`Domain() invalid item in domain: ${repr(item)}`);
  }
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
  if (!isOperator(condition.operator, version))
    throw valueError(`Invalid operator ${inCondition(condition)}`);
  return condition;
}

/** Where Odoo says a field is that it does not know: "in condition ('nope', '=', 1)", "in leaf …" up to Odoo 18. */
export function inLeaf(condition: Condition, version: SandboxVersion): string {
  return since(version, 19)
    ? inCondition(condition)
    : inCondition(condition).replace('in condition', 'in leaf');
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
