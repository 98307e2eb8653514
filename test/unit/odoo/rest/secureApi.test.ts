import { describe, expect, it } from 'vitest';
import type { RestSpec } from '../../../../src/odoo/rest/dialect';
import { secureApi } from '../../../../src/odoo/rest/secureApi';
import type { HttpAnswer } from '../../../../src/odoo/transport';
import { jsonAnswer, resultAnswer } from '../../../support/scriptedTransport';

const root = 'https://erp.example.com/odoo';
const base = `${root}/api`;

/** Method, address below the server's, and body of a request. */
function encoded(spec: RestSpec): [string, string, unknown?] {
  const { method, url, body, headers } = secureApi.encode(spec, base, root);
  expect(url.startsWith(root)).toBe(true);
  expect(headers?.['content-type']).toBe(body === undefined ? undefined : 'application/json');
  const path = url.slice(root.length);
  return body === undefined ? [method, path] : [method, path, JSON.parse(body)];
}

function decoded(spec: RestSpec, answer: Partial<HttpAnswer>) {
  return secureApi.decode(spec, { status: 200, headers: {}, body: '', bytes: 0, ...answer });
}

describe('the Secure API’s requests', () => {
  it.each<[RestSpec, [string, string, unknown?]]>([
    [{ operation: 'restList', route: 'partner' }, ['GET', '/api/partner/rest']],
    [{ operation: 'restList', route: 'sale/order/rest' }, ['GET', '/api/sale/order/rest']],
    [{ operation: 'restList', route: 'partner/' }, ['GET', '/api/partner/rest']],
    [{ operation: 'restList', route: '/custom/partner' }, ['GET', '/custom/partner']],
    [{ operation: 'restList', route: 'a b/ü?#' }, ['GET', '/api/a%20b/%C3%BC%3F%23']],
    [
      { operation: 'restList', route: 'partner', limit: 0, offset: 0, order: '  ', domain: '[]' },
      ['GET', '/api/partner/rest?limit=0'],
    ],
    [
      { operation: 'restList', route: 'partner', limit: 5, offset: 10, order: ' name desc ' },
      ['GET', '/api/partner/rest?offset=10&limit=5&order=name+desc'],
    ],
    [{ operation: 'restRead', route: 'partner', ids: [7] }, ['GET', '/api/partner/rest/7']],
    [{ operation: 'restRead', route: 'partner', ids: ['a/b ?'] }, ['GET', '/api/partner/rest/a%2Fb%20%3F']],
    [
      { operation: 'restRead', route: 'partner', ids: [1, 'x2'] },
      ['GET', '/api/partner/rest/bulk?ids=1%2Cx2'],
    ],
    [
      { operation: 'restCreate', route: 'partner', values: { name: 'x' } },
      ['POST', '/api/partner/rest', { name: 'x' }],
    ],
    [
      { operation: 'restCreate', route: 'partner', values: [{ name: 'x' }, { name: 'y' }] },
      ['POST', '/api/partner/rest', [{ name: 'x' }, { name: 'y' }]],
    ],
    [
      { operation: 'restUpdate', route: 'partner', ids: [7], values: { name: 'x' } },
      ['PATCH', '/api/partner/rest/7', { name: 'x' }],
    ],
    [
      { operation: 'restUpdate', route: 'partner', ids: [7, 8], values: { name: 'x' } },
      ['PATCH', '/api/partner/rest', { ids: [7, 8], name: 'x' }],
    ],
    [
      { operation: 'restUpdate', route: 'partner', values: [{ id: 7, name: 'x' }] },
      ['PATCH', '/api/partner/rest', [{ id: 7, name: 'x' }]],
    ],
    [{ operation: 'restDelete', route: 'partner', ids: ['h4sh'] }, ['DELETE', '/api/partner/rest/h4sh']],
    [
      { operation: 'restDelete', route: 'partner', ids: [7, 8] },
      ['DELETE', '/api/partner/rest', { ids: [7, 8] }],
    ],
    [
      { operation: 'restDelete', route: 'partner', ids: [7, 8], bulkForm: 'list' },
      ['DELETE', '/api/partner/rest', [7, 8]],
    ],
    [
      { operation: 'restDelete', route: 'partner', ids: [7], bulkForm: 'object' },
      ['DELETE', '/api/partner/rest', { ids: [7] }],
    ],
    [{ operation: 'restCall', route: 'partner' }, ['POST', '/api/partner/rpc', {}]],
    [
      { operation: 'restCall', route: 'partner', ids: [7], values: { force: true } },
      ['POST', '/api/partner/rpc/7', { force: true }],
    ],
    [
      { operation: 'restCall', route: 'partner/rpc', ids: [7, 8], values: { a: 1 } },
      ['POST', '/api/partner/rpc', { ids: [7, 8], a: 1 }],
    ],
    [
      {
        operation: 'restCall',
        route: 'partner',
        httpMethod: 'GET',
        ids: [7, 8],
        values: { text: 'a&b', n: 1, on: true, deep: { x: [1] }, list: ['a', 2] },
      },
      [
        'GET',
        `/api/partner/rpc?ids=7%2C8&text=a%26b&n=1&on=true&deep=${encodeURIComponent('{"x":[1]}')}&list=a%2C2`,
      ],
    ],
  ])('are of the module’s form: %j', (spec, expected) => {
    expect(encoded(spec)).toEqual(expected);
  });

  it('write a domain as Python, which is what the server reads', () => {
    const domain = '["|", ["active", "=", true], ["parent_id", "=", null], ["name", "like", "it\'s"]]';
    const { url } = secureApi.encode({ operation: 'restList', route: 'partner', domain }, base, root);
    const sent = new URL(url).searchParams.get('domain') ?? '';
    expect(sent).toContain('True');
    expect(sent).toContain('None');
    expect(sent).not.toMatch(/\btrue\b|\bnull\b/);
    expect(sent).toContain('it');
  });

  it.each<RestSpec>([
    { operation: 'restRead', route: 'partner', ids: [] },
    { operation: 'restUpdate', route: 'partner', values: { name: 'x' } },
    { operation: 'restUpdate', route: 'partner', ids: [], values: { name: 'x' } },
    { operation: 'restDelete', route: 'partner', ids: [] },
    { operation: 'restDelete', route: 'partner', ids: [], bulkForm: 'list' },
    { operation: 'restDelete', route: 'partner', ids: ['..'] },
    { operation: 'restRead', route: 'partner', ids: ['.'] },
    { operation: 'restList', route: 'partner/../../web' },
  ])('are not made where they would mean other records than those named: %j', (spec) => {
    expect(() => encoded(spec)).toThrow(expect.objectContaining({ code: 'request.incomplete' }) as Error);
  });

  it('are not made of a domain that cannot be read', () => {
    expect(() => encoded({ operation: 'restList', route: 'partner', domain: '[(' })).toThrow(
      expect.objectContaining({ code: 'request.domain' }) as Error,
    );
  });
});

