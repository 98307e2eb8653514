import { randomBytes } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OdooError } from '../../odoo/error';

/** Bytes that are gathered before they are written. */
const gathered = 262_144;

/**
 * A file that appears whole or not at all: it is written beside its place and moved there at the end. write() is done when the system
 * has taken the bytes, so whoever waits for it never runs ahead of the disk.
 */
export class FileSink {
  readonly #target: string;
  readonly #beside: string;
  #handle: FileHandle | undefined;
  #pieces: Uint8Array[] = [];
  #size = 0;
  /** Bytes so far. */
  bytes = 0;

  /** @param target an absolute path; what is there is replaced at the end */
  constructor(target: string) {
    this.#target = target;
    this.#beside = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.part`);
  }

  /** @throws OdooError export.failed */
  async write(piece: string | Uint8Array): Promise<void> {
    const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
    this.#pieces.push(bytes);
    this.#size += bytes.length;
    this.bytes += bytes.length;
    if (this.#size >= gathered) await this.#flush();
  }

  /** Puts the file in its place. @throws OdooError export.failed */
  async finish(): Promise<void> {
    await this.#flush();
    await this.#trying(async () => {
      await this.#handle?.close();
      this.#handle = undefined;
      await rename(this.#beside, this.#target);
    });
  }

  /** Leaves no trace of it. */
  async discard(): Promise<void> {
    await this.#handle?.close().catch(() => undefined);
    this.#handle = undefined;
    await rm(this.#beside, { force: true }).catch(() => undefined);
  }

  async #flush(): Promise<void> {
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#size = 0;
    await this.#trying(async () => {
      this.#handle ??= await open(this.#beside, 'wx');
      const [only] = pieces;
      let bytes = pieces.length === 1 && only ? only : Buffer.concat(pieces);
      while (bytes.length > 0) {
        const { bytesWritten } = await this.#handle.write(bytes);
        bytes = bytes.subarray(bytesWritten);
      }
    });
  }

  async #trying(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const full = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
      throw new OdooError(
        'export.failed',
        { file: basename(this.#target), ...(full ? { reason: 'space' } : {}) },
        { cause: error },
      );
    }
  }
}
