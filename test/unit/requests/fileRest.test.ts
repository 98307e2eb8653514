import { describe, expect, it } from 'vitest';
import type { SavedRequest } from '../../../src/model/savedRequest';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { parseRequestFile, printRequests, replaceRequest } from '../../../src/requests/file';

const requests: RequestSpec[] = [
  {
    operation: 'restList',
    route: 'partner',
    domain: "[('a', '=', 1)]",
    fields: ['name'],
    order: 'name',
    limit: 5,
    offset: 1,
  },
  { operation: 'restRead', route: 'partner', ids: ['NkK9', '12', 12], fields: ['name'] },
  { operation: 'restCreate', route: 'partner', values: [{ name: 'A' }, {}] },
  { operation: 'create', model: 'res.partner', values: [{ name: 'A' }, {}] },
  { operation: 'restUpdate', route: 'partner', ids: ['NkK9'], values: { name: 'A' } },
  { operation: 'restUpdate', route: 'partner', values: [{ id: 'NkK9', name: 'A' }] },
  { operation: 'restDelete', route: 'partner', ids: ['NkK9', 2], bulkForm: 'list' },
  { operation: 'restCall', route: '/api/partner/rpc', ids: ['NkK9'], values: { a: 1 }, httpMethod: 'GET' },
  {
    operation: 'http',
    httpMethod: 'POST',
    path: '/web/version',
    query: { limit: '10', yes: 'yes' },
    headers: { 'X-Time': '12:30' },
    body: { a: [1, null] },
  },
  { operation: 'http', httpMethod: 'PUT', path: '/x', body: 'two\nlines\n' },
];
const saved: SavedRequest[] = requests.map((request, index) => ({ name: `Request ${index}`, request }));

function problems(request: string): string[] {
  const text = `name: A\nrequest:\n${request.replace(/^/gm, '  ')}\n`;
  return parseRequestFile(text).problems.map(({ line, message }) => `${line}: ${message}`);
}

describe('a file with REST requests', () => {
  it('reads back as it was written', () => {
    const { requests: read, problems: wrong } = parseRequestFile(printRequests(saved));
    expect(wrong).toEqual([]);
    expect(read.map(({ value }) => value)).toEqual(saved);
  });

  it('is written with the place first and the content last', () => {
    const http = saved.find(({ request }) => request.operation === 'http');
    if (!http) throw new Error('There is a request of any path.');
    expect(printRequests([http])).toBe(
      [
        'name: Request 8',
        'request:',
        '  operation: http',
        '  httpMethod: POST',
        '  path: /web/version',
        '  query:',
        '    limit: "10"',
        '    yes: "yes"',
        '  headers:',
        '    X-Time: "12:30"',
        '  body:',
        '    a: [1, null]',
        '',
      ]
        .join('\n')
        .replace('    yes:', '    "yes":'),
    );
    const remove = saved.find(({ request }) => request.operation === 'restDelete');
    if (!remove) throw new Error('There is a delete.');
    expect(printRequests([remove])).toContain('  route: partner\n  ids: [NkK9, 2]\n  bulkForm: list\n');
  });

  it('keeps its comments when a request of it changes', () => {
    const text =
      'name: A # mine\nrequest:\n  operation: restRead\n  route: partner # people\n  ids: [NkK9]\n';
    const request: RequestSpec = { operation: 'restRead', route: 'partner', ids: ['NkK9', 'abc'] };
    expect(replaceRequest(text, 'A', { name: 'A', request })).toBe(text.replace('[NkK9]', '[NkK9, abc]'));
  });

  it.each([
    ['operation: restList', ['2: "request.route" is missing.']],
    [
      'operation: restRead\nroute: a\nids: [1.5]',
      ['5: "request.ids.0" must be a record id: a text or a whole number, not 1.5.'],
    ],
    [
      'operation: restCreate\nroute: a\nvalues: 3',
      ['5: "request.values" must be a mapping of fields to values, or a list of them, not 3.'],
    ],
    ['operation: restUpdate\nroute: a\nvalues: {a: 1}', ['2: "request.ids" is missing.']],
    ['operation: restUpdate\nroute: a\nvalues: [{a: 1}]', ['5: "request.values.0.id" is missing.']],
    [
      'operation: restUpdate\nroute: a\nids: [1]\nvalues: [{id: 1}]',
      ['5: "request.ids" must be left out where "request.values" is a list: each names its own id.'],
    ],
    [
      'operation: restDelete\nroute: a\nids: [1]\nbulkForm: both',
      ['6: "request.bulkForm" must be object or list, not "both".'],
    ],
    [
      'operation: restCall\nroute: a\nhttpMethod: PUT',
      ['5: "request.httpMethod" must be one of GET, POST, not "PUT".'],
    ],
    [
      'operation: http\nhttpMethod: FETCH\npath: /a',
      ['4: "request.httpMethod" must be one of GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS, not "FETCH".'],
    ],
    [
      'operation: http\nhttpMethod: GET\npath: /a\nquery: {limit: 10}',
      ['6: "request.query.limit" must be a text: put it in quotes, not 10.'],
    ],
    [
      'operation: http\nhttpMethod: GET\npath: /a\nmodel: res.partner',
      ['6: "request.model" is not known here: use operation, httpMethod, path, query, headers, body.'],
    ],
  ])('says what is wrong in %j', (request, expected) => {
    expect(problems(request)).toEqual(expected);
  });
});
