import { describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../../src/model/problem';
import { OdooError } from '../../../src/odoo/error';
import { networkError, proxyError } from '../../../src/odoo/networkError';

const secure = 'https://erp.example.com:8443/jsonrpc';
const plain = 'http://erp.example.com/jsonrpc';

function coded(code: string, message = code): Error {
  return Object.assign(new Error(message), { code });
}

const table: [string, string, ProblemCode][] = [
  ['ENOTFOUND', secure, 'dns.notFound'],
  ['EAI_AGAIN', secure, 'dns.notFound'],
  ['ECONNREFUSED', plain, 'tcp.refused'],
  ['ETIMEDOUT', plain, 'tcp.timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', plain, 'tcp.timeout'],
  ['EHOSTUNREACH', plain, 'tcp.unreachable'],
  ['ENETUNREACH', plain, 'tcp.unreachable'],
  ['ECONNRESET', plain, 'tcp.closed'],
  ['UND_ERR_SOCKET', plain, 'tcp.closed'],
  ['EPIPE', plain, 'tcp.closed'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', secure, 'tls.untrusted'],
  ['SELF_SIGNED_CERT_IN_CHAIN', secure, 'tls.untrusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', secure, 'tls.untrusted'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', secure, 'tls.untrusted'],
  ['CERT_HAS_EXPIRED', secure, 'tls.expired'],
  ['CERT_NOT_YET_VALID', secure, 'tls.expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', secure, 'tls.nameMismatch'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', secure, 'tls.notTls'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', secure, 'tls.failed'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', secure, 'tls.failed'],
  ['EPROTO', secure, 'tls.failed'],
  ['HPE_INVALID_CONSTANT', plain, 'http.malformed'],
  ['UND_ERR_HEADERS_OVERFLOW', plain, 'http.malformed'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', plain, 'http.malformed'],
  ['UND_ERR_INVALID_ARG', plain, 'internal'],
  ['SOMETHING_NEW', plain, 'tcp.closed'],
];

describe('networkError', () => {
  it.each(table)('%s at %s is %s', (code, url, expected) => {
    expect(networkError(coded(code), url).code).toBe(expected);
  });

  it('takes a hang-up during the handshake for a port without TLS', () => {
    const error = coded(
      'ECONNRESET',
      'Client network socket disconnected before secure TLS connection was established',
    );
    expect(networkError(error, secure).code).toBe('tls.notTls');
    expect(networkError(error, plain).code).toBe('tcp.closed');
  });

  it('looks through what undici and Node wrap around the cause', () => {
    const wrapped = new Error('fetch failed', {
      cause: new Error('other', { cause: coded('ECONNREFUSED') }),
    });
    expect(networkError(wrapped, plain).code).toBe('tcp.refused');
    const both = new AggregateError([
      coded('ECONNREFUSED', 'connect ECONNREFUSED ::1'),
      coded('ECONNREFUSED'),
    ]);
    expect(networkError(both, plain).code).toBe('tcp.refused');
  });

  it('names host, port and scheme', () => {
    expect(networkError(coded('ECONNREFUSED'), secure).facts).toEqual({
      host: 'erp.example.com',
      port: '8443',
      scheme: 'https',
    });
    expect(networkError(coded('ECONNREFUSED'), plain).facts).toMatchObject({ port: 80 });
  });

  it.each([
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'required'],
    ['ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_REQUIRED', 'required'],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'refused'],
    ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'refused'],
    ['ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_EXPIRED', 'refused'],
  ])('takes %s for the server’s word about the certificate it was shown: %s', (code, reason) => {
    expect(networkError(coded(code), secure)).toMatchObject({
      code: 'tls.clientCertificate',
      facts: { reason },
    });
  });

  it('names the proxy, and what lies behind it', () => {
    const error = proxyError(coded('ECONNREFUSED'), 'http://proxy.example.com:3128', secure);
    expect(error).toMatchObject({
      code: 'tcp.refused',
      facts: { host: 'proxy.example.com', port: '3128', through: 'erp.example.com:8443' },
    });
    expect(proxyError(coded('ETIMEDOUT'), 'socks5://proxy.example.com', secure).facts).toMatchObject({
      port: 1080,
    });
    const known = new OdooError('http.forbidden');
    expect(proxyError(known, 'http://proxy.example.com', secure)).toBe(known);
  });

  it('leaves what is named already as it is', () => {
    const error = new OdooError('http.tooLarge');
    expect(networkError(error, plain)).toBe(error);
  });

  it('copes with something that is no error', () => {
    expect(networkError('broken', plain).code).toBe('tcp.closed');
  });
});
