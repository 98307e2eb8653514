import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A key and certificate as PEM, for a server on this computer. */
export interface Certificate {
  key: string;
  cert: string;
}

/** What is wrong with a certificate, besides that nobody vouches for it. */
export type CertificateKind = 'selfSigned' | 'expired' | 'wrongName';

/**
 * Makes a certificate that signs itself (X.509 version 3, RFC 5280; ECDSA on P-256 with SHA-256), for 127.0.0.1 and localhost. A new key
 * at every start: none is kept anywhere.
 */
export function makeCertificate(kind: CertificateKind): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const day = 86_400_000;
  const [from, until] = kind === 'expired' ? [-60 * day, -30 * day] : [-day, 365 * day];
  const host = kind === 'wrongName' ? 'odoo.example.com' : 'localhost';
  const name = sequence(tlv(0x31, sequence(objectId(2, 5, 4, 3), tlv(0x0c, Buffer.from(host)))));
  const algorithm = sequence(objectId(1, 2, 840, 10045, 4, 3, 2));
  const body = sequence(
    tlv(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    name,
    sequence(utcTime(Date.now() + from), utcTime(Date.now() + until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(subjectNames(host))),
  );
  const signature = sign('sha256', body, privateKey);
  const der = sequence(body, algorithm, tlv(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}

/** The names a certificate is for: a host, and this computer's address unless the host is another. */
function subjectNames(host: string): Buffer {
  const names = [tlv(0x82, Buffer.from(host))];
  if (host === 'localhost') names.push(tlv(0x87, Buffer.from([127, 0, 0, 1])));
  return sequence(objectId(2, 5, 29, 17), tlv(0x04, sequence(...names)));
}

/* DER, as far as a certificate needs it (ITU-T X.690). */

function tlv(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return tlv(0x30, Buffer.concat(parts));
}

function integer(bytes: Buffer): Buffer {
  return tlv(0x02, bytes);
}

function utcTime(at: number): Buffer {
  const text = new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return tlv(0x17, Buffer.from(`${text}Z`));
}

function objectId(first: number, second: number, ...rest: number[]): Buffer {
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const groups = [arc & 0x7f];
    for (let left = arc >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return tlv(0x06, Buffer.from(bytes));
}
