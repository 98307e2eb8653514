/** A file's bytes as text, and how they were read where that was a guess. */
export interface Decoded {
  text: string;
  remark?: string;
}

/**
 * Text files say their encoding by a byte order mark or not at all. UTF-8 recognises itself; UTF-16 without a mark is known by its
 * zero bytes; anything else is what Windows programs write in Western Europe.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (starts(bytes, [0xef, 0xbb, 0xbf])) return { text: textOf(bytes.subarray(3), 'utf-8') };
  if (starts(bytes, [0xff, 0xfe])) return { text: textOf(bytes.subarray(2), 'utf-16le') };
  if (starts(bytes, [0xfe, 0xff])) return { text: textOf(bytes.subarray(2), 'utf-16be') };
  const wide = zeroBytes(bytes);
  if (wide) return { text: textOf(bytes, wide), remark: 'The file was read as UTF-16.' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return {
      text: windows1252(bytes),
      remark:
        'The file is not in UTF-8 and was read as Windows-1252. If letters look wrong, save it as “CSV UTF-8” and choose it again.',
    };
  }
}

function starts(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function textOf(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** What Windows-1252 has in the place of Latin-1's control characters from 0x80 to 0x9f; five of them are unused. */
const high = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Node's own decoder reads Windows-1252 as Latin-1 in some versions. */
function windows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (character) => high[character.charCodeAt(0) - 0x80] ?? character);
}

/** Where most characters are Latin, every second byte of UTF-16 is zero. */
function zeroBytes(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const looked = Math.min(bytes.length - (bytes.length % 2), 1_000);
  if (looked < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < looked; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  const pairs = looked / 2;
  if (odd > pairs * 0.7 && even < pairs * 0.1) return 'utf-16le';
  return even > pairs * 0.7 && odd < pairs * 0.1 ? 'utf-16be' : undefined;
}
