import type { Json } from '../model/json';
import { nearest } from './nearest';
import { LiteralError, readLiteral } from './literal';
import type { LiteralNode } from './literal';
import {
  conditionOperators,
  isConditionOperator,
  isPrefixOperator,
  prefixArity,
  takesDomain,
} from './operators';

/** `position` is the 0-based place in the text, counted as editors count (UTF-16). */
export type ParsedDomain = { ok: true; domain: Json[] } | { ok: false; message: string; position: number };

/**
 * Reads a domain written as Python or JSON; an empty text is the empty domain. The result is a list of conditions
 * `[field, operator, value]` and the prefix operators `&`, `|` and `!`, with the number of conditions each of them takes.
 */
export function parseDomain(text: string): ParsedDomain {
  try {
    const node = readLiteral(text);
    return { ok: true, domain: node === undefined ? [] : readTerms(node, 'top') };
  } catch (error) {
    if (error instanceof LiteralError) return { ok: false, message: error.message, position: error.position };
    throw error;
  }
}

function readTerms(node: LiteralNode, where: 'top' | 'any'): Json[] {
  if (node.kind !== 'list') {
    throw new LiteralError(
      where === 'top'
        ? "Start with a list of conditions, such as [('name', '=', 'Azure')]."
        : "Write a list of conditions here, such as [('name', '=', 'Azure')].",
      node.position,
    );
  }
  if (looksLikeCondition(node.items)) {
    throw new LiteralError('Put square brackets around this condition: a domain is a list.', node.position);
  }
  checkArity(node.items);
  return node.items.map((item) => (item.kind === 'list' ? readCondition(item) : readPrefix(item)));
}

/** ('name', '=', 'Azure') where a list of conditions belongs: the commonest slip. */
function looksLikeCondition(items: LiteralNode[]): boolean {
  const [field, operator] = items.map((item) => (item.kind === 'scalar' ? item.value : undefined));
  return (
    items.length === 3 &&
    typeof field === 'string' &&
    !isPrefixOperator(field) &&
    typeof operator === 'string' &&
    !isPrefixOperator(operator)
  );
}

function readPrefix(node: LiteralNode & { kind: 'scalar' }): string {
  if (typeof node.value === 'string' && isPrefixOperator(node.value)) return node.value;
  throw new LiteralError(
    "Write a condition such as ('name', '=', 'Azure') here, or one of '&', '|' and '!'.",
    node.position,
  );
}

/** Far deeper than any domain; many conditions joined by the same operator are one level. */
const deepest = 200;

/** Every prefix operator must find its conditions after it; terms left over are joined by an unwritten `&`. */
function checkArity(items: LiteralNode[]): void {
  const open: { operator: keyof typeof prefixArity; position: number; missing: number; depth: number }[] = [];
  for (const item of items) {
    if (item.kind === 'scalar') {
      const operator = readPrefix(item);
      if (!isPrefixOperator(operator)) continue;
      const around = open.at(-1);
      const deeper = operator === '!' || operator !== around?.operator ? 1 : 0;
      const depth = (around?.depth ?? 0) + deeper;
      if (depth > deepest) throw new LiteralError('These operators are nested too deeply.', item.position);
      open.push({ operator, position: item.position, missing: prefixArity[operator], depth });
      continue;
    }
    for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
      last.missing--;
      if (last.missing > 0) break;
      open.pop();
    }
  }
  const last = open.at(-1);
  if (last === undefined) return;
  const found = prefixArity[last.operator] - last.missing;
  const needed = prefixArity[last.operator] === 1 ? 'one condition' : 'two conditions';
  throw new LiteralError(
    `'${last.operator}' needs ${needed} after it, but ${found === 0 ? 'none' : 'only one'} follows.`,
    last.position,
  );
}

function readCondition(node: LiteralNode & { kind: 'list' }): Json[] {
  const [field, operator, value, extra] = node.items;
  if (field === undefined || operator === undefined || value === undefined || extra !== undefined) {
    throw new LiteralError(
      `A condition has three parts, ('field', 'operator', value); this one has ${node.items.length}.`,
      node.position,
    );
  }
  const name = readField(field);
  const sign = readOperator(operator);
  if (typeof name === 'number' && (sign !== '=' || plain(value) !== 1)) {
    throw new LiteralError("Write a field name in quotes: 'name'.", field.position);
  }
  if (takesDomain(sign)) return [name, sign, readTerms(value, 'any')];
  return [name, sign, plain(value)];
}

/** A field's name, or the 1 and 0 of `(1, '=', 1)` and `(0, '=', 1)`, which are always and never true. */
function readField(node: LiteralNode): string | number {
  if (node.kind === 'scalar') {
    if (node.value === 1 || node.value === 0) return node.value;
    if (typeof node.value === 'string' && node.value.trim() !== '') return node.value;
  }
  throw new LiteralError("Write a field name in quotes: 'name'.", node.position);
}

function readOperator(node: LiteralNode): string {
  const text = node.kind === 'scalar' ? node.value : undefined;
  if (typeof text !== 'string') throw new LiteralError("Write an operator in quotes: '='.", node.position);
  if (isConditionOperator(text)) return text;
  const meant = operatorMeant(text);
  throw new LiteralError(
    meant === undefined
      ? `Odoo has no operator '${text}'; the usual ones are =, !=, <, >, ilike, in and child_of.`
      : `Odoo has no operator '${text}'; write '${meant}'.`,
    node.position,
  );
}

function operatorMeant(text: string): string | undefined {
  const tidy = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (tidy === '==') return '=';
  if (tidy === '<>') return '!=';
  if (tidy === '=>') return '>=';
  if (tidy === '=<') return '<=';
  return nearest(tidy, conditionOperators);
}

function plain(node: LiteralNode): Json {
  return node.kind === 'list' ? node.items.map(plain) : node.value;
}
