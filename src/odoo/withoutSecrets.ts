import type { ProblemFacts } from '../model/problem';
import { OdooError } from './error';

/** A shorter secret may be a word, so it is cut out only where it stands alone. */
const longEnough = 8;

/** Facts that hold what a server said. All others are our own words, or the connection's. */
const facts = ['location', 'page', 'found', 'leaf', 'field', 'operator', 'accept', 'serverName'];

/**
 * The same failure without the secrets: some servers repeat what they were sent. A failure that holds none stays as it is; another loses
 * its cause, which holds them too.
 */
export function withoutSecrets(error: OdooError, secrets: readonly (string | undefined)[]): OdooError {
  const clean = cleaner(secrets);
  const { server } = error;
  const said = server && {
    ...server,
    ...(server.name === undefined ? {} : { name: clean(server.name) }),
    message: clean(server.message),
    ...(server.debug === undefined ? {} : { debug: clean(server.debug) }),
  };
  const known: ProblemFacts = { ...error.facts };
  for (const name of error.code === 'internal' ? ['reason'] : facts) {
    const fact = known[name];
    if (typeof fact === 'string') known[name] = clean(fact);
  }
  const same =
    Object.entries(known).every(([name, fact]) => fact === error.facts[name]) &&
    said?.name === server?.name &&
    said?.message === server?.message &&
    said?.debug === server?.debug;
  return same ? error : new OdooError(error.code, known, { server: said });
}

/**
 * Cuts secrets out of text, in every form that a request carries them in, the longest first.
 * @param mark what stands in their place
 */
export function cleaner(secrets: readonly (string | undefined)[], mark = '…'): (text: string) => string {
  const forms = [...new Set(secrets.flatMap((secret) => (secret ? formsOf(secret) : [])))];
  forms.sort((a, b) => b.length - a.length);
  return (text) => forms.reduce((left, form) => cut(left, form, mark), text);
}

/** How many characters a secret may take in the longest of its forms. */
export function longestForm(secrets: readonly string[]): number {
  return Math.max(0, ...secrets.flatMap(formsOf).map((form) => form.length));
}

/** As it is, in JSON (of Python too, which writes other letters as \u00e9), in XML, in an address, in a form, in base64. */
function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const xml = secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const forms = [
    secret,
    json,
    json.replace(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
    xml,
    xml.replace(/"/g, '&quot;').replace(/'/g, '&#39;'),
    new URLSearchParams({ '': secret }).toString().slice(1),
    // A lone surrogate has no form in an address, nor in UTF-8.
    encodeURIComponent(Buffer.from(secret, 'utf8').toString('utf8')),
  ];
  const base64 = Buffer.from(secret, 'utf8').toString('base64');
  if (secret.length >= longEnough) forms.push(base64, base64.replace(/=+$/, ''));
  return [...new Set(forms)];
}

function cut(text: string, form: string, mark: string): string {
  if (form.length >= longEnough) return text.replaceAll(form, mark);
  const literal = form.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}_.-])${literal}(?!\\.?[\\p{L}\\p{N}_-])`, 'gu'), mark);
}

/**
 * Text without the values that stand under telling names, in JSON, in XML-RPC, in a form or an address.
 * @param telling the names, as alternatives of a regular expression: "token|session"
 */
export function withoutValuesOf(telling: string, text: string, mark = '…'): string {
  return text
    .replace(
      new RegExp(`("[^"]*(?:${telling})[^"]*"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*("|$)`, 'gi'),
      `$1${mark}$2`,
    )
    .replace(
      new RegExp(`(<name>[^<]*(?:${telling})[^<]*</name>\\s*<value>(?:<string>)?)[^<]*`, 'gi'),
      `$1${mark}`,
    )
    .replace(new RegExp(`(\\b\\w*(?:${telling})\\w*=)[^&\\s"<;]+`, 'gi'), `$1${mark}`);
}
