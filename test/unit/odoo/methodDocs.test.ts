import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/model/connection';
import type { Json } from '../../../src/model/json';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { OdooError } from '../../../src/odoo/error';
import type { HttpRequest } from '../../../src/odoo/transport';
import { htmlAnswer, jsonAnswer, type Script } from '../../support/scriptedTransport';
import { clientOn, connection, failure } from './clientBench';

const key = '0123456789abcdef0123456789abcdef01234567';
const secrets = { read: () => Promise.resolve(key) };
const json2: Connection = { ...connection, auth: 'apiKey', protocol: 'json2' };

/** As /doc-bearer/res.partner.json writes it (Odoo 19, addons/api_doc). */
const documentation = {
  model: 'res.partner',
  methods: {
    message_post: {
      api: [],
      parameters: {
        body: { kind: 'KEYWORD_ONLY', default: '' },
        kwargs: { kind: 'VAR_KEYWORD' },
      },
    },
    send_to: {
      parameters: {
        address: {},
        times: { kind: 'POSITIONAL_OR_KEYWORD', default: 1 },
        args: { kind: 'VAR_POSITIONAL' },
      },
    },
    find_or_create: { api: ['model'], parameters: { email: {}, name: { kind: 'POSITIONAL_ONLY' } } },
    odd: null,
  },
};

const isDoc = ({ url }: HttpRequest): boolean => url.includes('/doc-bearer/');
const serving =
  (doc: ReturnType<Script>, answer: ReturnType<Script> = jsonAnswer('done')): Script =>
  (request) =>
    isDoc(request) ? doc : answer;

function call(method: string, args: Json[] = [], kwargs: Record<string, Json> = {}): RequestSpec {
  return { operation: 'call', model: 'res.partner', method, args, kwargs };
}

/** The body of the last call that went out. */
const lastBody = (requests: HttpRequest[]): unknown => JSON.parse(requests.at(-1)?.body ?? '');

