import { describe, expect, it } from 'vitest';
import { draftOfApiOperation } from '../../../src/model/apiOperation';
import type { ApiOperation } from '../../../src/model/apiOperation';
import { emptyDraft } from '../../../src/model/draft';
import { specFromDraft } from '../../../src/requests/draft';
import { readOpenApi } from '../../../src/requests/openApi';
import { routesIn } from '../../../src/requests/openApiRoutes';

const url = 'https://erp.example.com';

function read(document: object | string, at = url) {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  const result = readOpenApi(text, at);
  if (!result.ok) throw new Error(result.reason);
  return result.document;
}

function reason(document: object | string): string {
  const result = readOpenApi(typeof document === 'string' ? document : JSON.stringify(document), url);
  return result.ok ? 'it was read' : result.reason;
}

function withBody(schema: object, components: object = {}): object {
  const requestBody = { content: { 'application/json': { schema } } };
  return {
    openapi: '3.0.0',
    paths: { '/a': { post: { requestBody } } },
    components: { schemas: components },
  };
}

const yaml = `
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers:
  - url: https://erp.example.com/api/{version}
    variables: {version: {default: v1}}
paths:
  /orders/{id}/confirm:
    parameters:
      - {$ref: "#/components/parameters/Id"}
      - {name: lang, in: query, schema: {type: string}, description: "As set\\nelsewhere"}
    post:
      summary: Confirm an order
      tags: [Orders, More]
      parameters:
        - {name: lang, in: query, required: true, example: fr_FR}
        - {name: X-Trace, in: header}
        - {name: Authorization, in: header, required: true}
        - {name: session_id, in: cookie}
      requestBody:
        content:
          text/xml: {}
          application/json:
            schema: {$ref: "#/components/schemas/Note"}
  /orders:
    get: {operationId: listOrders}
components:
  parameters:
    Id: {name: id, in: path, required: true, schema: {type: integer}}
  schemas:
    Note:
      type: object
      properties:
        id: {type: integer, readOnly: true}
        text: {type: [string, "null"]}
        on: {type: string, format: date}
        lines: {type: array, items: {$ref: "#/components/schemas/Line"}}
    Line:
      allOf:
        - {type: object, properties: {product: {type: string, example: Desk}}}
        - {type: object, properties: {quantity: {type: number, minimum: 1}}}
`;

describe('an OpenAPI document', () => {
  it('gives its operations with their parameters and an example of their body', () => {
    const expected: ApiOperation[] = [
      {
        id: 'POST /api/v1/orders/{id}/confirm',
        method: 'POST',
        path: '/api/v1/orders/{id}/confirm',
        summary: 'Confirm an order',
        tag: 'Orders',
        parameters: [
          { name: 'id', in: 'path', required: true },
          { name: 'lang', in: 'query', required: true, example: 'fr_FR' },
          { name: 'X-Trace', in: 'header', required: false },
        ],
        contentType: 'application/json',
        bodyExample: { text: 'text', on: '2026-01-31', lines: [{ product: 'Desk', quantity: 1 }] },
      },
      {
        id: 'GET /api/v1/orders',
        method: 'GET',
        path: '/api/v1/orders',
        summary: 'listOrders',
        tag: '',
        parameters: [],
      },
    ];
    expect(read(yaml)).toEqual({ title: 'Shop', operations: expected, notes: [] });
  });

  it('is read the same from JSON', () => {
    const json = { openapi: '3.0.3', paths: { '/a': { get: { summary: 'A' }, trace: {}, 'x-own': {} } } };
    expect(read(json).operations.map(({ id }) => id)).toEqual(['GET /a']);
    expect(read(`  ${JSON.stringify(json, null, 2)}`)).toEqual(read(json));
  });

  it.each<[string, object | string]>([
    ['It is a Swagger 2.0 document: convert it to OpenAPI 3 first.', { swagger: '2.0', paths: {} }],
    ['It is a Swagger 2 document: convert it to OpenAPI 3 first.', 'swagger: 2.0\npaths: {}\n'],
    ['It has no “openapi” at its top, so it is not an OpenAPI document.', { paths: {} }],
    ['It is for OpenAPI 4.0.0; versions 3.0 and 3.1 can be read.', { openapi: '4.0.0', paths: {} }],
    ['It lists no paths.', { openapi: '3.1.0', webhooks: {} }],
    ['It has no operation that can be called.', { openapi: '3.1.0', paths: { '/a': {} } }],
    ['It is a web page, not an OpenAPI document.', '\n<!DOCTYPE html><html></html>'],
    ['It is empty.', ' \n'],
    ['It is not valid JSON.', '{"openapi": "3.0.0", "paths": '],
    ['It is not valid YAML.', 'openapi: [3.0.0'],
    ['It is not a document with keys and values.', '- 1\n- 2\n'],
  ])('is refused in words: %s', (words, document) => {
    expect(reason(document)).toBe(words);
  });
});

