import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/connection';
import type { Json } from '../../../src/model/json';
import type { Outcome } from '../../../src/model/outcome';
import type { RequestSpec } from '../../../src/model/requestSpec';
import type { FieldInfo } from '../../../src/model/schemaInfo';
import { recordRequest } from '../../../src/vscode/views/request/relatedRequests';
import { ResultStore } from '../../../src/vscode/views/request/resultStore';

const connection: Connection = {
  id: 'c',
  name: 'C',
  url: 'https://erp.example.com',
  database: 'db',
  login: 'admin',
  auth: 'apiKey',
  protocol: 'json2',
  production: false,
  readOnly: false,
};
const search: RequestSpec = {
  operation: 'searchRead',
  model: 'res.partner',
  fields: ['name', 'email'],
  limit: 2,
};

function outcome(value: Json, method = 'search_read'): Outcome {
  return { value, method, protocol: 'json2', ms: 12, bytes: 345 };
}

function field(name: string, type: string): FieldInfo {
  return { name, label: name.toUpperCase(), type, required: false, readonly: false, stored: true };
}

describe('The result store', () => {
  it('shows id first, then the fields in the order they were asked for', () => {
    const rows = [{ email: 'a@example.com', name: 'A', id: 1 }];
    const { columns } = new ResultStore().keep(connection, search, outcome(rows), [field('name', 'char')]);
    expect(columns).toEqual([
      { name: 'id', label: 'id' },
      { name: 'name', label: 'NAME', type: 'char', editable: true },
      { name: 'email', label: 'email' },
    ]);
  });

  it('shows the columns that were asked for although no record matches', () => {
    const { columns, summary, kind } = new ResultStore().keep(connection, search, outcome([]), []);
    expect(kind).toBe('table');
    expect(columns.map(({ name }) => name)).toEqual(['id', 'name', 'email']);
    expect(summary).toBe('No records match.');
  });

  it('says that there may be more when the limit was reached, and not when it was not', () => {
    const store = new ResultStore();
    expect(store.keep(connection, search, outcome([{ id: 1 }, { id: 2 }]), []).limited).toBe(true);
    expect(store.keep(connection, search, outcome([{ id: 1 }]), []).limited).toBe(false);
  });

  it('gives slices of the rows and of the JSON text', () => {
    const store = new ResultStore();
    const rows = Array.from({ length: 250 }, (_, id) => ({ id }));
    const { resultId } = store.keep(connection, search, outcome(rows), []);
    expect(store.rows(resultId, 0, 248, 100)).toEqual([{ id: 248 }, { id: 249 }]);
    const { total, lines } = store.jsonLines(resultId, 0, 3);
    expect(total).toBe(250 * 3 + 2);
    expect(lines).toEqual(['[', '  {', '    "id": 0']);
  });

  it('shows a list that is not of records, and any other value, as a value', () => {
    const call: RequestSpec = { operation: 'call', model: 'res.partner', method: 'search' };
    const { kind, summary } = new ResultStore().keep(connection, call, outcome([1, 2, 3], 'search'), []);
    expect(kind).toBe('value');
    expect(summary).toBe('search answered');
  });

  const done: [RequestSpec, Json, string][] = [
    [{ operation: 'count', model: 'm' }, 1, '1 record matches'],
    [{ operation: 'create', model: 'm', values: {} }, 57, 'Created 1 record: id 57'],
    [{ operation: 'create', model: 'm', values: [{}, {}] }, [57, 58], 'Created 2 records: id 57, 58'],
    [{ operation: 'update', model: 'm', ids: [1, 2, 3], values: {} }, true, 'Updated 3 records'],
    [{ operation: 'delete', model: 'm', ids: [1] }, true, 'Deleted 1 record'],
  ];
  it.each(done)('says what was done: %o', (spec, value, words) => {
    expect(new ResultStore().keep(connection, spec, outcome(value), []).summary).toBe(words);
  });

  it('refuses to serve an answer that a newer one has replaced', () => {
    const store = new ResultStore();
    const { resultId } = store.keep(connection, search, outcome([{ id: 1 }]), []);
    store.keep(connection, search, outcome([{ id: 2 }]), []);
    expect(() => store.rows(resultId, 0, 0, 1)).toThrow('call.outdated');
  });

  const list: RequestSpec = { operation: 'restList', route: 'partner', fields: ['name'], limit: 2 };
  const rest = (value: Json, more: Partial<Outcome> = {}): Outcome => ({
    value,
    method: 'GET',
    protocol: 'rest',
    ms: 12,
    bytes: 345,
    status: 200,
    ...more,
  });

  it('shows a REST list as records, with all there are where the module tells', () => {
    const timings = { firstByte: 3, transfer: 1 };
    const answer = rest([{ id: 'NkK9', name: 'A' }, { id: 'abc' }], {
      total: 1234,
      timings,
      note: 'signedInAgain',
    });
    expect(new ResultStore().keep(connection, list, answer, [])).toMatchObject({
      kind: 'table',
      rowCount: 2,
      total: 1234,
      limited: true,
      countable: false,
      opens: true,
      status: 200,
      summary: '2 records',
      via: 'GET partner over REST',
      timings,
      note: 'signedInAgain',
    });
  });

  it('opens a record of a list by the id it has', () => {
    const store = new ResultStore();
    const signIn = { auth: 'jwt', protocol: 'rest' } as const;
    const { resultId } = store.keep(connection, list, rest([{ id: 'NkK9' }, { name: 'B' }]), [], signIn);
    const request = (id: number, row: number) => {
      const whole = store.wholeRows(id, 0, row, 1)[0];
      return recordRequest(store.origin(id).spec, whole);
    };
    expect(request(resultId, 0)).toEqual({
      operation: 'restRead',
      route: 'partner',
      ids: ['NkK9'],
      fields: ['name'],
    });
    expect(request(resultId, 1)).toBeUndefined();
    expect(request(resultId, 9)).toBeUndefined();
    expect(store.origin(resultId).signIn).toEqual(signIn);
    const found = store.keep(connection, { ...search, context: { lang: 'fr_FR' } }, outcome([{ id: 7 }]), []);
    expect(request(found.resultId, 0)).toEqual({
      operation: 'read',
      model: 'res.partner',
      ids: [7],
      fields: ['name', 'email'],
      context: { lang: 'fr_FR' },
    });
  });

  it('shows what came from any path as JSON, as records, or as the text it is', () => {
    const store = new ResultStore();
    const http: RequestSpec = { operation: 'http', httpMethod: 'GET', path: '/a' };
    const kinds = [{ a: 1 }, [], [{ id: 1 }], 'x', null].map((value) => {
      const { kind, summary, opens } = store.keep(connection, http, rest(value, { status: 201 }), []);
      return [kind, summary, opens];
    });
    expect(kinds).toEqual([
      ['value', 'HTTP 201', false],
      ['value', 'HTTP 201', false],
      ['table', 'HTTP 201', false],
      ['text', 'HTTP 201', false],
      ['value', 'HTTP 201, without a body', false],
    ]);
    const { resultId } = store.keep(connection, http, rest('<p>"a"\n</p>'), []);
    expect(store.jsonLines(resultId, 0, 9)).toEqual({ total: 2, lines: ['<p>"a"', '</p>'] });
    expect(store.text(resultId)).toBe('<p>"a"\n</p>');
  });

  const written: [RequestSpec, Json, string][] = [
    [
      { operation: 'restCreate', route: 'r', values: {} },
      { id: 'NkK9', name: 'A' },
      'Created 1 record: id NkK9',
    ],
    [{ operation: 'restCreate', route: 'r', values: [{}, {}] }, [4, 'b'], 'Created 2 records: id 4, b'],
    [{ operation: 'restCreate', route: 'r', values: [{}, {}] }, { ok: true }, 'Created 2 records'],
    [{ operation: 'restUpdate', route: 'r', ids: ['a'], values: {} }, true, 'Updated 1 record'],
    [{ operation: 'restUpdate', route: 'r', values: [{ id: 1 }, { id: 2 }] }, true, 'Updated 2 records'],
    [{ operation: 'restDelete', route: 'r', ids: ['a', 'b'] }, true, 'Deleted 2 records'],
    [{ operation: 'restCall', route: 'r' }, { done: true }, 'r answered'],
    [{ operation: 'restList', route: 'r' }, { odd: 1 }, 'The server answered'],
  ];
  it.each(written)('says what a REST module did: %o', (spec, value, words) => {
    expect(new ResultStore().keep(connection, spec, rest(value), []).summary).toBe(words);
  });
});