describe('the server’s documentation of its methods', () => {
  it.each<[RequestSpec, unknown]>([
    [call('send_to', [[1, 2], 'a@example.com', 3]), { ids: [1, 2], address: 'a@example.com', times: 3 }],
    [call('send_to', [7, 'a@example.com']), { ids: 7, address: 'a@example.com' }],
    [call('send_to', [], { ids: [1], address: 'x' }), { ids: [1], address: 'x' }],
    [call('find_or_create', ['a@example.com', 'Azure']), { email: 'a@example.com', name: 'Azure' }],
    [call('find_or_create', [], { email: 'x' }), { email: 'x' }],
    [call('message_post', [[1]], { body: 'Hello' }), { ids: [1], body: 'Hello' }],
  ])('names the arguments of %j', async (spec, expected) => {
    const { client, transport } = clientOn(serving(jsonAnswer(documentation)), { secrets });
    expect((await client.run(json2, spec)).value).toBe('done');
    expect(lastBody(transport.requests)).toEqual(expected);
    expect(transport.requests[0]).toEqual({
      method: 'GET',
      url: 'https://erp.example.com/doc-bearer/res.partner.json',
      headers: { authorization: `bearer ${key}`, 'x-odoo-database': 'acme' },
    });
    expect(transport.requests).toHaveLength(2);
  });

  it.each<[RequestSpec, string]>([
    [call('send_to', [[1], 'a', 1, 'too many']), 'named'],
    [call('message_post', [[1], 'by position, though by name only']), 'named'],
    [call('find_or_create', ['a', 'b', 'c']), 'named'],
    [call('send_to', [], { address: 'x' }), 'noRecords'],
    [call('odd'), 'noRecords'],
    [call('not_described'), 'perhapsNoRecords'],
    [call('not_described', ['text']), 'named'],
  ])('lets a call that cannot be meant be refused before it is sent: %j', async (spec, reason) => {
    const { client, transport } = clientOn(serving(jsonAnswer(documentation)), { secrets });
    expect(await failure(client.run(json2, spec))).toMatchObject({
      code: 'request.incomplete',
      facts: { reason },
    });
    expect(transport.requests.filter((request) => !isDoc(request))).toHaveLength(0);
  });

  it('is asked for once for each model, together or one after another', async () => {
    const { client, transport } = clientOn(serving(jsonAnswer(documentation)), { secrets });
    const spec = call('send_to', [[1], 'x']);
    await Promise.all([client.run(json2, spec), client.run(json2, spec), client.run(json2, spec)]);
    await client.run(json2, call('find_or_create', ['x']));
    await client.run(json2, { operation: 'call', model: 'res.users', method: 'send_to', args: [[1], 'x'] });
    expect(transport.requests.filter(isDoc).map(({ url }) => new URL(url).pathname)).toEqual([
      '/doc-bearer/res.partner.json',
      '/doc-bearer/res.users.json',
    ]);
  });

  it('is not asked for methods that are known, or that no server carries out', async () => {
    const { client, transport } = clientOn(serving(jsonAnswer(documentation)), { secrets });
    await client.run(json2, call('search_count', [[]]));
    await client.run(json2, call('action_archive', [[1]]));
    await client.run(json2, call('_private'));
    await client.run(json2, { operation: 'create', model: 'res.partner', values: {} });
    expect(transport.requests.some(isDoc)).toBe(false);
  });

  it.each([
    ['refused', jsonAnswer({ name: 'odoo.exceptions.AccessError', message: 'No.' }, 403)],
    ['not there', htmlAnswer(404, '404 Not Found')],
    ['a page', htmlAnswer(200, 'Welcome')],
    ['something else', jsonAnswer({ methods: [] })],
    ['nothing', jsonAnswer(null)],
  ])('does without where it is %s, and remembers that', async (_what, answer) => {
    const { client, transport } = clientOn(serving(answer), { secrets });
    await client.run(json2, call('send_to', [[1]], { address: 'x' }));
    expect(lastBody(transport.requests)).toEqual({ ids: [1], address: 'x' });
    expect((await failure(client.run(json2, call('send_to', [[1], 'x'])))).facts['reason']).toBe('named');
    expect(transport.requests.filter(isDoc)).toHaveLength(1);
  });

  it.each(['call.cancelled', 'call.timeout', 'tcp.closed'] as const)(
    'is asked for again after %s',
    async (code) => {
      let broken = true;
      const { client, transport } = clientOn(
        (request) => {
          if (isDoc(request) && broken) throw new OdooError(code);
          return isDoc(request) ? jsonAnswer(documentation) : jsonAnswer('done');
        },
        { secrets },
      );
      const spec = call('send_to', [[1], 'x']);
      expect((await failure(client.run(json2, spec))).code).toBe(code);
      broken = false;
      expect((await client.run(json2, spec)).value).toBe('done');
      expect(transport.requests.filter(isDoc)).toHaveLength(2);
    },
  );

  it('is not lost to the calls beside the one that was cancelled while it asked', async () => {
    let asked = 0;
    const { client } = clientOn(
      (request, { signal }) => {
        if (!isDoc(request)) return jsonAnswer('done');
        if (++asked > 1) return jsonAnswer(documentation);
        return new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(new OdooError('call.cancelled')));
        });
      },
      { secrets },
    );
    const abort = new AbortController();
    const spec = call('send_to', [[1], 'x']);
    const first = failure(client.run(json2, spec, { signal: abort.signal }));
    const others = [client.run(json2, spec), client.run(json2, spec)];
    await new Promise((resolve) => setImmediate(resolve));
    abort.abort();
    expect((await first).code).toBe('call.cancelled');
    expect((await Promise.all(others)).map(({ value }) => value)).toEqual(['done', 'done']);
    expect(asked).toBe(2);
  });

  it('lets a call that is cancelled leave at once while another’s question goes on', async () => {
    let answer = (): void => undefined;
    const late = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { client, transport } = clientOn(
      async (request) => {
        if (!isDoc(request)) return jsonAnswer('done');
        await late;
        return jsonAnswer(documentation);
      },
      { secrets },
    );
    const abort = new AbortController();
    const spec = call('send_to', [[1], 'x']);
    const first = client.run(json2, spec);
    const second = failure(client.run(json2, spec, { signal: abort.signal }));
    await expect.poll(() => transport.requests.length).toBe(1);
    abort.abort();
    expect((await second).code).toBe('call.cancelled');
    answer();
    expect((await first).value).toBe('done');
  });

  it.each([429, 500, 503])('is asked for anew after a server that was out of order (%i)', async (status) => {
    let doc = jsonAnswer({}, status);
    const { client } = clientOn((request) => (isDoc(request) ? doc : jsonAnswer('done')), { secrets });
    const spec = call('send_to', [[1], 'x']);
    expect((await failure(client.run(json2, spec))).code).toBe('request.incomplete');
    doc = jsonAnswer(documentation);
    expect((await client.run(json2, spec)).value).toBe('done');
  });

  it('is asked for anew once the connection’s secret changed', async () => {
    const { client, transport } = clientOn(serving(jsonAnswer({}, 403)), { secrets });
    const spec = call('send_to', [[1]]);
    await client.run(json2, spec);
    client.forget(json2.id);
    await client.run(json2, spec);
    expect(transport.requests.filter(isDoc)).toHaveLength(2);
  });
});

