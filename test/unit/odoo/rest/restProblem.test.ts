import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/model/json';
import { errorInside, restMessage, restProblem } from '../../../../src/odoo/rest/restProblem';
import type { HttpAnswer } from '../../../../src/odoo/transport';
import { exceptionAnswer, htmlAnswer, jsonAnswer, resultAnswer } from '../../../support/scriptedTransport';
import { connection } from '../clientBench';

const url = 'https://erp.example.com/api/partner?domain=x';
const target = { ...connection, auth: 'header' as const, secret: 'secret-1' };

function problem(answer: Partial<HttpAnswer>, auth: 'header' | 'basic' = 'header') {
  return restProblem({ status: 200, headers: {}, body: '', bytes: 0, ...answer }, url, { ...target, auth });
}

const odooError = (name: string, message = 'm', code = 200) =>
  jsonAnswer({
    jsonrpc: '2.0',
    id: null,
    error: { code, message: 'Odoo Server Error', data: { name, message } },
  });

describe('what an error body says', () => {
  it.each<[unknown, string]>([
    ['plain text', 'plain text'],
    [{ message: 'a' }, 'a'],
    [{ error: 'a' }, 'a'],
    [{ error: { message: 'a' } }, 'a'],
    [{ error: 'invalid_grant', error_description: 'a' }, 'a'],
    [{ error: 'access_denied', error_descrip: 'a' }, 'a'],
    [{ detail: [{ loc: ['body'], msg: 'a', type: 'missing' }] }, 'a'],
    [{ errors: [{ title: 'a' }] }, 'a'],
    [{ title: 'a', status: 404 }, 'a'],
    [{ msg: 'a' }, 'a'],
    [{ reason: 'a' }, 'a'],
    [{ message: '', error: null, detail: false, title: 'a' }, 'a'],
    [{ error: true, message: 'a' }, 'a'],
    [[{ message: 'a' }], 'a'],
    [{ code: 5 }, ''],
    [['a', 'b'], ''],
    [[], ''],
    [null, ''],
    [5, ''],
  ])('is found: %j', (body, expected) => {
    expect(restMessage(body as Json)).toBe(expected);
  });
});

describe('an answer with a good status', () => {
  it.each<[Partial<HttpAnswer>]>([
    [jsonAnswer([])],
    [jsonAnswer({ id: 7, error: 'a field of the record' })],
    [jsonAnswer({ records: [], error: 'partly' })],
    [jsonAnswer({ error: null, result: 1 })],
    [jsonAnswer({ error: false })],
    [jsonAnswer({ error: '' })],
    [resultAnswer(null)],
    [{ status: 204 }],
    [jsonAnswer({ id: 7 }, 201)],
    [htmlAnswer(200, 'A page')],
    [{ body: 'not json' }],
  ])('is no failure: %j', (answer) => {
    expect(problem(answer)).toBeUndefined();
  });

  it.each([
    [odooError('werkzeug.exceptions.NotFound'), 'rest.notFound'],
    [odooError('odoo.exceptions.Any', 'm', 404), 'rest.notFound'],
    [odooError('odoo.exceptions.ValidationError'), 'server.refused'],
    [odooError('odoo.exceptions.AccessError'), 'server.accessRights'],
    [odooError('odoo.exceptions.MissingError'), 'server.missingRecord'],
    [odooError('odoo.exceptions.AccessDenied'), 'server.accessDenied'],
    [odooError('werkzeug.exceptions.Unauthorized'), 'signIn.notAccepted'],
    [odooError('odoo.http.SessionExpiredException'), 'signIn.sessionExpired'],
    [odooError('anything', 'm', 100), 'signIn.sessionExpired'],
    [odooError('builtins.ValueError'), 'server.exception'],
    [jsonAnswer({ error: 'No such route' }), 'rest.failed'],
    [jsonAnswer({ error: { code: 4, message: 'No such route' } }), 'rest.failed'],
    [jsonAnswer({ jsonrpc: '2.0', result: {}, error: 'No such route' }), 'rest.failed'],
  ])('may hold a failure all the same: %j', (answer, code) => {
    expect(problem(answer)).toMatchObject({
      code,
      facts: { status: 200, host: 'erp.example.com', path: '/api/partner', auth: 'header' },
    });
  });

  it('keeps the server’s own words and exception', () => {
    expect(
      errorInside(JSON.parse(exceptionAnswer('odoo.exceptions.UserError', 'No.', 'tb').body ?? '') as Json),
    ).toMatchObject({
      code: 'server.refused',
      server: { name: 'odoo.exceptions.UserError', message: 'No.', debug: 'tb' },
    });
    expect(problem(jsonAnswer({ error: { message: 'No such route' } }))?.server?.message).toBe(
      'No such route',
    );
  });
});

