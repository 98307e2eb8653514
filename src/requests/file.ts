import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, DocumentOptions, ParsedNode, ParseOptions, SchemaOptions } from 'yaml';
import type { SavedRequest } from '../model/savedRequest';
import { isBlankDocument, splitDocuments } from './documents';
import type { DocumentText } from './documents';
import { mergeInto, newDocument, writeDocument, writing } from './printing';
import { checkRequest } from './requestIssues';
import type { Path } from './requestIssues';
import { isNestedTooDeeply } from './yamlDepth';

/** Lines and columns are 1-based, as editors show them. */
export interface RequestFile {
  requests: { value: SavedRequest; line: number }[];
  problems: RequestFileProblem[];
}

export interface RequestFileProblem {
  line: number;
  column: number;
  message: string;
}

/** Integers come as BigInt, so that one too large to be exact is refused instead of rounded. */
const reading: ParseOptions & DocumentOptions & SchemaOptions = { intAsBigInt: true, prettyErrors: false };

/** Reads a `*.odoo.yaml` file. A document with a mistake gives problems and leaves the others as they are. */
export function parseRequestFile(text: string): RequestFile {
  const places = new LineCounter();
  places.addNewLine(0);
  for (const newline of text.matchAll(/\n/g)) places.addNewLine(newline.index + 1);
  const file: RequestFile = { requests: [], problems: [] };
  const linesOfNames = new Map<string, number>();
  const report = (offset: number, message: string): void => {
    const { line, col } = places.linePos(offset);
    file.problems.push({ line, column: col, message });
  };
  for (const part of splitDocuments(text)) {
    if (isBlankDocument(part.text)) continue;
    const read = readDocument(part);
    for (const problem of read.problems.sort((a, b) => a.offset - b.offset))
      report(problem.offset, problem.message);
    if (read.value === undefined) continue;
    const { line } = places.linePos(read.offset);
    const earlier = linesOfNames.get(read.value.name);
    if (earlier === undefined) linesOfNames.set(read.value.name, line);
    else report(read.offset, `Line ${earlier} has a request of this name too: give each its own.`);
    file.requests.push({ value: read.value, line });
  }
  return file;
}

/** The requests as a file's text, one YAML document each, which parseRequestFile reads back. */
export function printRequests(requests: readonly SavedRequest[]): string {
  return requests.map((request) => writeDocument(newDocument(request))).join('---\n');
}

/**
 * The file's text with the request called `name` changed to `request`: comments stay, and every other document stays as
 * it is, letter by letter. Where no request has that name it is added at the end.
 */
export function replaceRequest(text: string, name: string, request: SavedRequest): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const parts = splitDocuments(text);
  const found = findDocument(parts, name);
  if (found) {
    mergeInto(found.document, request);
    const written = writeDocument(found.document).replaceAll(/\r?\n/g, newline);
    const texts = parts.map((part) => part.text);
    texts[found.index] = withMarker(written, found.text, newline);
    return texts.join('');
  }
  const added = printRequests([request]).replaceAll('\n', newline);
  if (isBlankDocument(text) && !/^(---|\.\.\.|%)/m.test(text)) return endLine(text, newline) + added;
  return `${endLine(text, newline)}---${newline}${added}`;
}

/** The file's text without the request called `name`; every other document stays as it is, letter by letter. */
export function removeRequest(text: string, name: string): string {
  const parts = splitDocuments(text);
  const found = findDocument(parts, name);
  return parts
    .filter((_, index) => index !== found?.index)
    .map((part) => part.text)
    .join('');
}

/** The first readable document that holds the request called `name`. */
function findDocument(
  parts: readonly DocumentText[],
  name: string,
): { index: number; text: string; document: Document.Parsed } | undefined {
  for (const [index, { text }] of parts.entries()) {
    if (isNestedTooDeeply(text)) continue;
    const document = parseDocument(text, writing);
    if (document.errors.length > 0 || !isMap(document.contents)) continue;
    if (String(document.contents.get('name')).trim() === name) return { index, text, document };
  }
  return undefined;
}

function endLine(text: string, newline: string): string {
  return text === '' || text.endsWith('\n') ? text : text + newline;
}

/** The library leaves out a `---` it thinks is not needed, and a last `...`; the next document may need them. */
function withMarker(written: string, before: string, newline: string): string {
  const start = /^---(?=[ \t\r\n])/.test(before) && !written.startsWith('---') ? `---${newline}` : '';
  const end = /^\.\.\.[ \t]*\r?\n?$/m.test(before) && !/^\.\.\./m.test(written) ? `...${newline}` : '';
  return start + written + end;
}

interface ReadDocument {
  /** The request, where nothing is wrong with it. */
  value?: SavedRequest;
  /** Where it starts in the file. */
  offset: number;
  problems: { offset: number; message: string }[];
}

function readDocument(part: DocumentText): ReadDocument {
  if (isNestedTooDeeply(part.text)) {
    const problem = { offset: part.offset, message: 'This is nested too deeply.' };
    return { offset: part.offset, problems: [problem] };
  }
  const document = parseDocument(part.text, reading);
  const offset = part.offset + (document.contents?.range[0] ?? 0);
  const problems = [...document.errors, ...document.warnings].map((error) => ({
    offset: part.offset + error.pos[0],
    message: `This is not YAML: ${firstLine(error.message)}`,
  }));
  problems.push(...settleNumbers(document, part.offset));
  if (problems.length > 0) return { offset, problems };
  let data: unknown;
  try {
    data = document.toJS();
  } catch (error) {
    // Aliases that multiply without end ("billion laughs").
    return {
      offset,
      problems: [{ offset, message: error instanceof Error ? error.message : String(error) }],
    };
  }
  const checked = checkRequest(data);
  if ('value' in checked) return { value: checked.value, offset, problems };
  for (const issue of checked.issues) {
    problems.push({ offset: part.offset + offsetAt(document, issue.path), message: issue.message });
  }
  return { offset, problems };
}

/** Turns the BigInts into numbers, and names the numbers that JSON cannot carry. */
function settleNumbers(document: Document.Parsed, offset: number): ReadDocument['problems'] {
  const problems: ReadDocument['problems'] = [];
  visit(document, {
    Scalar(_, node) {
      const place = offset + (node.range?.[0] ?? 0);
      const { value } = node;
      if (typeof value === 'bigint') {
        node.value = Number(value);
        if (!Number.isSafeInteger(node.value)) {
          problems.push({ offset: place, message: 'This number is too large to be sent exactly.' });
        }
      } else if (typeof value === 'number' && !Number.isFinite(value)) {
        problems.push({ offset: place, message: 'This is not a number that can be sent.' });
      }
    },
  });
  return problems;
}

/** Where the deepest existing part of a path stands: the key where it has a value, else what should hold it. */
function offsetAt(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (!isPair(pair)) return offset;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = startOf(node) ?? offset;
    } else return offset;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node as ParsedNode).range[0] : undefined;
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n', 1);
  return line;
}
