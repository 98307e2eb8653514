import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';

/** Where Linux distributions keep the certificates their administrator trusts. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/cert.pem',
];

/**
 * The certificates to trust: Node's own, this computer's, and those of NODE_EXTRA_CA_CERTS. Node reads the computer's store itself
 * from 22.15 on; before that, the distribution's file is read where there is one. Empty means: Node's default.
 */
export function systemCertificates(): string[] {
  const read = (tls as { getCACertificates?: (kind: 'default' | 'system') => string[] }).getCACertificates;
  if (read) return [...new Set([...read('default'), ...read('system')])];
  for (const file of bundles) {
    try {
      return [...defaultCertificates(), readFileSync(file, 'utf8')];
    } catch {
      // Not this distribution's place: the next one.
    }
  }
  return [];
}

/** What Node trusts when it is given no list: for a list that only adds to it. */
export function defaultCertificates(): string[] {
  return [...tls.rootCertificates, ...extraCertificates()];
}

/** Node adds these to its own list, which a list given by hand replaces. */
function extraCertificates(): string[] {
  const file = process.env['NODE_EXTRA_CA_CERTS'];
  try {
    return file ? [readFileSync(file, 'utf8')] : [];
  } catch {
    return [];
  }
}
