import type { FieldInfo } from '../model/schemaInfo';
import { checkObject } from './checkObject';
import { tell, type Checking, type Finding } from './finding';
import type { JsonNode, JsonPath } from './jsonTree';
import { words } from './words';

/** What is known about values that are to be checked. */
export interface ValuesContext extends Omit<Checking, 'add'> {
  model: string;
  /** The model's fields; undefined where they are not known. */
  fields: readonly FieldInfo[] | undefined;
  /** Whether a list of records may stand in place of one. */
  shape: 'object' | 'objectOrList';
}

/** More than anyone reads. */
const mostFindings = 200;

/**
 * What Odoo would make of values before they are sent, each finding at its place in the text and in the text's order; the first
 * 200 of them.
 */
export function checkValues(root: JsonNode, context: ValuesContext): Finding[] {
  const findings: Finding[] = [];
  const checking: Checking = {
    ...context,
    add: (finding) => {
      if (findings.length < mostFindings) findings.push(finding);
    },
  };
  checkNumbers(checking, root, []);
  if (root.kind === 'object') {
    checkObject(checking, { node: root, path: [], fields: context.fields, model: context.model });
  } else if (root.kind === 'list' && context.shape === 'objectOrList') {
    root.items.forEach((item, index) => {
      if (findings.length < mostFindings) checkRecord(checking, context, item, index);
    });
  } else {
    const isList = root.kind === 'list';
    tell(checking, { node: root, path: [] }, 'error', isList ? words.listNotTaken : words.notObject);
  }
  return findings.sort((a, b) => a.from - b.from);
}

/** In a list, each record that is changed names its id. */
function checkRecord(checking: Checking, context: ValuesContext, item: JsonNode, index: number): void {
  if (item.kind !== 'object') {
    tell(checking, { node: item, path: [index] }, 'error', words.notObjects);
    return;
  }
  const changes = context.mode === 'update';
  checkObject(checking, {
    node: item,
    path: [index],
    fields: context.fields,
    model: context.model,
    ...(changes ? { alsoTaken: ['id'] } : {}),
  });
  if (changes && !item.members.some(({ key }) => key === 'id')) {
    const { from } = item;
    checking.add({ severity: 'error', from, to: from + 1, path: [index], message: words.idMissing });
  }
}

/** A whole number beyond 2^53 would be sent as another one; the request is not sent then. */
function checkNumbers(checking: Checking, node: JsonNode, path: JsonPath): void {
  switch (node.kind) {
    case 'object':
      for (const { key, value } of node.members) checkNumbers(checking, value, [...path, key]);
      return;
    case 'list':
      node.items.forEach((item, index) => checkNumbers(checking, item, [...path, index]));
      return;
    case 'number': {
      const isWhole = /^-?\d+$/.test(node.written);
      const exact = isWhole ? Number.isSafeInteger(node.value) : Number.isFinite(node.value);
      if (!exact) tell(checking, { node, path }, 'error', words.tooLarge);
      return;
    }
    case 'text':
    case 'word':
      return;
  }
}
