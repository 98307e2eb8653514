import type { HttpMethod } from '../model/requestSpec';
import type { TlsSettings } from '../model/connection';
import type { Timings } from '../model/outcome';

/** One HTTP request, ready to send. */
export interface HttpRequest {
  method: HttpMethod;
  url: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface HttpAnswer {
  status: number;
  /** Lower-case names; a repeated header's values are joined by ", ". */
  headers: Record<string, string>;
  /** Every Set-Cookie header as it came: joined, they could not be told apart. */
  setCookies?: string[];
  body: string;
  /** Size of the body as it was read, unpacked, in bytes. */
  bytes: number;
  timings?: Timings;
}

export interface SendOptions {
  signal?: AbortSignal;
  /** Milliseconds without a sign of life: to the answer's first byte, and from one piece of it to the next. */
  timeoutMs: number;
  /** An answer larger than this many bytes is given up as `http.tooLarge`. */
  maxBytes: number;
  /** Of the connection the request belongs to. */
  tls?: TlsSettings;
}

/**
 * The port through which every request leaves. It never follows redirects: a redirect would turn a POST into a GET, or carry a
 * secret to another origin.
 * @throws OdooError with a code of the groups dns, tcp, tls, http or call; never for an HTTP status.
 */
export interface Transport {
  send(request: HttpRequest, options: SendOptions): Promise<HttpAnswer>;
}
