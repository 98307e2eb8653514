import { describe, expect, it } from 'vitest';
import { archivedAccount, expiredApiKey, otherScopeApiKey } from '../../../src/sandbox/accounts';
import { aNumber, textLike, useSandbox } from './support';

const { sandbox, http, post, json2, value, refused } = useSandbox();

function headers(more: Record<string, string> = {}): Record<string, string> {
  return { authorization: `bearer ${sandbox().apiKey}`, 'x-odoo-database': 'sandbox', ...more };
}

const context = '/json/2/res.users/context_get';

describe('JSON-2 of the sandbox', () => {
  it('answers a bare value, written as Python writes JSON', async () => {
    const answer = await post(context, {}, headers());
    expect(answer.text).toBe('{"lang": "en_US", "tz": "Europe/Brussels", "uid": 2}');
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const products = await post(
      '/json/2/product.product/search_read',
      { domain: [['id', '=', 1]], fields: ['lst_price'] },
      headers(),
    );
    expect(products.text).toBe('[{"id": 1, "lst_price": 750.0}]');
  });

  it('takes the word bearer in any case, a slash at the end, and no body', async () => {
    for (const authorization of [`Bearer ${sandbox().apiKey}`, `BEARER ${sandbox().apiKey}`]) {
      expect((await post(context, {}, headers({ authorization }))).status).toBe(200);
    }
    expect((await post(`${context}/`, {}, headers())).status).toBe(200);
    expect((await http(context, { method: 'POST', headers: headers() })).status).toBe(200);
    expect((await post(context, [[]], headers())).status).toBe(200);
  });

  it.each([
    ['no key', undefined, 'User not authenticated, use an API Key with a Bearer Authorization header.'],
    ['an empty key', 'bearer ', 'User not authenticated, use an API Key with a Bearer Authorization header.'],
    [
      'another scheme',
      'Basic YWRtaW46YWRtaW4=',
      'User not authenticated, use an API Key with a Bearer Authorization header.',
    ],
    ['a password', 'bearer admin', 'Invalid apikey'],
    ['an unknown key', `bearer ${'0'.repeat(40)}`, 'Invalid apikey'],
    ['a key that ran out', `bearer ${expiredApiKey}`, 'Invalid apikey'],
    ['a key for something else', `bearer ${otherScopeApiKey}`, 'Invalid apikey'],
    ['the key of a user who left', `bearer ${archivedAccount.apiKey}`, 'Invalid apikey'],
  ])('refuses %s with 401', async (_, authorization, message) => {
    const answer = await post(
      context,
      {},
      {
        'x-odoo-database': 'sandbox',
        ...(authorization === undefined ? {} : { authorization }),
      },
    );
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')?.trim()).toBe('Bearer');
    expect(JSON.parse(answer.text)).toMatchObject({
      name: 'werkzeug.exceptions.Unauthorized',
      message,
      arguments: [message, 401],
      context: {},
      debug: textLike(/^Traceback[\s\S]*werkzeug\.exceptions\.Unauthorized: 401 Unauthorized: /),
    });
  });

  it('takes the key of a user with two-factor sign-in', async () => {
    expect(await value('res.users', 'context_get', {}, 'twoFactor')).toMatchObject({ uid: 4 });
  });

  it('answers a page where no database is named, or an unknown one', async () => {
    for (const database of [undefined, '', 'no_such_db']) {
      const answer = await post(
        context,
        {},
        {
          authorization: `bearer ${sandbox().apiKey}`,
          ...(database === undefined ? {} : { 'x-odoo-database': database }),
        },
      );
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.text).toContain('No database is selected');
      expect(answer.text).toContain('<!-- Alternatively, use the X-Odoo-Database header. -->');
    }
  });

  it('has a second database of its own', async () => {
    const create = await post(
      '/json/2/res.partner/create',
      { vals_list: [{ name: 'Only here' }] },
      headers({ 'x-odoo-database': 'sandbox_staging' }),
    );
    expect(create.status).toBe(200);
    expect(await value('res.partner', 'search_count', { domain: [['name', '=', 'Only here']] })).toBe(0);
  });

  it('refuses a body of another type with a page, and broken JSON with JSON', async () => {
    const wrong = await post(context, '<x/>', headers({ 'content-type': 'text/xml' }));
    expect([wrong.status, wrong.headers.get('accept')]).toEqual([415, 'application/json']);
    expect(wrong.text).toContain(
      '&#39;/json/2/&lt;__model__&gt;/&lt;__method__&gt;&#39; is type=&#39;json2&#39;',
    );
    const broken = await post(context, '{"domain": [', headers());
    expect(broken.status).toBe(400);
    expect(JSON.parse(broken.text)).toMatchObject({
      name: 'werkzeug.exceptions.BadRequest',
      message: 'could not parse the body as json: Expecting value: line 1 column 13 (char 12)',
    });
  });

  it('asks for POST, a model and a method', async () => {
    const replies = [
      await http(context, { headers: headers() }),
      await post('/json/2/res.partner', {}, headers()),
      await post('/json/2/res.partner/1/read', {}, headers()),
      await http('/json/2', { headers: headers() }),
    ];
    for (const { status, text } of replies) {
      expect(status).toBe(404);
      expect(JSON.parse(text)).toMatchObject({ message: 'Did you mean POST /json/2/<model>/<method>?' });
    }
  });

  it.each([
    [
      'no.such.model',
      'search',
      {},
      404,
      'werkzeug.exceptions.NotFound',
      "the model 'no.such.model' does not exist",
    ],
    [
      'res.partner',
      'nope',
      {},
      404,
      'werkzeug.exceptions.NotFound',
      "The method 'res.partner.nope' does not exist",
    ],
    [
      'res.partner',
      'name_get',
      { ids: [1] },
      404,
      'werkzeug.exceptions.NotFound',
      "The method 'res.partner.name_get' does not exist",
    ],
    [
      'res.partner',
      '_compute_display_name',
      {},
      403,
      'odoo.exceptions.AccessError',
      "Private methods (such as 'res.partner._compute_display_name') cannot be called remotely.",
    ],
    [
      'res.partner',
      'exists',
      { ids: [1] },
      403,
      'odoo.exceptions.AccessError',
      "Private methods (such as 'res.partner.exists') cannot be called remotely.",
    ],
    [
      'res.partner',
      'write',
      { ids: [1] },
      422,
      'werkzeug.exceptions.UnprocessableEntity',
      "missing a required argument: 'vals'",
    ],
    [
      'res.partner',
      'search',
      {},
      422,
      'werkzeug.exceptions.UnprocessableEntity',
      "missing a required argument: 'domain'",
    ],
    [
      'res.partner',
      'name_search',
      { args: [] },
      422,
      'werkzeug.exceptions.UnprocessableEntity',
      "got an unexpected keyword argument 'args'",
    ],
    [
      'res.partner',
      'search_read',
      { ids: [1], domain: [] },
      422,
      'werkzeug.exceptions.UnprocessableEntity',
      'cannot call res.partner.search_read with ids',
    ],
    [
      'res.partner',
      'search_read',
      { domain: [], limmit: 1 },
      500,
      'builtins.TypeError',
      "BaseModel._read_format() got an unexpected keyword argument 'limmit'",
    ],
    [
      'res.partner',
      'search_read',
      { fields: ['nope'] },
      500,
      'builtins.ValueError',
      "Invalid field 'nope' on 'res.partner'",
    ],
    [
      'res.partner',
      'write',
      { ids: [999999], vals: { name: 'x' } },
      404,
      'odoo.exceptions.MissingError',
      'Record does not exist or has been deleted.\n(Record: res.partner(999999,), User: 2)',
    ],
    [
      'res.users',
      'has_group',
      { group_ext_id: 'base.group_system' },
      500,
      'builtins.ValueError',
      'Expected singleton: res.users()',
    ],
  ])('refuses %s.%s %j as Odoo 19 does', async (model, method, body, status, name, message) => {
    expect(await refused(model, method, body)).toEqual([status, name, message]);
  });

  it('changes nothing without ids, and says it did', async () => {
    expect(await json2('res.partner', 'write', { vals: { name: 'x' } })).toEqual({
      status: 200,
      value: true,
    });
    expect(await value('res.partner', 'read', { fields: ['name'] })).toEqual([]);
  });

  it('takes a bare number as ids, and one record without a list', async () => {
    expect(await value('res.partner', 'read', { ids: 1, fields: ['name'] })).toEqual([
      { id: 1, name: 'Sandbox Furniture' },
    ]);
    expect(await value('res.partner', 'create', { vals_list: { name: 'Single' } })).toEqual([aNumber]);
  });

  it('answers null for None', async () => {
    expect(await json2('sandbox.tools', 'return_none')).toEqual({ status: 200, value: null });
  });
});
