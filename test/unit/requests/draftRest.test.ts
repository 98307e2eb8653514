import { describe, expect, it } from 'vitest';
import { emptyDraft, keptDraft, subjectOfDraft } from '../../../src/model/draft';
import type { Draft } from '../../../src/model/draft';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { specFromDraft } from '../../../src/requests/draft';
import { draftFromSpec } from '../../../src/requests/draftFromSpec';

function draft(parts: Partial<Draft>): Draft {
  return { ...emptyDraft, connectionId: 'c1', route: 'partner', path: '/web/version', ...parts };
}

function reasons(parts: Partial<Draft>): unknown[] {
  const read = specFromDraft(draft(parts));
  return read.ok ? [] : read.problems.map(({ facts }) => [facts.part, facts.reason]);
}

const specs: RequestSpec[] = [
  { operation: 'restList', route: 'partner' },
  {
    operation: 'restList',
    route: 'partner',
    domain: "[('name', '=', 'A')]",
    fields: ['name'],
    order: 'name',
    limit: 5,
    offset: 10,
  },
  { operation: 'restRead', route: 'partner', ids: ['NkK9', 12], fields: ['name'] },
  { operation: 'restRead', route: 'partner', ids: ['12', 'a b', 'c,d', '[x', '007'] },
  { operation: 'restCreate', route: 'partner', values: { name: 'A' } },
  { operation: 'restCreate', route: 'partner', values: [{ name: 'A' }, { name: 'B' }] },
  { operation: 'restUpdate', route: 'partner', ids: ['NkK9'], values: { name: 'A' } },
  {
    operation: 'restUpdate',
    route: 'partner',
    values: [
      { id: 'NkK9', name: 'A' },
      { id: 4, name: 'B' },
    ],
  },
  { operation: 'restDelete', route: 'partner', ids: ['NkK9'] },
  { operation: 'restDelete', route: 'partner', ids: ['NkK9', 4], bulkForm: 'object' },
  { operation: 'restDelete', route: 'partner', ids: [4], bulkForm: 'list' },
  { operation: 'restCall', route: '/api/partner/rpc' },
  { operation: 'restCall', route: 'partner', ids: ['NkK9'], values: { a: 1 }, httpMethod: 'GET' },
  { operation: 'http', httpMethod: 'GET', path: '/web/version' },
  {
    operation: 'http',
    httpMethod: 'POST',
    path: '/x?y=1',
    query: { limit: '10', domain: "[('a', '=', 1)]", empty: '' },
    headers: { 'Accept-Language': 'fr', 'X-Time': '12:30' },
    body: { a: [1, null] },
  },
  {
    operation: 'http',
    httpMethod: 'PUT',
    path: '/x',
    query: { 'a=b': ' spaces ', c: 'two\nlines' },
    body: 'text',
  },
  { operation: 'http', httpMethod: 'PATCH', path: '/x', headers: { 'content-type': 'text/csv' }, body: '[1' },
  { operation: 'http', httpMethod: 'DELETE', path: '/x', body: 12 },
  { operation: 'http', httpMethod: 'POST', path: '/x', body: '"in quotes"' },
];

describe('a REST request and its form', () => {
  it.each(specs)('$operation comes back from the form as it went in: %j', (spec) => {
    expect(specFromDraft(draftFromSpec(spec, 'c1'))).toEqual({ ok: true, spec });
  });

  it.each(['{"a": 1}', '[not json', '12', 'true'])('keeps %j a text by its content type', (body) => {
    const shown = draftFromSpec({ operation: 'http', httpMethod: 'POST', path: '/x', body }, 'c1');
    expect(specFromDraft(shown)).toEqual({
      ok: true,
      spec: {
        operation: 'http',
        httpMethod: 'POST',
        path: '/x',
        headers: { 'Content-Type': 'text/plain' },
        body,
      },
    });
  });

  it('is about its route or its path', () => {
    expect(subjectOfDraft(draft({ operation: 'restList', model: 'res.partner' }))).toBe('partner');
    expect(subjectOfDraft(draft({ operation: 'http' }))).toBe('/web/version');
    expect(subjectOfDraft(draft({ model: ' res.partner ' }))).toBe('res.partner');
  });
});

describe('a draft that was kept', () => {
  it('is read although the form had fewer parts then', () => {
    const earlier = Object.fromEntries(
      Object.entries(draft({ model: 'res.partner' })).filter(
        ([part]) => !['route', 'callWith', 'body'].includes(part),
      ),
    );
    expect(keptDraft(earlier)).toEqual(draft({ model: 'res.partner', route: '' }));
  });

  it('is nothing when it is no draft', () => {
    for (const kept of [undefined, null, 'x', { operation: 'nonsense' }, { limit: 5 }]) {
      expect(keptDraft(kept)).toBeUndefined();
    }
  });
});

describe('the record ids of a REST module', () => {
  it.each([
    ['NkK9, abc', ['NkK9', 'abc']],
    ['12', [12]],
    ['12 NkK9;3\n', [12, 'NkK9', 3]],
    ['007', ['007']],
    ['99999999999999999999', ['99999999999999999999']],
    ['["12", 12]', ['12', 12]],
    ['1e5 1.5 -3', ['1e5', '1.5', -3]],
  ])('%j are read as %j', (ids, expected) => {
    expect(specFromDraft(draft({ operation: 'restRead', ids }))).toMatchObject({
      ok: true,
      spec: { ids: expected },
    });
  });

  it.each([[''], [','], ['[]'], ['[null]'], ['[""]'], ['[1.5]'], ['[1, {}]']])('%j are none', (ids) => {
    expect(reasons({ operation: 'restDelete', ids })).toEqual([
      ['ids', expect.stringMatching(/ids?/) as string],
    ]);
  });

  it('are needed by every operation but a call', () => {
    expect(reasons({ operation: 'restCall' })).toEqual([]);
    for (const operation of ['restRead', 'restDelete'] as const)
      expect(reasons({ operation })).toHaveLength(1);
  });
});

