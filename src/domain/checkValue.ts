import type { Json } from '../model/json';
import type { FieldInfo } from '../model/schemaInfo';
import type { CheckedCondition, DomainFinding } from './check';
import { checkDate } from './checkDate';
import * as words from './checkWords';
import { nearest } from './nearest';
import { takesDomain } from './operators';
import { isRelational } from './operatorsFor';

const comparing = ['=', '!=', '<>', '=?', '<', '<=', '>', '>=', 'in', 'not in'];
const wholeNumbers = ['integer', 'many2one_reference'];

type Said = Pick<DomainFinding, 'severity' | 'message'> & { suggestion?: string };

/** Whether the value fits the operator and the field's type. */
export function checkValue(checked: CheckedCondition): DomainFinding[] {
  const { operator, value } = checked;
  if (value.value === undefined || takesDomain(operator.value)) return [];
  const span = { from: value.from, to: value.to };
  const shape = checkShape(checked, value.value);
  const findings: Said[] = shape ? [shape] : [];
  if (shape?.severity !== 'error' && comparing.includes(operator.value) && checked.info) {
    const items = Array.isArray(value.value) ? value.value : [value.value];
    for (const item of items) {
      const found = checkItem(checked, checked.info, item);
      if (found) findings.push(found);
      if (findings.length >= 3) break;
    }
  }
  return findings.map(({ suggestion, ...said }) => ({
    ...said,
    ...span,
    ...(suggestion === undefined || Array.isArray(value.value)
      ? {}
      : { suggestion: { text: requoted(value.text, suggestion), ...span } }),
  }));
}

/** Written with the quotes that are there; nothing that is suggested holds one. */
function requoted(typed: string, text: string): string {
  const quote = typed.startsWith('"') ? '"' : "'";
  return `${quote}${text}${quote}`;
}

/**
 * A list where one value belongs, and the other way round. Odoo 19 takes both ways (odoo/orm/domains.py _optimize_in_set); before, a value alone
 * after `in` is refused for a plain column (odoo/osv/expression.py).
 */
function checkShape({ operator, info, options, name }: CheckedCondition, value: Json): Said | undefined {
  const sign = operator.value;
  const isList = Array.isArray(value);
  if ((sign === 'in' || sign === 'not in') && !isList) {
    const tolerated =
      options.version === undefined ||
      options.version >= 19 ||
      typeof value === 'boolean' ||
      !info?.stored ||
      ['char', 'text', 'html', 'one2many', 'many2many'].includes(info.type) ||
      (info.type === 'many2one' && typeof value === 'string');
    return { severity: tolerated ? 'warning' : 'error', message: words.needsList(sign) };
  }
  const strict = options.version !== undefined && options.version >= 19;
  if (strict && /=i?like$/.test(sign) && value && typeof value !== 'string') {
    return { severity: 'error', message: words.patternIsText(sign) };
  }
  if (!isList) return undefined;
  if (sign === '=' || sign === '!=' || sign === '<>') {
    if (value.length === 0) return { severity: 'warning', message: words.emptyListCompared(sign) };
    return { severity: 'warning', message: words.listCompared(sign, sign === '=' ? 'in' : 'not in') };
  }
  if (/^[<>]=?$/.test(sign) || sign.endsWith('like')) {
    return { severity: 'warning', message: words.noList(sign, name) };
  }
  return undefined;
}

function checkItem(checked: CheckedCondition, info: FieldInfo, item: Json): Said | undefined {
  const { name, operator, options } = checked;
  if (item === null || item === false) return undefined;
  const sure = info.stored ? 'error' : 'warning';
  if (info.type === 'date' || info.type === 'datetime') return checkDate(info, item, options.version);
  if (info.name === 'id' || wholeNumbers.includes(info.type) || ['float', 'monetary'].includes(info.type)) {
    if (typeof item !== 'string') return undefined;
    const number = item.trim() === '' ? Number.NaN : Number(item);
    if (Number.isNaN(number)) return { severity: sure, message: words.notANumber(item, name) };
    return { severity: 'warning', message: words.numberAsText(item, name) };
  }
  if (info.type === 'boolean') {
    return typeof item === 'boolean' ? undefined : { severity: 'warning', message: words.notABoolean(name) };
  }
  if (isRelational(info.type) && item === true) {
    return { severity: 'warning', message: words.recordAgainstTrue(name) };
  }
  if (info.type === 'selection') return checkSelection(info, item, operator.value);
  return undefined;
}

function checkSelection(info: FieldInfo, item: Json, sign: string): Said | undefined {
  const { selection } = info;
  if (!selection || /^[<>]=?$/.test(sign)) return undefined;
  const text = typeof item === 'string' ? item : JSON.stringify(item);
  if (selection.some(([value]) => value === text)) return undefined;
  const wanted = text.toLowerCase();
  const meant =
    selection.find(([, label]) => label.toLowerCase() === wanted)?.[0] ??
    nearest(
      text,
      selection.map(([value]) => value),
    );
  return {
    severity: 'warning',
    message: words.notAChoice(text, info.name, meant),
    ...(meant === undefined ? {} : { suggestion: meant }),
  };
}
