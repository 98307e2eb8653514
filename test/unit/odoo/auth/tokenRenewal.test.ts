import { afterEach, describe, expect, it } from 'vitest';
import { OdooError } from '../../../../src/odoo/error';
import { jsonAnswer } from '../../../support/scriptedTransport';
import { failure } from '../clientBench';
import { create, isTokenRequest, jwtConnection, jwtWith, list, tokenBench, tokenServer } from './tokenBench';

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const refreshing = jwtWith({
  refreshToken: 'refresh',
  expires: 'expires_in',
  refresh: { url: '/api/auth/refresh', format: 'json', body: '{"refresh": "{{refreshToken}}"}' },
});

/** Seconds after which a token is renewed, for an answer that tells when it runs out; undefined for never. */
async function renewedAfter(
  answer: Record<string, unknown>,
  options: { headers?: Record<string, string>; wall?: number } = {},
): Promise<number | undefined> {
  const bench = tokenBench((request) => {
    if (!isTokenRequest(request)) return jsonAnswer([]);
    const given = jsonAnswer({ access_token: 't', ...answer });
    return { ...given, headers: { ...given.headers, ...options.headers } };
  });
  if (options.wall !== undefined) bench.clock.wall = options.wall;
  const self = jwtWith({ expires: 'expires' });
  await bench.client.run(self, list);
  for (const seconds of [0, 30, 53, 54, 60, 90, 269, 270, 300, 3569, 3570, 3600, 1e6]) {
    bench.clock.ms = seconds * 1000;
    const before = bench.tokenRequests().length;
    await bench.client.run(self, list);
    if (bench.tokenRequests().length > before) return seconds;
  }
  return undefined;
}