describe('a REST update', () => {
  it('names its records once', () => {
    const values = '[{"id": "NkK9", "name": "A"}]';
    expect(reasons({ operation: 'restUpdate', values })).toEqual([]);
    expect(reasons({ operation: 'restUpdate', values, ids: '4' })).toEqual([
      [
        'ids',
        'Each object of the list names its own record: leave the record ids empty, or write one object.',
      ],
    ]);
    expect(reasons({ operation: 'restUpdate', values: '[{"name": "A"}]' })).toEqual([
      ['values', 'In a list every object names its own record: {"id": "NkK9", "name": "…"}.'],
    ]);
    expect(reasons({ operation: 'restUpdate', values: '{}' })).toEqual([
      ['ids', 'Name at least one record id, such as 12 or NkK9.'],
    ]);
    expect(reasons({ operation: 'restUpdate', values: '[1]', ids: '' })).toHaveLength(1);
    expect(reasons({ operation: 'restUpdate', values: '3', ids: '4' })).toHaveLength(1);
  });
});

describe('any path', () => {
  const http = (parts: Partial<Draft>): unknown => {
    const read = specFromDraft(draft({ operation: 'http', httpMethod: 'POST', ...parts }));
    return read.ok ? read.spec : read.problems.map(({ code, facts }) => [code, facts.part, facts.reason]);
  };

  it('takes its query and headers as lines or as JSON', () => {
    expect(
      http({ query: 'limit=10\n\n domain = [("a","=",1)]\r\nq=', headers: 'Accept: a/b\nX-A:b:c' }),
    ).toMatchObject({
      query: { limit: '10', domain: '[("a","=",1)]', q: '' },
      headers: { Accept: 'a/b', 'X-A': 'b:c' },
    });
    expect(
      http({ query: '{"limit": 10, "all": true, "domain": [["a", "=", 1]], "q": " x "}' }),
    ).toMatchObject({
      query: { limit: '10', all: 'true', domain: '[["a","=",1]]', q: ' x ' },
    });
  });

  it.each([
    ['query', 'limit', 'Line 1 has no “=”: write it as limit=10.'],
    ['query', '=5', 'A name is missing before “=5”.'],
    ['query', 'a=1\na=2', '“a” is there twice: keep one of them.'],
    ['query', 'limit={limit}', 'Write a value in place of {limit} in the query, or take its line out.'],
    ['headers', 'Accept-Language', 'Line 1 has no “:”: write it as Accept-Language: fr.'],
    ['headers', 'A: 1\na: 2', '“a” is there twice: keep one of them.'],
    [
      'headers',
      'My Header: 1',
      '“My Header” cannot be the name of a header: use letters, digits and hyphens.',
    ],
    ['headers', '{"X-A": "two\\nlines"}', 'The header X-A has a character that headers cannot carry.'],
    ['headers', 'X-A: €', 'The header X-A has a character that headers cannot carry.'],
  ] as const)('says what is wrong with the %s %j', (part, text, reason) => {
    expect(http({ [part]: text })).toEqual([['request.incomplete', part, reason]]);
  });

  it('says where JSON is wrong', () => {
    expect(http({ query: '{"a": }' })).toMatchObject([['request.json', 'query', expect.any(String)]]);
    expect(http({ body: '{"a": }' })).toMatchObject([['request.json', 'body', expect.any(String)]]);
  });

  it('refuses a path with a placeholder left in it, naming it', () => {
    expect(http({ path: '/api/v1/partner/{id}' })).toEqual([
      ['request.incomplete', 'path', 'Write a value in place of {id} in the path.'],
    ]);
    expect(http({ path: ' ' })).toEqual([
      ['request.incomplete', 'path', 'Write a path of the server, such as /web/version.'],
    ]);
  });

  it('sends JSON as JSON, and any other text as it is', () => {
    expect(http({ body: ' {"a": 1} ' })).toMatchObject({ body: { a: 1 } });
    expect(http({ body: 'null' })).toMatchObject({ body: null });
    expect(http({ body: 'a=1&b=2' })).toMatchObject({ body: 'a=1&b=2' });
    expect(http({ body: '{"a": 1}', headers: 'Content-Type: text/plain' })).toMatchObject({
      body: '{"a": 1}',
    });
    expect(
      http({ body: '{"a": 1}', headers: 'content-type: application/x-www-form-urlencoded' }),
    ).toMatchObject({
      body: { a: 1 },
    });
  });

  it('has no body where its method has none', () => {
    for (const httpMethod of ['GET', 'HEAD'] as const) {
      expect(http({ httpMethod, body: '{broken' })).toEqual({
        operation: 'http',
        httpMethod,
        path: '/web/version',
      });
    }
  });

  it('leaves out what belongs to another operation', () => {
    const everything = { ids: '[', values: '{', limit: 'x', query: 'x', path: '', body: '{', context: '[' };
    expect(
      specFromDraft(draft({ operation: 'restCall', callWith: 'GET', ...everything, ids: '', values: '' })),
    ).toEqual({
      ok: true,
      spec: { operation: 'restCall', route: 'partner', httpMethod: 'GET' },
    });
    expect(reasons({ operation: 'restList', route: ' ' })).toEqual([
      ['route', 'Name the route, such as partner.'],
    ]);
  });
});