describe('the Secure API’s answers', () => {
  const list: RestSpec = { operation: 'restList', route: 'partner' };
  const readOne: RestSpec = { operation: 'restRead', route: 'partner', ids: [7] };
  const rows = [
    { id: 7, name: 'x', email: 'x@example.com' },
    { id: 8, name: 'y', email: false },
  ];

  it.each([
    [resultAnswer(rows), { value: rows }],
    [jsonAnswer(rows), { value: rows }],
    [resultAnswer({ records: rows, length: 12 }), { value: rows, total: 12 }],
    [resultAnswer({ results: rows, count: 12 }), { value: rows, total: 12 }],
    [jsonAnswer({ data: rows, total: 12, limit: 2 }), { value: rows, total: 12 }],
    [resultAnswer({ items: rows, total: 'many' }), { value: rows }],
    [resultAnswer([]), { value: [] }],
    [jsonAnswer({ jsonrpc: '2.0', id: null }), { value: null }],
    [resultAnswer(null), { value: null }],
    [{ body: '' }, { value: null }],
    [resultAnswer({ records: rows, data: [1] }), { value: { records: rows, data: [1] } }],
  ])('to a list are read whatever holds the records: %j', (answer, expected) => {
    expect(decoded(list, answer)).toEqual(expected);
  });

  it.each([[resultAnswer(rows[0])], [resultAnswer([rows[0]])], [jsonAnswer(rows[0])]])(
    'to one id are a list of one: %j',
    (answer) => {
      expect(decoded(readOne, answer)).toEqual({ value: [rows[0]] });
    },
  );

  it('hold only the chosen fields, and the id: which are given is set on the server', () => {
    const fields = ['name', 'constructor'];
    expect(decoded({ ...list, fields }, resultAnswer({ records: rows, length: 9 }))).toEqual({
      value: [
        { id: 7, name: 'x' },
        { id: 8, name: 'y' },
      ],
      total: 9,
    });
    expect(decoded({ ...readOne, fields }, resultAnswer(rows[0]))).toEqual({ value: [{ id: 7, name: 'x' }] });
    expect(decoded({ ...readOne, fields: [] }, resultAnswer(rows[0]))).toEqual({ value: [rows[0]] });
  });

  it.each<[RestSpec, unknown]>([
    [{ operation: 'restCreate', route: 'partner', values: {} }, { id: 9 }],
    [{ operation: 'restCreate', route: 'partner', values: [] }, [{ id: 9 }, { id: 10 }]],
    [{ operation: 'restUpdate', route: 'partner', ids: [9], values: {} }, true],
    [{ operation: 'restDelete', route: 'partner', ids: [9] }, true],
    [
      { operation: 'restCall', route: 'partner' },
      { records: [1], length: 4 },
    ],
  ])('to %j are what the method gave', (spec, result) => {
    expect(decoded(spec, resultAnswer(result))).toEqual({ value: result });
  });
});
