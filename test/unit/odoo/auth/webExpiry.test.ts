import { describe, expect, it } from 'vitest';
import type { RequestSpec } from '../../../../src/model/requestSpec';
import type { HttpAnswer } from '../../../../src/odoo/transport';
import {
  exceptionAnswer,
  htmlAnswer,
  jsonAnswer,
  resultAnswer,
  settingCookies,
} from '../../../support/scriptedTransport';
import { clientOn, failure, read, write } from '../clientBench';
import { accessDenied, asked, overAnswers, WebOdoo, webConnection } from '../webBench';

const page = htmlAnswer(200, 'Odoo', 'Log in');

/** A client whose session has just ended on the server. */
async function afterTheEnd(over: Partial<HttpAnswer>) {
  const odoo = new WebOdoo();
  const { client, transport } = clientOn(odoo.script);
  await client.run(webConnection, read);
  odoo.over = over;
  odoo.endSession();
  transport.requests.length = 0;
  return { odoo, client, transport };
}

describe('a web session that is over', () => {
  it.each(Object.entries(overAnswers))(
    'is replaced once and the call sent again after %s',
    async (_how, over) => {
      for (const spec of [read, write]) {
        const { client, transport } = await afterTheEnd(over);
        const outcome = await client.run(webConnection, spec);
        expect(outcome).toMatchObject({ value: 42, note: 'signedInAgain' });
        const method = outcome.method;
        expect(asked(transport.requests)).toEqual([method, 'authenticate', method]);
        expect(transport.requests[0]?.headers?.['cookie']).toBe('session_id=s1');
        expect(transport.requests[2]?.headers?.['cookie']).toBe('session_id=s2');
        expect((await client.run(webConnection, read)).note).toBeUndefined();
      }
    },
  );

  it('is replaced after a page, for a call that only reads', async () => {
    const { client, transport } = await afterTheEnd(page);
    expect(await client.run(webConnection, read)).toMatchObject({ value: 42, note: 'signedInAgain' });
    expect(transport.requests).toHaveLength(3);
  });

  it('does not let a write be sent twice after a page, which may come from anything', async () => {
    const { client, transport } = await afterTheEnd(page);
    expect((await failure(client.run(webConnection, write))).code).toBe('http.notOdoo');
    expect(asked(transport.requests)).toEqual(['write']);
  });

  it.each([
    ['a gateway’s error', htmlAnswer(502, '502 Bad Gateway'), 'http.gateway'],
    ['a server’s hidden reason', htmlAnswer(500, '500', 'Internal Server Error'), 'server.hiddenReason'],
    ['a refusal', exceptionAnswer('odoo.exceptions.AccessError', 'No.'), 'server.accessRights'],
    [
      'a way elsewhere',
      { status: 301, headers: { location: 'https://other.example.com/' } },
      'http.redirected',
    ],
    [
      'a text that speaks of code 100',
      exceptionAnswer('odoo.exceptions.UserError', 'x'.repeat(400) + '"code": 100'),
      'server.refused',
    ],
  ])('is not suspected after %s', async (_what, answer, code) => {
    const { client, transport } = await afterTheEnd(answer);
    expect((await failure(client.run(webConnection, read))).code).toBe(code);
    expect(transport.requests).toHaveLength(1);
  });

  it.each([
    ['a record whose code is 100', jsonAnswer({ jsonrpc: '2.0', id: 1, result: { id: 5, code: 100 } })],
    [
      'a text that names the exception',
      jsonAnswer({ jsonrpc: '2.0', id: 1, result: 'odoo.http.SessionExpiredException' }),
    ],
    ['a list of codes', jsonAnswer({ jsonrpc: '2.0', id: 1, result: [{ error: { code: 100, data: {} } }] })],
  ])('lets nothing be sent twice that was carried out and answered with %s', async (_what, answer) => {
    const odoo = new WebOdoo(() => answer);
    const { client, transport } = clientOn(odoo.script);
    await client.signIn(webConnection);
    transport.requests.length = 0;
    await client.run(webConnection, write);
    expect(asked(transport.requests)).toEqual(['write']);
  });

  it('lets no write be sent twice that ends at the sign-in page without the way back', async () => {
    const signInPage = { status: 303, headers: { location: '/web/login' } };
    const written = await afterTheEnd(signInPage);
    expect((await failure(written.client.run(webConnection, write))).code).toBe('http.redirected');
    expect(asked(written.transport.requests)).toEqual(['write']);
    const looked = await afterTheEnd(signInPage);
    expect((await looked.client.run(webConnection, read)).note).toBe('signedInAgain');
  });

  it('is not replaced for the second time at once', async () => {
    const odoo = new WebOdoo(() => overAnswers['code 100']);
    const { client, transport } = clientOn(odoo.script);
    expect((await failure(client.run(webConnection, read))).code).toBe('signIn.sessionExpired');
    expect(asked(transport.requests)).toEqual(['authenticate', 'search_count']);
    transport.requests.length = 0;
    expect((await failure(client.run(webConnection, read))).code).toBe('signIn.sessionExpired');
    expect(asked(transport.requests)).toEqual(['search_count', 'authenticate', 'search_count']);
  });

  it('is replaced by one sign-in for all the calls that meet it', async () => {
    const { odoo, client, transport } = await afterTheEnd(overAnswers['code 100']);
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => client.run(webConnection, read)));
    expect(outcomes.map(({ value, note }) => [value, note])).toEqual(
      Array.from({ length: 8 }, () => [42, 'signedInAgain']),
    );
    expect(odoo.signIns).toBe(2);
    expect(transport.requests).toHaveLength(8 + 1 + 8);
  });

  it('does not bring an empty session’s cookie in place of the new one, however late its answer comes', async () => {
    const odoo = new WebOdoo();
    odoo.over = settingCookies(overAnswers['code 100'], 'session_id=empty; Path=/');
    let answerLate = (): void => undefined;
    const late = new Promise<void>((resolve) => {
      answerLate = resolve;
    });
    const { client, transport } = clientOn(async (request, options) => {
      const answer = await odoo.script(request, options);
      if (request.url.endsWith('/name_search') && transport.requests.length < 5) await late;
      return answer;
    });
    await client.run(webConnection, read);
    odoo.endSession();
    const search: RequestSpec = { operation: 'call', model: 'res.partner', method: 'name_search' };
    const slow = client.run(webConnection, search);
    expect((await client.run(webConnection, read)).note).toBe('signedInAgain');
    answerLate();
    expect((await slow).value).toBe(42);
    expect((await client.run(webConnection, read)).note).toBeUndefined();
    expect(odoo.signIns).toBe(2);
  });

  it('tells why signing in again did not work, and leaves it at that', async () => {
    const odoo = new WebOdoo();
    const { client, transport } = clientOn((request, options) =>
      odoo.signIns === 1 && request.url.endsWith('/authenticate')
        ? accessDenied
        : odoo.script(request, options),
    );
    await client.run(webConnection, read);
    odoo.endSession();
    transport.requests.length = 0;
    expect((await failure(client.run(webConnection, write))).code).toBe('signIn.rejected');
    expect(asked(transport.requests)).toEqual(['write', 'authenticate']);
  });

  it('keeps the session’s cookie up to date with what the server sets', async () => {
    let first = true;
    const { client, transport } = clientOn((request) => {
      if (request.url.endsWith('/authenticate')) {
        return settingCookies(resultAnswer({ uid: 7 }), 'session_id=s1; Path=/');
      }
      const answer = resultAnswer(1);
      if (!first) return answer;
      first = false;
      return settingCookies(answer, 'session_id=rotated; Path=/');
    });
    await client.run(webConnection, read);
    await client.run(webConnection, read);
    expect(transport.requests.at(-1)?.headers?.['cookie']).toBe('session_id=rotated');
  });
});

