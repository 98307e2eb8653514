import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import type { ProblemFacts } from '../model/problem';
import { OdooError } from './error';

/** What an answer may be packed in. */
export const acceptedEncodings = 'gzip, deflate, br';

export interface BodyOptions {
  /** The Content-Encoding header. */
  encoding: string | undefined;
  /** More unpacked bytes than this are refused while they come. */
  maxBytes: number;
  /** For the errors: the host and what else is known of the exchange. */
  facts: ProblemFacts;
  /** The unpacking is behind: nothing more should come until `resume`. */
  pause: () => void;
  resume: () => void;
  /** Called once, with http.tooLarge or http.malformed; nothing is read any more. */
  failed: (error: OdooError) => void;
}

/** Collects an answer's body piece by piece, unpacked, and never keeps more of it than is allowed. */
export class TransportBody {
  readonly #options: BodyOptions;
  readonly #encoding: string;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #over = false;
  #unpacker: Transform | undefined;

  /** @throws OdooError http.malformed for an encoding that was not asked for */
  constructor(options: BodyOptions) {
    this.#options = options;
    this.#encoding = (options.encoding ?? '').trim().toLowerCase();
    if (!/^(identity|gzip|x-gzip|deflate|br)?$/.test(this.#encoding)) throw this.#malformed();
  }

  write(chunk: Buffer): void {
    if (this.#over || chunk.length === 0) return;
    if (this.#encoding === '' || this.#encoding === 'identity') {
      this.#keep(chunk);
      return;
    }
    this.#unpacker ??= this.#unpackerFor(chunk);
    if (!this.#unpacker.write(chunk)) this.#options.pause();
  }

  /** Gives the body once the last piece is unpacked. A packed body without a single byte is an empty one. */
  end(done: (body: Buffer) => void): void {
    const finish = (): void => {
      if (!this.#over) done(Buffer.concat(this.#chunks, this.#bytes));
    };
    if (!this.#unpacker) {
      finish();
      return;
    }
    this.#unpacker.once('end', finish);
    this.#unpacker.end();
  }

  /** Stops unpacking; whoever called it knows why. */
  destroy(): void {
    this.#over = true;
    this.#chunks.length = 0;
    this.#unpacker?.destroy();
  }

  #keep(chunk: Buffer): void {
    if (this.#over) return;
    this.#bytes += chunk.length;
    if (this.#bytes > this.#options.maxBytes) this.#fail(tooLarge(this.#options.maxBytes));
    else this.#chunks.push(chunk);
  }

  #unpackerFor(first: Buffer): Transform {
    const unpacker = this.#createUnpacker(first);
    unpacker.on('data', (chunk: Buffer) => this.#keep(chunk));
    unpacker.on('drain', () => this.#options.resume());
    unpacker.on('error', (cause) => this.#fail(this.#malformed(cause)));
    return unpacker;
  }

  #createUnpacker(first: Buffer): Transform {
    if (this.#encoding === 'br') return createBrotliDecompress();
    if (this.#encoding !== 'deflate') return createGunzip();
    // "deflate" is zlib's format (RFC 9110, 8.4.1.2); some servers send what is inside it, bare.
    // Its first byte says 8 for its method (RFC 1950, 2.2), which no bare stream begins with in practice.
    const isZlib = ((first[0] ?? 0) & 0x0f) === 8;
    return isZlib ? createInflate() : createInflateRaw();
  }

  #fail(error: OdooError): void {
    if (this.#over) return;
    this.destroy();
    this.#options.failed(error);
  }

  #malformed(cause?: unknown): OdooError {
    return new OdooError('http.malformed', { ...this.#options.facts, encoding: this.#encoding }, { cause });
  }
}

/** @param maxBytes the limit that is exceeded */
export function tooLarge(maxBytes: number): OdooError {
  return new OdooError('http.tooLarge', { megabytes: Math.round(maxBytes / 1_000_000) });
}
