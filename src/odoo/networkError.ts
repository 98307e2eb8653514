import type { ProblemFacts } from '../model/problem';
import { OdooError } from './error';

const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_UNTRUSTED',
]);

/**
 * What a server says about the certificate it was shown, or about none (RFC 8446, 6.2). OpenSSL before 3.5 calls some of them SSLV3 and
 * TLSV1, later ones SSL/TLS.
 */
const clientCertificateAlert =
  /^ERR_SSL_.*_ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_REVOKED|CERTIFICATE_EXPIRED|CERTIFICATE_UNKNOWN|UNKNOWN_CA|ACCESS_DENIED)$/;

/** undici's own words for an answer that is no HTTP/1.1. */
const notHttp = new Set(['UND_ERR_HEADERS_OVERFLOW', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH']);

interface SystemError {
  code?: string;
  message: string;
  cause?: unknown;
  errors?: unknown[];
}

/** The innermost error that carries a code: undici and Node wrap what the socket said. */
function innermost(error: unknown): SystemError {
  let found: SystemError = { message: String(error) };
  let current: unknown = error;
  for (let depth = 0; depth < 6 && current instanceof Error; depth++) {
    const system = current as SystemError;
    found = { message: system.message, code: system.code ?? found.code ?? '' };
    const first: unknown = system.errors?.[0];
    current = system.cause ?? first;
  }
  return found;
}

/**
 * Names what went wrong between this computer and the server. The codes are Node's own (errno, OpenSSL) and undici's.
 * @param url the address that was asked, for the facts host and port
 */
export function networkError(error: unknown, url: string): OdooError {
  if (error instanceof OdooError) return error;
  const { code = '', message } = innermost(error);
  const { hostname, port, protocol } = new URL(url);
  const secure = protocol === 'https:';
  const facts: ProblemFacts = {
    host: hostname,
    port: port || (secure ? 443 : protocol.startsWith('socks') ? 1080 : 80),
    scheme: protocol.slice(0, -1),
  };
  const more = { cause: error, server: { name: code, message } };
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
      return new OdooError('dns.notFound', facts, more);
    case 'ECONNREFUSED':
      return new OdooError('tcp.refused', facts, more);
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
      return new OdooError('tcp.timeout', facts, more);
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return new OdooError('tcp.unreachable', facts, more);
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return new OdooError('tls.expired', { ...facts, reason: code }, more);
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return new OdooError('tls.nameMismatch', facts, more);
  }
  if (untrusted.has(code)) return new OdooError('tls.untrusted', { ...facts, reason: code }, more);
  const alert = clientCertificateAlert.exec(code)?.[1];
  if (alert) {
    const reason = alert === 'CERTIFICATE_REQUIRED' ? 'required' : 'refused';
    return new OdooError('tls.clientCertificate', { ...facts, reason }, more);
  }
  // Spoken to in TLS, a plain HTTP server answers something that is no TLS record, or hangs up during the handshake.
  if (secure && (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG')) {
    return new OdooError('tls.notTls', facts, more);
  }
  if (secure && /before secure TLS connection was established/i.test(message)) {
    return new OdooError('tls.notTls', facts, more);
  }
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || code === 'EPROTO') {
    return new OdooError('tls.failed', facts, more);
  }
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET') {
    return new OdooError('tcp.closed', facts, more);
  }
  // Not the network's doing: the request could not even be made.
  if (code.startsWith('UND_ERR_INVALID') || code === 'UND_ERR_NOT_SUPPORTED') {
    return new OdooError('internal', { reason: message }, { cause: error });
  }
  if (code.startsWith('HPE_') || notHttp.has(code)) return new OdooError('http.malformed', facts, more);
  return new OdooError('tcp.closed', facts, more);
}

/**
 * Names what went wrong on the way to a proxy.
 * @param url the address that was to be reached through it; its host is the fact `through`
 */
export function proxyError(error: unknown, proxy: string, url: string): OdooError {
  if (error instanceof OdooError) return error;
  const { code, facts, server } = networkError(error, proxy);
  return new OdooError(code, { ...facts, through: new URL(url).host }, { server, cause: error });
}
