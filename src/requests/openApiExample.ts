import { isJsonObject } from '../model/json';
import type { Json, JsonObject } from '../model/json';
import type { References } from './openApiRefs';

const deepest = 8;
const mostProperties = 60;
/** Values in one example altogether: a schema may branch at every level. */
const mostValues = 400;

/** What stands for a text of a known format. */
const formats: Record<string, string> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
  time: '12:00:00',
  email: 'name@example.com',
  uri: 'https://example.com',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/** An example of what a schema describes: its own where it has one, else put together from its parts. */
export function exampleOf(schema: unknown, references: References): Json | undefined {
  return new Example(references).of(schema, 0, []);
}

class Example {
  #values = 0;

  constructor(private readonly references: References) {}

  /** @param above the references this one is inside of: one that comes again would go on for ever */
  of(schema: unknown, depth: number, above: readonly string[]): Json | undefined {
    const followed: string[] = [];
    const found = this.references.object(schema, followed);
    if (!found || depth > deepest || followed.some((ref) => above.includes(ref))) return undefined;
    if (++this.#values > mostValues) return undefined;
    const inside = [...above, ...followed];
    const given = givenExample(found);
    if (given !== undefined) return given;
    const merged = this.#merged(found, depth, inside);
    if (merged !== undefined) return merged;
    for (const choice of ['oneOf', 'anyOf']) {
      const options = found[choice];
      if (!Array.isArray(options)) continue;
      for (const option of options.slice(0, 10)) {
        const value = this.of(option, depth + 1, inside);
        if (value !== undefined && value !== null) return value;
      }
    }
    return this.#ofType(found, depth, inside);
  }

  /** The parts of an allOf as one object. */
  #merged(schema: JsonObject, depth: number, above: readonly string[]): Json | undefined {
    const parts = schema['allOf'];
    if (!Array.isArray(parts)) return undefined;
    const own = isJsonObject(schema['properties']) ? this.#ofType(schema, depth, above) : undefined;
    const values = [...parts.slice(0, 20).map((part) => this.of(part, depth + 1, above)), own];
    const objects = values.filter(isJsonObject);
    if (objects.length === 0) return values.find((value) => value !== undefined);
    return Object.fromEntries(objects.flatMap((object) => Object.entries(object)));
  }

  #ofType(schema: JsonObject, depth: number, above: readonly string[]): Json | undefined {
    switch (typeOf(schema)) {
      case 'object':
        return this.#object(schema, depth, above);
      case 'array': {
        const item = this.of(schema['items'], depth + 1, above);
        return item === undefined ? [] : [item];
      }
      case 'integer':
      case 'number':
        return typeof schema['minimum'] === 'number' ? schema['minimum'] : 0;
      case 'boolean':
        return false;
      case 'string': {
        const format = schema['format'];
        return typeof format === 'string' && Object.hasOwn(formats, format)
          ? (formats[format] ?? '')
          : 'text';
      }
      case 'null':
        return null;
      default:
        return undefined;
    }
  }

  #object(schema: JsonObject, depth: number, above: readonly string[]): Json {
    const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
    const entries: [string, Json][] = [];
    for (const [name, property] of Object.entries(properties).slice(0, mostProperties)) {
      // What the server alone sets is no part of a request.
      if (this.references.object(property)?.['readOnly'] === true) continue;
      const value = this.of(property, depth + 1, above);
      if (value !== undefined) entries.push([name, value]);
    }
    // Unlike an assignment this takes a property called __proto__ for what it is.
    return Object.fromEntries(entries);
  }
}

/** The example a schema gives itself. */
export function givenExample(schema: JsonObject): Json | undefined {
  for (const name of ['example', 'default', 'const']) {
    if (Object.hasOwn(schema, name)) return schema[name];
  }
  for (const name of ['examples', 'enum']) {
    const list = schema[name];
    if (Array.isArray(list) && list.length > 0) return list[0];
  }
  return undefined;
}

/** A schema's type; OpenAPI 3.1 has a list of them. */
function typeOf(schema: JsonObject): string | undefined {
  const { type } = schema;
  const named = Array.isArray(type) ? type.find((each) => each !== 'null') : type;
  if (typeof named === 'string') return named;
  if (isJsonObject(schema['properties'])) return 'object';
  return 'items' in schema ? 'array' : undefined;
}
