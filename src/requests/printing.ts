import { Document, isMap, isNode, isScalar, isSeq, Scalar, YAMLMap } from 'yaml';
import type { Node, YAMLSeq } from 'yaml';
import { isJsonObject } from '../model/json';
import type { Json, JsonObject } from '../model/json';
import type { SavedRequest } from '../model/savedRequest';

/** A list longer than this is written with one item on each line. */
const lineLength = 80;

/** Strings that an older reader of YAML (1.1: `yes`, `12:30`) would take for something else are put in quotes. */
export const writing = { compat: 'yaml-1.1' } as const;

/** The order in which a request's keys are written. */
const keyOrder = [
  'operation',
  'model',
  'route',
  'method',
  'httpMethod',
  'path',
  'query',
  'headers',
  'ids',
  'bulkForm',
  'text',
  'textOperator',
  'domain',
  'fields',
  'attributes',
  'groupBy',
  'aggregates',
  'having',
  'order',
  'limit',
  'offset',
  'values',
  'rows',
  'args',
  'kwargs',
  'context',
  'body',
];

export function newDocument(request: SavedRequest): Document {
  const document = new Document(asData(request), writing);
  layOut(document);
  return document;
}

export function writeDocument(document: Document): string {
  // A folded line would read as if the text had a line break there.
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Changes what differs, node by node, so that comments, order and quotes stay where nothing changed. */
export function mergeInto(document: Document, request: SavedRequest): void {
  document.contents = mergeNode(document, document.contents, asData(request));
}

/** The request as it is written: keys in order, those without a value left out. */
function asData(request: SavedRequest): JsonObject {
  const { name, connection } = request;
  const given: Record<string, Json | undefined> = request.request;
  const inner: JsonObject = {};
  for (const key of keyOrder) {
    const value = given[key];
    if (value !== undefined) inner[key] = value;
  }
  return connection === undefined ? { name, request: inner } : { name, connection, request: inner };
}

function mergeNode(document: Document, node: Node | null, value: Json): Node {
  if (isMap(node) && isJsonObject(value)) {
    mergeMap(document, node, value);
    return node;
  }
  if (isSeq(node) && Array.isArray(value)) {
    mergeSeq(document, node, value);
    return node;
  }
  if (isScalar(node) && (typeof value !== 'object' || value === null)) {
    if (node.value === value) return node;
    if (typeof node.value === typeof value && value !== null) {
      // A block text stays one, unless it has become a single line.
      if (typeof value === 'string' && !value.includes('\n')) delete node.type;
      node.value = value;
      delete node.source;
      return node;
    }
  }
  return replacement(document, node, value);
}

/** A new node in an old one's place, which keeps the comments that were about it. */
function replacement(document: Document, old: Node | null, value: Json): Node {
  const node = document.createNode(value);
  layOutNode(node);
  if (old !== null) {
    node.commentBefore = old.commentBefore ?? null;
    node.comment = old.comment ?? null;
  }
  return node;
}

function mergeMap(document: Document, map: YAMLMap, value: JsonObject): void {
  map.items = map.items.filter((pair) => Object.hasOwn(value, keyOf(pair.key)));
  for (const [key, item] of Object.entries(value)) {
    const pair = map.items.find((one) => keyOf(one.key) === key);
    if (pair === undefined) map.add(document.createPair(key, replacement(document, null, item)));
    else pair.value = mergeNode(document, isNode(pair.value) ? pair.value : null, item);
  }
}

function mergeSeq(document: Document, seq: YAMLSeq, value: Json[]): void {
  seq.items = value.map((item, index) => {
    const node = seq.items[index];
    return mergeNode(document, isNode(node) ? node : null, item);
  });
}

function keyOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function layOut(document: Document): void {
  const contents: unknown = document.contents;
  if (contents instanceof YAMLMap) layOutNode(contents);
}

/** Short lists stand on one line, except a list of lists, such as a domain; texts of several lines stay as they are. */
function layOutNode(node: unknown): void {
  if (isSeq(node)) {
    const isShort = JSON.stringify(node.toJSON()).length <= lineLength;
    if (isShort && !holdsMap(node) && node.items.filter(isSeq).length <= 1) node.flow = true;
    else for (const item of node.items) layOutNode(item);
  } else if (isMap(node)) {
    for (const pair of node.items) layOutNode(pair.value);
  } else if (isScalar(node) && typeof node.value === 'string' && node.value.includes('\n')) {
    node.type = Scalar.BLOCK_LITERAL;
  }
}

function holdsMap(node: YAMLSeq): boolean {
  return node.items.some((item) => isMap(item) || (isSeq(item) && holdsMap(item)));
}
