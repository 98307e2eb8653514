import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  text: string;
  /** Whether the body came to its end. */
  complete: boolean;
}

export interface RawRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** A certificate to trust. */
  ca?: string;
  /** Gives up after this many milliseconds, as a client does that has waited long enough. */
  giveUpAfterMs?: number;
  /** Stops reading after this many bytes. */
  atMost?: number;
}

/** A request as the wire has it: no redirect followed, nothing unpacked. Rejects where no answer begins. */
export function raw(url: string, options: RawRequest = {}): Promise<RawAnswer> {
  const { method = 'GET', headers = {}, body, ca, giveUpAfterMs, atMost = Infinity } = options;
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      { method, headers, agent: false, ...(ca === undefined ? {} : { ca }) },
      (response) => {
        const chunks: Buffer[] = [];
        let length = 0;
        const done = (): void => {
          const all = Buffer.concat(chunks);
          const { statusCode = 0, headers: got, complete } = response;
          resolve({ status: statusCode, headers: got, body: all, text: all.toString('utf8'), complete });
        };
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          length += chunk.length;
          if (length >= atMost) response.destroy();
        });
        response.once('error', () => undefined);
        response.once('close', done);
      },
    );
    request.once('error', reject);
    if (giveUpAfterMs !== undefined) {
      request.setTimeout(giveUpAfterMs, () => request.destroy(new Error('gave up')));
    }
    request.end(body);
  });
}
