import { emptyDraft } from '../model/draft';
import type { Draft } from '../model/draft';
import { isJsonObject } from '../model/json';
import type { Json, JsonObject } from '../model/json';
import type { Problem } from '../model/problem';
import type { RequestSpec } from '../model/requestSpec';
import { readJson } from './strictJson';
import type { JsonMistake } from './strictJson';

export type DraftPart =
  'model' | 'method' | 'ids' | 'limit' | 'offset' | 'values' | 'args' | 'kwargs' | 'context';

/** What keeps a draft from being sent. Positions as in JsonMistake; `reason` says what to do. */
export interface DraftProblem extends Problem {
  code: 'request.incomplete' | 'request.json';
  facts: { part: DraftPart; reason: string } | ({ part: DraftPart } & JsonMistake);
}

export type SpecFromDraft = { ok: true; spec: RequestSpec } | { ok: false; problems: DraftProblem[] };

/**
 * The request a form means. The domain goes along as text: what may be in it is decided where it is sent. Every problem is
 * given, not only the first, so that the form can mark them all.
 */
export function specFromDraft(draft: Draft): SpecFromDraft {
  const parts = new DraftReader(draft);
  const spec = parts.spec();
  return parts.problems.length === 0 ? { ok: true, spec } : { ok: false, problems: parts.problems };
}

/** The form that shows a request, so that specFromDraft gives it back (a list domain comes back as text). */
export function draftFromSpec(spec: RequestSpec, connectionId: string, name?: string): Draft {
  const draft: Draft = {
    ...emptyDraft,
    connectionId,
    operation: spec.operation,
    model: spec.model,
    limit: '',
    context: writeJson(spec.context),
  };
  if (name !== undefined) draft.name = name;
  switch (spec.operation) {
    case 'searchRead':
      return {
        ...draft,
        domain: writeDomain(spec.domain),
        fields: [...(spec.fields ?? [])],
        order: spec.order ?? '',
        limit: writeNumber(spec.limit),
        offset: writeNumber(spec.offset),
      };
    case 'count':
      return { ...draft, domain: writeDomain(spec.domain) };
    case 'read':
      return { ...draft, ids: spec.ids.join(', '), fields: [...(spec.fields ?? [])] };
    case 'create':
      return { ...draft, values: writeJson(spec.values) };
    case 'update':
      return { ...draft, ids: spec.ids.join(', '), values: writeJson(spec.values) };
    case 'delete':
      return { ...draft, ids: spec.ids.join(', ') };
    case 'call':
      return { ...draft, method: spec.method, args: writeJson(spec.args), kwargs: writeJson(spec.kwargs) };
  }
}

class DraftReader {
  readonly problems: DraftProblem[] = [];

  constructor(private readonly draft: Draft) {}

  spec(): RequestSpec {
    const { draft } = this;
    const model = this.word('model', 'Choose a model, such as res.partner.');
    const context = this.object('context', 'The context');
    const common = context === undefined ? { model } : { model, context };
    switch (draft.operation) {
      case 'searchRead':
        return {
          operation: draft.operation,
          ...common,
          ...this.domain(),
          ...this.fields(),
          ...(draft.order.trim() === '' ? {} : { order: draft.order.trim() }),
          ...this.count('limit'),
          ...this.count('offset'),
        };
      case 'count':
        return { operation: draft.operation, ...common, ...this.domain() };
      case 'read':
        return { operation: draft.operation, ...common, ids: this.ids(), ...this.fields() };
      case 'create':
        return { operation: draft.operation, ...common, values: this.createValues() };
      case 'update':
        return { operation: draft.operation, ...common, ids: this.ids(), values: this.updateValues() };
      case 'delete':
        return { operation: draft.operation, ...common, ids: this.ids() };
      case 'call': {
        const args = this.list('args', 'The arguments');
        const kwargs = this.object('kwargs', 'The named arguments');
        return {
          operation: draft.operation,
          ...common,
          method: this.word('method', 'Name the method to call, such as name_search.'),
          ...(args === undefined ? {} : { args }),
          ...(kwargs === undefined ? {} : { kwargs }),
        };
      }
    }
  }

