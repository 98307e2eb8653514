import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { isDict } from './values';
import type { Value } from './values';

/** Whom a token stands for, and where. */
export interface Grant {
  database: string;
  uid: number;
  /** What an OAuth2 token allows; undefined for everything the user may. */
  scopes?: readonly string[];
}

/** Why a token opens nothing. */
export type TokenProblem = 'invalid' | 'expired';

/** More tokens than any program holds at a time; the oldest is void for a new one. */
const mostTokens = 10_000;

/** The bearer tokens of a server: JWTs, the refresh tokens that go with them, and OAuth2's opaque ones. */
export class Tokens {
  readonly #secret = randomBytes(32);
  readonly #refresh = new Map<string, Grant>();
  readonly #opaque = new Map<string, { grant: Grant; until: number }>();
  /** Tokens older than this are void, whatever they say. */
  #voidBefore = 0;
  #issued = 0;

  /** @param lifetimeSeconds how long a JWT is good for */
  constructor(readonly lifetimeSeconds: number) {}

  /** A JWT signed with HMAC-SHA-256 (RFC 7519). */
  jwt(grant: Grant, lifetimeSeconds = this.lifetimeSeconds): string {
    const now = Date.now() / 1000;
    const payload = {
      sub: String(grant.uid),
      db: grant.database,
      iat: Math.floor(now),
      exp: Math.floor(now) + lifetimeSeconds,
      jti: String(++this.#issued),
      ...(grant.scopes === undefined ? {} : { scope: grant.scopes.join(' ') }),
    };
    const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`;
    return `${signed}.${this.#signature(signed)}`;
  }

  readJwt(token: string): Grant | TokenProblem {
    const [head = '', payload = '', signature = '', ...rest] = token.split('.');
    const expected = Buffer.from(this.#signature(`${head}.${payload}`));
    const given = Buffer.from(signature);
    if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) {
      return 'invalid';
    }
    const claims = decode(payload);
    if (!isDict(claims)) return 'invalid';
    const { sub, db, exp, jti, scope } = claims;
    if (Number(jti) <= this.#voidBefore || Number(exp) <= Date.now() / 1000) return 'expired';
    const scopes = typeof scope === 'string' ? { scopes: scope.split(' ') } : {};
    return { database: typeof db === 'string' ? db : '', uid: Number(sub), ...scopes };
  }

  /** A token to get the next JWT with; it works once. */
  refreshToken(grant: Grant): string {
    const token = randomBytes(32).toString('base64url');
    keep(this.#refresh, token, grant);
    return token;
  }

  /** Takes a refresh token back, so that it is refused the next time. */
  redeem(token: string): Grant | undefined {
    const grant = this.#refresh.get(token);
    this.#refresh.delete(token);
    return grant;
  }

  /** An OAuth2 access token that says nothing by itself (RFC 6749). */
  opaque(grant: Grant, lifetimeSeconds: number): string {
    const token = randomBytes(24).toString('base64url');
    keep(this.#opaque, token, { grant, until: Date.now() + lifetimeSeconds * 1000 });
    return token;
  }

  readOpaque(token: string): Grant | TokenProblem {
    const found = this.#opaque.get(token);
    if (found === undefined) return 'invalid';
    return found.until > Date.now() ? found.grant : 'expired';
  }

  /** Whom any bearer token stands for. */
  read(token: string): Grant | TokenProblem {
    const grant = this.readOpaque(token);
    return grant === 'invalid' ? this.readJwt(token) : grant;
  }

  /** Lets every access token run out now. Refresh tokens stay. */
  expireAll(): void {
    this.#voidBefore = this.#issued;
    for (const kept of this.#opaque.values()) kept.until = 0;
  }

  #signature(signed: string): string {
    return createHmac('sha256', this.#secret).update(signed).digest('base64url');
  }
}

function keep<T>(tokens: Map<string, T>, token: string, value: T): void {
  tokens.set(token, value);
  const [oldest] = tokens.keys();
  if (tokens.size > mostTokens && oldest !== undefined) tokens.delete(oldest);
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function decode(part: string): Value {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Value;
  } catch {
    return null;
  }
}
