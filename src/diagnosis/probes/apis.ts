import { protocolLabels } from '../../model/authMethod';
import { offers } from '../../odoo/auth/methods';
import { assertFailed, toProblem } from '../../odoo/error';
import type { Problem } from '../../model/problem';
import { fitsHeader } from '../../odoo/protocol/headerText';
import { httpProblem, isHtml } from '../../odoo/protocol/httpProblem';
import { encodeJsonRpc } from '../../odoo/protocol/jsonRpc';
import { encodeXmlRpc } from '../../odoo/protocol/xmlRpc';
import type { HttpAnswer, HttpRequest } from '../../odoo/transport';
import {
  failed,
  failedAs,
  ok,
  skipped,
  warning,
  type ApiName,
  type ApiSeen,
  type Inquiry,
  type Sighting,
} from '../inquiry';
import { t } from '../words/translate';

const names = ['json2', 'jsonRpc', 'xmlRpc', 'web'] as const;

/** Asks every API that this version has something harmless, without a secret: which of them are there? */
export async function apis(inquiry: Inquiry): Promise<Sighting> {
  if (!inquiry.version) return skipped(t('the server does not say that it is Odoo'));
  const offered = names.filter((name) => offers(inquiry.version, { auth: proof[name], protocol: name }));
  await Promise.all(
    offered.map(async (name) => {
      const seen = await look(inquiry, name);
      if (seen) inquiry.apis.set(name, seen);
    }),
  );
  const there = offered.filter((name) => isThere(inquiry.apis.get(name)));
  const missing = offered.filter((name) => !there.includes(name));
  const own = names.find((name) => name === inquiry.connection.protocol);
  const seen = own && inquiry.apis.get(own);
  if (own && seen && !isThere(seen)) return ownMissing(inquiry, own, seen, there);
  const labels = there.map((name) => protocolLabels[name]).join(', ');
  if (missing.length > 0) {
    return warning(
      t('{there}; not {missing}', {
        there: labels || t('none'),
        missing: missing.map((name) => protocolLabels[name]).join(', '),
      }),
      t('These APIs answered, asked without a secret.'),
    );
  }
  return ok(labels, t('Each of these APIs answered, asked without a secret.'));
}

const proof = { json2: 'apiKey', jsonRpc: 'password', xmlRpc: 'password', web: 'webSession' } as const;

function isThere(seen: ApiSeen | undefined): boolean {
  return seen !== undefined && ['there', 'noDatabase', 'failing'].includes(seen.state);
}

/** What to ask an API that needs no secret and changes nothing. */
function question(inquiry: Inquiry, name: ApiName): HttpRequest {
  const { url, connection } = inquiry;
  const common = { service: 'common', method: 'version', args: [] };
  switch (name) {
    case 'jsonRpc':
      return withHeader(inquiry, encodeJsonRpc(`${url}/jsonrpc`, common));
    case 'xmlRpc':
      return withHeader(inquiry, encodeXmlRpc(`${url}/xmlrpc/2/common`, 'version', []));
    case 'web':
      return withHeader(
        inquiry,
        encodeJsonRpc(`${url}/web/dataset/call_kw/res.users/context_get`, {
          model: 'res.users',
          method: 'context_get',
          args: [],
          kwargs: {},
        }),
      );
    case 'json2':
      return {
        method: 'POST',
        url: `${url}/json/2/res.users/context_get`,
        headers: {
          'content-type': 'application/json',
          ...(fitsHeader(connection.database) ? { 'x-odoo-database': connection.database } : {}),
        },
        body: '{}',
      };
  }
}

function withHeader({ connection }: Inquiry, request: HttpRequest): HttpRequest {
  if (!connection.databaseHeader || !fitsHeader(connection.database)) return request;
  return { ...request, headers: { ...request.headers, 'x-odoo-database': connection.database } };
}

async function look(inquiry: Inquiry, name: ApiName): Promise<ApiSeen | undefined> {
  const request = question(inquiry, name);
  const answer = await send(inquiry, request);
  if (!answer) return undefined;
  const seen = { ...read(name, answer), ...meaning(answer, request.url) };
  const { database } = inquiry.connection;
  const rpc = name === 'jsonRpc' || name === 'xmlRpc';
  // From Odoo 19 on the header names the database for every path (odoo/http.py).
  if (rpc && seen.state === 'absent' && (inquiry.version?.major ?? 0) >= 19 && fitsHeader(database)) {
    const headers = { ...request.headers, 'x-odoo-database': database };
    const again = await send(inquiry, { ...request, headers });
    if (again && read(name, again).state === 'there') return { ...seen, withDatabaseHeader: true };
  }
  return seen;
}

