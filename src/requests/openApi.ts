import type { ApiOperation, ApiParameter } from '../model/apiOperation';
import { isJsonObject } from '../model/json';
import type { Json, JsonObject } from '../model/json';
import { httpMethods } from '../model/requestSpec';
import { exampleOf, givenExample } from './openApiExample';
import { parseOpenApi } from './openApiParse';
import { References } from './openApiRefs';
import { isShortJson } from './shortJson';
import { basePathOf } from './openApiServer';

/** More than these are left out, with a note. */
const mostOperations = 500;
const mostParameters = 50;
const longestPath = 500;
/** A longer example of a body is left out, in characters of JSON. */
const longestExample = 20_000;
const longestParameter = 500;

/** What is of use in an OpenAPI document. */
export interface OpenApiDocument {
  title: string;
  operations: ApiOperation[];
  /** What was left out, in sentences. */
  notes: string[];
}
export type ReadOpenApi = { ok: true; document: OpenApiDocument } | { ok: false; reason: string };

/**
 * Reads an OpenAPI document, JSON or YAML, of version 3.0 or 3.1 (spec.openapis.org/oas/v3.1.1). Whatever it says, reading it ends soon
 * and gives little: references are followed inside the document only, and everything has a limit.
 *
 * @param url the connection's address, below which the operations' paths are
 * @returns a `reason` that is a sentence about the document
 */
export function readOpenApi(text: string, url: string): ReadOpenApi {
  const parsed = parseOpenApi(text);
  if (!parsed.ok) return parsed;
  const { root } = parsed;
  const references = new References(root);
  const base = basePathOf(root, url);
  const notes = base.note === undefined ? [] : [base.note];
  const operations: ApiOperation[] = [];
  let unusable = 0;
  let tooMany = 0;
  const paths = isJsonObject(root['paths']) ? root['paths'] : {};
  for (const [template, item] of Object.entries(paths)) {
    if (template.startsWith('x-')) continue;
    const path = base.path + template;
    const shared = references.object(item);
    if (!shared || !isUsablePath(template, path)) {
      unusable++;
      continue;
    }
    for (const method of httpMethods) {
      const given = references.object(shared[method.toLowerCase()]);
      if (!given) continue;
      if (operations.length < mostOperations) {
        operations.push(readOperation(given, shared, method, path, references));
      } else tooMany++;
    }
  }
  if (operations.length === 0) return { ok: false, reason: 'It has no operation that can be called.' };
  if (unusable > 0)
    notes.push(`${counted(unusable, 'path')} could not be used and ${were(unusable)} left out.`);
  if (tooMany > 0)
    notes.push(`It has more than ${mostOperations} operations: the last ${tooMany} were left out.`);
  if (references.outside > 0) {
    notes.push('It refers to other documents; what they describe was left out.');
  }
  const info = references.object(root['info']);
  return { ok: true, document: { title: line(info?.['title'], 100), operations, notes } };
}

function isUsablePath(template: string, path: string): boolean {
  return template.startsWith('/') && path.length <= longestPath && !/^\/\/|[\\#?]|\p{Cc}/u.test(path);
}

function readOperation(
  given: JsonObject,
  shared: JsonObject,
  method: ApiOperation['method'],
  path: string,
  references: References,
): ApiOperation {
  const tags = given['tags'];
  return {
    id: `${method} ${path}`,
    method,
    path,
    summary: line(given['summary'] ?? given['description'] ?? shared['summary'] ?? given['operationId'], 200),
    tag: Array.isArray(tags) ? line(tags[0], 60) : '',
    parameters: readParameters(shared['parameters'], given['parameters'], references),
    ...readBody(given['requestBody'], references),
  };
}

/** Headers that a parameter may not describe (OpenAPI 3.1.1, "Parameter Object"), and those the connection sets itself. */
const ignoredHeaders = new Set([
  'accept',
  'content-type',
  'authorization',
  'cookie',
  'host',
  'content-length',
]);

/** The parameters of the path and of the operation, which has the last word on one of the same name and place. */
function readParameters(ofPath: unknown, ofOperation: unknown, references: References): ApiParameter[] {
  const found = new Map<string, ApiParameter>();
  for (const list of [ofPath, ofOperation]) {
    if (!Array.isArray(list)) continue;
    for (const each of list.slice(0, mostParameters)) {
      const parameter = readParameter(references.object(each), references);
      if (parameter) found.set(`${parameter.in} ${parameter.name}`, parameter);
    }
  }
  return [...found.values()];
}

function readParameter(given: JsonObject | undefined, references: References): ApiParameter | undefined {
  const name = line(given?.['name'], 100);
  const place = given?.['in'];
  if (!given || name === '') return undefined;
  if (place !== 'path' && place !== 'query' && place !== 'header') return undefined;
  if (place === 'header' && ignoredHeaders.has(name.toLowerCase())) return undefined;
  const description = line(given['description'], 300);
  const example = parameterExample(given, references);
  return {
    name,
    in: place,
    required: place === 'path' || given['required'] === true,
    ...(description === '' ? {} : { description }),
    ...(example === undefined ? {} : { example }),
  };
}

/** Only what the document names itself: a made-up value for a parameter would be sent unnoticed. */
function parameterExample(given: JsonObject, references: References): string | undefined {
  const schema = references.object(given['schema']);
  const value = given['example'] ?? firstExample(given, references) ?? (schema && givenExample(schema));
  if (value === undefined || value === null || !isShortJson(value, longestParameter)) return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/\s+/g, ' ').trim();
}

/** The value of the first of the named examples. */
function firstExample(given: JsonObject, references: References): Json | undefined {
  const examples = given['examples'];
  if (!isJsonObject(examples)) return undefined;
  const [first] = Object.values(examples);
  return references.object(first)?.['value'];
}

function readBody(given: unknown, references: References): Pick<ApiOperation, 'bodyExample' | 'contentType'> {
  const content = references.object(given)?.['content'];
  if (!isJsonObject(content)) return {};
  const types = Object.keys(content).filter((type) => /^[\w.+-]+\/[\w.+-]+(?:;[\x20-\x7e]*)?$/.test(type));
  const contentType =
    types.find((type) => type === 'application/json') ??
    types.find((type) => /[/+]json\b/i.test(type)) ??
    types.find((type) => /x-www-form-urlencoded/i.test(type)) ??
    types[0];
  if (contentType === undefined) return {};
  const media = references.object(content[contentType]);
  const structured = /json|x-www-form-urlencoded/i.test(contentType);
  const example =
    media?.['example'] ??
    (media && firstExample(media, references)) ??
    (structured ? exampleOf(media?.['schema'], references) : undefined);
  const isShort = example !== undefined && isShortJson(example, longestExample);
  return { contentType, ...(isShort ? { bodyExample: example } : {}) };
}

/** A text's first line, cut to a length; empty for what is no text. */
function line(value: unknown, longest: number): string {
  if (typeof value !== 'string') return '';
  const first = value.trim().split(/[\r\n]/, 1)[0] ?? '';
  return first.length > longest ? `${first.slice(0, longest - 1)}…` : first;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function were(count: number): string {
  return count === 1 ? 'was' : 'were';
}
