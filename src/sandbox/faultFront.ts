import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxReply, SandboxRequest } from './exchange';
import { withForeignCookie } from './faultCookies';
import type { FaultId } from './faults';

/**
 * What stands between the caller and Odoo, and spoils it: it changes the request, answers itself, or damages Odoo's answer. Pages are
 * nginx's, Cloudflare's or nobody's.
 * @param odoo the server behind
 */
export async function throughFault(
  request: SandboxRequest,
  odoo: (request: SandboxRequest) => Promise<SandboxReply>,
): Promise<SandboxReply> {
  const { fault, faultDelayMs } = request.site;
  const instead = answerInstead(fault, request);
  if (instead !== undefined) return instead;
  if (fault === 'slow' || fault === 'silent') {
    await wait(fault === 'slow' ? faultDelayMs : longest, request.signal);
    // Nothing is done for who has stopped waiting.
    if (fault === 'silent' || request.signal.aborted) return nginx(504, 'Gateway Time-out');
  }
  const reply = await odoo(changed(fault, request));
  return damaged(fault, reply);
}

/** Ten minutes: nobody waits longer for an answer that does not come. */
const longest = 600_000;

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

function answerInstead(fault: FaultId | undefined, request: SandboxRequest): SandboxReply | undefined {
  switch (fault) {
    case 'html-page':
      return html(200, shopPage);
    case 'login-portal':
      return html(200, portalPage);
    case 'sso-redirect':
      return request.path === '/sso/login'
        ? html(200, portalPage)
        : redirect(302, `${request.origin}/sso/login?next=${encodeURIComponent(request.path)}`);
    case 'redirect-301':
    case 'redirect-302':
    case 'redirect-307':
    case 'redirect-308':
      return toOtherOrigin(Number(fault.slice(-3)), request);
    case 'redirect-https':
      return request.origin.startsWith('https:')
        ? undefined
        : redirect(301, `https:${request.origin.slice('http:'.length)}${pathAndQuery(request)}`);
    case 'redirect-path':
      return /^\/erp(\/|$)/.test(request.path) ? undefined : redirect(308, `/erp${pathAndQuery(request)}`);
    case 'basic-auth':
      return request.headers['authorization'] === `Basic ${btoa('gate:gate')}`
        ? undefined
        : nginx(401, 'Authorization Required', { 'WWW-Authenticate': 'Basic realm="Staging"' });
    case 'waf-403':
      return nginx(403, 'Forbidden');
    case 'cloudflare-challenge':
      return html(403, challengePage, {
        Server: 'cloudflare',
        'cf-mitigated': 'challenge',
        'CF-RAY': '8f2a1b3c4d5e6f70-BRU',
      });
    case 'no-xmlrpc':
      return request.path.startsWith('/xmlrpc') ? nginx(404, 'Not Found') : undefined;
    case 'body-too-large':
      return request.body.length > 1024 ? nginx(413, 'Request Entity Too Large') : undefined;
    case 'rate-limited':
      return nginx(429, 'Too Many Requests', { 'Retry-After': '30' });
    case 'bad-gateway':
      return nginx(502, 'Bad Gateway');
    case 'unavailable':
      return nginx(503, 'Service Temporarily Unavailable');
    case 'maintenance':
      return html(503, maintenancePage, { 'Retry-After': '600' });
    case 'gateway-timeout':
      return nginx(504, 'Gateway Time-out');
    case 'calls-time-out':
      return asksForRecords(request) ? nginx(504, 'Gateway Time-out') : undefined;
    case 'dies-at-once':
      return { ...html(200, ''), broken: 'atOnce' };
    case 'not-http':
      return { ...html(200, ''), broken: 'notHttp' };
    default:
      return undefined;
  }
}

/** Whether a request asks for records, which may take long; context_get tells a program only who it is. */
function asksForRecords({ path, body }: SandboxRequest): boolean {
  const text = body.toString('utf8');
  if (text.includes('context_get') || path.endsWith('/context_get')) return false;
  return (
    /^\/(json\/2|web\/dataset|xmlrpc\/2\/object)\b/.test(path) ||
    /"(service|method)": ?"(object|execute_kw)"/.test(text)
  );
}

/** What arrives at Odoo. */
function changed(fault: FaultId | undefined, request: SandboxRequest): SandboxRequest {
  const { authorization, 'x-odoo-database': database, ...others } = request.headers;
  switch (fault) {
    case 'strips-authorization':
      return { ...request, headers: { ...others, 'x-odoo-database': database } };
    case 'strips-database-header':
      return { ...request, headers: { ...others, authorization } };
    case 'cookie-of-other':
    case 'cookie-and-database':
    case 'cookie-without-key':
      return withForeignCookie(fault, request);
    case 'wrong-content-type':
      return { ...request, headers: { ...request.headers, 'content-type': 'text/plain' } };
    case 'redirect-path':
      return { ...request, path: request.path.replace(/^\/erp/, '') || '/' };
    default:
      return request;
  }
}

/** What arrives at the caller. */
function damaged(fault: FaultId | undefined, reply: SandboxReply): SandboxReply {
  switch (fault) {
    case 'dies-mid-headers':
      return { ...reply, broken: 'midHeaders' };
    case 'dies-mid-body':
      return { ...reply, broken: 'midBody' };
    case 'endless-answer':
      return { ...reply, broken: 'endless' };
    case 'truncated-answer':
      return { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) };
    case 'wrong-gzip':
      return { ...reply, headers: { ...reply.headers, 'Content-Encoding': 'gzip' } };
    default:
      return reply;
  }
}

/** The same server under its other name: another origin for a client, so that keys are dropped on the way. It answers there. */
function toOtherOrigin(status: number, request: SandboxRequest): SandboxReply | undefined {
  const { protocol, hostname, port } = new URL(request.origin);
  if (hostname === 'localhost') return undefined;
  return redirect(status, `${protocol}//localhost:${port}${pathAndQuery(request)}`);
}

function pathAndQuery({ path, query }: SandboxRequest): string {
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

function redirect(status: number, location: string): SandboxReply {
  const titles: Record<number, string> = { 301: 'Moved Permanently', 302: 'Found' };
  return nginx(status, titles[status] ?? (status === 307 ? 'Temporary Redirect' : 'Permanent Redirect'), {
    Location: location,
  });
}

function nginx(status: number, title: string, headers: Record<string, string> = {}): SandboxReply {
  const body =
    `<html>\r\n<head><title>${status} ${title}</title></head>\r\n<body>\r\n` +
    `<center><h1>${status} ${title}</h1></center>\r\n<hr><center>nginx/1.26.3</center>\r\n</body>\r\n</html>\r\n`;
  return html(status, body, headers);
}

function html(status: number, body: string, headers: Record<string, string> = {}): SandboxReply {
  return { status, headers: { Server: 'nginx/1.26.3', 'Content-Type': 'text/html', ...headers }, body };
}

const shopPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Northwind Bakery</title></head>
<body><h1>Welcome</h1><p>Fresh bread every day.</p></body></html>
`;

const portalPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sign in to your company account</title></head>
<body><form method="post" action="/sso/login"><h1>Sign in</h1>
<input name="user"><input name="pass" type="password"><button>Next</button></form></body></html>
`;

const maintenancePage =
  '<html><head><title>Down for maintenance</title></head><body><h1>Be right back</h1></body></html>';

const challengePage = `<!DOCTYPE html>
<html lang="en-US"><head><title>Just a moment...</title><meta name="robots" content="noindex,nofollow"></head>
<body><noscript>Enable JavaScript and cookies to continue</noscript><div id="challenge-error-text"></div></body></html>
`;
