import * as net from 'node:net';
import * as tls from 'node:tls';
import { OdooError } from '../odoo/error';
import { networkError } from '../odoo/networkError';
import type { NetworkSettings } from '../odoo/proxy';

/** Where to dial, and how long to wait, in milliseconds. */
export interface Dialling {
  url: string;
  timeoutMs: number;
  signal: AbortSignal;
}

/** A server's certificate, as far as a person needs it. */
export interface Certificate {
  subject: string;
  issuer: string;
  /** Whether the server made it itself. */
  selfSigned: boolean;
  validFrom: string;
  validTo: string;
  /** Host names and addresses it is for. */
  names: string[];
  fingerprint: string;
}

/** The host and port of an address; the host without the brackets of IPv6. */
export function endpoint(url: string): { host: string; port: number } {
  const { hostname, port, protocol } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
  };
}

/**
 * Waits for a promise no longer than the dialling lasts.
 * @throws OdooError call.cancelled, tcp.timeout
 */
export async function within<T>(dialling: Dialling, promise: Promise<T>): Promise<T> {
  const { signal, timeoutMs, url } = dialling;
  let timer: NodeJS.Timeout | undefined;
  let stop: (() => void) | undefined;
  const end = new Promise<never>((_, reject) => {
    stop = () => reject(new OdooError('call.cancelled'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    timer = setTimeout(() => {
      const { host, port } = endpoint(url);
      reject(new OdooError('tcp.timeout', { host, port, scheme: new URL(url).protocol.slice(0, -1) }));
    }, timeoutMs);
  });
  try {
    return await Promise.race([promise, end]);
  } finally {
    clearTimeout(timer);
    if (stop) signal.removeEventListener('abort', stop);
  }
}

/**
 * Opens and closes a TCP connection.
 * @throws OdooError dns.*, tcp.*, call.cancelled
 */
export async function dialTcp(dialling: Dialling): Promise<void> {
  const socket = net.connect(endpoint(dialling.url));
  try {
    await within(dialling, opened(socket, 'connect', dialling.url));
  } finally {
    socket.destroy();
  }
}

/**
 * Opens a TLS connection, reads the server's certificate and closes it again. Nothing is ever sent over it.
 * @param verify false only to read a certificate that did not pass; what is learnt so must not be trusted
 * @throws OdooError tls.*, tcp.*, call.cancelled
 */
export async function dialTls(
  dialling: Dialling,
  network: NetworkSettings,
  verify: boolean,
): Promise<{ certificate: Certificate; trusted: boolean }> {
  const { host, port } = endpoint(dialling.url);
  const socket = tls.connect({
    host,
    port,
    ...(net.isIP(host) ? {} : { servername: host }),
    rejectUnauthorized: verify,
    ...(network.certificates.length > 0 ? { ca: network.certificates } : {}),
  });
  try {
    await within(dialling, opened(socket, 'secureConnect', dialling.url));
    return { certificate: describe(socket.getPeerCertificate()), trusted: socket.authorized };
  } finally {
    socket.destroy();
  }
}

function opened(socket: net.Socket, event: 'connect' | 'secureConnect', url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => resolve());
    socket.once('error', (error) => reject(networkError(error, url)));
    socket.once('close', () => {
      const { host, port } = endpoint(url);
      reject(new OdooError('tcp.closed', { host, port, scheme: new URL(url).protocol.slice(0, -1) }));
    });
    // After the end of the waiting, a late error has nobody left to hear it.
    socket.on('error', () => undefined);
  });
}

function describe(peer: tls.PeerCertificate): Certificate {
  const name = (subject: tls.Certificate | undefined): string => {
    const { CN, O } = (subject ?? {}) as { CN?: string | string[]; O?: string | string[] };
    return [CN ?? O ?? ''].flat().join(', ');
  };
  const names = (peer.subjectaltname ?? '')
    .split(', ')
    .map((entry) => entry.replace(/^(DNS|IP Address):/, ''))
    .filter(Boolean);
  const subject = name(peer.subject);
  const issuer = name(peer.issuer);
  return {
    subject,
    issuer,
    selfSigned: JSON.stringify(peer.subject) === JSON.stringify(peer.issuer),
    validFrom: day(peer.valid_from),
    validTo: day(peer.valid_to),
    names: names.length > 0 ? names : [subject].filter(Boolean),
    fingerprint: peer.fingerprint256,
  };
}

/** "3 March 2027" of "Mar  3 10:00:00 2027 GMT". */
function day(text: string): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
