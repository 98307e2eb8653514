import type { Draft } from '../model/draft';
import { isJsonObject } from '../model/json';
import type { Json, JsonObject } from '../model/json';
import type { DraftPart, DraftProblem } from './draftProblem';
import { headerStyle, queryStyle, readPairs } from './pairs';
import type { Pairs, PairStyle } from './pairs';
import { idWords, isRestId, restIdOf } from './recordIds';
import type { RestId } from './recordIds';
import { readJson } from './strictJson';

type JsonPart = 'values' | 'args' | 'kwargs' | 'context' | 'ids' | 'body' | 'rows';

/** Reads the parts of a draft one by one, noting everything that is wrong with them. */
export class DraftParts {
  readonly problems: DraftProblem[] = [];

  constructor(private readonly draft: Draft) {}

  word(part: 'model' | 'method' | 'route' | 'path', reason: string): string {
    const text = this.draft[part].trim();
    if (text === '') this.incomplete(part, reason);
    return text;
  }

  domain(): { domain?: string } {
    return this.draft.domain.trim() === '' ? {} : { domain: this.draft.domain };
  }

  having(): { having?: string } {
    return this.draft.having.trim() === '' ? {} : { having: this.draft.having };
  }

  names(part: 'fields' | 'groupBy' | 'aggregates' | 'attributes'): string[] {
    return this.draft[part].map((name) => name.trim()).filter((name) => name !== '');
  }

  /** Names that need not be there. */
  someNames<Part extends 'fields' | 'aggregates' | 'attributes'>(
    part: Part,
  ): Partial<Record<Part, string[]>> {
    const names = this.names(part);
    return names.length === 0 ? {} : ({ [part]: names } as Record<Part, string[]>);
  }

  fields(): { fields?: string[] } {
    return this.someNames('fields');
  }

  requiredFields(reason: string): string[] {
    const fields = this.names('fields');
    if (fields.length === 0) this.incomplete('fields', reason);
    return fields;
  }

  /** What a name search looks for, and how; "ilike" is Odoo's own way. */
  nameText(): { text?: string; textOperator?: string } {
    const { text } = this.draft;
    const textOperator = this.draft.textOperator.trim();
    return {
      ...(text === '' ? {} : { text }),
      ...(textOperator === '' || textOperator === 'ilike' ? {} : { textOperator }),
    };
  }

  /** A list of lists with a cell for each field. */
  rows(): Json[][] {
    if (this.isEmpty('rows', 'Write the rows: [["…", "…"], …].')) return [];
    const rows = this.json('rows');
    if (rows === undefined) return [];
    if (Array.isArray(rows) && rows.length > 0 && rows.every(isList)) {
      const wide = this.names('fields').length;
      const at = rows.findIndex((row) => row.length !== wide);
      if (at === -1 || wide === 0) return rows;
      this.incomplete('rows', `Row ${at + 1} needs a cell for each field, ${wide} in all.`);
      return [];
    }
    this.incomplete('rows', 'The rows are a list of lists: [["…", "…"], …].');
    return [];
  }

  order(): { order?: string } {
    const order = this.draft.order.trim();
    return order === '' ? {} : { order };
  }

  count(part: 'limit' | 'offset'): Partial<Record<typeof part, number>> {
    const text = this.draft[part].trim();
    if (text === '') return {};
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return { [part]: value };
    this.incomplete(part, `Write a whole number, or leave the ${part} empty.`);
    return {};
  }

  /** Odoo's own ids: "1, 2 3", one on each line, or a JSON list. */
  ids(): number[] {
    if (this.isEmpty('ids', 'Name at least one record id, such as 1 or 1, 2, 3.')) return [];
    if (this.draft.ids.trim().startsWith('[')) {
      const list = this.list('ids', 'The record ids');
      const ids = (list ?? []).filter((id): id is number => Number.isInteger(id));
      if (list !== undefined && (ids.length !== list.length || ids.length === 0)) this.notIds();
      return ids;
    }
    const words = idWords(this.draft.ids);
    const ids = words.map(Number);
    const areNumbers = words.every((word) => /^-?\d+$/.test(word)) && ids.every(Number.isSafeInteger);
    if (ids.length === 0 || !areNumbers) this.notIds();
    return ids;
  }

  private notIds(): void {
    this.incomplete('ids', 'Record ids are whole numbers: write them as 1, 2, 3.');
  }

  /** A REST module's ids, at least one of them. */
  restIds(): RestId[] {
    if (this.isEmpty('ids', 'Name at least one record id, such as 12 or NkK9.')) return [];
    return this.anyRestIds();
  }

  /** A REST module's ids, or none. */
  anyRestIds(): RestId[] {
    const text = this.draft.ids.trim();
    if (text === '') return [];
    if (!text.startsWith('[')) {
      const words = idWords(text).map(restIdOf);
      if (words.length === 0) this.incomplete('ids', 'Write the record ids as 12, NkK9.');
      return words;
    }
    const list = this.list('ids', 'The record ids');
    const ids = (list ?? []).filter(isRestId);
    if (list !== undefined && (ids.length !== list.length || ids.length === 0)) {
      this.incomplete('ids', 'Record ids are texts or whole numbers: ["NkK9", 12].');
    }
    return ids;
  }

