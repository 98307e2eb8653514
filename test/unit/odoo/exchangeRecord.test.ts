import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { WireExchange } from '../../../src/model/outcome';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { curlCommand } from '../../../src/odoo/curl';
import {
  exceptionAnswer,
  faultAnswer,
  jsonAnswer,
  resultAnswer,
  settingCookies,
  type Script,
} from '../../support/scriptedTransport';
import { clientOn, connection, failure, read } from './clientBench';

/** A secret that looks different in JSON, in XML, in an address, in Python's JSON and in base64. */
const canary = 'c4n<a&r>y "q" \'s\' \\ é + 100%';
const forms = [
  canary,
  JSON.stringify(canary).slice(1, -1),
  canary.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  encodeURIComponent(canary),
  new URLSearchParams({ '': canary }).toString().slice(1),
  Buffer.from(canary).toString('base64'),
  Buffer.from(`admin:${canary}`).toString('base64'),
];

/** Runs a request and gives what is told of its exchanges. */
async function toldOf(
  script: Script,
  changes: Partial<typeof connection> & Record<string, unknown>,
  spec: RequestSpec = read,
  secret = canary,
): Promise<WireExchange[]> {
  const told: WireExchange[] = [];
  const { client } = clientOn(script, {
    secrets: { read: () => Promise.resolve(secret) },
    limits: () => ({ timeoutMs: 1000, maxBytes: 10_000_000 }),
  });
  await client
    .run({ ...connection, ...changes }, spec, { onExchange: (exchange) => told.push(exchange) })
    .catch(() => undefined);
  return told;
}

/** A server that repeats everything it was sent, in every form. */
const echo: Script = ({ body = '', headers = {} }) => {
  const said = [body, JSON.stringify(headers), ...forms].join('\n');
  if (body.startsWith('<')) return faultAnswer(2, said);
  return body.includes('"common"')
    ? resultAnswer(7)
    : exceptionAnswer('odoo.exceptions.UserError', said, said);
};

const list = { operation: 'restList', route: 'partner' } satisfies RequestSpec;
const rest = { rest: { dialect: 'plain', basePath: '/api/v1' } };

