import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json';
import { namedArguments } from '../../../src/odoo/protocol/namedArguments';

function named(method: string, args: Json[], kwargs: JsonObject = {}): JsonObject {
  return namedArguments({ model: 'res.partner', method, args, kwargs });
}

describe('namedArguments', () => {
  it.each<[string, Json[], JsonObject]>([
    [
      'search_read',
      [[['id', '>', 1]], ['name'], 5],
      { domain: [['id', '>', 1]], fields: ['name'], offset: 5 },
    ],
    ['search_count', [[]], { domain: [] }],
    ['read', [[1, 2], ['name']], { ids: [1, 2], fields: ['name'] }],
    ['create', [{ name: 'x' }], { vals_list: { name: 'x' } }],
    ['write', [[1], { name: 'x' }], { ids: [1], vals: { name: 'x' } }],
    ['unlink', [[1]], { ids: [1] }],
    ['name_search', ['Azure'], { name: 'Azure' }],
    ['context_get', [], {}],
    ['action_archive', [[3]], { ids: [3] }],
    ['action_archive', [3], { ids: 3 }],
  ])('names the arguments of %s', (method, args, expected) => {
    expect(named(method, args)).toEqual(expected);
  });

  it('keeps what was named already', () => {
    expect(named('search_read', [[]], { limit: 3, context: { lang: 'fr_FR' } })).toEqual({
      domain: [],
      limit: 3,
      context: { lang: 'fr_FR' },
    });
  });

  it.each<[string, Json[]]>([
    ['do_something', ['text']],
    ['do_something', [[1], 'text']],
    ['search_count', [[], 1, 2]],
    ['context_get', [1]],
  ])('refuses %s with arguments whose names it cannot know', (method, args) => {
    expect(() => named(method, args)).toThrow(
      expect.objectContaining({
        code: 'request.incomplete',
        facts: { part: 'args', reason: 'named', method },
      }) as Error,
    );
  });

  it.each<[string, Json[], JsonObject, string]>([
    ['write', [], { vals: { name: 'x' } }, 'noRecords'],
    ['unlink', [], {}, 'noRecords'],
    ['action_archive', [], {}, 'noRecords'],
    ['read', [], { fields: ['name'] }, 'noRecords'],
    ['button_confirm', [], {}, 'perhapsNoRecords'],
    ['button_confirm', [], { force: true }, 'perhapsNoRecords'],
  ])('refuses %s without records, which JSON-2 would carry out on none', (method, args, kwargs, reason) => {
    expect(() => named(method, args, kwargs)).toThrow(
      expect.objectContaining({
        code: 'request.incomplete',
        facts: { part: 'ids', reason, method },
      }) as Error,
    );
  });

  it.each<[string, Json[], JsonObject, JsonObject]>([
    ['unlink', [[]], {}, { ids: [] }],
    ['button_confirm', [], { ids: [] }, { ids: [] }],
    ['button_confirm', [[4]], { force: true }, { ids: [4], force: true }],
    ['has_access', [], { operation: 'read' }, { operation: 'read' }],
    ['has_access', [[], 'read'], {}, { ids: [], operation: 'read' }],
    ['search', [[]], {}, { domain: [] }],
    ['_private', [], { x: 1 }, { x: 1 }],
  ])(
    'lets %s with %j and %j name its records, even none, or do without',
    (method, args, kwargs, expected) => {
      expect(named(method, args, kwargs)).toEqual(expected);
    },
  );
});
