import type { Json } from '../model/json';
import { checkCommands } from './checkCommands';
import { isoTrap, readDate, readDatetime, writeDate } from './datetimes';
import { tell, type Checking, type FieldValue } from './finding';
import { valueOf } from './jsonTree';
import { words } from './words';

/**
 * Says what Odoo would make of a field's value. What it refuses and what it takes is Odoo 14's and 19's own behavior, which
 * test/odoo/values.test.ts holds this to.
 *
 * @param parentModel the model whose field this is, where it is known
 */
export function checkField(checking: Checking, value: FieldValue, parentModel: string | undefined): void {
  const { node, field } = value;
  // false empties every field, and so does null.
  if (node.kind === 'word' && node.value !== true) return;
  switch (field.type) {
    case 'char':
    case 'text':
      if (node.kind !== 'text') tell(checking, value, 'warning', words.notText);
      return;
    case 'html':
      if (node.kind !== 'text') tell(checking, value, 'warning', words.htmlNotText);
      return;
    case 'integer':
    case 'many2one_reference':
      checkInteger(checking, value);
      return;
    case 'float':
    case 'monetary':
      checkFloat(checking, value);
      return;
    case 'boolean':
      checkBoolean(checking, value);
      return;
    case 'selection':
      checkSelection(checking, value);
      return;
    case 'date':
      checkDate(checking, value);
      return;
    case 'datetime':
      checkDatetime(checking, value);
      return;
    case 'many2one':
      checkMany2one(checking, value);
      return;
    case 'reference':
      checkReference(checking, value);
      return;
    case 'one2many':
    case 'many2many':
      checkCommands(checking, value, parentModel);
      return;
    case 'binary':
    case 'image':
      checkBinary(checking, value);
      return;
    case 'properties':
      checkProperties(checking, value);
      return;
    default:
      return;
  }
}

function checkInteger(checking: Checking, value: FieldValue): void {
  const { node } = value;
  if (node.kind === 'word') tell(checking, value, 'info', words.trueAsOne, '1');
  else if (node.kind === 'number') {
    const whole = Math.trunc(node.value);
    if (Math.abs(whole) > 2147483647 && whole !== -2147483648) {
      tell(checking, value, 'error', words.outOfRange);
    } else if (whole !== node.value) {
      tell(checking, value, 'warning', words.pointDropped(String(whole)), String(whole));
    }
  } else if (node.kind === 'text') {
    // What Python's int() takes.
    const text = node.value.trim().replace(/(?<=\d)_(?=\d)/g, '');
    if (node.value === '') tell(checking, value, 'info', words.emptyAsZero, '0');
    else if (/^[-+]?\d+$/.test(text)) {
      const written = String(Number(text));
      tell(checking, value, 'info', words.textAsNumber(written), written);
    } else tell(checking, value, 'error', words.notWhole);
  } else if (node.kind === 'list' ? node.items.length > 0 : !node.members.some(({ key }) => key === 'id')) {
    tell(checking, value, node.kind === 'list' ? 'error' : 'warning', words.notWhole);
  }
}

function checkFloat(checking: Checking, value: FieldValue): void {
  const { node } = value;
  if (node.kind === 'number') return;
  if (node.kind === 'word') tell(checking, value, 'info', words.trueAsOne, '1');
  else if (node.kind === 'text') {
    // What Python's float() takes, but for NaN and infinity, which no column does.
    const text = node.value.trim().replace(/(?<=\d)_(?=\d)/g, '');
    if (node.value === '') tell(checking, value, 'info', words.emptyAsZero, '0');
    else if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text)) {
      const written = String(Number(text));
      tell(checking, value, 'info', words.textAsNumber(written), written);
    } else if (/^[-+]?\d+,\d+$/.test(text)) {
      tell(checking, value, 'error', words.decimalComma, String(Number(text.replace(',', '.'))));
    } else tell(checking, value, 'error', words.notNumber);
  } else if (!isEmpty(valueOf(node))) tell(checking, value, 'error', words.notNumber);
}

function checkBoolean(checking: Checking, value: FieldValue): void {
  const { node } = value;
  if (node.kind === 'text' && node.value !== '') {
    const isNo = /^(?:false|no|0|n|f|off)$/i.test(node.value.trim());
    tell(checking, value, 'warning', words.textAsTrue, isNo ? 'false' : 'true');
  } else if (node.kind === 'list' || node.kind === 'object') {
    if (!isEmpty(valueOf(node))) tell(checking, value, 'warning', words.textAsTrue, 'true');
  }
}

function checkSelection(checking: Checking, value: FieldValue): void {
  const { node, field } = value;
  if (isEmpty(valueOf(node))) return;
  const choices = field.selection;
  if (node.kind !== 'text') {
    const same = choices?.find(([key]) => node.kind === 'number' && key === node.written);
    tell(checking, value, 'error', words.notChoiceType, same ? JSON.stringify(same[0]) : undefined);
    return;
  }
  if (!choices || choices.length === 0 || choices.some(([key]) => key === node.value)) return;
  const keys = choices.map(([key]) => key);
  const meant =
    choices.find(([, label]) => label.toLowerCase() === node.value.toLowerCase())?.[0] ??
    checking.nearest(node.value, keys);
  const written = meant === undefined ? undefined : JSON.stringify(meant);
  tell(checking, value, 'error', words.notChoice(keys, meant), written);
}

