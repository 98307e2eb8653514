import { readLiteral, LiteralError, type LiteralNode } from '../../domain/literal';
import { takesDomain } from '../../domain/operators';
import { printDomain } from '../../domain/print';
import type { Json } from '../../model/json';
import type { OrmSpec } from '../../model/requestSpec';
import { domainOf } from './asked';

/** One condition of a domain, with the place in the domain's text where it and its parts begin, from 0. */
export interface Condition {
  /** From 1, in the order they are written. */
  number: number;
  position: number;
  /** "('nmae', '=', 'Azure')", in the notation of the domain. */
  text: string;
  field: { name: string; position: number };
  operator: { name: string; position: number };
  value: { json: Json; position: number };
  /** The field whose records the condition is about: of `any` around it; empty for the request's own model. */
  within: string;
}

/** The domain as text: as the person wrote it, or printed as JSON where it came as a list. */
export function domainText(spec: OrmSpec): string | undefined {
  const domain = domainOf(spec);
  if (domain === undefined) return undefined;
  return typeof domain === 'string' ? domain : printDomain(domain, 'json');
}

/** Far more than anyone writes. */
const mostConditions = 100;

/** The conditions of a domain that can be read; the ones inside `any` after the one around them. */
export function conditionsIn(domain: string): Condition[] {
  let root: LiteralNode | undefined;
  try {
    root = readLiteral(domain);
  } catch (error) {
    if (error instanceof LiteralError) return [];
    throw error;
  }
  const conditions: Condition[] = [];
  const python = /\(\s*['"]/.test(domain);
  const collect = (list: LiteralNode | undefined, within: string): void => {
    if (list?.kind !== 'list') return;
    for (const node of list.items) {
      if (node.kind !== 'list' || conditions.length >= mostConditions) continue;
      const [field, operator, value] = node.items;
      if (!field || !operator || !value) continue;
      const name = textOf(field);
      const sign = textOf(operator);
      conditions.push({
        number: conditions.length + 1,
        position: node.position,
        text: printed(plain(node), python),
        field: { name, position: field.position },
        operator: { name: sign, position: operator.position },
        value: { json: plain(value), position: value.position },
        within,
      });
      if (takesDomain(sign)) collect(value, within ? `${within}.${name}` : name);
    }
  };
  collect(root, '');
  return conditions;
}

/** The fields that a request's domain starts from: country_id of "country_id.code". */
export function domainFields(spec: OrmSpec): string[] {
  return conditionsIn(domainText(spec) ?? '')
    .filter(({ within }) => within === '')
    .map(({ field }) => field.name.split('.')[0] ?? '')
    .filter(Boolean);
}

function textOf(node: LiteralNode): string {
  return node.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
}

function plain(node: LiteralNode): Json {
  return node.kind === 'list' ? node.items.map(plain) : node.value;
}

function printed(condition: Json, python: boolean): string {
  return printDomain([condition], python ? 'python' : 'json')
    .slice(1, -1)
    .trim()
    .replace(/,$/, '');
}
