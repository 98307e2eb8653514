import { describe, expect, it } from 'vitest';
import { ask, cookieOf, postJson, running, signIn } from './frontsBench';
import type { Answer } from './frontsBench';

interface ModelPage {
  model: string;
  fields: Record<string, unknown>;
  methods: Record<string, { signature: string; parameters: Record<string, unknown>; api?: string[] }>;
}

describe('the documentation of Odoo 19', () => {
  const sandbox = running();
  const page = (name: string, headers: Record<string, string> = {}): Promise<Answer> =>
    ask(sandbox(), `/doc-bearer/${name}.json`, {
      headers: { authorization: `bearer ${sandbox().apiKey}`, 'x-odoo-database': 'sandbox', ...headers },
    });

  it('lists the models with their fields and methods', async () => {
    const { status, json, headers } = await page('index');
    expect(status).toBe(200);
    expect(json).toMatchObject({ modules: expect.arrayContaining(['base']) as unknown });
    const { models } = json as { models: { model: string; fields: object; methods: string[] }[] };
    const partner = models.find(({ model }) => model === 'res.partner');
    expect(partner).toMatchObject({ name: 'Contact', fields: { name: { string: 'Name' } } });
    expect(partner?.methods).toEqual([...(partner?.methods ?? [])].sort());
    expect(partner?.methods).toContain('search_read');
    expect([headers.get('content-language'), headers.get('cache-control')]).toEqual([
      'en-US',
      'no-cache, private',
    ]);
  });

  it('tells what a method takes, gives, and does', async () => {
    const { fields, methods } = (await page('res.partner')).json as ModelPage;
    expect(fields['name']).toMatchObject({ string: 'Name', type: 'char', module: 'base' });
    expect(methods['search']).toMatchObject({
      signature: '(domain, offset=0, limit=None, order=None) -> list[int]',
      parameters: { domain: { annotation: 'DomainType' }, offset: { default: 0 }, limit: { default: null } },
      return: { annotation: 'list[int]' },
      api: ['model', 'readonly'],
      model: 'core',
    });
    expect(methods['write']).not.toHaveProperty('api');
    expect(methods['write']).toMatchObject({ parameters: { vals: { annotation: 'ValuesType' } } });
    const order = (await page('sale.order')).json as ModelPage;
    expect(order.methods['action_confirm']).toMatchObject({
      signature: '()',
      model: 'sale.order',
      module: 'sale',
    });
  });

  it('names only methods that JSON-2 then has', async () => {
    const { methods } = (await page('res.partner')).json as ModelPage;
    const headers = { authorization: `bearer ${sandbox().apiKey}`, 'x-odoo-database': 'sandbox' };
    for (const method of Object.keys(methods)) {
      const answer = await postJson(
        sandbox(),
        `/json/2/res.partner/${method}`,
        { nosuch_argument: 1 },
        headers,
      );
      const message = (answer.json as { message?: string } | null)?.message ?? '';
      expect(message, method).not.toContain('does not exist');
    }
  });

  it('is sent once: the next time its tag is enough', async () => {
    for (const name of ['index', 'res.partner']) {
      const tag = (await page(name)).headers.get('etag') ?? '';
      expect(tag).toMatch(name === 'index' ? /^"[\da-f]{64}"$/ : /^[\da-f]{64}$/);
      const again = await page(name, { 'if-none-match': tag });
      expect([again.status, again.text]).toEqual([304, '']);
      expect((await page(name, { 'if-none-match': '"other"' })).status).toBe(200);
    }
  });

  it('is for administrators', async () => {
    for (const { apiKey } of [sandbox().plain, sandbox().portal]) {
      expect(await page('index', { authorization: `bearer ${apiKey}` })).toMatchObject({
        status: 403,
        json: { message: 'This page is only accessible to Technical Documentation users.' },
      });
    }
    const nobody = await page('index', { authorization: '' });
    expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([401, 'Bearer ']);
  });

  it('is 404 for an unknown model, in JSON, and without a database, with a page', async () => {
    expect(await page('no.such.model')).toMatchObject({
      status: 404,
      json: { name: 'werkzeug.exceptions.NotFound' },
    });
    expect((await ask(sandbox(), '/doc-bearer/index.json')).text).toContain('No database is selected');
  });

  it('answers a web session too', async () => {
    const headers = cookieOf(await signIn(sandbox()));
    expect((await ask(sandbox(), '/doc/res.users.json', { headers })).json).toMatchObject({
      model: 'res.users',
    });
    const nobody = await ask(sandbox(), '/doc/index.json', { headers: { 'x-odoo-database': 'sandbox' } });
    expect(nobody).toMatchObject({ status: 403, json: { name: 'odoo.http.SessionExpiredException' } });
  });
});

describe('the documentation before 19', () => {
  const sandbox = running({ version: '18', singleDatabase: true });

  it('is not there', async () => {
    expect((await ask(sandbox(), '/doc-bearer/index.json')).status).toBe(404);
  });
});
