import { OdooError, toProblem } from '../../odoo/error';
import { httpProblem } from '../../odoo/protocol/httpProblem';
import { encodeJsonRpc } from '../../odoo/protocol/jsonRpc';
import { readServerVersion } from '../../odoo/server';
import type { HttpAnswer } from '../../odoo/transport';
import { dialTls, endpoint } from '../dial';
import { failed, failedAs, failedBy, ok, type Inquiry, type Sighting } from '../inquiry';

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
    return failedBy(error, { evidence: ['The connection was opened, but no HTTP answer came over it.'] });
  }
  const problem = httpProblem(answer, request.url);
  switch (problem?.code) {
    case 'http.redirected':
      return redirected(inquiry, problem, answer);
    case 'http.tlsExpected':
      return maybeTls(inquiry, problem);
    case 'http.gateway':
      return failed(toProblem(problem), {
        evidence: [`${serverName(answer)} answered with HTTP ${answer.status} in place of Odoo.`],
      });
    default:
      return ok(`HTTP ${answer.status} from ${serverName(answer)}, no redirect`);
  }
}

/** Asks at the address a redirect leads to, without a secret, whether it is the one to use: it may be a sign-in page of something else. */
async function redirected(inquiry: Inquiry, problem: OdooError, answer: HttpAnswer): Promise<Sighting> {
  const location = answer.headers['location'] ?? '';
  const detail = `redirects to ${location}`;
  const evidence = [`${inquiry.url} answered with HTTP ${answer.status} and “Location: ${location}”.`];
  const { address, ...facts } = problem.facts;
  if (typeof address !== 'string') return failed(toProblem(problem), { evidence, detail });
  try {
    const version = await readServerVersion(address, inquiry.exchange);
    evidence.push(`At ${address}, Odoo ${version.text} answers.`);
  } catch (error) {
    if (!(error instanceof OdooError) || error.code === 'call.cancelled') throw error;
    if (error.code.startsWith('http.') || error.code.startsWith('protocol.')) {
      evidence.push(`At ${address} there is no Odoo.`);
      return failed({ ...toProblem(problem), facts }, { evidence, detail });
    }
  }
  return failed(toProblem(problem), { evidence, detail });
}

/** An http request was not understood or cut off: is TLS spoken on this port? Only a handshake, nothing is sent. */
async function maybeTls(inquiry: Inquiry, error: OdooError): Promise<Sighting> {
  const { port } = endpoint(inquiry.url);
  const host = new URL(inquiry.url).hostname;
  const dialling = { url: `https://${host}:${port}`, timeoutMs: inquiry.timeoutMs, signal: inquiry.signal };
  try {
    const { certificate } = await dialTls(dialling, inquiry.network, false);
    return failedAs(
      'http.tlsExpected',
      { host, port, scheme: 'http' },
      {
        evidence: [
          `Port ${port} made a TLS handshake, with a certificate for ${certificate.names.join(', ')}.`,
        ],
      },
    );
  } catch (second) {
    if (second instanceof OdooError && second.code === 'call.cancelled') throw second;
    return failedBy(error, {
      evidence: ['The connection was opened and then closed without an HTTP answer.'],
    });
  }
}

/** "nginx", "Werkzeug" out of the Server header. */
function serverName(answer: HttpAnswer): string {
  return (answer.headers['server'] ?? '').split(/[/ ]/)[0] || 'the server';
}
