import { describe, expect, it } from 'vitest';
import type { RestSpec } from '../../../../src/odoo/rest/dialect';
import { plain } from '../../../../src/odoo/rest/plain';
import type { HttpAnswer } from '../../../../src/odoo/transport';
import { jsonAnswer, resultAnswer } from '../../../support/scriptedTransport';

const root = 'https://erp.example.com';

function encoded(spec: RestSpec): [string, string, unknown?] {
  const { method, url, body } = plain.encode(spec, `${root}/api/v1`, root);
  const path = url.slice(root.length);
  return body === undefined ? [method, path] : [method, path, JSON.parse(body)];
}

function decoded(spec: RestSpec, answer: Partial<HttpAnswer>) {
  return plain.decode(spec, { status: 200, headers: {}, body: '', bytes: 0, ...answer });
}

describe('a plain REST module’s requests', () => {
  it.each<[RestSpec, [string, string, unknown?]]>([
    [{ operation: 'restList', route: 'partners' }, ['GET', '/api/v1/partners']],
    [{ operation: 'restList', route: 'res.partner/' }, ['GET', '/api/v1/res.partner']],
    [{ operation: 'restList', route: '/other/partners/' }, ['GET', '/other/partners']],
    [
      {
        operation: 'restList',
        route: 'partners',
        domain: "[('active', '=', True)]",
        fields: ['name', 'email'],
        limit: 5,
        offset: 10,
        order: 'name',
      },
      [
        'GET',
        `/api/v1/partners?domain=${encodeURIComponent('[["active","=",true]]')}&fields=name%2Cemail&offset=10&limit=5&order=name`,
      ],
    ],
    [{ operation: 'restRead', route: 'partners', ids: [7] }, ['GET', '/api/v1/partners/7']],
    [
      { operation: 'restRead', route: 'partners', ids: ['../x'], fields: ['name'] },
      ['GET', '/api/v1/partners/..%2Fx?fields=name'],
    ],
    [
      { operation: 'restCreate', route: 'partners', values: { a: 1 } },
      ['POST', '/api/v1/partners', { a: 1 }],
    ],
    [
      { operation: 'restUpdate', route: 'partners', ids: [7], values: { a: 1 } },
      ['PATCH', '/api/v1/partners/7', { a: 1 }],
    ],
    [{ operation: 'restDelete', route: 'partners', ids: [7] }, ['DELETE', '/api/v1/partners/7']],
    [{ operation: 'restCall', route: 'partners/archive' }, ['POST', '/api/v1/partners/archive', {}]],
    [
      { operation: 'restCall', route: 'partners', ids: [7], values: { a: 1 } },
      ['POST', '/api/v1/partners/7', { a: 1 }],
    ],
    [
      { operation: 'restCall', route: 'partners/find', httpMethod: 'GET', values: { q: 'a b', n: [1] } },
      ['GET', '/api/v1/partners/find?q=a+b&n=%5B1%5D'],
    ],
  ])('have one path for each resource and record: %j', (spec, expected) => {
    expect(encoded(spec)).toEqual(expected);
  });

  it.each<[RestSpec, string]>([
    [{ operation: 'restRead', route: 'p', ids: [] }, 'ids'],
    [{ operation: 'restRead', route: 'p', ids: [1, 2] }, 'ids'],
    [{ operation: 'restDelete', route: 'p', ids: [1, 2] }, 'ids'],
    [{ operation: 'restDelete', route: 'p', ids: [] }, 'ids'],
    [{ operation: 'restUpdate', route: 'p', values: {} }, 'ids'],
    [{ operation: 'restUpdate', route: 'p', ids: [1, 2], values: {} }, 'ids'],
    [{ operation: 'restUpdate', route: 'p', values: [{ id: 1 }] }, 'values'],
    [{ operation: 'restCall', route: 'p', ids: [1, 2] }, 'ids'],
  ])('are of one record at a time: %j', (spec, part) => {
    expect(() => encoded(spec)).toThrow(
      expect.objectContaining({
        code: 'request.incomplete',
        facts: expect.objectContaining({ part }) as object,
      }) as Error,
    );
  });
});

describe('a plain REST module’s answers', () => {
  it('give the records and, where they tell it, how many there are in all', () => {
    const list: RestSpec = { operation: 'restList', route: 'partners' };
    expect(decoded(list, jsonAnswer({ results: [{ id: 1 }], count: 40 }))).toEqual({
      value: [{ id: 1 }],
      total: 40,
    });
    expect(decoded(list, jsonAnswer([{ id: 1 }]))).toEqual({ value: [{ id: 1 }] });
  });

  it('give one record as a list of one', () => {
    expect(decoded({ operation: 'restRead', route: 'p', ids: [1] }, jsonAnswer({ id: 1 }))).toEqual({
      value: [{ id: 1 }],
    });
  });

  it('give everything else as it is, and null for nothing', () => {
    const remove: RestSpec = { operation: 'restDelete', route: 'p', ids: [1] };
    expect(decoded(remove, { status: 204 })).toEqual({ value: null });
    expect(decoded(remove, resultAnswer({ deleted: true }))).toEqual({ value: { deleted: true } });
    expect(decoded({ operation: 'restCreate', route: 'p', values: {} }, jsonAnswer({ id: 4 }, 201))).toEqual({
      value: { id: 4 },
    });
  });
});