describe('an answer with a bad status', () => {
  it.each([
    [400, 'rest.refused'],
    [401, 'signIn.notAccepted'],
    [403, 'rest.forbidden'],
    [404, 'rest.notFound'],
    [405, 'rest.failed'],
    [409, 'rest.refused'],
    [422, 'rest.refused'],
    [500, 'rest.failed'],
  ])('of %i in JSON is what the API says it is', (status, code) => {
    expect(problem(jsonAnswer({ message: 'Because.' }, status))).toMatchObject({
      code,
      facts: { status, host: 'erp.example.com', path: '/api/partner' },
      server: { name: `HTTP ${status}`, message: 'Because.' },
    });
    expect(problem(jsonAnswer({ nothing: 'said' }, status))).toMatchObject({ code, server: undefined });
  });

  it.each([
    [400, 'rest.refused'],
    [401, 'signIn.notAccepted'],
    [403, 'http.forbidden'],
    [404, 'rest.notFound'],
    [405, 'rest.failed'],
    [409, 'rest.refused'],
    [422, 'rest.refused'],
    [500, 'server.hiddenReason'],
    [502, 'http.gateway'],
    [503, 'http.gateway'],
    [504, 'http.gateway'],
  ])('of %i as a page is told apart, too', (status, code) => {
    expect(problem(htmlAnswer(status, `${status} Words`, 'Internal Server Error'))?.code).toBe(code);
  });

  it.each([
    [413, 'http.requestTooLarge', { by: 'proxy' }],
    [429, 'http.tooManyRequests', {}],
  ])('of %i is a limit, in JSON and as a page', (status, code, facts) => {
    expect(problem(jsonAnswer({ message: 'x' }, status))).toMatchObject({ code, facts });
    expect(problem(htmlAnswer(status, 'x'))).toMatchObject({ code, facts });
  });

  it('that leads elsewhere is not followed, and says where to', () => {
    const location = 'https://other.example.com/api/partner';
    for (const answer of [jsonAnswer({ message: 'Moved' }, 301), htmlAnswer(308, 'Moved')]) {
      expect(problem({ ...answer, headers: { ...answer.headers, location } })).toMatchObject({
        code: 'http.redirected',
        facts: { location, address: 'https://other.example.com' },
      });
    }
  });

  it('in Odoo’s own form is Odoo’s exception', () => {
    const body = (name: string, message: string) => ({
      name,
      message,
      arguments: [],
      context: {},
      debug: 'tb',
    });
    expect(problem(jsonAnswer(body('odoo.exceptions.AccessError', 'No (res.users).'), 403))).toMatchObject({
      code: 'server.accessRights',
      facts: { model: 'res.users', status: 403 },
    });
    expect(problem(jsonAnswer(body('odoo.exceptions.UserError', 'No.'), 422))?.code).toBe('server.refused');
    expect(problem(jsonAnswer(body('werkzeug.exceptions.NotFound', 'x'), 404))?.code).toBe('rest.notFound');
    expect(
      problem(jsonAnswer(body('werkzeug.exceptions.Unauthorized', 'Invalid apikey'), 401)),
    ).toMatchObject({
      code: 'signIn.notAccepted',
      server: { message: 'Invalid apikey' },
    });
  });

  it('that asks for a key beside a session’s cookie says so', () => {
    const message = 'Missing "Authorization" or Sec-headers for interactive usage.';
    const body = { name: 'werkzeug.exceptions.Unauthorized', message, arguments: [], context: {}, debug: '' };
    expect(problem(jsonAnswer(body, 401))?.code).toBe('signIn.keyMissing');
  });

  it('of a gate before the API is not taken for the API’s', () => {
    const gate = { 'www-authenticate': 'Basic realm="staging"' };
    const html = htmlAnswer(401, '401 Authorization Required');
    const page = { ...html, headers: { ...html.headers, ...gate } };
    expect(problem(page)?.code).toBe('http.forbidden');
    expect(problem({ ...jsonAnswer({ message: 'x' }, 401), headers: gate })?.code).toBe('http.forbidden');
    // Where name and password go into that very header, the refusal is of them.
    expect(problem(page, 'basic')?.code).toBe('signIn.notAccepted');
    const bearer = { 'www-authenticate': 'Bearer error="invalid_token"' };
    expect(problem({ ...html, headers: bearer })?.code).toBe('signIn.notAccepted');
  });
});