describe('a method of the model that nothing describes', () => {
  const refusal = jsonAnswer(
    {
      name: 'werkzeug.exceptions.UnprocessableEntity',
      message: 'cannot call res.partner.find_or_create with ids',
    },
    422,
  );

  it('is called without records where the server says that it takes none', async () => {
    const { client, transport } = clientOn(
      (request) =>
        isDoc(request)
          ? jsonAnswer({}, 403)
          : (request.body ?? '').includes('"ids"')
            ? refusal
            : jsonAnswer(12),
      { secrets },
    );
    const spec = call('find_or_create', [], { ids: [], email: 'x' });
    expect((await client.run(json2, spec)).value).toBe(12);
    expect(transport.requests.slice(1).map(({ body }) => JSON.parse(body ?? '') as unknown)).toEqual([
      { ids: [], email: 'x' },
      { email: 'x' },
    ]);
  });

  it('is not called a second time with records, nor after another refusal', async () => {
    for (const [ids, answer] of [
      [[1], refusal],
      [[], jsonAnswer({ name: 'odoo.exceptions.UserError', message: 'No.' }, 422)],
    ] as const) {
      const { client, transport } = clientOn(serving(jsonAnswer({}, 403), answer), { secrets });
      await failure(client.run(json2, call('find_or_create', [], { ids: [...ids] })));
      expect(transport.requests).toHaveLength(2);
    }
  });
});

describe('any path over JSON-2', () => {
  it('carries the key as bearer, the database, and never a cookie', async () => {
    const { client, transport } = clientOn(
      () => ({ ...jsonAnswer({ models: [] }), setCookies: ['session_id=anonymous; Path=/'] }),
      { secrets },
    );
    const spec = { operation: 'http', httpMethod: 'GET', path: '/doc-bearer/index.json' } as const;
    await client.run(json2, spec);
    expect((await client.run({ ...json2 }, spec)).value).toEqual({ models: [] });
    for (const { headers } of transport.requests) {
      expect(headers).toEqual({ authorization: `bearer ${key}`, 'x-odoo-database': 'acme' });
    }
    await client.run({ ...json2, database: '' }, spec);
    expect(transport.requests.at(-1)?.headers).toEqual({ authorization: `bearer ${key}` });
  });

  it('is not repeated when the key is refused', async () => {
    const { client, transport } = clientOn(() => jsonAnswer({ message: 'Invalid apikey' }, 401), { secrets });
    const spec = { operation: 'http', httpMethod: 'GET', path: '/doc-bearer/index.json' } as const;
    expect((await failure(client.run(json2, spec))).code).toBe('signIn.notAccepted');
    expect(transport.requests).toHaveLength(1);
  });
});
