import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file under a folder that holds a text, as bytes: files are not only text. */
export function filesWith(folder: string, text: string): string[] {
  const wanted = [
    Buffer.from(text, 'utf8'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(encodeURIComponent(text)),
  ];
  const base64 = Buffer.from(text).toString('base64').replace(/=+$/, '').slice(0, -2);
  wanted.push(Buffer.from(base64));
  return allFiles(folder).filter((file) => {
    const bytes = readFileSync(file);
    return wanted.some((needle) => bytes.includes(needle));
  });
}

function allFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return allFiles(path);
    // Sockets and links are nothing to read.
    return entry.isFile() && statSync(path).size < 200_000_000 ? [path] : [];
  });
}
