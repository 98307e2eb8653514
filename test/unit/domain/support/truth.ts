import { takesDomain } from '../../../../src/domain/operators';
import type { DomainNode } from '../../../../src/domain/tree';
import type { Json } from '../../../../src/model/json';

/** Whether a condition holds in the world that a number stands for: any answer will do, as long as it is always the same. */
function holds(field: Json, operator: string, value: Json, world: number): boolean {
  if (field === 1 || field === 0) return field === 1;
  let hash = world | 1;
  for (const char of JSON.stringify([field, operator, value])) {
    hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
    hash ^= hash >>> 15;
  }
  return (hash & 8) === 0;
}

/** Evaluates a domain as Odoo does (Odoo 19, odoo/orm/domains.py Domain.__new__): from the right, with a stack. */
export function domainHolds(domain: readonly Json[], world: number): boolean {
  const stack: boolean[] = [];
  const pop = (): boolean => {
    const top = stack.pop();
    if (top === undefined) throw new Error(`No domain: ${JSON.stringify(domain)}`);
    return top;
  };
  for (const term of [...domain].reverse()) {
    if (term === '!') stack.push(!pop());
    else if (term === '&' || term === '|') {
      const [one, other] = [pop(), pop()];
      stack.push(term === '&' ? one && other : one || other);
    } else stack.push(termHolds(term as Json[], world));
  }
  return stack.every(Boolean);
}

function termHolds([field = null, operator, value = null]: Json[], world: number): boolean {
  const sign = typeof operator === 'string' ? operator : '';
  if (!takesDomain(sign) || !Array.isArray(value)) return holds(field, sign, value, world);
  return sign.startsWith('not') !== domainHolds(value, other(world, field));
}

/** Related records live in a world of their own. */
function other(world: number, field: Json): number {
  return Math.imul(world, 31) + JSON.stringify(field).length * 7 + 1;
}

export function treeHolds(node: DomainNode, world: number): boolean {
  switch (node.kind) {
    case 'condition':
      return holds(node.field, node.operator, node.value, world);
    case 'related':
      return node.operator.startsWith('not') !== treeHolds(node.sub, other(world, node.field));
    case 'group': {
      const held = node.children.map((child) => treeHolds(child, world));
      if (node.join === 'all') return held.every(Boolean);
      return held.some(Boolean) === (node.join === 'any');
    }
  }
}

/** Worlds enough that two domains which agree in all of them are hardly different. */
export const worlds = Array.from({ length: 12 }, (_, index) => Math.imul(index + 1, 0x9e3779b1));
