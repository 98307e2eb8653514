import { trustElsewhere } from '../../odoo/callExchange';
import { assertFailed, OdooError, toProblem } from '../../odoo/error';
import { httpProblem, serverNameOf } from '../../odoo/protocol/httpProblem';
import { encodeJsonRpc } from '../../odoo/protocol/jsonRpc';
import { readServerVersion } from '../../odoo/server';
import type { HttpAnswer } from '../../odoo/transport';
import { dialTls, endpoint } from '../dial';
import { failed, failedAs, failedBy, ok, withFacts, type Inquiry, type Sighting } from '../inquiry';
import { t } from '../words/translate';

/** A longer way than this leads nowhere. */
const mostRedirects = 5;

/** Asks one harmless question without following redirects: what answers, and does it send requests elsewhere? */
export async function http(inquiry: Inquiry): Promise<Sighting> {
  const request = encodeJsonRpc(`${inquiry.url}/web/webclient/version_info`, {});
  let answer: HttpAnswer;
  try {
    answer = await inquiry.exchange(request);
  } catch (error) {
    if (error instanceof OdooError && error.code === 'tcp.closed' && inquiry.url.startsWith('http:')) {
      return maybeTls(inquiry, error);
    }
    const checking = error instanceof OdooError ? withFacts(error, { checking: true }) : error;
    return failedBy(checking, {
      evidence: [t('The connection was opened, but no HTTP answer came over it.')],
    });
  }
  inquiry.firstAnswer = { url: request.url, answer };
  inquiry.serverName = serverNameOf(answer) || undefined;
  const name = inquiry.serverName ?? t('the server');
  const { status } = answer;
  const problem = httpProblem(answer, request.url);
  switch (problem?.code) {
    case 'http.redirected':
      return redirected(inquiry, problem, answer);
    case 'http.tlsExpected':
      return maybeTls(inquiry, problem);
    case 'http.gateway':
    case 'http.botFilter':
    case 'http.tooManyRequests':
    case 'tls.clientCertificate':
      return failed(toProblem(problem), {
        evidence: [
          t('{name} answered the question for the version with HTTP {status} in place of Odoo.', {
            name,
            status,
          }),
        ],
      });
    default:
      return ok(
        t('HTTP {status} from {name}, no redirect', { status, name }),
        t('Requests reach a web server at this very address.'),
      );
  }
}

/** Follows a redirect by hand, without a secret: it may end at another Odoo address, at a sign-in page of something else, or nowhere. */
async function redirected(inquiry: Inquiry, problem: OdooError, answer: HttpAnswer): Promise<Sighting> {
  const location = answer.headers['location'] ?? '';
  const { status } = answer;
  const detail = t('redirects to {location}', { location });
  const evidence = [
    t('{url} answered with HTTP {status} and “Location: {location}”.', {
      url: inquiry.url,
      status,
      location,
    }),
    status === 307 || status === 308
      ? t('Programs that follow such a redirect to another server leave the API key behind.')
      : t('Programs that follow such a redirect turn the call into a plain page request.'),
  ];
  const { address, ...facts } = problem.facts;
  if (typeof address !== 'string') return failed(toProblem(problem), { evidence, detail });
  const end = await follow(inquiry, address);
  if (end.kind === 'odoo') {
    evidence.unshift(t('At {url}, Odoo {version} answers.', { url: end.url, version: end.version }));
    return failed(
      { ...toProblem(problem), facts: { ...problem.facts, address: end.url } },
      { evidence, detail },
    );
  }
  if (end.kind === 'notOdoo') {
    evidence.unshift(t('At {url} there is no Odoo.', { url: end.url }));
    return failed({ ...toProblem(problem), facts }, { evidence, detail });
  }
  if (end.kind === 'loop') {
    evidence.unshift(t('The redirects lead around in a circle, by way of {url}.', { url: end.url }));
    return failed({ ...toProblem(problem), facts }, { evidence, detail });
  }
  return failed(toProblem(problem), { evidence, detail });
}

type End =
  { kind: 'odoo'; url: string; version: string } | { kind: 'notOdoo' | 'loop' | 'silent'; url: string };

async function follow(inquiry: Inquiry, address: string): Promise<End> {
  let url = address;
  const visited = new Set([inquiry.url]);
  for (let hop = 0; hop < mostRedirects; hop++) {
    if (visited.has(url)) return { kind: 'loop', url };
    visited.add(url);
    try {
      return { kind: 'odoo', url, version: (await readServerVersion(url, inquiry.exchange)).text };
    } catch (error) {
      assertFailed(error);
      const next = error.code === 'http.redirected' ? error.facts['address'] : undefined;
      if (typeof next === 'string') url = next;
      else if (/^(http|protocol)\./.test(error.code)) return { kind: 'notOdoo', url };
      else return { kind: 'silent', url };
    }
  }
  return { kind: 'loop', url };
}

/** An http request was not understood or cut off: is TLS spoken on this port? Only a handshake, nothing is sent. */
async function maybeTls(inquiry: Inquiry, error: OdooError): Promise<Sighting> {
  const { port } = endpoint(inquiry.url);
  const host = new URL(inquiry.url).hostname;
  const dialling = { url: `https://${host}:${port}`, timeoutMs: inquiry.timeoutMs, signal: inquiry.signal };
  try {
    const { certificate } = await inquiry.ask(
      t('TLS handshake with {host}, port {port}', { host, port }),
      dialTls(dialling, inquiry.network, false, trustElsewhere(inquiry.connection.tls)),
      () => t('accepted'),
    );
    return failedAs(
      'http.tlsExpected',
      { host, port, scheme: 'http' },
      {
        evidence: [
          t('Port {port} made a TLS handshake, with a certificate for {names}.', {
            port,
            names: certificate.names.join(', '),
          }),
        ],
      },
    );
  } catch (second) {
    if (second instanceof OdooError && second.code === 'call.cancelled') throw second;
    return failedBy(error, {
      evidence: [t('The connection was opened and then closed without an HTTP answer.')],
    });
  }
}
