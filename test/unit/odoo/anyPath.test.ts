import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/connection';
import { encodeAnyPath, type AnyPathSpec } from '../../../src/odoo/protocol/anyPath';
import { htmlAnswer, jsonAnswer } from '../../support/scriptedTransport';
import { clientOn, connection, failure } from './clientBench';

const root = 'https://erp.example.com';
const open: Connection = { ...connection, auth: 'public', protocol: 'rest' };

function encoded(spec: Omit<AnyPathSpec, 'operation'>, base = root) {
  return encodeAnyPath({ operation: 'http', ...spec }, base);
}

function codeOf(spec: Omit<AnyPathSpec, 'operation'>, base = root): unknown {
  try {
    return encoded(spec, base).url;
  } catch (error) {
    return (error as { code: unknown }).code;
  }
}

describe('a request of any path', () => {
  it.each([
    '//evil.example/x',
    '/\\evil.example/x',
    '\\\\evil.example/x',
    '\\evil.example',
    '/x\\..\\y',
    'https://evil.example/x',
    'HTTPS://evil.example/x',
    'https:evil.example',
    '@evil.example/x',
    ':443@evil.example/x',
    '.evil.example/x',
    'evil.example/x',
    '?x=1',
    '',
    '/\t/evil.example',
    '/x\r\nhost: evil.example',
    '/x\u0000',
    '\u007f/x',
    'javascript:alert(1)',
    'file:///etc/passwd',
  ])('never leads to another server, nor tries to: %j', async (path) => {
    for (const base of [root, `${root}/behind`])
      expect(codeOf({ httpMethod: 'GET', path }, base)).toBe('request.path');
    const { client, transport } = clientOn(() => jsonAnswer({}));
    const error = await failure(client.run(open, { operation: 'http', httpMethod: 'GET', path }));
    expect(error).toMatchObject({ code: 'request.path', facts: { path, host: 'erp.example.com' } });
    expect(transport.requests).toHaveLength(0);
  });

  it.each([
    ['/x', '/x'],
    ['/x?a=1&b=%20', '/x?a=1&b=%20'],
    ['/a b/ü', '/a%20b/%C3%BC'],
    ['/@evil.example/x', '/@evil.example/x'],
    ['/https://evil.example/x', '/https://evil.example/x'],
    ['/x//evil.example', '/x//evil.example'],
    ['/a/../b', '/b'],
  ])('stays on the connection’s own: %s', (path, expected) => {
    expect(encoded({ httpMethod: 'GET', path }).url).toBe(root + expected);
  });

  it.each(['/../shop', '/..', '/x/../../shop', '/%2e%2e/shop', '/.%2E/shop', '/../behindhand'])(
    'does not leave the path of the connection’s own address: %s',
    (path) => {
      expect(codeOf({ httpMethod: 'GET', path }, `${root}/behind`)).toBe('request.path');
      expect(codeOf({ httpMethod: 'GET', path: `/x/y${path}` }, `${root}/behind/deep`)).toContain(
        `${root}/behind/deep/`,
      );
    },
  );

  it('goes below the connection’s address, and adds what is asked to what the path asks already', () => {
    const spec = { httpMethod: 'GET', path: '/x?a=1', query: { a: '2', 'b c': 'd&e=ü' } } as const;
    expect(encoded(spec, `${root}/behind`).url).toBe(`${root}/behind/x?a=1&a=2&b+c=d%26e%3D%C3%BC`);
  });

  it.each(['Authorization', 'cookie', 'HOST', 'Content-Length', 'Proxy-Authorization', ' cookie '])(
    'does not carry a header that is the connection’s business: %s',
    (name) => {
      expect(() => encoded({ httpMethod: 'GET', path: '/x', headers: { [name]: 'v' } })).toThrow(
        expect.objectContaining({
          code: 'request.incomplete',
          facts: {
            part: 'headers',
            reason: expect.stringContaining(name.trim().toLowerCase()) as string,
          },
        }) as Error,
      );
    },
  );

  it('carries other headers, and refuses one that no header can be', async () => {
    const { client, transport } = clientOn(() => jsonAnswer({}));
    const spec = { operation: 'http', httpMethod: 'GET', path: '/x' } as const;
    await client.run(open, { ...spec, headers: { 'X-Trace': '1', Accept: 'text/csv' } });
    expect(transport.requests[0]?.headers).toEqual({ 'x-trace': '1', accept: 'text/csv' });
    for (const headers of [
      { 'X-Trace': 'a\r\ncookie: b' },
      { 'X-Trace': 'ключ' },
      { 'X-Trace\r\nCookie': 'b' },
      { 'X Trace': 'b' },
      { '': 'b' },
    ]) {
      const error = await failure(client.run(open, { ...spec, headers }));
      expect(error).toMatchObject({ code: 'request.incomplete', facts: { part: 'headers' } });
    }
    expect(transport.requests).toHaveLength(1);
  });

  it.each<[AnyPathSpec['body'], Record<string, string> | undefined, string, string | undefined]>([
    [{ a: [1] }, undefined, 'application/json', '{"a":[1]}'],
    [[1], undefined, 'application/json', '[1]'],
    [0, undefined, 'application/json', '0'],
    [false, undefined, 'application/json', 'false'],
    [null, undefined, 'application/json', 'null'],
    ['plain text', undefined, 'text/plain', 'plain text'],
    ['', undefined, 'text/plain', ''],
    ['<x/>', { 'Content-Type': 'text/xml' }, 'text/xml', '<x/>'],
    [{ a: 1 }, { 'content-type': 'application/vnd.api+json' }, 'application/vnd.api+json', '{"a":1}'],
    [
      { a: 'b&c', n: 1, deep: { x: [1] }, no: null },
      { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
      'application/x-www-form-urlencoded; charset=utf-8',
      'a=b%26c&n=1&deep=%7B%22x%22%3A%5B1%5D%7D&no=null',
    ],
    [
      'a=1&b=2',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'application/x-www-form-urlencoded',
      'a=1&b=2',
    ],
  ])('carries the body %j with headers %j', (body, headers, type, text) => {
    for (const httpMethod of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
      const request = encoded({ httpMethod, path: '/x', body, ...(headers ? { headers } : {}) });
      expect(request).toMatchObject({ method: httpMethod, body: text });
      expect(request.headers?.['content-type']).toBe(type);
    }
  });

  it('carries none where the method has none, or nothing is there', () => {
    for (const httpMethod of ['GET', 'HEAD'] as const) {
      expect(encoded({ httpMethod, path: '/x', body: { a: 1 } })).toEqual({
        method: httpMethod,
        url: `${root}/x`,
        headers: {},
      });
    }
    expect(encoded({ httpMethod: 'POST', path: '/x' })).not.toHaveProperty('body');
  });
});

describe('the answer of any path', () => {
  const run = async (answer: Parameters<typeof clientOn>[0], httpMethod: 'GET' | 'HEAD' | 'POST' = 'GET') => {
    const { client } = clientOn(answer);
    return client.run(open, { operation: 'http', httpMethod, path: '/x' });
  };

  it.each([
    [jsonAnswer({ a: 1 }), { a: 1 }],
    [jsonAnswer('text'), 'text'],
    [jsonAnswer(null), null],
    [{ body: '[1, 2]', headers: { 'content-type': 'text/html' } }, [1, 2]],
    [{ body: '12', headers: { 'content-type': 'text/plain' } }, '12'],
    [{ body: 'null', headers: {} }, 'null'],
    [{ body: 'id,name\n1,x\n', headers: { 'content-type': 'text/csv' } }, 'id,name\n1,x\n'],
    [{ body: '{"cut', headers: { 'content-type': 'application/json' } }, '{"cut'],
    [{ body: '  ', headers: {} }, '  '],
  ])('is its JSON or its text: %j', async (answer, value) => {
    expect(await run(() => answer)).toMatchObject({ value, status: 200, method: 'GET', protocol: 'rest' });
  });

  it('is a page where the server gives one', async () => {
    const { value } = await run(() => htmlAnswer(200, 'Welcome'));
    expect(value).toContain('<title>Welcome</title>');
  });

  it('is null without a body, to HEAD and with 204', async () => {
    expect(await run(() => ({ headers: { 'content-type': 'application/json' } }), 'HEAD')).toMatchObject({
      value: null,
      status: 200,
      method: 'HEAD',
    });
    expect(await run(() => ({ status: 204 }), 'POST')).toMatchObject({ value: null, status: 204 });
  });

  it.each([
    [htmlAnswer(404, '404 Not Found'), 'rest.notFound'],
    [jsonAnswer({ message: 'no' }, 403), 'rest.forbidden'],
    [{ status: 303, headers: { location: '/web/login' } }, 'http.redirected'],
    [
      jsonAnswer({ error: { code: 200, data: { name: 'odoo.exceptions.UserError', message: 'No.' } } }),
      'server.refused',
    ],
  ])('is a failure where it says so: %j', async (answer, code) => {
    expect((await failure(run(() => answer))).code).toBe(code);
  });
});
