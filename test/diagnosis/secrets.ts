import { expect } from 'vitest';
import { report } from '../../src/diagnosis/report';
import type { Connection } from '../../src/model/connection';
import type { Diagnosis } from '../../src/model/diagnosis';

/** A shorter secret, the sandbox's "admin", stands in other words by chance. */
const shortest = 10;

/** Every form in which a secret travels or is written down. */
export function formsOf(secret: string, login: string): string[] {
  const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/=+$/, '');
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    base64(secret),
    base64(`${login}:${secret}`),
    Buffer.from(secret).toString('hex'),
    Array.from(secret).reverse().join(''),
  ];
}

/** Fails where a secret stands, in any form, in what a person, a page, a file or a log gets from a diagnosis. */
export function assertWithoutSecrets(
  connection: Connection,
  diagnosis: Diagnosis,
  said: unknown,
  secrets: (string | undefined)[],
): void {
  const shown = [JSON.stringify(diagnosis), JSON.stringify(said), report(connection, diagnosis)].join('\n');
  for (const secret of secrets) {
    if (secret === undefined || secret.trim().length < shortest) continue;
    for (const form of formsOf(secret.trim(), connection.login)) {
      expect(shown.includes(form), `A diagnosis shows a secret, as ${form.slice(0, 4)}….`).toBe(false);
    }
  }
}
