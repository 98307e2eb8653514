import type { ProblemFacts } from '../../model/problem';
import { OdooError } from '../error';
import type { HttpAnswer } from '../transport';

/** Characters of a page that are looked at: what it says first. */
const lookedAt = 100_000;

/** Text of a page's title and first words, for evidence. Takes time in proportion to the page, whatever is in it. */
export function pageWords(html: string): string {
  const page = html.slice(0, lookedAt);
  const title = /<title[^<>]*>([^<]*)<\/title>/i.exec(page)?.[1]?.trim() ?? '';
  if (title) return title.slice(0, 120);
  return page
    .replace(/<(script|style)[\s\S]*?(?:<\/\1>|$)/gi, ' ')
    .replace(/<[^<>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
}

export function isHtml(answer: HttpAnswer): boolean {
  return /html/i.test(answer.headers['content-type'] ?? '') || /^\s*<(!doctype html|html)/i.test(answer.body);
}

/**
 * Explains an answer that is not the protocol's: a redirect, a gateway's error, a page. Returns undefined for a plain 200.
 * @param url the address that was asked
 */
export function httpProblem(answer: HttpAnswer, url: string): OdooError | undefined {
  const { status } = answer;
  const host = new URL(url).host;
  const serverName = serverNameOf(answer);
  const facts: ProblemFacts = { status, host };
  const front: ProblemFacts = { ...facts, ...(serverName ? { serverName } : {}) };
  const words = pageWords(answer.body);
  const more = words ? { server: { name: `HTTP ${status}`, message: words } } : {};
  if (status >= 300 && status < 400) {
    const location = answer.headers['location'] ?? '';
    return new OdooError('http.redirected', { ...facts, ...redirectFacts(location, url) }, more);
  }
  if (asksForPerson(answer)) return new OdooError('http.botFilter', front, more);
  if (status === 502 || status === 503 || status === 504) {
    return new OdooError('http.gateway', { ...front, ...retryAfter(answer) }, more);
  }
  if (
    status === 400 &&
    /plain HTTP (request was sent )?to (an )?(HTTPS|SSL-enabled server) port|HTTP request to an HTTPS server/i.test(
      answer.body,
    )
  ) {
    return new OdooError('http.tlsExpected', facts, more);
  }
  // What nginx says to whoever shows no certificate, or one it does not accept (ssl_verify_client).
  if (status === 400 && /(No required|The) SSL certificate (was sent|error)/i.test(answer.body)) {
    const reason = /No required/i.test(answer.body) ? 'required' : 'refused';
    return new OdooError('tls.clientCertificate', { ...facts, reason }, more);
  }
  if (status === 413) {
    return new OdooError('http.requestTooLarge', { ...front, by: whoLimits(answer, serverName) }, more);
  }
  if (status === 415 || (status === 400 && notTakenAsJson(answer, url))) {
    const accept = answer.headers['accept'];
    return new OdooError('server.contentType', { ...facts, ...(accept ? { accept } : {}) }, more);
  }
  if (status === 429) return new OdooError('http.tooManyRequests', { ...front, ...retryAfter(answer) }, more);
  // Odoo 19, odoo/http.py: the one names a session's database, the other another one.
  if (status === 403 && /Cannot use both the session_id cookie/.test(answer.body.slice(0, lookedAt))) {
    return new OdooError('signIn.cookieAndDatabase', facts, more);
  }
  if (status === 401 || status === 403) return new OdooError('http.forbidden', front, more);
  if (isHtml(answer)) {
    const { pathname } = new URL(url);
    if (status === 404 && /No database is selected/i.test(answer.body)) {
      return new OdooError('database.notSelected', { ...facts, path: pathname }, more);
    }
    // Odoo 14 with several databases and no filter hides the reason of every JSON-RPC error behind such a page.
    if (status === 500 && /Internal Server Error/i.test(answer.body)) {
      return new OdooError('server.hiddenReason', facts, more);
    }
    if (status === 404) return new OdooError('protocol.notAvailable', { ...facts, path: pathname }, more);
    return new OdooError('http.notOdoo', { ...facts, page: words }, more);
  }
  if (status === 404)
    return new OdooError('protocol.notAvailable', { ...facts, path: new URL(url).pathname }, more);
  if (status >= 400) return new OdooError('http.status', facts, more);
  return undefined;
}

/** What the answering server calls itself: "nginx" of "nginx/1.26.3". Empty where it does not say. */
export function serverNameOf({ headers }: HttpAnswer): string {
  return /^[^\s/]+/.exec(headers['server'] ?? '')?.[0] ?? '';
}

/** Seconds after which to ask again, where the server says so. A date counts from the answer's own. */
function retryAfter({ headers }: HttpAnswer): ProblemFacts {
  const said = headers['retry-after']?.trim() ?? '';
  if (/^\d+$/.test(said)) return { retryAfter: Number(said) };
  const seconds = (Date.parse(said) - Date.parse(headers['date'] ?? '')) / 1000;
  return Number.isFinite(seconds) ? { retryAfter: Math.max(0, Math.round(seconds)) } : {};
}

/** How bot filters begin when they want to see a person: Cloudflare, Amazon, Imperva and DataDome. */
const challenge =
  /Just a moment\.\.\.|Attention Required! \| Cloudflare|Checking your browser before|challenge-platform|_Incapsula_Resource|geo\.captcha-delivery\.com/;

/** Whether something on the way asks for proof of a person, which no program can give. */
function asksForPerson(answer: HttpAnswer): boolean {
  const { status, headers } = answer;
  if (headers['cf-mitigated'] === 'challenge' || headers['x-amzn-waf-action']) return true;
  const refuses = status === 401 || status === 403 || status === 429 || status === 503;
  return refuses && isHtml(answer) && challenge.test(answer.body.slice(0, lookedAt));
}

/** Who takes no more than so much: a page in werkzeug's form is Odoo's own, whatever stands in front (17–19, odoo/http.py). */
function whoLimits({ body }: HttpAnswer, serverName: string): 'odoo' | 'nginx' | 'proxy' {
  const own = /<title>413 Request Entity Too Large<\/title>\s*<h1>Request Entity Too Large<\/h1>\s*<p>/;
  if (/^(werkzeug|odoo|gunicorn|gevent)/i.test(serverName) || own.test(body.slice(0, lookedAt)))
    return 'odoo';
  return /nginx/i.test(serverName) ? 'nginx' : 'proxy';
}

/** Odoo takes what does not say that it is JSON for a form, and asks a form for its token (12–15, odoo/http.py) or says so (16 and later). */
function notTakenAsJson({ body }: HttpAnswer, url: string): boolean {
  const forJson = /\/(jsonrpc|web\/(dataset|session|webclient|database\/list))(\/|$)/.test(
    new URL(url).pathname,
  );
  return /Request inferred type/i.test(body) || (forJson && /invalid CSRF token/i.test(body));
}

/** Where a redirect leads, and the server address that follows from it. */
export function redirectFacts(location: string, url: string): ProblemFacts {
  try {
    const asked = new URL(url);
    const target = new URL(location, asked);
    const facts: ProblemFacts = { location: target.href };
    if (target.pathname.endsWith(asked.pathname) && target.origin !== asked.origin) {
      const base = target.pathname.slice(0, target.pathname.length - asked.pathname.length);
      facts['address'] = target.origin + base;
    } else if (target.origin !== asked.origin) {
      facts['address'] = target.origin;
    }
    return facts;
  } catch {
    return { location };
  }
}