describe('the server of a document', () => {
  const paths = { '/a': { get: {} } };
  const base = (server: unknown, at = url) => {
    const { operations, notes } = read({ openapi: '3.0.0', servers: [server], paths }, at);
    return [operations[0]?.path, ...notes];
  };

  it('is where paths begin when it is the connection’s own', () => {
    expect(base({ url: 'https://erp.example.com/api/v1/' })).toEqual(['/api/v1/a']);
    expect(base({ url: '/api/v1' })).toEqual(['/api/v1/a']);
    expect(base({ url: '/' })).toEqual(['/a']);
    expect(base({})).toEqual(['/a']);
    expect(base(null)).toEqual(['/a']);
  });

  it('is taken below the connection’s base path', () => {
    const behind = `${url}/odoo`;
    expect(base({ url: 'https://erp.example.com/odoo/api' }, behind)).toEqual(['/api/a']);
    expect(base({ url: '/api' }, behind)).toEqual(['/api/a']);
    expect(base({ url: 'https://erp.example.com/other' }, behind)).toEqual([
      '/a',
      'Its server’s path /other is not below /odoo; paths begin at the connection’s address.',
    ]);
  });

  it.each([
    'https://evil.example.net/api',
    'http://erp.example.com/api',
    'https://erp.example.com:8443/api',
    '//evil.example.net/api',
    '\\\\evil.example.net\\api',
    'https://erp.example.com@evil.example.net/api',
    'javascript:alert(1)',
    'https://{host}/',
  ])('is ignored with a note when it is another: %s', (server) => {
    const [path, note] = base({ url: server });
    expect(path).toBe('/a');
    expect(note).toMatch(/sent to erp\.example\.com|cannot be read/);
  });
});

describe('a hostile document', () => {
  it('does not lead out of itself, and says that something was left out', () => {
    const { operations, notes } = read(withBody({ $ref: 'https://evil.example.net/schema.json#/a' }));
    expect(operations[0]?.bodyExample).toBeUndefined();
    expect(notes).toEqual(['It refers to other documents; what they describe was left out.']);
  });

  it('does not go round in circles', () => {
    const Person = {
      type: 'object',
      properties: {
        name: { type: 'string' },
        parent: { $ref: '#/components/schemas/Person' },
        children: { type: 'array', items: { $ref: '#/components/schemas/Person' } },
      },
    };
    const [operation] = read(withBody({ $ref: '#/components/schemas/Person' }, { Person })).operations;
    expect(operation?.bodyExample).toEqual({ name: 'text', children: [] });
    const A = { $ref: '#/components/schemas/B' };
    const B = { $ref: '#/components/schemas/A' };
    expect(read(withBody(A, { A, B })).operations[0]?.bodyExample).toBeUndefined();
  });

  it('does not grow without end', () => {
    const schemas: Record<string, object> = {};
    for (let level = 0; level < 30; level++) {
      const next = { $ref: `#/components/schemas/S${level + 1}` };
      const names = Array.from({ length: 10 }, (_, index) => [`p${index}`, next] as const);
      schemas[`S${level}`] = { type: 'object', properties: Object.fromEntries(names) };
    }
    schemas['S30'] = { type: 'string' };
    const [operation] = read(withBody({ $ref: '#/components/schemas/S0' }, schemas)).operations;
    expect(JSON.stringify(operation).length).toBeLessThan(25_000);
  });

  it('keeps to what a form and a list can show', () => {
    const paths: Record<string, object> = {};
    for (let index = 0; index < 700; index++) paths[`/p${index}`] = { get: { summary: 'x'.repeat(5000) } };
    const { operations, notes } = read({ openapi: '3.0.0', paths });
    expect(operations).toHaveLength(500);
    expect(operations.every(({ summary }) => summary.length <= 200)).toBe(true);
    expect(notes).toEqual(['It has more than 500 operations: the last 200 were left out.']);
  });

  it('cannot name a path of another server', () => {
    const { operations, notes } = read({
      openapi: '3.0.0',
      paths: {
        '//evil.example.net/a': { get: {} },
        '\\\\evil.example.net': { get: {} },
        'https://evil.example.net/a': { get: {} },
        '/a\r\nHost: evil': { get: {} },
        '/a?b#c': { get: {} },
        '/fine': { get: {} },
      },
    });
    expect(operations.map(({ id }) => id)).toEqual(['GET /fine']);
    expect(notes).toEqual(['5 paths could not be used and were left out.']);
  });

  it('cannot change the prototype of anything', () => {
    const text =
      '{"openapi": "3.0.0", "paths": {"/a": {"post": {"requestBody": {"content": {"application/json": {"schema":' +
      '{"properties": {"__proto__": {"type": "object", "properties": {"polluted": {"type": "boolean"}}}}}}}}}},' +
      '"__proto__": {"get": {}}}}';
    const [operation] = read(text).operations;
    expect(JSON.stringify(operation?.bodyExample)).toBe('{"__proto__":{"polluted":false}}');
    expect('polluted' in {}).toBe(false);
    const ref = { $ref: '#/constructor/prototype' };
    expect(read(withBody(ref)).operations[0]?.bodyExample).toBeUndefined();
  });

  it('is refused where its YAML multiplies itself or is nested beyond reason', () => {
    const lines = ['openapi: 3.0.0', 'a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [to, from] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf'].map((pair) => pair.split(/(?!^)/))) {
      lines.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(', ')}]`);
    }
    expect(reason(`${lines.join('\n')}\npaths: {}\n`)).toBe('It is not valid YAML.');
    expect(reason(`openapi: ${'['.repeat(50_000)}`)).toBe('It is not valid YAML.');
    expect(reason(`openapi: 3.0.0\npaths: {}\n# ${'x'.repeat(3_000_000)}`)).toBe(
      'It is too long to be read.',
    );
  });

  it('may hold anything at any place', () => {
    const odd: unknown[] = [
      null,
      0,
      '',
      [],
      {},
      'x',
      { $ref: 5 },
      { $ref: '#/' },
      { $ref: '#/%E0%A4%A' },
      [[]],
    ];
    for (const value of odd) {
      const document = {
        openapi: '3.0.0',
        info: value,
        servers: value,
        components: value,
        paths: {
          '/a': {
            parameters: value,
            get: {
              summary: value,
              tags: value,
              parameters: [
                value,
                { name: value, in: 'query' },
                { name: 'q', in: 'query', schema: value, examples: value },
              ],
              requestBody: {
                content: {
                  'application/json': { schema: { properties: value, items: value, allOf: value } },
                },
              },
            },
            post: { requestBody: { content: value } },
          },
          '/b': value,
        },
      };
      expect(
        read(document).operations.map(({ id }) => id),
        JSON.stringify(value),
      ).toEqual(['POST /a', 'GET /a'].sort());
    }
  });
});

