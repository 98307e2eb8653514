import * as net from 'node:net';
import * as tls from 'node:tls';
import type { TlsSettings } from '../model/connection';
import { OdooError } from '../odoo/error';
import { networkError } from '../odoo/networkError';
import type { NetworkSettings } from '../odoo/proxy';
import { TlsFiles } from '../odoo/tlsFiles';
import { t } from './words/translate';

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
  /** Subjects of all certificates the server sent, its own first. */
  chain: string[];
}

/** In one line. */
export function certificateText({ subject, issuer, names, validFrom, validTo }: Certificate): string {
  return t('certificate of “{subject}” by “{issuer}”, for {names}, from {validFrom} to {validTo}', {
    subject,
    issuer,
    names: names.slice(0, 5).join(', '),
    validFrom,
    validTo,
  });
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
 * @param address one of the host's addresses, where a particular one is meant
 * @throws OdooError dns.*, tcp.*, call.cancelled
 */
export async function dialTcp(dialling: Dialling, address?: string): Promise<void> {
  const { host, port } = endpoint(dialling.url);
  const socket = net.connect({ host: address ?? host, port });
  try {
    await within(dialling, opened(socket, 'connect', dialling.url));
  } finally {
    socket.destroy();
  }
}

/**
 * Opens a TLS connection, reads the server's certificate and closes it again. Nothing is ever sent over it.
 * @param verify false only to read a certificate that did not pass; what is learnt so must not be trusted
 * @param settings the connection's own: whom it trusts beside the computer, and the certificate it shows
 * @throws OdooError tls.*, tcp.*, call.cancelled
 */
export async function dialTls(
  dialling: Dialling,
  network: NetworkSettings,
  verify: boolean,
  settings: TlsSettings = {},
): Promise<{ certificate: Certificate; trusted: boolean }> {
  const { host, port } = endpoint(dialling.url);
  const { authority, certificate, key } = await new TlsFiles().identity(settings);
  const authorities = [...network.certificates, ...(authority ? [...tls.rootCertificates, authority] : [])];
  const socket = tls.connect({
    host,
    port,
    ...(net.isIP(host) ? {} : { servername: host }),
    rejectUnauthorized: verify,
    ...(authorities.length > 0 ? { ca: authorities } : {}),
    ...(certificate ? { cert: certificate, key } : {}),
  });
  try {
    await within(dialling, opened(socket, 'secureConnect', dialling.url));
    return { certificate: describe(socket.getPeerCertificate(true)), trusted: socket.authorized };
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

function describe(peer: tls.DetailedPeerCertificate): Certificate {
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
    chain: chainOf(peer).map((each) => name(each.subject)),
  };
}

/** Node's types say that the issuer's always came along; it does not. */
interface Sent extends Omit<tls.DetailedPeerCertificate, 'issuerCertificate'> {
  issuerCertificate?: Sent;
}

/** Every certificate that came along, from the server's own up; the last one names itself or somebody who did not come. */
function chainOf(peer: Sent): Sent[] {
  const chain = new Map<string, Sent>();
  let next: Sent | undefined = peer;
  while (next?.fingerprint256 && !chain.has(next.fingerprint256)) {
    chain.set(next.fingerprint256, next);
    next = next.issuerCertificate;
  }
  return [...chain.values()];
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
