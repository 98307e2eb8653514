import { parse } from 'yaml';
import { isJsonObject } from '../model/json';
import type { JsonObject } from '../model/json';
import { isNestedTooDeeply } from './yamlDepth';

/** Longer documents are refused, in characters. YAML takes far longer to read than JSON. */
const longestJson = 10_000_000;
const longestYaml = 3_000_000;

export type ParsedDocument = { ok: true; root: JsonObject } | { ok: false; reason: string };

/** Reads a document's text, JSON or YAML, and makes sure that it is OpenAPI 3. A reason is a sentence. */
export function parseOpenApi(text: string): ParsedDocument {
  const start = text.trimStart();
  if (start === '') return wrong('It is empty.');
  if (/^<(!doctype|html|\?xml)/i.test(start)) return wrong('It is a web page, not an OpenAPI document.');
  const isJson = start.startsWith('{');
  if (text.length > (isJson ? longestJson : longestYaml)) return wrong('It is too long to be read.');
  const root = isJson ? readJsonText(text) : readYaml(text);
  if (root === undefined) return wrong(isJson ? 'It is not valid JSON.' : 'It is not valid YAML.');
  if (!isJsonObject(root)) return wrong('It is not a document with keys and values.');
  return checkVersion(root);
}

function checkVersion(root: JsonObject): ParsedDocument {
  if (root['swagger'] !== undefined) {
    return wrong(`It is a Swagger ${words(root['swagger'])} document: convert it to OpenAPI 3 first.`);
  }
  const version = root['openapi'];
  if (version === undefined)
    return wrong('It has no “openapi” at its top, so it is not an OpenAPI document.');
  if (!/^3\.\d/.test(words(version))) {
    return wrong(`It is for OpenAPI ${words(version)}; versions 3.0 and 3.1 can be read.`);
  }
  if (!isJsonObject(root['paths'])) return wrong('It lists no paths.');
  return { ok: true, root };
}

function words(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return text.slice(0, 20);
}

function readJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // YAML holds JSON with comments, too.
    return text.length > longestYaml ? undefined : readYaml(text);
  }
}

function readYaml(text: string): unknown {
  try {
    if (isNestedTooDeeply(text)) return undefined;
    return parse(text, { maxAliasCount: 200, logLevel: 'error' });
  } catch {
    return undefined;
  }
}

function wrong(reason: string): ParsedDocument {
  return { ok: false, reason };
}
