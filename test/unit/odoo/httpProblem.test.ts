import { describe, expect, it } from 'vitest';
import { httpProblem } from '../../../src/odoo/protocol/httpProblem';
import { htmlAnswer, jsonAnswer } from '../../support/scriptedTransport';

const url = 'https://erp.example.com/jsonrpc';

function problem(status: number, body: string, headers: Record<string, string> = {}) {
  const answer = {
    status,
    headers: { 'content-type': 'text/html', ...headers },
    body,
    bytes: body.length,
    setCookies: [],
  };
  return httpProblem(answer, url);
}

const nginx = (title: string): string =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body><center><h1>${title}</h1></center><hr><center>nginx/1.26.3</center></body></html>`;

/** As werkzeug writes it, whatever stands in front of Odoo. */
const werkzeug = (title: string, text: string): string =>
  `<!doctype html>\n<html lang=en>\n<title>${title}</title>\n<h1>${title.slice(4)}</h1>\n<p>${text}</p>\n`;

describe('an answer that is not Odoo’s', () => {
  it.each([
    [502, 'http.gateway'],
    [403, 'http.forbidden'],
    [413, 'http.requestTooLarge'],
    [429, 'http.tooManyRequests'],
  ])('with status %i names who answered', (status, code) => {
    const error = problem(status, nginx(`${status} Words`), { server: 'nginx/1.26.3 (Debian)' });
    expect(error).toMatchObject({ code, facts: { status, serverName: 'nginx', host: 'erp.example.com' } });
    expect(problem(status, 'no')?.facts).not.toHaveProperty('serverName');
  });

  it.each([
    ['nginx', nginx('413 Request Entity Too Large'), 'nginx/1.26.3'],
    [
      'odoo',
      werkzeug('413 Request Entity Too Large', 'The data value transmitted exceeds the capacity limit.'),
      'nginx/1.26.3',
    ],
    ['odoo', 'too large', 'Werkzeug/3.1.3 Python/3.13.5'],
    ['proxy', nginx('413 Payload Too Large'), 'cloudflare'],
    ['proxy', 'too large', ''],
  ])('says that it is %s who takes no larger request', (by, body, server) => {
    expect(problem(413, body, { server })?.facts['by']).toBe(by);
  });

  it('says after how many seconds to ask again, where the server does', () => {
    const after = (headers: Record<string, string>, status = 429) =>
      problem(status, 'slow down', headers)?.facts['retryAfter'];
    expect(after({ 'retry-after': '30' })).toBe(30);
    expect(after({ 'retry-after': '600' }, 503)).toBe(600);
    const date = 'Sun, 22 Nov 2026 10:00:00 GMT';
    expect(after({ 'retry-after': 'Sun, 22 Nov 2026 10:01:30 GMT', date })).toBe(90);
    expect(after({ 'retry-after': 'Sun, 22 Nov 2026 09:00:00 GMT', date })).toBe(0);
    expect(after({ 'retry-after': 'soon', date })).toBeUndefined();
    expect(after({})).toBeUndefined();
  });

  it.each<[number, string, Record<string, string>]>([
    [403, '<html><title>Just a moment...</title></html>', {}],
    [503, '<!DOCTYPE html><title>Just a moment...</title>', { server: 'cloudflare' }],
    [403, '<html><title>Attention Required! | Cloudflare</title></html>', {}],
    [403, 'no', { 'cf-mitigated': 'challenge' }],
    [202, '', { 'x-amzn-waf-action': 'challenge' }],
  ])('is a bot filter’s, %i', (status, body, headers) => {
    expect(problem(status, body, headers)?.code).toBe('http.botFilter');
  });

  it('is no bot filter’s only because it came through Cloudflare, or speaks of a moment', () => {
    const through = { server: 'cloudflare', 'cf-ray': '8f2a1b3c4d5e6f70-BRU' };
    expect(problem(403, werkzeug('403 Forbidden', 'No.'), through)).toMatchObject({
      code: 'http.forbidden',
      facts: { serverName: 'cloudflare' },
    });
    expect(problem(200, '<html><title>Just a moment...</title></html>')?.code).toBe('http.notOdoo');
  });

  it('was about the type of the request', () => {
    const text =
      'Request inferred type is compatible with [&#39;http&#39;] but &#39;/jsonrpc&#39; is type=&#39;json&#39;.';
    expect(problem(400, werkzeug('400 Bad Request', text))?.code).toBe('server.contentType');
    const accept = 'application/json';
    expect(problem(415, werkzeug('415 Unsupported Media Type', text), { accept })).toMatchObject({
      code: 'server.contentType',
      facts: { accept },
    });
    expect(problem(400, werkzeug('400 Bad Request', 'Something else.'))?.code).toBe('http.notOdoo');
  });

  it('refused a cookie beside the header that names the database', () => {
    const text = 'Cannot use both the session_id cookie and the x-odoo-database header.';
    expect(problem(403, werkzeug('403 Forbidden', text))?.code).toBe('signIn.cookieAndDatabase');
  });

  it('is none where all is well', () => {
    expect(
      httpProblem({ ...jsonAnswer({}), bytes: 2, body: '{}', status: 200, headers: {} }, url),
    ).toBeUndefined();
    const page = htmlAnswer(200, 'Shop');
    expect(problem(200, page.body ?? '')?.code).toBe('http.notOdoo');
  });
});
