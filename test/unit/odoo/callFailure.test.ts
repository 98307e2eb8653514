import { describe, expect, it } from 'vitest';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { callFailure } from '../../../src/odoo/callFailure';
import { OdooError } from '../../../src/odoo/error';

const read: RequestSpec = { operation: 'count', model: 'res.partner' };
const write: RequestSpec = { operation: 'update', model: 'ir.model', ids: [1], values: { name: 'x' } };

function failed(error: OdooError, spec: RequestSpec, serverVersion?: string): OdooError {
  return callFailure(error, spec, 10, serverVersion === undefined ? {} : { serverVersion });
}

describe('a method that the server does not have', () => {
  const gone = (method: string, version?: string): OdooError =>
    failed(new OdooError('server.unknownMethod', { method }), read, version);

  it.each([
    ['res.partner.read_group', 'saas~19.1+e', 'read_group', 'formatted_read_group', '19.1'],
    ['read_group', '20.0', 'read_group', 'formatted_read_group', '19.1'],
    ['res.partner.check_access_rights', 'saas~19.2', 'check_access_rights', 'has_access', '19.1'],
    ['res.partner.name_get', '19.0', 'name_get', 'display_name', '18'],
    ['name_get', '18.0+e', 'name_get', 'display_name', '18'],
    ['fields_view_get', '17.0-20240709', 'fields_view_get', 'get_views', '17'],
  ])('%s was removed from %s', (told, serverVersion, method, successor, version) => {
    expect(gone(told, serverVersion)).toMatchObject({
      code: 'server.methodRemoved',
      facts: { method, successor, version, model: 'res.partner' },
    });
  });

  it('is not said to be removed by a version that has it on other models', () => {
    expect(gone('x.read_group', '19.0').code).toBe('server.unknownMethod');
    expect(gone('x.read_group', '19.0').facts).toEqual({ method: 'x.read_group' });
    expect(gone('name_get', '14.0').facts).toEqual({ method: 'name_get' });
  });

  it('has a successor to suggest where the version is not known', () => {
    expect(gone('name_get')).toMatchObject({
      code: 'server.unknownMethod',
      facts: { method: 'name_get', successor: 'display_name' },
    });
  });

  it('may never have been there', () => {
    expect(gone('no_such_method', '19.0').facts).toEqual({ method: 'no_such_method' });
    expect(gone('toString', '19.0').facts).toEqual({ method: 'toString' });
  });
});

describe('a refusal, seen with the request', () => {
  const denied = new OdooError('server.accessDenied');
  const http = (path: string, body?: object): RequestSpec =>
    ({ operation: 'http', httpMethod: 'POST', path, ...(body ? { body } : {}) }) as RequestSpec;

  it('is about the list of databases where that is asked for', () => {
    expect(failed(denied, http('/web/database/list', {})).code).toBe('database.notListed');
    const list = { params: { service: 'db', method: 'list', args: [] } };
    expect(failed(denied, http('/jsonrpc', list)).code).toBe('database.notListed');
    const other = { params: { service: 'object', method: 'execute_kw', args: [] } };
    expect(failed(denied, http('/jsonrpc', other)).code).toBe('server.accessDenied');
    expect(failed(denied, read).code).toBe('server.accessDenied');
  });

  it('to change a model is not about listing models', () => {
    const hidden = new OdooError('rights.modelsHidden', { model: 'ir.model' });
    expect(failed(hidden, write)).toMatchObject({
      code: 'server.accessRights',
      facts: { model: 'ir.model' },
    });
    expect(failed(hidden, read).code).toBe('rights.modelsHidden');
  });

  it('of a page of /doc is about these pages, in any language', () => {
    const refused = new OdooError('server.accessRights', { model: '' });
    expect(failed(refused, http('/doc-bearer/res.partner.json')).code).toBe('rights.docHidden');
    expect(failed(refused, http('/documents')).code).toBe('server.accessRights');
  });
});