  private word(part: 'model' | 'method', reason: string): string {
    const text = this.draft[part].trim();
    if (text === '') this.incomplete(part, reason);
    return text;
  }

  private domain(): { domain?: string } {
    return this.draft.domain.trim() === '' ? {} : { domain: this.draft.domain };
  }

  private fields(): { fields?: string[] } {
    const fields = this.draft.fields.map((field) => field.trim()).filter((field) => field !== '');
    return fields.length === 0 ? {} : { fields };
  }

  private count(part: 'limit' | 'offset'): Partial<Record<typeof part, number>> {
    const text = this.draft[part].trim();
    if (text === '') return {};
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return { [part]: value };
    this.incomplete(part, `Write a whole number, or leave the ${part} empty.`);
    return {};
  }

  /** "1, 2 3", one on each line, or a JSON list. */
  private ids(): number[] {
    const text = this.draft.ids.trim();
    if (text === '') {
      this.incomplete('ids', 'Name at least one record id, such as 1 or 1, 2, 3.');
      return [];
    }
    if (text.startsWith('[')) {
      const list = this.list('ids', 'The record ids');
      const ids = (list ?? []).filter((id): id is number => Number.isInteger(id));
      if (list !== undefined && (ids.length !== list.length || ids.length === 0)) this.notIds();
      return ids;
    }
    const words = text.split(/[\s,;]+/).filter((word) => word !== '');
    const ids = words.map(Number);
    const areNumbers = words.every((word) => /^-?\d+$/.test(word)) && ids.every(Number.isSafeInteger);
    if (ids.length === 0 || !areNumbers) this.notIds();
    return ids;
  }

  private notIds(): void {
    this.incomplete('ids', 'Record ids are whole numbers: write them as 1, 2, 3.');
  }

  private createValues(): JsonObject | JsonObject[] {
    const value = this.values();
    if (value === undefined || isJsonObject(value)) return value ?? {};
    if (Array.isArray(value) && value.length > 0 && value.every(isJsonObject)) return value;
    this.incomplete(
      'values',
      'The values of a new record are an object, {"name": "…"}, or a list of objects.',
    );
    return {};
  }

  private updateValues(): JsonObject {
    const value = this.values();
    if (value === undefined || isJsonObject(value)) return value ?? {};
    this.incomplete('values', 'The new values are an object: {"name": "…"}.');
    return {};
  }

  private values(): Json | undefined {
    if (this.draft.values.trim() === '') this.incomplete('values', 'Write the values: {"name": "…"}.');
    return this.json('values');
  }

  private object(part: 'kwargs' | 'context', subject: string): JsonObject | undefined {
    const value = this.json(part);
    if (value === undefined || isJsonObject(value)) return value;
    this.incomplete(part, `${subject} must be an object: {"name": value}.`);
    return undefined;
  }

  private list(part: 'args' | 'ids', subject: string): Json[] | undefined {
    const value = this.json(part);
    if (value === undefined || Array.isArray(value)) return value;
    this.incomplete(part, `${subject} must be a list: [ … ].`);
    return undefined;
  }

  /** The JSON of one part; undefined when it is empty, or wrong (and then noted). */
  private json(part: 'values' | 'args' | 'kwargs' | 'context' | 'ids'): Json | undefined {
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

function writeNumber(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

function writeJson(value: Json | undefined): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2);
}

function writeDomain(domain: string | Json[] | undefined): string {
  if (domain === undefined || typeof domain === 'string') return domain ?? '';
  if (domain.length === 0) return '[]';
  return `[${domain.map((term) => JSON.stringify(term)).join(', ')}]`;
}
