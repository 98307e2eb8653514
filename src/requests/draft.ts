import type { Draft } from '../model/draft';
import type { JsonObject } from '../model/json';
import type { RequestSpec } from '../model/requestSpec';
import { DraftParts } from './draftParts';
import type { DraftProblem } from './draftProblem';

export type SpecFromDraft = { ok: true; spec: RequestSpec } | { ok: false; problems: DraftProblem[] };

/**
 * The request a form means. The domain goes along as text: what may be in it is decided where it is sent. Every problem is
 * given, not only the first, so that the form can mark them all.
 */
export function specFromDraft(draft: Draft): SpecFromDraft {
  const parts = new DraftParts(draft);
  const spec = readSpec(draft, parts);
  return parts.problems.length === 0 ? { ok: true, spec } : { ok: false, problems: parts.problems };
}

function readSpec(draft: Draft, parts: DraftParts): RequestSpec {
  switch (draft.operation) {
    case 'searchRead':
      return {
        operation: draft.operation,
        ...common(parts),
        ...parts.domain(),
        ...parts.fields(),
        ...parts.order(),
        ...parts.count('limit'),
        ...parts.count('offset'),
      };
    case 'count':
      return { operation: draft.operation, ...common(parts), ...parts.domain() };
    case 'read':
      return { operation: draft.operation, ...common(parts), ids: parts.ids(), ...parts.fields() };
    case 'create':
      return { operation: draft.operation, ...common(parts), values: parts.createValues() };
    case 'update':
      return { operation: draft.operation, ...common(parts), ...parts.update() };
    case 'delete':
      return { operation: draft.operation, ...common(parts), ids: parts.ids() };
    case 'search':
      return {
        operation: draft.operation,
        ...common(parts),
        ...parts.domain(),
        ...parts.order(),
        ...parts.count('limit'),
        ...parts.count('offset'),
      };
    case 'readGroup':
      return {
        operation: draft.operation,
        ...common(parts),
        ...parts.domain(),
        groupBy: parts.names('groupBy'),
        ...parts.someNames('aggregates'),
        ...parts.having(),
        ...parts.order(),
        ...parts.count('limit'),
        ...parts.count('offset'),
      };
    case 'nameSearch':
      return {
        operation: draft.operation,
        ...common(parts),
        ...parts.nameText(),
        ...parts.domain(),
        ...parts.count('limit'),
      };
    case 'copy': {
      const shared = common(parts);
      const ids = parts.ids();
      const values = parts.object('values', 'The values');
      return { operation: draft.operation, ...shared, ids, ...(values === undefined ? {} : { values }) };
    }
    case 'fieldsGet':
      return {
        operation: draft.operation,
        ...common(parts),
        ...parts.fields(),
        ...parts.someNames('attributes'),
      };
    case 'defaultGet':
      return {
        operation: draft.operation,
        ...common(parts),
        fields: parts.requiredFields('Choose the fields whose default values you want.'),
      };
    case 'exportData':
      return {
        operation: draft.operation,
        ...common(parts),
        ids: parts.ids(),
        fields: parts.requiredFields('Choose the fields to export.'),
      };
    case 'load':
      return {
        operation: draft.operation,
        ...common(parts),
        fields: parts.requiredFields('Name the field of each column.'),
        rows: parts.rows(),
      };
    case 'call': {
      const shared = common(parts);
      const args = parts.list('args', 'The arguments');
      const kwargs = parts.object('kwargs', 'The named arguments');
      return {
        operation: draft.operation,
        ...shared,
        method: parts.word('method', 'Name the method to call, such as name_search.'),
        ...(args === undefined ? {} : { args }),
        ...(kwargs === undefined ? {} : { kwargs }),
      };
    }
    case 'restList':
      return {
        operation: draft.operation,
        route: route(parts),
        ...parts.domain(),
        ...parts.fields(),
        ...parts.order(),
        ...parts.count('limit'),
        ...parts.count('offset'),
      };
    case 'restRead':
      return { operation: draft.operation, route: route(parts), ids: parts.restIds(), ...parts.fields() };
    case 'restCreate':
      return { operation: draft.operation, route: route(parts), values: parts.createValues() };
    case 'restUpdate':
      return { operation: draft.operation, route: route(parts), ...parts.restUpdate() };
    case 'restDelete': {
      const { bulkForm } = draft;
      return {
        operation: draft.operation,
        route: route(parts),
        ids: parts.restIds(),
        ...(bulkForm === undefined ? {} : { bulkForm }),
      };
    }
    case 'restCall': {
      const shared = route(parts);
      const ids = parts.anyRestIds();
      const values = parts.object('values', 'The values');
      return {
        operation: draft.operation,
        route: shared,
        ...(ids.length === 0 ? {} : { ids }),
        ...(values === undefined ? {} : { values }),
        ...(draft.callWith === 'GET' ? { httpMethod: 'GET' } : {}),
      };
    }
    case 'http': {
      const { operation, httpMethod } = draft;
      const path = parts.path();
      const query = parts.query();
      const headers = parts.headers();
      const type = Object.entries(headers.headers ?? {}).find(([name]) => /^content-type$/i.test(name))?.[1];
      const body = hasBody(httpMethod) ? parts.body(type) : {};
      return { operation, httpMethod, path, ...query, ...headers, ...body };
    }
  }
}

function hasBody(httpMethod: Draft['httpMethod']): boolean {
  return httpMethod !== 'GET' && httpMethod !== 'HEAD';
}

function common(parts: DraftParts): { model: string; context?: JsonObject } {
  const model = parts.word('model', 'Choose a model, such as res.partner.');
  const context = parts.object('context', 'The context');
  return context === undefined ? { model } : { model, context };
}

function route(parts: DraftParts): string {
  return parts.word('route', 'Name the route, such as partner.');
}
