import type { ProblemFacts } from '../../model/problem';
import { OdooError } from '../../odoo/error';
import { httpProblem } from '../../odoo/protocol/httpProblem';
import { certificateText, dialTls, endpoint, type Certificate } from '../dial';
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
import { t } from '../words/translate';

const aboutCertificate = new Set(['tls.untrusted', 'tls.expired', 'tls.nameMismatch']);
const maybePlain = new Set(['tls.notTls', 'tls.failed', 'tcp.closed', 'tcp.timeout']);

/** Makes a TLS connection as a request would, and reads the certificate when it does not pass. */
export async function tls(inquiry: Inquiry): Promise<Sighting> {
  const secure = inquiry.url.startsWith('https:');
  if (!secure) return skipped(t('not used: the address says http'));
  if (inquiry.proxy) {
    return skipped(t('made through the proxy {proxy}', { proxy: new URL(inquiry.proxy).host }));
  }
  const unchecked = inquiry.connection.tls?.acceptUntrusted === true;
  try {
    const { certificate, trusted } = await handshake(
      inquiry,
      inquiry.network.verifyCertificates && !unchecked,
    );
    const names = certificate.names.slice(0, 3).join(', ');
    const { validTo, issuer } = certificate;
    if (trusted) {
      return ok(
        t('valid for {names} until {validTo}', { names, validTo }),
        t('The server is the one it says it is: “{issuer}” vouches for it, whom this computer trusts.', {
          issuer,
        }),
      );
    }
    return warning(
      unchecked
        ? t(
            'not checked, by the connection’s own setting: issued by {issuer}, valid for {names} until {validTo}',
            { issuer, names, validTo },
          )
        : t(
            'not checked (http.proxyStrictSSL is off): issued by {issuer}, valid for {names} until {validTo}',
            { issuer, names, validTo },
          ),
    );
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    if (aboutCertificate.has(error.code)) return certificateFailed(inquiry, error);
    if (maybePlain.has(error.code)) return maybePlainHttp(inquiry, error);
    return failedBy(error);
  }
}

function handshake(
  inquiry: Inquiry,
  verify: boolean,
): Promise<{ certificate: Certificate; trusted: boolean }> {
  const { host, port } = endpoint(inquiry.url);
  return inquiry.ask(
    verify
      ? t('TLS handshake with {host}, port {port}', { host, port })
      : t('TLS handshake with {host}, port {port}, only to read its certificate', { host, port }),
    dialTls(inquiry, inquiry.network, verify, inquiry.connection.tls),
    ({ certificate }) => certificateText(certificate),
  );
}

async function certificateFailed(inquiry: Inquiry, error: OdooError): Promise<Sighting> {
  const certificate = await readCertificate(inquiry);
  if (!certificate) return failedBy(error);
  const { subject, issuer, validFrom, validTo, fingerprint, names } = certificate;
  const facts: ProblemFacts = {
    issuer,
    names: names.slice(0, 5).join(', '),
    validFrom,
    validTo,
    today: new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }),
  };
  const chain =
    certificate.chain.length > 1
      ? [t('The server sent the certificates of {chain}.', { chain: listed(certificate.chain) })]
      : certificate.selfSigned
        ? []
        : [t('The server sent this one certificate and none of those between it and an authority.')];
  return failedBy(withFacts(error, facts), {
    evidence: [
      certificate.selfSigned
        ? t('The certificate names itself as its issuer: “{subject}”.', { subject })
        : t('The certificate of “{subject}” was issued by “{issuer}”.', { subject, issuer }),
      t('It is for {names}, valid from {validFrom} to {validTo}.', {
        names: listed(names),
        validFrom,
        validTo,
      }),
      ...chain,
      t('SHA-256 fingerprint: {fingerprint}', { fingerprint }),
    ],
  });
}

/** Dials once more without verifying, only to read the certificate; nothing is sent over that connection. */
async function readCertificate(inquiry: Inquiry): Promise<Certificate | undefined> {
  try {
    return (await handshake(inquiry, false)).certificate;
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
    if (httpProblem(answer, inquiry.url)?.code === 'http.tlsExpected') {
      return failedBy(error, {
        evidence: [t('The port does speak https, and refused this handshake.')],
      });
    }
    return failedAs(
      'tls.notTls',
      { host: hostname, port, scheme: 'https' },
      {
        evidence: [
          t('Port {port} answered a plain http request with HTTP {status}.', { port, status: answer.status }),
          t('The same port gave no TLS handshake.'),
        ],
      },
    );
  } catch (second) {
    if (second instanceof OdooError && second.code === 'call.cancelled') throw second;
    return failedBy(error, {
      evidence: [t('The TLS handshake failed, and plain http gets no answer there either.')],
    });
  }
}