function checkDate(checking: Checking, value: FieldValue): void {
  const { node } = value;
  if (isEmpty(valueOf(node))) return;
  const date = node.kind === 'text' ? readDate(node.value) : undefined;
  if (node.kind !== 'text' || !date) tell(checking, value, 'error', words.notDate);
  else if (node.value.length > 10) {
    const written = writeDate(date);
    tell(checking, value, 'warning', words.onlyDate(written), JSON.stringify(written));
  }
}

function checkDatetime(checking: Checking, value: FieldValue): void {
  const { node } = value;
  if (isEmpty(valueOf(node))) return;
  if (node.kind !== 'text') {
    tell(checking, value, 'error', words.notDatetime);
    return;
  }
  if (readDatetime(node.value)) return;
  const trap = isoTrap(node.value);
  if (!trap) {
    tell(checking, value, 'error', words.notDatetime);
    return;
  }
  const said = { none: words.isoNoZone, utc: words.isoUtc, offset: words.isoOffset }[trap.zone];
  tell(checking, value, 'error', said(trap.corrected), JSON.stringify(trap.corrected));
}

function checkMany2one(checking: Checking, value: FieldValue): void {
  const { node } = value;
  if (node.kind === 'number') {
    if (node.value === 0) tell(checking, value, 'warning', words.zeroId, 'false');
    else if (!Number.isInteger(node.value) || node.value < 0) tell(checking, value, 'error', words.noSuchId);
  } else if (node.kind === 'text') {
    if (node.value === '') tell(checking, value, 'warning', words.zeroId, 'false');
    else if (/^[1-9]\d*$/.test(node.value)) tell(checking, value, 'warning', words.digitsAsId, node.value);
    else tell(checking, value, 'error', words.nameAsId);
  } else {
    const id = node.kind === 'list' ? node.items[0] : undefined;
    if (id?.kind === 'number' && Number.isInteger(id.value) && id.value > 0) {
      tell(checking, value, 'error', words.idAndName, id.written);
    } else tell(checking, value, 'error', words.notId);
  }
}

function checkReference(checking: Checking, value: FieldValue): void {
  const { node, field } = value;
  if (node.kind === 'list' && node.items.length === 2) {
    const [model, id] = node.items.map(valueOf);
    const written =
      typeof model === 'string' && typeof id === 'number' ? JSON.stringify(`${model},${id}`) : undefined;
    tell(checking, value, 'error', words.notReference, written);
    return;
  }
  if (node.kind !== 'text') {
    if (!isEmpty(valueOf(node))) tell(checking, value, 'error', words.notReference);
    return;
  }
  const [, model] = /^([^,]*),\s*[-+]?\d+\s*$/.exec(node.value) ?? [];
  const models = field.selection?.map(([key]) => key) ?? [];
  if (model === undefined) tell(checking, value, 'error', words.notReference);
  else if (models.length > 0 && !models.includes(model)) {
    tell(checking, value, 'error', words.notReferenceModel(model, models));
  }
}

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

function checkBinary(checking: Checking, value: FieldValue): void {
  const { node } = value;
  if (node.kind !== 'text') {
    if (!isEmpty(valueOf(node))) tell(checking, value, 'error', words.notFile);
    return;
  }
  if (node.value.startsWith('data:')) {
    const start = node.value.slice(0, 200).indexOf('base64,');
    const file = start < 0 ? undefined : node.value.slice(start + 'base64,'.length);
    tell(checking, value, 'error', words.dataUrl, file === undefined ? undefined : JSON.stringify(file));
    return;
  }
  if (/^\d+(?:\.\d+)? (?:bytes|[KMGT]b)$/.test(node.value)) {
    tell(checking, value, 'error', words.fileSize);
    return;
  }
  const packed = node.value.replace(/\s+/g, '');
  if (base64.test(packed) && packed.length % 4 === 0) return;
  // Odoo decodes what is of base64's letters and drops the rest, as long as enough padding follows.
  const letters = packed.replace(/[^A-Za-z0-9+/]/g, '').length;
  const padding = packed.replace(/[^=]/g, '').length;
  const decodes = letters % 4 !== 1 && (letters + padding) % 4 >= 0 && padding >= (4 - (letters % 4)) % 4;
  tell(checking, value, decodes ? 'warning' : 'error', decodes ? words.notQuiteBase64 : words.notBase64);
}

function checkProperties(checking: Checking, value: FieldValue): void {
  const { node } = value;
  if (node.kind === 'list' || node.kind === 'object' || isEmpty(valueOf(node))) return;
  if (node.kind === 'text') {
    try {
      const said: unknown = JSON.parse(node.value);
      if (typeof said === 'object' && said !== null && !Array.isArray(said)) return;
    } catch {
      // Said below.
    }
  }
  tell(checking, value, 'error', words.notProperties);
}

/** What Python takes for empty, and Odoo with it. */
function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return !value;
}
