import type { FieldInfo } from '../../src/model/schemaInfo';
import type { Finding } from '../../src/values/finding';
import type { JsonNode, JsonPath } from '../../src/values/jsonTree';
import type { RequestPage } from '../request/state';
import { begins, isSame } from './typed';
import type { ValuesState } from './valuesState';

export type ValuesMode = 'create' | 'update' | 'copy';

/** What every part of the form needs: the values, what is to be said of them, and how to change them. */
export interface Editing {
  page: RequestPage;
  state: ValuesState;
  /** The text that `findings` and the nodes have their places in. */
  base: string;
  findings: readonly Finding[];
  /** The time zone that datetimes are shown in. */
  zone: string;
}

/** One field's value in the form. */
export interface FieldProps {
  editing: Editing;
  field: FieldInfo;
  path: JsonPath;
  node: JsonNode;
  /** What the control is called: "Name (name)". */
  label: string;
  /** The id of what is said of the value. */
  describedBy: string;
  invalid: boolean;
}

/** What is said of a value, and with `inside` of what it holds. */
export function findingsAt(editing: Editing, path: JsonPath, inside: boolean): Finding[] {
  return editing.findings.filter((each) => (inside ? begins(each.path, path) : isSame(each.path, path)));
}

/** A path as text, to know it again by. */
export function pathKey(path: JsonPath): string {
  return JSON.stringify(path);
}

/** What a control is called: its label and its technical name. */
export function controlLabel({ name, label }: FieldInfo): string {
  return label === '' || label === name ? name : `${label} (${name})`;
}

/** false and null: the field is emptied. */
export function isEmptied(node: JsonNode): boolean {
  return node.kind === 'word' && node.value !== true;
}