describe('the exchanges of a call', () => {
  it.each<[string, Record<string, unknown>, RequestSpec]>([
    ['a password over JSON-RPC', {}, read],
    ['a password over XML-RPC', { protocol: 'xmlRpc' }, read],
    ['a key over JSON-RPC', { auth: 'apiKey' }, read],
    ['a web session', { auth: 'webSession', protocol: 'web' }, read],
    ['basic authentication', { auth: 'basic', protocol: 'rest', ...rest }, list],
    [
      'OAuth 2.0 in a header',
      {
        auth: 'oauth2',
        protocol: 'rest',
        ...rest,
        oauth2: { tokenUrl: '/token', clientAuth: 'basic' },
      },
      list,
    ],
    [
      'a token for a password',
      {
        auth: 'jwt',
        protocol: 'rest',
        ...rest,
        token: {
          url: '/token',
          method: 'POST',
          format: 'json',
          body: '{"login": "{{login}}", "password": "{{secret}}"}',
          accessToken: 'access_token',
        },
      },
      list,
    ],
  ])('hold no secret in any form, although the server repeats it: %s', async (_, changes, spec) => {
    const told = await toldOf(echo, changes, spec);
    expect(told.length).toBeGreaterThan(0);
    const text = told
      .map((exchange) =>
        [JSON.stringify(exchange), exchange.url, exchange.requestBody, exchange.responseBody].join('\n'),
      )
      .join('\n');
    for (const form of forms) expect(text).not.toContain(form);
    expect(text).toContain('•••');
  });

  it.each<[string, Record<string, unknown>, RequestSpec]>([
    ['a key over JSON-2', { auth: 'apiKey', protocol: 'json2' }, read],
    [
      'a header',
      { auth: 'header', protocol: 'rest', ...rest, header: { name: 'X-Api-Key', prefix: '' } },
      list,
    ],
  ])('hold no key: %s', async (_, changes, spec) => {
    const key = '0123456789abcdef0123456789abcdef01234567';
    const told = await toldOf(
      ({ headers }) => jsonAnswer({ name: 'x', message: JSON.stringify(headers) }, 500),
      changes,
      spec,
      key,
    );
    expect(told.length).toBeGreaterThan(0);
    expect(JSON.stringify(told)).not.toContain(key);
  });

  it('hold neither the session’s cookie nor a token that came on the way', async () => {
    const session = 'S'.repeat(84);
    const told = await toldOf(
      ({ url }) =>
        url.includes('/web/session/authenticate')
          ? settingCookies(
              resultAnswer({ uid: 7, session_id: 'another-session', csrf_token: 'cs-rf' }),
              `session_id=${session}; HttpOnly; Path=/`,
            )
          : resultAnswer(42),
      { auth: 'webSession', protocol: 'web' },
    );
    const text = JSON.stringify(told);
    for (const secret of [session, 'another-session', 'cs-rf']) expect(text).not.toContain(secret);
    expect(told[0]?.responseHeaders?.['set-cookie']).toBe('session_id=•••; HttpOnly; Path=/');
    expect(told.at(-1)?.requestHeaders['cookie']).toBe('session_id=•••');
  });

  it('are told when the call fails, without an answer where none came', async () => {
    const told: WireExchange[] = [];
    const { client } = clientOn(() => {
      throw new Error('The wire is cut.');
    });
    await client
      .run(connection, read, { onExchange: (exchange) => told.push(exchange) })
      .catch(() => undefined);
    expect(told).toMatchObject([{ method: 'POST', url: 'https://erp.example.com/jsonrpc' }]);
    expect(told[0]).not.toHaveProperty('status');
  });

  it('are not told of a call that was never sent', async () => {
    const told: WireExchange[] = [];
    const { client } = clientOn(() => resultAnswer(1));
    const spec = { ...read, domain: '[(' };
    await failure(client.run(connection, spec, { onExchange: (exchange) => told.push(exchange) }));
    expect(told).toEqual([]);
  });

  it('end where a body is longer than a million characters, with no half of a secret', async () => {
    const filler = 'x'.repeat(999_990);
    const [, call] = await toldOf(
      ({ body = '' }) => (body.includes('"common"') ? resultAnswer(7) : { body: filler + canary + filler }),
      {},
    );
    expect(call?.responseLength).toBe(2 * filler.length + canary.length);
    expect(call?.responseBody).toHaveLength(999_990 + 10);
    expect(call?.responseBody?.slice(-10)).toBe('•••xxxxxxx');
  });
});

describe('a request as a curl command', () => {
  /** The words that a shell makes of a command. */
  function words(command: string, secret = 's3cret $HOME'): string[] {
    const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command}`;
    const out = execFileSync('sh', ['-c', script], { env: { ODOO_SECRET: secret }, encoding: 'utf8' });
    return out.split('\0').slice(0, -1);
  }

  const exchange: WireExchange = {
    method: 'POST',
    url: 'https://erp.example.com/json/2/res.partner/search?a=[1]',
    requestHeaders: { authorization: 'bearer •••', 'content-type': 'application/json' },
    requestBody: '{"a": "it\'s\\n\\"$HOME\\" `id` é😀",\n "b": "•••", "c": "!"}',
    ms: 1,
  };

  it('is what was sent, word by word, with the secret from the environment', () => {
    expect(words(curlCommand(exchange))).toEqual([
      exchange.url,
      '--globoff',
      '-H',
      'authorization: bearer s3cret $HOME',
      '-H',
      'content-type: application/json',
      '--data-raw',
      exchange.requestBody?.replace('•••', 's3cret $HOME'),
    ]);
  });

  it('names the method where curl would choose another', () => {
    const bare = { url: 'https://erp.example.com/web', requestHeaders: {}, ms: 1 };
    expect(words(curlCommand({ ...bare, method: 'GET' }))).toEqual([bare.url]);
    expect(words(curlCommand({ ...bare, method: 'HEAD' }))).toEqual([bare.url, '--head']);
    expect(words(curlCommand({ ...bare, method: 'DELETE' }))).toEqual([bare.url, '-X', 'DELETE']);
    expect(words(curlCommand({ ...bare, method: 'PUT', requestBody: '•••' }))).toEqual([
      bare.url,
      ...['-X', 'PUT', '-H', 'Content-Type:', '--data-raw', 's3cret $HOME'],
    ]);
  });

  it('says that a body which was cut is not whole', () => {
    expect(curlCommand({ ...exchange, requestLength: 2_000_000 })).toMatch(
      /^# Only the start of the body .*2000000/,
    );
  });
});
