import type { ProblemFacts } from '../../model/problem';
import { OdooError } from '../../odoo/error';
import { dialTls, endpoint, type Certificate } from '../dial';
import {
  failedAs,
  failedBy,
  listed,
  ok,
  skipped,
  warning,
  withFacts,
  type Inquiry,
  type Sighting,
} from '../inquiry';

const aboutCertificate = new Set(['tls.untrusted', 'tls.expired', 'tls.nameMismatch']);
const maybePlain = new Set(['tls.notTls', 'tls.failed', 'tcp.closed', 'tcp.timeout']);

/** Makes a TLS connection as a request would, and reads the certificate when it does not pass. */
export async function tls(inquiry: Inquiry): Promise<Sighting> {
  const secure = inquiry.url.startsWith('https:');
  if (!secure) return skipped('not used: the address says http');
  if (inquiry.proxy) return skipped(`made through the proxy ${new URL(inquiry.proxy).host}`);
  try {
    const { certificate, trusted } = await dialTls(
      inquiry,
      inquiry.network,
      inquiry.network.verifyCertificates,
    );
    const detail = `valid for ${certificate.names.slice(0, 3).join(', ')} until ${certificate.validTo}`;
    if (trusted) return ok(detail);
    return warning(`not verified (http.proxyStrictSSL is off): issued by ${certificate.issuer}, ${detail}`);
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    if (aboutCertificate.has(error.code)) return certificateFailed(inquiry, error);
    if (maybePlain.has(error.code)) return maybePlainHttp(inquiry, error);
    return failedBy(error);
  }
}

async function certificateFailed(inquiry: Inquiry, error: OdooError): Promise<Sighting> {
  const certificate = await readCertificate(inquiry);
  if (!certificate) return failedBy(error);
  const facts: ProblemFacts = {
    issuer: certificate.issuer,
    names: certificate.names.slice(0, 5).join(', '),
    validFrom: certificate.validFrom,
    validTo: certificate.validTo,
  };
  return failedBy(withFacts(error, facts), {
    evidence: [
      certificate.selfSigned
        ? `The certificate names itself as its issuer: “${certificate.subject}”.`
        : `The certificate of “${certificate.subject}” was issued by “${certificate.issuer}”.`,
      `It is for ${listed(certificate.names)}, valid from ${certificate.validFrom} to ${certificate.validTo}.`,
      `SHA-256 fingerprint: ${certificate.fingerprint}`,
    ],
  });
}

/** Dials once more without verifying, only to read the certificate; nothing is sent over that connection. */
async function readCertificate(inquiry: Inquiry): Promise<Certificate | undefined> {
  try {
    return (await dialTls(inquiry, inquiry.network, false)).certificate;
  } catch (error) {
    if (error instanceof OdooError && error.code === 'call.cancelled') throw error;
    return undefined;
  }
}

/** TLS failed in a way that a plain HTTP server makes it fail: asks in plain HTTP whether it is one. */
async function maybePlainHttp(inquiry: Inquiry, error: OdooError): Promise<Sighting> {
  const { port } = endpoint(inquiry.url);
  const { hostname } = new URL(inquiry.url);
  try {
    const answer = await inquiry.exchange({ method: 'GET', url: `http://${hostname}:${port}/` });
    return failedAs(
      'tls.notTls',
      { host: hostname, port, scheme: 'https' },
      {
        evidence: [
          `Port ${port} answered a plain http request with HTTP ${answer.status}.`,
          'The same port gave no TLS handshake.',
        ],
      },
    );
  } catch (second) {
    if (second instanceof OdooError && second.code === 'call.cancelled') throw second;
    return failedBy(error, {
      evidence: ['The TLS handshake failed, and plain http gets no answer there either.'],
    });
  }
}
