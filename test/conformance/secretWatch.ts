import { inspect } from 'node:util';
import type { HttpAnswer, HttpRequest, SendOptions, Transport } from '../../src/odoo/transport';

/** Passes requests on and learns every secret that the server gives out on the way: cookies and tokens. */
export class SecretWatch implements Transport {
  readonly #inner: Transport;
  readonly #secrets = new Set<string>();

  constructor(inner: Transport) {
    this.#inner = inner;
  }

  /** Something that must not turn up anywhere. Short texts would be found by chance. */
  learn(secret: string | undefined): void {
    if (secret && secret.length >= 12) this.#secrets.add(secret);
  }

  get count(): number {
    return this.#secrets.size;
  }

  async send(request: HttpRequest, options: SendOptions): Promise<HttpAnswer> {
    const answer = await this.#inner.send(request, options);
    for (const cookie of answer.setCookies ?? []) this.learn(/=([^;]*)/.exec(cookie)?.[1]);
    for (const [, token] of answer.body.matchAll(/"(?:access_token|refresh_token)"\s*:\s*"([^"]+)"/g)) {
      this.learn(token);
    }
    return answer;
  }

  /** Where a secret stands in something that a person, a page or a log may see: as it prints, all the way down. */
  find(shown: unknown): string | undefined {
    const text = inspect(shown, {
      depth: 20,
      maxStringLength: 200_000,
      maxArrayLength: 1000,
      showHidden: true,
    });
    const found = [...this.#secrets].find((secret) => text.includes(secret));
    if (found === undefined) return undefined;
    const at = text.indexOf(found);
    return `…${text.slice(Math.max(0, at - 120), at)}[${found.slice(0, 4)}…]`;
  }
}
