import { OdooError } from '../../src/odoo/error';
import type { HttpAnswer, HttpRequest, SendOptions, Transport } from '../../src/odoo/transport';

/** Answers a request, or lets it fail by throwing. */
export type Script = (
  request: HttpRequest,
  options: SendOptions,
) => Partial<HttpAnswer> | Promise<Partial<HttpAnswer>>;

/** A transport that sends nothing: a script answers, and every request is kept. */
export class ScriptedTransport implements Transport {
  readonly requests: HttpRequest[] = [];
  readonly #script: Script;

  constructor(script: Script) {
    this.#script = script;
  }

  async send(request: HttpRequest, options: SendOptions): Promise<HttpAnswer> {
    if (options.signal?.aborted) throw new OdooError('call.cancelled');
    this.requests.push(request);
    const answer = { status: 200, headers: {}, body: '', ...(await this.#script(request, options)) };
    return { ...answer, bytes: Buffer.byteLength(answer.body) };
  }
}

/** Passes requests on and keeps them: for tests that count what left. */
export class RecordingTransport implements Transport {
  readonly requests: HttpRequest[] = [];
  readonly #inner: Transport;

  constructor(inner: Transport) {
    this.#inner = inner;
  }

  send(request: HttpRequest, options: SendOptions): Promise<HttpAnswer> {
    this.requests.push(request);
    return this.#inner.send(request, options);
  }
}

/** The same answer, which also sets cookies. */
export const settingCookies = (
  answer: Partial<HttpAnswer>,
  ...setCookies: string[]
): Partial<HttpAnswer> => ({
  ...answer,
  setCookies,
});

export const jsonAnswer = (value: unknown, status = 200): Partial<HttpAnswer> => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

/** A JSON-RPC answer with a result, as Odoo's controllers write it. */
export const resultAnswer = (result: unknown): Partial<HttpAnswer> =>
  jsonAnswer({ jsonrpc: '2.0', id: 1, result });

/** A JSON-RPC answer with an exception, as Odoo's controllers write it. */
export const exceptionAnswer = (name: string, message: string, debug = ''): Partial<HttpAnswer> =>
  jsonAnswer({
    jsonrpc: '2.0',
    id: 1,
    error: { code: 200, message: 'Odoo Server Error', data: { name, message, debug } },
  });

export const htmlAnswer = (status: number, title: string, text = ''): Partial<HttpAnswer> => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html>\n<title>${title}</title>\n<p>${text}</p>`,
});

/** An XML-RPC answer; `value` is what stands between <value> and </value>. */
export const xmlAnswer = (value: string): Partial<HttpAnswer> => ({
  headers: { 'content-type': 'text/xml' },
  body: `<?xml version='1.0'?>\n<methodResponse><params><param><value>${value}</value></param></params></methodResponse>`,
});

export const faultAnswer = (code: number, text: string): Partial<HttpAnswer> => ({
  headers: { 'content-type': 'text/xml' },
  body: `<?xml version='1.0'?>\n<methodResponse><fault><value><struct><member><name>faultCode</name><value><int>${code}</int></value></member><member><name>faultString</name><value><string>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</string></value></member></struct></value></fault></methodResponse>`,
});