describe('the form that an operation fills', () => {
  const [confirm] = read(yaml).operations;

  it('cannot be sent until what must be there is written', () => {
    if (!confirm) throw new Error('The document has this operation.');
    const draft = { ...emptyDraft, ...draftOfApiOperation(confirm) };
    expect(draft).toMatchObject({ httpMethod: 'POST', query: 'lang=fr_FR', headers: '' });
    expect(specFromDraft(draft)).toMatchObject({ ok: false, problems: [{ facts: { part: 'path' } }] });
    expect(specFromDraft({ ...draft, path: draft.path.replace('{id}', '7') })).toEqual({
      ok: true,
      spec: {
        operation: 'http',
        httpMethod: 'POST',
        path: '/api/v1/orders/7/confirm',
        query: { lang: 'fr_FR' },
        body: confirm.bodyExample,
      },
    });
  });

  it('says the content type where it is not JSON', () => {
    const content = {
      'application/x-www-form-urlencoded': { schema: { properties: { a: { default: 1 } } } },
    };
    const [operation] = read({
      openapi: '3.0.0',
      paths: { '/a': { post: { requestBody: { content } } } },
    }).operations;
    if (!operation) throw new Error('The document has this operation.');
    expect(draftOfApiOperation(operation)).toMatchObject({
      headers: 'Content-Type: application/x-www-form-urlencoded',
      body: '{\n  "a": 1\n}',
    });
  });
});

describe('the routes of a document', () => {
  const operations = (paths: string[]): ApiOperation[] =>
    read({ openapi: '3.0.0', paths: Object.fromEntries(paths.map((path) => [path, { get: {} }])) })
      .operations;

  it('are what stands between the base path and the first placeholder', () => {
    const known = operations([
      '/api/v1/partner',
      '/api/v1/partner/{id}',
      '/api/v1/sale/order/{id}/lines',
      '/other',
    ]);
    expect(routesIn(known, { dialect: 'plain', basePath: '/api/v1' })).toEqual(['partner', 'sale/order']);
    expect(routesIn(known, { dialect: 'plain', basePath: '' })).toContain('other');
  });

  it('are written short for the Secure API module', () => {
    const known = operations([
      '/api/partner/rest',
      '/api/partner/rest/{id}',
      '/api/partner/rest/bulk',
      '/api/order/rpc/{id}',
    ]);
    expect(routesIn(known, { dialect: 'secureApi', basePath: 'api/' })).toEqual(['partner', 'order']);
  });
});
