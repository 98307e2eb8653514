import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RequestSpec } from '../../src/model/requestSpec';
import type { Sandbox } from '../../src/sandbox/server';
import { closedPort } from '../support/faultyServers';
import {
  anyRead,
  engineFor,
  failure,
  limits,
  recorder,
  sandbox,
  ways,
  type Engine,
  type Recorder,
} from './engine';
import { startNginx, temporaryFolder, type Started } from '../support/programServers';

/** What nginx does with Odoo's requests, by the port it does it on. */
const ports = { plain: 0, login: 0, small: 0, down: 0, slow: 0, packed: 0, away: 0, within: 0, below: 0 };
const statuses = [301, 302, 307, 308] as const;

let server: Sandbox;
let engine: Engine;
let elsewhere: Recorder;
let nginx: Started;

beforeAll(async () => {
  server = await sandbox();
  engine = engineFor(server);
  elsewhere = await recorder();
  const slow = await recorder(() => undefined);
  const nobody = await closedPort();
  for (const name of Object.keys(ports) as (keyof typeof ports)[]) ports[name] = await closedPort();
  const passwords = join(temporaryFolder(), 'passwords');
  writeFileSync(passwords, 'somebody:{PLAIN}else\n');
  const block = (port: number, body: string): string => `server { listen 127.0.0.1:${port}; ${body} }`;
  const pass = `proxy_pass ${server.url}; proxy_http_version 1.1; proxy_set_header Host $http_host;`;
  nginx = await startNginx(
    [
      block(ports.plain, `location / { ${pass} }`),
      block(
        ports.login,
        `auth_basic "Staff only"; auth_basic_user_file ${passwords}; location / { ${pass} }`,
      ),
      block(ports.small, `client_max_body_size 1k; location / { ${pass} }`),
      block(ports.down, `location / { proxy_pass http://127.0.0.1:${nobody}; }`),
      block(ports.slow, `location / { proxy_read_timeout 1s; proxy_pass ${slow.url}; }`),
      block(
        ports.packed,
        `gzip on; gzip_types application/json text/xml; gzip_min_length 1; gzip_proxied any; location / { ${pass} }`,
      ),
      block(
        ports.away,
        statuses
          .map((status) => `location ~ ^/${status}(/.*)$ { return ${status} ${elsewhere.url}$1; }`)
          .join(' '),
      ),
      block(
        ports.within,
        statuses.map((status) => `location /${status}/ { return ${status} /web/login; }`).join(' '),
      ),
      block(ports.below, `location /odoo/ { proxy_pass ${server.url}/; proxy_set_header Host $http_host; }`),
    ].join('\n'),
    ports.plain,
  );
}, 600_000);

const at = (port: number, path = ''): string => `http://127.0.0.1:${port}${path}`;

describe('behind nginx', () => {
  it.each(ways)('$protocol gets through, at the root and below a path', async (way) => {
    for (const url of [at(ports.plain), at(ports.below, '/odoo')]) {
      const { value } = await engine.run(url, { way });
      expect(value).toHaveLength(3);
    }
  });

  it.each(ways)('$protocol is unpacked when nginx packs the answers, to the same records', async (way) => {
    const spec: RequestSpec = { operation: 'searchRead', model: 'res.partner', fields: ['name', 'email'] };
    const direct = await engine.run(server.url, { way, spec });
    const packed = await engine.run(at(ports.packed), { way, spec });
    expect(packed.value).toEqual(direct.value);
    expect(packed.bytes).toBe(direct.bytes);
  });

  it('really has answers packed there', async () => {
    const request = { method: 'GET', url: at(ports.packed, '/web/version') } as const;
    const direct = await engine.transport.send({ ...request, url: `${server.url}/web/version` }, limits);
    const packed = await engine.transport.send(request, limits);
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.body).toBe(direct.body);
  });
});

describe('redirects', () => {
  it.each(statuses.flatMap((status) => ways.map((way) => ({ status, ...way }))))(
    '$status to another origin is not followed over $protocol, and that origin is named',
    async ({ status, ...way }) => {
      const error = await failure(engine.run(at(ports.away, `/${status}`), { way }));
      expect(error).toMatchObject({ code: 'http.redirected', facts: { status, address: elsewhere.url } });
      expect(elsewhere.seen).toEqual([]);
    },
  );

  it.each(statuses)(
    '%d within the same origin is not followed, and no other address is named',
    async (status) => {
      const error = await failure(engine.run(at(ports.within, `/${status}`)));
      expect(error).toMatchObject({
        code: 'http.redirected',
        facts: { status, location: at(ports.within, '/web/login') },
      });
      expect(error.facts['address']).toBeUndefined();
      expect(nginx.accessLog()).not.toContain('/web/login');
    },
  );

  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const)(
    'a %s is not followed, so that its key goes nowhere else',
    async (method) => {
      const answer = await engine.transport.send(
        {
          method,
          url: at(ports.away, '/307/api/partners'),
          headers: { authorization: `Bearer ${server.apiKey}` },
        },
        limits,
      );
      expect(answer).toMatchObject({ status: 307, headers: { location: `${elsewhere.url}/api/partners` } });
      expect(elsewhere.seen).toEqual([]);
    },
  );

  it('sends no password and no key to the other origin in any of these', () => {
    // Asserted last, over everything above: the recorder would have kept it.
    const everything = elsewhere.seen.join('\n');
    expect(everything).not.toContain(server.password);
    expect(everything).not.toContain(server.apiKey);
    expect(elsewhere.seen).toHaveLength(0);
  });
});

describe('what nginx says in place of Odoo', () => {
  it.each(ways)('a password in front is not taken for Odoo’s own over $protocol', async (way) => {
    const error = await failure(engine.run(at(ports.login), { way }));
    expect(error).toMatchObject({ code: 'http.forbidden', facts: { status: 401 } });
  });

  it('is told apart from a key that Odoo itself refuses', async () => {
    const stranger = engineFor({ ...server, apiKey: '0123456789012345678901234567890123456789' });
    const way = { protocol: 'json2', auth: 'apiKey' } as const;
    expect((await failure(stranger.run(at(ports.plain), { way }))).code).toBe('signIn.keyRejected');
    expect((await failure(stranger.run(at(ports.login), { way }))).code).toBe('http.forbidden');
  });

  it('a request that is too large for it is named', async () => {
    const spec: RequestSpec = {
      operation: 'create',
      model: 'res.partner',
      values: { name: 'Large', comment: 'x'.repeat(5000) },
    };
    expect(await failure(engine.run(at(ports.small), { spec }))).toMatchObject({
      code: 'http.requestTooLarge',
      facts: { status: 413, by: 'nginx', serverName: 'nginx' },
    });
    expect((await engine.run(at(ports.small))).value).toHaveLength(3);
  });

  it.each(ways)('an Odoo that is down is named over $protocol', async (way) => {
    expect(await failure(engine.run(at(ports.down), { way }))).toMatchObject({
      code: 'http.gateway',
      facts: { status: 502 },
    });
  });

  it('an Odoo that takes longer than nginx waits is named', async () => {
    expect(await failure(engine.run(at(ports.slow), { spec: anyRead }))).toMatchObject({
      code: 'http.gateway',
      facts: { status: 504 },
    });
  });
});