  /** Whether a part that has to be there is empty, which is then noted. */
  isEmpty(part: 'ids' | 'values' | 'rows', reason: string): boolean {
    if (this.draft[part].trim() !== '') return false;
    this.incomplete(part, reason);
    return true;
  }

  /** The values of one new record or of several. */
  createValues(): JsonObject | JsonObject[] {
    const value = this.values();
    if (value === undefined || isJsonObject(value)) return value ?? {};
    if (isRecordList(value)) return value;
    this.incomplete(
      'values',
      'The values of a new record are an object, {"name": "…"}, or a list of objects.',
    );
    return {};
  }

  /** One object for the named records, or a list of objects that each name their own. */
  update(): { ids?: number[]; values: JsonObject | JsonObject[] } {
    return this.updateOf(() => this.ids(), Number.isInteger, '{"id": 12, "name": "…"}');
  }

  restUpdate(): { ids?: RestId[]; values: JsonObject | JsonObject[] } {
    return this.updateOf(() => this.restIds(), isRestId, '{"id": "NkK9", "name": "…"}');
  }

  private updateOf<Id extends RestId>(
    readIds: () => Id[],
    isId: (id: Json) => boolean,
    example: string,
  ): { ids?: Id[]; values: JsonObject | JsonObject[] } {
    const mistake = 'The new values are an object, {"name": "…"}, or a list of objects.';
    if (!this.draft.values.trim().startsWith('[')) {
      const ids = readIds();
      const value = this.values();
      if (value === undefined || isJsonObject(value)) return { ids, values: value ?? {} };
      this.incomplete('values', mistake);
      return { ids, values: {} };
    }
    const list = this.json('values');
    if (list === undefined) return { values: {} };
    if (!isRecordList(list)) this.incomplete('values', mistake);
    else if (!list.every((record) => isId(record['id'] ?? null))) {
      this.incomplete('values', `In a list every object names its own record: ${example}.`);
    } else if (this.draft.ids.trim() !== '') {
      this.incomplete(
        'ids',
        'Each object of the list names its own record: leave the record ids empty, or write one object.',
      );
    } else return { values: list };
    return { values: {} };
  }

  private values(): Json | undefined {
    this.isEmpty('values', 'Write the values: {"name": "…"}.');
    return this.json('values');
  }

  object(part: 'kwargs' | 'context' | 'values', subject: string): JsonObject | undefined {
    const value = this.json(part);
    if (value === undefined || isJsonObject(value)) return value;
    this.incomplete(part, `${subject} must be an object: {"name": value}.`);
    return undefined;
  }

  list(part: 'args' | 'ids', subject: string): Json[] | undefined {
    const value = this.json(part);
    if (value === undefined || Array.isArray(value)) return value;
    this.incomplete(part, `${subject} must be a list: [ … ].`);
    return undefined;
  }

  path(): string {
    const path = this.word('path', 'Write a path of the server, such as /web/version.');
    const left = /\{[^{}/]+\}/.exec(path);
    if (left) this.incomplete('path', `Write a value in place of ${left[0]} in the path.`);
    return path;
  }

  query(): { query?: Pairs } {
    const query = this.pairs('query', queryStyle);
    return query === undefined ? {} : { query };
  }

  headers(): { headers?: Pairs } {
    const headers = this.pairs('headers', headerStyle);
    return headers === undefined ? {} : { headers };
  }

  private pairs(part: 'query' | 'headers', style: PairStyle): Pairs | undefined {
    const text = this.draft[part];
    if (text.trim() === '') return undefined;
    const read = readPairs(text, style);
    if (!read.ok) {
      if ('mistake' in read) this.problems.push({ code: 'request.json', facts: { part, ...read.mistake } });
      else this.incomplete(part, read.reason);
      return undefined;
    }
    const left = Object.values(read.pairs).find((value) => /^\{[\w.\-[\]]+\}$/.test(value));
    if (left !== undefined) {
      this.incomplete(part, `Write a value in place of ${left} in the ${part}, or take its line out.`);
    }
    return read.pairs;
  }

  /**
   * JSON or any other text. A text that starts an object or a list has to be JSON, unless the content type says that it is something
   * else; then it goes as it is.
   */
  body(contentType: string | undefined): { body?: Json } {
    const text = this.draft.body;
    if (text.trim() === '') return {};
    if (contentType !== undefined && !/json|x-www-form-urlencoded/i.test(contentType)) return { body: text };
    if (/^\s*[[{]/.test(text)) {
      const body = this.json('body');
      return body === undefined ? {} : { body };
    }
    const read = readJson(text);
    // A text in quotes would lose them as a JSON value.
    return { body: read.ok && typeof read.value !== 'string' ? read.value : text };
  }

  /** The JSON of one part; undefined when it is empty, or wrong (and then noted). */
  private json(part: JsonPart): Json | undefined {
    const text = this.draft[part];
    if (text.trim() === '') return undefined;
    const read = readJson(text);
    if (read.ok) return read.value;
    this.problems.push({ code: 'request.json', facts: { part, ...read.mistake } });
    return undefined;
  }

  private incomplete(part: DraftPart, reason: string): void {
    this.problems.push({ code: 'request.incomplete', facts: { part, reason } });
  }
}

function isRecordList(value: Json): value is JsonObject[] {
  return Array.isArray(value) && value.length > 0 && value.every(isJsonObject);
}

function isList(value: Json): value is Json[] {
  return Array.isArray(value);
}
