import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { TlsSettings } from '../model/connection';
import { OdooError } from './error';

/** What a connection's PEM files hold. */
export interface TlsIdentity {
  authority?: string;
  certificate?: string;
  key?: string;
  /** Differs whenever what was read does. Holds no content. */
  stamp: string;
}

/** Of a connection that names none. */
export const noFiles: TlsIdentity = { stamp: '' };

/** Why a file cannot be used. */
type Reason = 'missing' | 'unreadable' | 'notPem' | 'encrypted' | 'noKey' | 'noCertificate' | 'mismatch';

/** A PEM file is never this large; a wrong choice may be a disk image. */
const maxBytes = 5_000_000;

const certificateBlock =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;
const keyBlock = /-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----/;
const encryptedKey = /-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/;

/** Reads the PEM files that connections name, and again whenever one has changed. */
export class TlsFiles {
  readonly #read = new Map<string, { stamp: string; text: string }>();
  /** Stamps of files that were looked through and found good. */
  readonly #good = new Set<string>();

  /** @throws OdooError tls.files, with the facts `file` and `reason` */
  async identity(settings: TlsSettings): Promise<TlsIdentity> {
    const { authority, certificate } = settings;
    // One file often holds both.
    const key = settings.key ?? certificate;
    if (key && !certificate) throw unusable(key, 'noCertificate');
    const authorityFile = authority ? await this.#file(authority) : undefined;
    const certificateFile = certificate ? await this.#file(certificate) : undefined;
    const keyFile = key ? await this.#file(key) : undefined;
    const stamp = JSON.stringify([authorityFile?.stamp, certificateFile?.stamp, keyFile?.stamp]);
    if (!this.#good.has(stamp)) {
      if (authority && authorityFile) certificates(authority, authorityFile.text);
      if (certificate && certificateFile && key && keyFile) {
        const [own] = certificates(certificate, certificateFile.text);
        if (!own?.checkPrivateKey(privateKey(key, keyFile.text))) throw unusable(key, 'mismatch');
      }
      this.#good.add(stamp);
    }
    return {
      ...(authorityFile ? { authority: authorityFile.text } : {}),
      ...(certificateFile ? { certificate: certificateFile.text } : {}),
      ...(keyFile ? { key: keyFile.text } : {}),
      stamp,
    };
  }

  async #file(path: string): Promise<{ stamp: string; text: string }> {
    try {
      const found = await stat(path);
      const { mtimeMs, size } = found;
      const stamp = `${path}\n${mtimeMs}\n${size}`;
      const known = this.#read.get(path);
      if (known?.stamp === stamp) return known;
      // A pipe or a device may never end, and a folder holds nothing to read.
      if (!found.isFile()) throw unusable(path, found.isDirectory() ? 'unreadable' : 'notPem');
      if (size > maxBytes) throw unusable(path, 'notPem');
      const read = { stamp, text: await readFile(path, 'utf8') };
      this.#read.set(path, read);
      return read;
    } catch (error) {
      if (error instanceof OdooError) throw error;
      const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      throw unusable(path, missing ? 'missing' : 'unreadable', error);
    }
  }
}

function certificates(file: string, text: string): X509Certificate[] {
  try {
    const found = (text.match(certificateBlock) ?? []).map((block) => new X509Certificate(block));
    if (found.length > 0) return found;
  } catch (error) {
    throw unusable(file, 'notPem', error);
  }
  throw unusable(file, 'notPem');
}

function privateKey(file: string, text: string): KeyObject {
  if (encryptedKey.test(text)) throw unusable(file, 'encrypted');
  if (!keyBlock.test(text)) throw unusable(file, text.includes('-----BEGIN ') ? 'noKey' : 'notPem');
  try {
    return createPrivateKey(text);
  } catch (error) {
    throw unusable(file, 'notPem', error);
  }
}

function unusable(file: string, reason: Reason, cause?: unknown): OdooError {
  return new OdooError('tls.files', { file, reason }, { cause });
}
