import { checkObject } from './checkObject';
import { verbLabels, verbOf } from './commands';
import { tell, type Checking, type FieldValue } from './finding';
import type { JsonListNode, JsonNode, JsonPath } from './jsonTree';
import { words } from './words';

/** Says what Odoo would make of a one2many's or many2many's value, and of the values inside its commands. */
export function checkCommands(checking: Checking, value: FieldValue, parentModel: string | undefined): void {
  const { node, path } = value;
  if (node.kind !== 'list') {
    tell(checking, value, 'error', words.notCommands);
    return;
  }
  const [first] = node.items;
  if (first === undefined) return;
  // Odoo goes by the first: ids alone are what to set.
  if (first.kind !== 'list') {
    checkIds(checking, value, node);
    return;
  }
  node.items.forEach((item, index) => {
    const at = { node: item, path: [...path, index] };
    if (item.kind === 'list') checkCommand(checking, value, item, at.path, parentModel);
    else tell(checking, at, 'warning', words.passedOver);
  });
}

function checkIds(checking: Checking, value: FieldValue, list: JsonListNode): void {
  const [code, second, third] = list.items;
  const looksBare =
    list.items.length === 3 &&
    code?.kind === 'number' &&
    verbOf(code.value) !== undefined &&
    (isId(second) || isZero(second)) &&
    (third?.kind === 'object' || third?.kind === 'list' || isZero(third));
  if (looksBare) tell(checking, value, 'error', words.bareCommand);
  else {
    list.items.forEach((item, index) => {
      const at = { node: item, path: [...value.path, index] };
      if (!isId(item)) tell(checking, at, 'error', words.notIds);
    });
  }
}

function checkCommand(
  checking: Checking,
  value: FieldValue,
  command: JsonListNode,
  path: JsonPath,
  parentModel: string | undefined,
): void {
  const [code, second, third] = command.items;
  const whole = { node: command, path };
  const verb = verbOf(code?.kind === 'number' ? code.value : undefined);
  switch (verb) {
    case undefined:
      tell(checking, whole, 'warning', words.passedOver);
      return;
    case 'clear':
      return;
    case 'set': {
      const ids = third?.kind === 'list' ? third.items : undefined;
      if (!ids?.every(isId)) tell(checking, third ? { node: third, path } : whole, 'error', words.commandIds);
      return;
    }
    case 'remove':
    case 'unlink':
    case 'link':
      checkId(checking, whole, second, verbLabels[verb]);
      return;
    case 'update':
      checkId(checking, whole, second, verbLabels[verb]);
      break;
    case 'create':
      break;
  }
  if (third?.kind !== 'object') {
    tell(checking, third ? { node: third, path } : whole, 'error', words.commandValues(verbLabels[verb]));
    return;
  }
  const { relation } = value.field;
  checkObject(
    { ...checking, mode: verb },
    {
      node: third,
      path: [...path, 2],
      fields: relation === undefined ? undefined : checking.fieldsOf(relation),
      model: relation,
      parentModel,
    },
  );
}

function checkId(
  checking: Checking,
  command: Pick<FieldValue, 'node' | 'path'>,
  id: JsonNode | undefined,
  verb: string,
): void {
  if (isId(id)) return;
  const at = id ? { node: id, path: command.path } : command;
  if (id?.kind === 'text' && /^[1-9]\d*$/.test(id.value)) {
    tell(checking, at, 'warning', words.commandDigits, id.value);
  } else tell(checking, at, 'error', words.commandId(verb));
}

function isId(node: JsonNode | undefined): boolean {
  return node?.kind === 'number' && Number.isInteger(node.value) && node.value > 0;
}

function isZero(node: JsonNode | undefined): boolean {
  return (node?.kind === 'number' && node.value === 0) || (node?.kind === 'word' && node.value === false);
}
