import { afterAll, describe, expect, it } from 'vitest';
import type { RequestSpec } from '../../src/model/requestSpec';
import { RecordingTransport } from '../support/scriptedTransport';
import {
  clientWith,
  codeOf,
  connection,
  describeInLab,
  lab,
  major,
  problemOf,
  target,
  transport,
} from './target';

afterAll(() => transport.close());

const client = clientWith();
const get = (path: string): RequestSpec => ({ operation: 'http', httpMethod: 'GET', path });

describe('any path without signing in', () => {
  const open = connection({ auth: 'public', protocol: 'rest', id: 'public' });

  it('reads the version that Odoo 19 tells anyone, and says that it is not there before', async () => {
    if (major < 19) {
      expect(await codeOf(client.run(open, get('/web/version')))).toMatch(
        /^(rest\.notFound|http\.redirected)$/,
      );
      return;
    }
    const { value, status } = await client.run(open, get('/web/version'));
    expect(status).toBe(200);
    expect(JSON.stringify(value)).toContain(`${major}.`);
  });

  it('calls an open JSON route', async () => {
    const body = { jsonrpc: '2.0', method: 'call', params: {}, id: 1 };
    const { value } = await client.run(open, {
      operation: 'http',
      httpMethod: 'POST',
      path: '/web/webclient/version_info',
      body,
    });
    expect(value).toMatchObject({
      result: { server_version: expect.stringContaining(`${major}`) as string },
    });
  });

  it('says that a path is not there, and where another leads', async () => {
    expect(await codeOf(client.run(open, get('/no/such/path')))).toMatch(
      /^(rest\.notFound|http\.redirected)$/,
    );
    const page = await problemOf(client.run(open, get('/web')));
    expect(page.code).toBe('http.redirected');
    expect(String(page.facts['location'])).toMatch(/\/web\/(login|database)/);
  });
});

// What JSON-2 has beside its calls came with Odoo 19.
if (major >= 19) {
  if (target.apiKey)
    describe('any path with an API key', () => {
      it('reads what Odoo 19 documents, for who may', async () => {
        const self = connection({ auth: 'apiKey', protocol: 'json2', id: 'bearer' });
        const { value, status } = await client.run(self, get('/doc-bearer/index.json'));
        expect(status).toBe(200);
        expect(JSON.stringify(value)).toContain('res.partner');
      });
    });

  describeInLab('any path with an API key, for who may not', () => {
    it('says so', async () => {
      const { login, apiKey } = lab().plain;
      const self = connection({ auth: 'apiKey', protocol: 'json2', login, id: 'bearer-plain' });
      const error = await problemOf(clientWith(apiKey).run(self, get('/doc-bearer/index.json')));
      expect(error.code).toBe('rights.docHidden');
      const wrong = clientWith('0'.repeat(40));
      expect(await codeOf(wrong.run(self, get('/doc-bearer/index.json')))).toBe('signIn.notAccepted');
    });
  });

  describeInLab('the names of arguments over JSON-2', () => {
    const call = (method: string, args: unknown[], model = 'res.partner'): RequestSpec => ({
      operation: 'call',
      model,
      method,
      args: args as never[],
    });

    function fresh(secret?: string, login?: string) {
      const recording = new RecordingTransport(transport);
      const self = connection({ auth: 'apiKey', protocol: 'json2', id: 'docs', ...(login ? { login } : {}) });
      const client = clientWith(secret, { transport: recording });
      const docs = (): number => recording.requests.filter(({ url }) => url.includes('/doc-bearer/')).length;
      return { client, self, recording, docs };
    }

    it('are looked up for an administrator, once for each model', async () => {
      const { client, self, docs } = fresh();
      const name = `explorer-test-docs-${process.pid}-${Date.now()}`;
      const ids: number[] = [];
      try {
        for (const each of [`${name}-a`, `${name}-b`]) {
          const found = await client.run(self, call('find_or_create', [`"${each}" <${each}@example.com>`]));
          ids.push(...[found.value].flat().map(Number));
        }
        expect(ids).toHaveLength(2);
        const { value } = await client.run(self, {
          operation: 'read',
          model: 'res.partner',
          ids,
          fields: ['name'],
        });
        expect((value as { name: string }[]).map((row) => row.name)).toEqual([`${name}-a`, `${name}-b`]);
        expect(docs()).toBe(1);
      } finally {
        if (ids.length > 0) await client.run(self, { operation: 'delete', model: 'res.partner', ids });
      }
    });

    it('are not told to a plain user, who is asked to name them', async () => {
      const { login, apiKey } = lab().plain;
      const { client, self, docs, recording } = fresh(apiKey, login);
      const spec = call('find_or_create', ['x@example.com']);
      for (let attempt = 0; attempt < 2; attempt++) {
        expect(await problemOf(client.run(self, spec))).toMatchObject({
          code: 'request.incomplete',
          facts: { reason: 'named' },
        });
      }
      expect(docs()).toBe(1);
      expect(recording.requests).toHaveLength(1);
    });

    it('are not needed where the records alone go by position', async () => {
      const { login, apiKey } = lab().plain;
      const { client, self } = fresh(apiKey, login);
      const countries = call('name_search', ['Belgium'], 'res.country');
      const [found] = (await client.run(self, countries)).value as [number, string][];
      const { value } = await client.run(self, call('get_external_id', [[found?.[0]]], 'res.country'));
      expect(Object.values(value as Record<string, string>)).toEqual(['base.be']);
    });

    it('do without records where a method of the model takes none', async () => {
      const { login, apiKey } = lab().plain;
      const { client, self, recording } = fresh(apiKey, login);
      const spec: RequestSpec = {
        operation: 'call',
        model: 'res.lang',
        method: 'get_installed',
        kwargs: { ids: [] },
      };
      expect(JSON.stringify((await client.run(self, spec)).value)).toContain('en_US');
      const calls = recording.requests.filter(({ url }) => url.includes('/json/2/'));
      expect(calls[0]?.body).toBe('{"ids":[]}');
    });
  });
}