function jwt(claims: Record<string, unknown>): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part(claims)}.signature`;
}

describe('a token that runs out', () => {
  const start = Date.UTC(2026, 0, 1) / 1000;

  it.each([
    ['seconds', 3600],
    ['seconds as text', '3600'],
    ['seconds since 1970', start + 3600],
    ['milliseconds since 1970', (start + 3600) * 1000],
    ['a date with a time zone', '2026-01-01T02:00:00+01:00'],
    ['a date in UTC', '2026-01-01T01:00:00.000Z'],
    ['Odoo’s way to write a date', '2026-01-01 01:00:00'],
    ['Python’s way to write a date', '2026-01-01T01:00:00.000000'],
    ['a date as headers have it', 'Thu, 01 Jan 2026 01:00:00 GMT'],
  ])('is renewed half a minute before, by %s', async (_how, expires) => {
    for (const place of ['UTC', 'Asia/Tokyo', 'America/New_York']) {
      process.env['TZ'] = place;
      expect(await renewedAfter({ expires })).toBe(3570);
    }
  });

  it('is renewed a tenth of its time before where that is less', async () => {
    expect(await renewedAfter({ expires: 60 })).toBe(54);
  });

  it('is renewed by what it says itself where the answer does not', async () => {
    const inside = { access_token: jwt({ iat: 1000, exp: 1300 }) };
    expect(await renewedAfter(inside)).toBe(270);
    expect(await renewedAfter({ ...inside, expires: 3600 })).toBe(3570);
  });

  it.each([
    ['nothing is said', {}],
    ['what is said cannot be read', { expires: 'soon' }],
    ['null is said', { expires: null }],
    ['it only looks like a JWT', { access_token: 'a.b.c' }],
    ['its claims make no sense', { access_token: jwt({ iat: 5, exp: 5 }) }],
    ['its claims are a list', { access_token: `x.${Buffer.from('[1]').toString('base64url')}.y` }],
  ])('is kept until it is refused where %s', async (_what, answer) => {
    expect(await renewedAfter(answer)).toBeUndefined();
  });

  it('is measured by the server’s clock, though ours is an hour off', async () => {
    const headers = { date: 'Thu, 01 Jan 2026 00:00:00 GMT' };
    for (const hours of [-1, 1, 24]) {
      const wall = Date.UTC(2026, 0, 1, hours);
      expect(await renewedAfter({ expires: start + 3600 }, { headers, wall })).toBe(3570);
      expect(await renewedAfter({ expires: '2026-01-01 01:00:00' }, { headers, wall })).toBe(3570);
      expect(await renewedAfter({ expires: 3600 }, { headers, wall })).toBe(3570);
    }
  });

  it('is asked for once a call, though it has run out already when it comes', async () => {
    const { client, tokenRequests } = tokenBench(tokenServer(() => ({ expires_in: 0 })).script);
    const self = jwtWith({ expires: 'expires_in' });
    await client.run(self, list);
    await client.run(self, list);
    expect(tokenRequests()).toHaveLength(2);
  });

  it('is renewed without a word, since nothing had to be sent again', async () => {
    const { client, clock } = tokenBench(tokenServer(() => ({ expires_in: 60 })).script);
    const self = jwtWith({ expires: 'expires_in' });
    await client.run(self, list);
    clock.ms = 60_000;
    expect((await client.run(self, list)).note).toBeUndefined();
  });
});

describe('a token that is refused', () => {
  it('is replaced once and the call sent again, a write too: nothing was carried out', async () => {
    const server = tokenServer();
    const { client, tokenRequests, proofs } = tokenBench(server.script);
    await client.run(jwtConnection, list);
    server.revoke();
    expect(await client.run(jwtConnection, create)).toMatchObject({ note: 'signedInAgain', status: 200 });
    expect(tokenRequests()).toHaveLength(2);
    expect(proofs()).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t2']);
  });

  it('is not replaced while it is fresh, nor twice for one call', async () => {
    const { client, transport } = tokenBench((request) =>
      isTokenRequest(request) ? jsonAnswer({ access_token: 't' }) : jsonAnswer({ error: 'no' }, 401),
    );
    expect((await failure(client.run(jwtConnection, list))).code).toBe('signIn.notAccepted');
    expect(transport.requests).toHaveLength(2);
    expect((await failure(client.run(jwtConnection, list))).code).toBe('signIn.notAccepted');
    expect(transport.requests).toHaveLength(2 + 3);
  });

  it('is replaced once for all the calls that meet it', async () => {
    const server = tokenServer();
    const { client, tokenRequests } = tokenBench(server.script);
    await client.run(jwtConnection, list);
    server.revoke();
    await Promise.all(Array.from({ length: 10 }, () => client.run(jwtConnection, list)));
    expect(tokenRequests()).toHaveLength(2);
  });

  it('is not suspected when the call itself is forbidden', async () => {
    const { client, tokenRequests } = tokenBench((request) =>
      isTokenRequest(request) ? jsonAnswer({ access_token: 't' }) : jsonAnswer({ error: 'no' }, 403),
    );
    await client.signIn(jwtConnection);
    expect((await failure(client.run(jwtConnection, list))).code).toBe('rest.forbidden');
    expect(tokenRequests()).toHaveLength(1);
  });
});

describe('a refresh token', () => {
  /** What was sent to get tokens: refresh tokens, or "secret". */
  const sent = (requests: { url: string; body?: string }[]): string[] =>
    requests.map(({ url, body = '' }) =>
      url.endsWith('/refresh') ? (JSON.parse(body) as { refresh: string }).refresh : 'secret',
    );

  it('gets the next token, and each answer’s new one the one after that', async () => {
    const { client, clock, tokenRequests } = tokenBench(
      tokenServer((count) => ({ refresh: `r${count}`, expires_in: 60 })).script,
    );
    for (const minute of [0, 1, 2, 3]) {
      clock.ms = minute * 60_000;
      await client.run(refreshing, list);
    }
    expect(sent(tokenRequests())).toEqual(['secret', 'r1', 'r2', 'r3']);
    expect(tokenRequests()[1]).toMatchObject({ method: 'POST', body: '{"refresh":"r1"}' });
    expect(JSON.stringify(tokenRequests().slice(1))).not.toContain('secret-1');
  });

  it('stays good where the server sends no new one', async () => {
    const { client, clock, tokenRequests } = tokenBench(
      tokenServer((count) => ({ ...(count === 1 ? { refresh: 'r1' } : {}), expires_in: 60 })).script,
    );
    for (const minute of [0, 1, 2]) {
      clock.ms = minute * 60_000;
      await client.run(refreshing, list);
    }
    expect(sent(tokenRequests())).toEqual(['secret', 'r1', 'r1']);
  });

  it('is used when the token is refused, too', async () => {
    const server = tokenServer((count) => ({ refresh: `r${count}` }));
    const { client, tokenRequests } = tokenBench(server.script);
    await client.run(refreshing, list);
    server.revoke();
    expect((await client.run(refreshing, list)).note).toBe('signedInAgain');
    expect(sent(tokenRequests())).toEqual(['secret', 'r1']);
  });

  it.each([400, 401, 403])('that is refused by %i gives way to the secret', async (status) => {
    const server = tokenServer((count) => ({ refresh: `r${count}`, expires_in: 60 }));
    const { client, clock, tokenRequests } = tokenBench((request) =>
      request.url.endsWith('/refresh') ? jsonAnswer({ error: 'used up' }, status) : server.script(request),
    );
    await client.run(refreshing, list);
    clock.ms = 60_000;
    expect((await client.run(refreshing, list)).status).toBe(200);
    expect(sent(tokenRequests())).toEqual(['secret', 'r1', 'secret']);
    clock.ms = 120_000;
    await client.run(refreshing, list);
    expect(sent(tokenRequests()).slice(3)).toEqual(['r2', 'secret']);
  });

  it('does not give way to the secret while the server is only out of order, and is tried again', async () => {
    let broken = true;
    const server = tokenServer((count) => ({ refresh: `r${count}`, expires_in: 60 }));
    const { client, clock, tokenRequests } = tokenBench((request) =>
      broken && request.url.endsWith('/refresh') ? jsonAnswer({}, 503) : server.script(request),
    );
    await client.run(refreshing, list);
    clock.ms = 60_000;
    expect((await failure(client.run(refreshing, list))).code).toBe('http.gateway');
    broken = false;
    await client.run(refreshing, list);
    expect(sent(tokenRequests())).toEqual(['secret', 'r1', 'r1']);
  });

  it('is cut out of what the server says', async () => {
    const server = tokenServer(() => ({ refresh: 'refresh-secret', expires_in: 60 }));
    const { client, clock } = tokenBench((request) =>
      request.url.endsWith('/refresh')
        ? jsonAnswer({ message: 'refresh-secret is not known' }, 500)
        : server.script(request),
    );
    await client.run(refreshing, list);
    clock.ms = 60_000;
    const error = await failure(client.run(refreshing, list));
    expect(error.server?.message).toBe('… is not known');
  });
});

describe('calls that begin together', () => {
  it('share one request for a token', async () => {
    const { client, tokenRequests } = tokenBench(tokenServer().script);
    await Promise.all(Array.from({ length: 10 }, () => client.run(jwtConnection, list)));
    expect(tokenRequests()).toHaveLength(1);
  });

  it.each([0, 5])('go on when the one with number %i is cancelled', async (number) => {
    let release = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      release = resolve;
    });
    const server = tokenServer();
    const { client, tokenRequests } = tokenBench(async (request, { signal }) => {
      if (isTokenRequest(request)) {
        await Promise.race([
          asked,
          new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => reject(new OdooError('call.cancelled')));
          }),
        ]);
      }
      return server.script(request);
    });
    const aborts = Array.from({ length: 10 }, () => new AbortController());
    const calls = aborts.map(({ signal }) => client.run(jwtConnection, list, { signal }));
    const outcomes = Promise.allSettled(calls);
    await new Promise((resolve) => setImmediate(resolve));
    aborts[number]?.abort();
    await new Promise((resolve) => setImmediate(resolve));
    release();
    expect((await outcomes).map(({ status }) => status)).toEqual(
      Array.from({ length: 10 }, (_, index) => (index === number ? 'rejected' : 'fulfilled')),
    );
    expect(tokenRequests()).toHaveLength(number === 0 ? 2 : 1);
  });

  it('are all told when the token is refused, by one request', async () => {
    const { client, transport } = tokenBench(() => jsonAnswer({ error: 'no' }, 401));
    const codes = await Promise.all(
      Array.from({ length: 10 }, async () => (await failure(client.run(jwtConnection, list))).code),
    );
    expect(new Set(codes)).toEqual(new Set(['signIn.tokenRefused']));
    expect(transport.requests).toHaveLength(1);
  });
});
