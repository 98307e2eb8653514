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

/** Cuts secrets out of text, in every form that a request carries them in. */
export function cleaner(secrets: readonly (string | undefined)[]): (text: string) => string {
  const forms = secrets.flatMap((secret) => (secret ? formsOf(secret) : []));
  return (text) => forms.reduce(cut, text);
}

/** As it is, in JSON, in an address, in a form. */
function formsOf(secret: string): string[] {
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    new URLSearchParams({ '': secret }).toString().slice(1),
    // A lone surrogate has no form in an address, nor in UTF-8.
    encodeURIComponent(Buffer.from(secret, 'utf8').toString('utf8')),
  ];
  return [...new Set(forms)];
}

function cut(text: string, form: string): string {
  if (form.length >= longEnough) return text.replaceAll(form, '…');
  const literal = form.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}_.-])${literal}(?!\\.?[\\p{L}\\p{N}_-])`, 'gu'), '…');
}
