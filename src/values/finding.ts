import type { FieldInfo } from '../model/schemaInfo';
import type { JsonNode, JsonPath } from './jsonTree';

/**
 * Something to know about a value before it is sent. `error`: Odoo refuses it or loses it; `warning`: Odoo takes it, perhaps not
 * as it is meant; `info`: worth a look.
 */
export interface Finding {
  severity: 'error' | 'warning' | 'info';
  /** Its place in the text. */
  from: number;
  to: number;
  /** The value it is about. */
  path: JsonPath;
  message: string;
  /** What to write in place of the text from `from` to `to`. */
  fix?: Fix;
}

export interface Fix {
  written: string;
  /** "Write 12" */
  label: string;
}

/** What a check may ask, and where it says what it found. */
export interface Checking {
  mode: 'create' | 'update' | 'copy';
  /** The fields of a related model, where they are known by now. */
  fieldsOf: (model: string) => readonly FieldInfo[] | undefined;
  /** The name most like a text, where one is near. */
  nearest: (text: string, names: readonly string[]) => string | undefined;
  add: (finding: Finding) => void;
}

/** The value of one field, with where it stands. */
export interface FieldValue {
  field: FieldInfo;
  node: JsonNode;
  path: JsonPath;
}

/** Says something about a whole value. */
export function tell(
  checking: Checking,
  { node, path }: Pick<FieldValue, 'node' | 'path'>,
  severity: Finding['severity'],
  message: string,
  written?: string,
): void {
  const fix = written === undefined ? {} : { fix: { written, label: `Write ${shortened(written)}` } };
  checking.add({ severity, from: node.from, to: node.to, path, message, ...fix });
}

const longest = 40;

/** Long texts are named by their beginning. */
export function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