describe('a call of any path in a web session', () => {
  const form = {
    operation: 'http',
    httpMethod: 'POST',
    path: '/web/export/csv',
    body: { data: '{}' },
  } as const;
  const asForm = { ...form, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
  const token = (text: string): Partial<HttpAnswer> => ({
    headers: { 'content-type': 'text/html' },
    body: `<script>var odoo = { csrf_token: "${text}", debug: "" };</script>`,
  });

  it('gets the token that Odoo wants with a form, and sends it along', async () => {
    const odoo = new WebOdoo((request) =>
      request.url.endsWith('/web')
        ? token('t/1+')
        : { headers: { 'content-type': 'text/csv' }, body: 'id\n1' },
    );
    const { client, transport } = clientOn(odoo.script);
    expect((await client.run(webConnection, asForm)).value).toBe('id\n1');
    expect(asked(transport.requests)).toEqual(['authenticate', 'web', 'csv']);
    expect(transport.requests[1]).toMatchObject({ method: 'GET', headers: { cookie: 'session_id=s1' } });
    expect(new URLSearchParams(transport.requests[2]?.body)).toEqual(
      new URLSearchParams({ data: '{}', csrf_token: 't/1+' }),
    );
  });

  it('looks for the token on /odoo where /web leads there (18 and later)', async () => {
    const odoo = new WebOdoo((request) =>
      request.url.endsWith('/web')
        ? { status: 303, headers: { location: '/odoo' } }
        : request.url.endsWith('/odoo')
          ? token('t2')
          : jsonAnswer({}),
    );
    const { client, transport } = clientOn(odoo.script);
    await client.run(webConnection, asForm);
    expect(asked(transport.requests)).toEqual(['authenticate', 'web', 'odoo', 'csv']);
    expect(transport.requests[3]?.body).toContain('csrf_token=t2');
  });

  it.each([
    ['JSON', form],
    ['a form that holds it already', { ...asForm, body: 'a=1&csrf_token=mine' }],
    ['a form that is only asked for', { ...asForm, httpMethod: 'GET' as const }],
  ])('gets no token for %s', async (_what, spec) => {
    const { client, transport } = clientOn(new WebOdoo(() => jsonAnswer({})).script);
    await client.run(webConnection, spec);
    expect(asked(transport.requests)).toEqual(['authenticate', 'csv']);
  });

  it.each([
    ['the way to the sign-in page', overAnswers['the way to the sign-in page']],
    [
      'a token of another session',
      htmlAnswer(400, '400 Bad Request', 'Session expired (invalid CSRF token)'),
    ],
  ])('gets another token for the new session after %s', async (_how, over) => {
    const odoo = new WebOdoo((request) =>
      request.url.endsWith('/web')
        ? token(`of-${request.headers?.['cookie'] ?? ''}`)
        : jsonAnswer({ body: request.body ?? '' }),
    );
    const { client } = clientOn(odoo.script);
    await client.run(webConnection, asForm);
    odoo.over = over;
    odoo.endSession();
    const outcome = await client.run(webConnection, asForm);
    expect(outcome.note).toBe('signedInAgain');
    expect(outcome.value).toEqual({ body: 'data=%7B%7D&csrf_token=of-session_id%3Ds2' });
  });

  it('takes another API’s JSON about a missing record for that, not for the session’s end', async () => {
    const odoo = new WebOdoo(() => jsonAnswer({ error: 'No such order' }, 404));
    const { client, transport } = clientOn(odoo.script);
    await client.signIn(webConnection);
    const spec = { operation: 'http', httpMethod: 'GET', path: '/api/order/9' } as const;
    expect((await failure(client.run(webConnection, spec))).code).toBe('rest.notFound');
    expect(asked(transport.requests)).toEqual(['authenticate', '9']);
  });
});
