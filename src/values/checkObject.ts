import type { FieldInfo } from '../model/schemaInfo';
import { checkField } from './checkField';
import type { Checking } from './finding';
import type { JsonMember, JsonObjectNode, JsonPath } from './jsonTree';
import { words } from './words';

/** The values of one record, in the text. */
export interface ObjectOf {
  node: JsonObjectNode;
  path: JsonPath;
  /** The model's fields; without them only the JSON itself can be looked at. */
  fields: readonly FieldInfo[] | undefined;
  model: string | undefined;
  /** Whose line the record is: its link to that record is set by Odoo. */
  parentModel?: string | undefined;
  /** Keys that mean something beside the fields. */
  alsoTaken?: readonly string[];
}

/** What Odoo sets on every record. */
export const setByOdoo = ['id', 'create_uid', 'create_date', 'write_uid', 'write_date', '__last_update'];
const mostNamed = 8;

/** Says what Odoo would make of the values of one record. */
export function checkObject(checking: Checking, values: ObjectOf): void {
  const { node, path, fields } = values;
  const seen = new Set<string>();
  const byName = new Map(fields?.map((field) => [field.name, field]));
  for (const member of node.members) {
    const { key } = member;
    if (seen.has(key)) aboutKey(checking, member, path, 'error', words.twice(key));
    seen.add(key);
    if (fields === undefined || values.alsoTaken?.includes(key)) continue;
    const field = byName.get(key);
    if (setByOdoo.includes(key)) {
      aboutKey(checking, member, path, 'warning', words.setByOdoo(key));
    } else if (field) {
      if (field.readonly) aboutKey(checking, member, path, 'info', words.readonly(key));
      checkField(checking, { field, node: member.value, path: [...path, key] }, values.model);
    } else {
      const meant = checking.nearest(key, [...byName.keys()]);
      aboutKey(checking, member, path, 'error', words.unknownField(key, meant), meant);
    }
  }
  if (checking.mode === 'create' && fields) {
    const missing = missingFields(fields, seen, values.parentModel).map(({ name }) => name);
    if (missing.length > 0) {
      const message = words.missing(missing.slice(0, mostNamed), missing.length - mostNamed);
      checking.add({ severity: 'info', from: node.from, to: node.from + 1, path, message });
    }
  }
}

/**
 * The required fields of a new record that are not set. Which of them have a default is not known here.
 * @param parentModel the model whose one2many makes the record: Odoo sets the link to it
 */
export function missingFields(
  fields: readonly FieldInfo[],
  set: ReadonlySet<string>,
  parentModel?: string,
): FieldInfo[] {
  return fields.filter(
    (field) =>
      field.required &&
      !field.readonly &&
      !set.has(field.name) &&
      !setByOdoo.includes(field.name) &&
      !(parentModel !== undefined && field.type === 'many2one' && field.relation === parentModel),
  );
}

function aboutKey(
  checking: Checking,
  { key, keyFrom, keyTo }: JsonMember,
  path: JsonPath,
  severity: 'error' | 'warning' | 'info',
  message: string,
  meant?: string,
): void {
  const fix = meant === undefined ? {} : { fix: { written: JSON.stringify(meant), label: `Write ${meant}` } };
  checking.add({ severity, from: keyFrom, to: keyTo, path: [...path, key], message, ...fix });
}
