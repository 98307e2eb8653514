import type { Connection, TokenRequest } from '../../../../src/model/connection';
import type { RequestSpec } from '../../../../src/model/requestSpec';
import { OdooClient } from '../../../../src/odoo/client';
import type { HttpAnswer, HttpRequest } from '../../../../src/odoo/transport';
import { jsonAnswer, ScriptedTransport, type Script } from '../../../support/scriptedTransport';
import { connection } from '../clientBench';

export const token: TokenRequest = {
  url: '/api/auth/token',
  method: 'POST',
  format: 'json',
  body: '{"login": "{{login}}", "password": "{{secret}}", "db": "{{database}}"}',
  accessToken: 'access_token',
};

export const jwtConnection: Connection = {
  ...connection,
  auth: 'jwt',
  protocol: 'rest',
  rest: { dialect: 'plain', basePath: '/api' },
  token,
};

/** The same with other words on how to get the token. */
export function jwtWith(changes: Partial<TokenRequest>): Connection {
  return { ...jwtConnection, token: { ...token, ...changes } };
}

export const list = { operation: 'restList', route: 'partner' } as const satisfies RequestSpec;
export const create = {
  operation: 'restCreate',
  route: 'partner',
  values: {},
} as const satisfies RequestSpec;

export const isTokenRequest = ({ url }: HttpRequest): boolean => /\/(token|refresh)(\?|$)/.test(url);

/** A client with clocks that a test sets: `ms` runs, `wall` is the computer's. */
export function tokenBench(script: Script, secret = 'secret-1') {
  const clock = { ms: 0, wall: Date.UTC(2026, 0, 1) };
  const transport = new ScriptedTransport(script);
  const client = new OdooClient({
    transport,
    secrets: { read: () => Promise.resolve(secret) },
    guard: { confirm: () => Promise.resolve(true), webSignIn: () => Promise.resolve(false) },
    now: () => clock.ms,
    wallClock: () => clock.wall,
    limits: () => ({ timeoutMs: 1000, maxBytes: 100_000 }),
  });
  const tokenRequests = (): HttpRequest[] => transport.requests.filter(isTokenRequest);
  const proofs = (): (string | undefined)[] =>
    transport.requests
      .filter((each) => !isTokenRequest(each))
      .map(({ headers }) => headers?.['authorization']);
  return { client, transport, clock, tokenRequests, proofs };
}

/** Gives token t1, t2, … and takes the last one alone; everything else is for the test to say. */
export function tokenServer(more: (count: number) => Record<string, unknown> = () => ({})) {
  let count = 0;
  let revoked = false;
  return {
    revoke: () => {
      revoked = true;
    },
    script: (request: HttpRequest): Partial<HttpAnswer> => {
      if (isTokenRequest(request)) {
        revoked = false;
        count++;
        return jsonAnswer({ access_token: `t${count}`, ...more(count) });
      }
      const good = !revoked && request.headers?.['authorization'] === `Bearer t${count}`;
      return good ? jsonAnswer([]) : jsonAnswer({ error: 'expired' }, 401);
    },
  };
}
