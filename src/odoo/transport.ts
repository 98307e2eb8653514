/** One HTTP request, ready to send. */
export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface HttpAnswer {
  status: number;
  /** Lower-case names; a repeated header's values are joined by ", ". */
  headers: Record<string, string>;
  body: string;
  /** Size of the body as it was read, in bytes. */
  bytes: number;
}

export interface SendOptions {
  signal?: AbortSignal;
  /** Milliseconds for the whole exchange. */
  timeoutMs: number;
  /** An answer larger than this many bytes is given up as `http.tooLarge`. */
  maxBytes: number;
}

/**
 * The port through which every request leaves. It never follows redirects: a redirect would turn a POST into a GET, or carry a
 * secret to another origin.
 * @throws OdooError with a code of the groups dns, tcp, tls, http or call; never for an HTTP status.
 */
export interface Transport {
  send(request: HttpRequest, options: SendOptions): Promise<HttpAnswer>;
}
