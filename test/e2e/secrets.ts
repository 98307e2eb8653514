import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file under a folder that holds one of the texts, as bytes: files are not only text. Links are not followed. */
export function filesWith(folder: string, ...texts: string[]): string[] {
  const finder = new Finder(texts);
  return allFiles(folder).filter((file) => {
    const bytes = bytesOf(file);
    return bytes !== undefined && finder.isIn(bytes);
  });
}

/** A file's bytes; undefined for one that is gone: a browser writes its files under another name first. */
function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Those of the secrets that stand in a text, in any of the forms they are written in. */
export function secretsIn(text: string, secrets: readonly string[]): string[] {
  const bytes = Buffer.from(text);
  return secrets.filter((secret) => new Finder([secret]).isIn(bytes));
}

/** Finds any of many texts in one pass over the bytes: a VS Code's folder is large, and so is the number of secrets. */
class Finder {
  /** The first two bytes of what is looked for, and all that begins with them. */
  readonly #byStart = new Map<number, Buffer[]>();
  readonly #starts = new Uint8Array(65_536);

  constructor(texts: readonly string[]) {
    const unique = new Map(texts.flatMap(formsOf).map((form) => [form.toString('latin1'), form]));
    for (const form of unique.values()) {
      const start = form.readUInt16BE(0);
      this.#starts[start] = 1;
      this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), form]);
    }
  }

  isIn(bytes: Buffer): boolean {
    let start = bytes[0] ?? 0;
    for (let index = 1; index < bytes.length; index++) {
      start = ((start & 0xff) << 8) | (bytes[index] ?? 0);
      if (this.#starts[start] === 1 && this.#begins(bytes, index - 1, start)) return true;
    }
    return false;
  }

  #begins(bytes: Buffer, at: number, start: number): boolean {
    const forms = this.#byStart.get(start) ?? [];
    return forms.some((form) => form.equals(bytes.subarray(at, at + form.length)));
  }
}

/** A text as it is, in two bytes a letter, in an address, in hexadecimal, and in base64 wherever it stands in what was encoded. */
function formsOf(text: string): Buffer[] {
  if (text.length < 8)
    throw new Error(`“${text}” is too short to be looked for: it would be found by chance.`);
  const forms = [text, encodeURIComponent(text), Buffer.from(text).toString('hex')];
  for (const before of [0, 1, 2]) {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    // The letters at both ends depend on the neighbors.
    const whole = bytes
      .toString('base64')
      .slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
    forms.push(whole, whole.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return [...forms.map((form) => Buffer.from(form)), Buffer.from(text, 'utf16le')];
}

function allFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return allFiles(path);
    // Sockets and links are nothing to read.
    const size = entry.isFile() ? statSync(path, { throwIfNoEntry: false })?.size : undefined;
    return size !== undefined && size < 200_000_000 ? [path] : [];
  });
}
