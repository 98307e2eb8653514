import { isJsonObject, type Json, type JsonObject } from '../../model/json';
import { OdooError } from '../../odoo/error';
import type { Table } from '../table';
import { settle } from './settle';

/**
 * Reads a list of objects, a list of lists whose first holds the names, or JSON Lines of either.
 * @throws OdooError bulk.empty, bulk.unreadable with the line that is no JSON, or the row that is neither
 */
export function readJson(text: string, remarks: readonly string[] = []): Table {
  const items = itemsOf(text);
  if (items.length === 0) throw new OdooError('bulk.empty');
  const lists = items.every((item) => Array.isArray(item));
  if (lists) return settle(items, remarks);
  const objects = items.map((item, index) => {
    if (isJsonObject(item)) return item;
    throw new OdooError('bulk.unreadable', { reason: 'item', row: index + 1 });
  });
  return settle(rowsOf(objects), remarks);
}

/** Whether a text begins as JSON does that holds rows. */
export function looksLikeJson(text: string): boolean {
  return /^\s*(\[\s*(\{|\[|\])|\{\s*("|\}))/.test(text.slice(0, 1_000));
}

function itemsOf(text: string): Json[] {
  const trimmed = text.trim();
  if (!trimmed) return [];
  let whole: Json;
  try {
    whole = JSON.parse(trimmed) as Json;
  } catch (error) {
    return linesOf(trimmed, error);
  }
  if (Array.isArray(whole)) return whole;
  if (isJsonObject(whole)) return [whole];
  throw new OdooError('bulk.unreadable', { reason: 'shape' });
}

function linesOf(text: string, whole: unknown): Json[] {
  const lines = text.split('\n');
  const items: Json[] = [];
  for (const [index, line] of lines.entries()) {
    if (!line.trim()) continue;
    try {
      items.push(JSON.parse(line) as Json);
    } catch (error) {
      // Where not even the first line is JSON, it was no JSON Lines, and the reader of the whole knows better what is wrong.
      const told = items.length === 0 ? whole : error;
      throw new OdooError(
        'bulk.unreadable',
        {
          reason: 'json',
          ...(items.length === 0 ? {} : { line: index + 1 }),
          detail: told instanceof Error ? told.message.slice(0, 200) : '',
        },
        { cause: told },
      );
    }
  }
  return items;
}

/** The keys of all objects in the order they are first met, then a row for each. */
function rowsOf(objects: readonly JsonObject[]): Json[][] {
  const names = new Set<string>();
  for (const object of objects) for (const name of Object.keys(object)) names.add(name);
  const columns = [...names];
  return [
    columns,
    ...objects.map((object) =>
      columns.map((name) => (Object.hasOwn(object, name) ? (object[name] ?? null) : null)),
    ),
  ];
}
