import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/connection';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { htmlAnswer, jsonAnswer } from '../../support/scriptedTransport';
import { clientOn, connection, failure, read, write } from './clientBench';

describe('OdooClient over JSON-2', () => {
  const json2: Connection = { ...connection, auth: 'apiKey', protocol: 'json2' };
  const key = '0123456789abcdef0123456789abcdef01234567';
  const secrets = { read: () => Promise.resolve(key) };

  it('sends the key as bearer, the database in a header and every argument by name, without signing in', async () => {
    const { client, transport } = clientOn(() => jsonAnswer(true), { secrets });
    await client.run(json2, write);
    expect(transport.requests).toEqual([
      {
        method: 'POST',
        url: 'https://erp.example.com/json/2/res.partner/write',
        headers: {
          'content-type': 'application/json',
          authorization: `bearer ${key}`,
          'x-odoo-database': 'acme',
        },
        body: JSON.stringify({ ids: [1], vals: { name: 'x' } }),
      },
    ]);
  });

  it('gives one id for one created record, as the other protocols do', async () => {
    const { client } = clientOn(() => jsonAnswer([57]), { secrets });
    const values = { name: 'x' };
    expect((await client.run(json2, { operation: 'create', model: 'res.partner', values })).value).toBe(57);
    expect(
      (await client.run(json2, { operation: 'create', model: 'res.partner', values: [values] })).value,
    ).toEqual([57]);
  });

  it('refuses arguments whose names neither it nor the server knows, before the call is sent', async () => {
    const { client, transport } = clientOn(() => jsonAnswer({}, 403), { secrets });
    const spec: RequestSpec = { operation: 'call', model: 'res.partner', method: 'do_it', args: [[1], 'x'] };
    expect(await failure(client.run(json2, spec))).toMatchObject({
      code: 'request.incomplete',
      facts: { reason: 'named', method: 'do_it' },
    });
    expect(transport.requests.map(({ url }) => new URL(url).pathname)).toEqual([
      '/doc-bearer/res.partner.json',
    ]);
  });

  it.each([
    [401, 'werkzeug.exceptions.Unauthorized', 'Invalid apikey', 'signIn.keyRejected'],
    [
      401,
      'werkzeug.exceptions.Unauthorized',
      'User not authenticated, use an API Key with a Bearer',
      'signIn.keyNotReceived',
    ],
    [
      401,
      'werkzeug.exceptions.Unauthorized',
      'Missing "Authorization" or Sec-headers for interactive usage.',
      'signIn.keyMissing',
    ],
    [
      403,
      'odoo.exceptions.AccessDenied',
      'Session user does not match the used apikey.',
      'signIn.cookieOfOther',
    ],
    [
      403,
      'odoo.exceptions.AccessError',
      "You are not allowed to access 'Users' (res.users) records.",
      'server.accessRights',
    ],
    [404, 'werkzeug.exceptions.NotFound', "the model 'x' does not exist", 'server.unknownModel'],
    [422, 'odoo.exceptions.UserError', 'No.', 'server.refused'],
    [500, 'builtins.ValueError', 'Bad.', 'server.exception'],
  ])('reads HTTP %i %s as what it is', async (status, name, message, code) => {
    const { client } = clientOn(
      () => jsonAnswer({ name, message, arguments: [], context: {}, debug: '' }, status),
      {
        secrets,
      },
    );
    expect((await failure(client.run(json2, read))).code).toBe(code);
  });

  it.each([
    [
      htmlAnswer(404, '404 Not Found', 'No database is selected and the requested URL was not found'),
      'database.notSelected',
    ],
    [htmlAnswer(404, '404 Not Found', 'The requested URL was not found'), 'protocol.json2NotSupported'],
    [{ status: 303, headers: { location: '/web/login?redirect=x' } }, 'protocol.json2NotSupported'],
    [{ status: 301, headers: { location: 'https://other.example.com/json/2' } }, 'http.redirected'],
    [htmlAnswer(502, '502 Bad Gateway'), 'http.gateway'],
    [
      htmlAnswer(
        403,
        '403 Forbidden',
        'Cannot use both the session_id cookie and the x-odoo-database header.',
      ),
      'signIn.cookieAndDatabase',
    ],
    [htmlAnswer(415, '415 Unsupported Media Type', 'Request inferred type is …'), 'server.contentType'],
    [jsonAnswer({ error: 'slow down' }, 429), 'http.tooManyRequests'],
    [htmlAnswer(200, 'Welcome'), 'http.notOdoo'],
  ])('reads an answer that is not JSON-2’s as what it is: %j', async (answer, code) => {
    const { client } = clientOn(() => answer, { secrets });
    expect((await failure(client.run(json2, read))).code).toBe(code);
  });

  it.each([
    [`${key}\n`, 'signIn.keyRejected'],
    [` ${key}`, 'signIn.keyRejected'],
    ['pässwörd', 'signIn.passwordAsKey'],
    ['two words', 'signIn.passwordAsKey'],
  ])('never sends a secret that no header can carry: %j', async (secret, code) => {
    const { client, transport } = clientOn(() => jsonAnswer(1), {
      secrets: { read: () => Promise.resolve(secret) },
    });
    expect((await failure(client.run(json2, read))).code).toBe(code);
    expect(transport.requests).toHaveLength(0);
  });
});