async function send(inquiry: Inquiry, request: HttpRequest): Promise<HttpAnswer | undefined> {
  try {
    return await inquiry.exchange(request);
  } catch (error) {
    assertFailed(error);
    return undefined;
  }
}

/** What stands between here and Odoo says the same on every path, and is worth more than that an API is missing. */
const anywhere = new Set([
  'http.tooManyRequests',
  'http.botFilter',
  'http.redirected',
  'http.gateway',
  'http.requestTooLarge',
  'server.contentType',
  'signIn.cookieAndDatabase',
  'tls.clientCertificate',
]);

function meaning(answer: HttpAnswer, url: string): { problem?: Problem } {
  const problem = httpProblem(answer, url);
  return problem && anywhere.has(problem.code) ? { problem: toProblem(problem) } : {};
}

/** What the answer says about the API (Odoo 12–19; without a database Odoo's own 404 page says so, or names no route). */
function read(name: ApiName, { status, headers, body }: HttpAnswer): ApiSeen {
  const json = /json/.test(headers['content-type'] ?? '');
  const html = isHtml({ status, headers, body, bytes: 0 });
  switch (name) {
    case 'json2':
      if (json && status === 401) return { state: 'there', status };
      if (status === 404 && html && /No database is selected/i.test(body))
        return { state: 'noDatabase', status };
      if (status >= 500) return { state: 'failing', status };
      // A request without a key, refused in Odoo’s form or answered all the same: the API is there.
      if (json && status !== 404) return { state: 'there', status };
      break;
    case 'web':
      if (json && status === 200) return { state: 'there', status };
      if (status === 404) return { state: 'noDatabase', status };
      // Odoo 14 with several databases hides the reason of every refusal behind a page.
      if (status === 500 || status === 400) return { state: 'there', status };
      break;
    case 'jsonRpc':
    case 'xmlRpc':
      if (status === 200 && !html) return { state: 'there', status };
      if (status === 500 && html) return { state: 'there', status };
  }
  return { state: status === 404 ? 'absent' : 'blocked', status };
}

/** The connection's own API is not there: not loaded in Odoo, or held back in front of it? */
function ownMissing(inquiry: Inquiry, own: ApiName, seen: ApiSeen, there: readonly ApiName[]): Sighting {
  const { auth, database } = inquiry.connection;
  const { status } = seen;
  const label = protocolLabels[own];
  const host = new URL(inquiry.url).host;
  const serverName = inquiry.serverName;
  const paths = { jsonRpc: '/jsonrpc', xmlRpc: '/xmlrpc/2', json2: '/json/2', web: '/web/dataset' };
  const path = paths[own];
  const facts = { host, path, status, auth, ...(serverName ? { serverName } : {}) };
  const byItself = seen.problem;
  const answered = t('{path} answered with HTTP {status}, asked without a secret.', { path, status });
  const detail = t('{label} is not there (HTTP {status})', { label, status });
  const loaded = there.map((name) => protocolLabels[name]).join(', ');
  const others = loaded ? [t('{labels} do answer.', { labels: loaded })] : [];
  if (byItself) return failed(byItself, { evidence: [answered, ...others] });
  const rpc = ['jsonRpc', 'xmlRpc'] as const;
  const bothAbsent = rpc.every((name) => inquiry.apis.get(name)?.state === 'absent');
  if (bothAbsent) {
    const withHeader = seen.withDatabaseHeader === true;
    const evidence = [
      t('/jsonrpc and /xmlrpc/2 both answered with HTTP 404, while Odoo’s own version question is answered.'),
      ...(withHeader
        ? [t('With the header X-Odoo-Database: {database}, {path} is there.', { database, path })]
        : []),
    ];
    return failedAs(
      'protocol.rpcNotLoaded',
      { ...facts, database, withHeader },
      { evidence, detail, goesOn: true },
    );
  }
  const code = own === 'xmlRpc' ? 'protocol.xmlRpcBlocked' : 'protocol.notAvailable';
  return failedAs(code, facts, { evidence: [answered, ...others], detail, goesOn: true });
}
