import type { Json } from '../model/json';
import type { FieldInfo } from '../model/schemaInfo';
import { nearest } from './nearest';

export interface UnknownField {
  /** The name as the domain has it, "nmae" or "nmae.city". */
  field: string;
  message: string;
  /** The field it was probably meant to be, path kept: "name.city". */
  suggestion?: string;
}

/**
 * The fields of a domain that the model does not have, each once, in the domain's order. Only the first part of a dotted
 * path is looked up: the others belong to related models (or, from Odoo 17, to properties and date parts).
 */
export function unknownFields(domain: readonly Json[], fields: readonly FieldInfo[]): UnknownField[] {
  const names = new Set(fields.map((field) => field.name));
  const found = new Map<string, UnknownField>();
  for (const term of domain) {
    const path = Array.isArray(term) ? term[0] : undefined;
    if (typeof path !== 'string' || found.has(path)) continue;
    const [first = '', ...rest] = path.split('.');
    if (names.has(first)) continue;
    const meant = nearest(first, [...names]);
    const message = `This model has no field "${first}".`;
    if (meant === undefined) found.set(path, { field: path, message });
    else {
      found.set(path, {
        field: path,
        message: `${message} Did you mean "${meant}"?`,
        suggestion: [meant, ...rest].join('.'),
      });
    }
  }
  return [...found.values()];
}
