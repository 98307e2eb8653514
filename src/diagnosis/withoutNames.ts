import { isIP } from 'node:net';
import { hostOf, type Connection } from '../model/connection';
import type { Diagnosis } from '../model/diagnosis';
import { mapStrings } from './mapStrings';
import { Names, type NameKind } from './names';

/**
 * Says every text of a diagnosis without the names of hosts, databases and people in it: each has one placeholder, "host-1", wherever
 * it stands. Names of fewer than three letters, or of digits alone, are replaced where they stand alone or in quotation marks; in a
 * sentence they would be half of its words. The longest name wins where several begin.
 */
export function nameless(connection: Connection, diagnosis: Diagnosis): (text: string) => string {
  const names = new Names();
  ofConnection(connection, names);
  ofDiagnosis(diagnosis, names);
  const texts: string[] = [];
  mapStrings({ url: connection.url, diagnosis }, (text) => {
    texts.push(text);
    return text;
  });
  for (const text of texts) inText(text, names);
  inDomains(texts.join('\n'), names);
  return replacer(names);
}

function ofConnection(connection: Connection, names: Names): void {
  const { url, database, login, tls, token, oauth2 } = connection;
  names.addHost(hostOfTyped(url));
  names.add('database', database);
  names.add('login', login);
  names.addHostOf(token?.url);
  names.addHostOf(oauth2?.tokenUrl);
  for (const path of [tls?.authority, tls?.certificate, tls?.key]) names.add('file', path);
}

/** The host of an address that may still be as it was typed. */
function hostOfTyped(url: string): string {
  try {
    return hostOf(/^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`);
  } catch {
    return '';
  }
}

/** Names that stand in places of their own. */
function ofDiagnosis(diagnosis: Diagnosis, names: Names): void {
  const { problem, remedies, steps } = diagnosis;
  for (const { action } of remedies)
    if (action?.kind === 'useDatabase') names.add('database', action.database);
  const fact = (name: string): string | undefined => {
    const value = problem?.facts[name];
    return typeof value === 'string' ? value : undefined;
  };
  for (const name of ['host', 'through', 'from', 'to']) {
    const value = fact(name);
    if (value?.includes('://')) names.addHostOf(value);
    else names.addHost(value);
  }
  names.add('database', fact('database'));
  for (const name of quoted(fact('databases') ?? '')) names.add('database', name);
  if (problem?.code.startsWith('database.')) names.add('database', fact('suggestion'));
  if (problem?.code.startsWith('signIn.')) names.add('login', fact('suggestion'));
  names.add('login', fact('login'));
  names.add('login', fact('owner'));
  names.add('user', fact('user'));
  names.add('file', fact('file'));
  if (problem?.code.startsWith('tls.')) {
    ofCertificate(fact('issuer'), names);
    for (const name of fact('names')?.split(/,\s*/) ?? []) ofCertificate(name, names);
    for (const text of diagnosis.evidence) for (const name of quoted(text)) ofCertificate(name, names);
  }
  for (const { probe, detail, proves = '', asked = [] } of steps) {
    if (probe === 'tls') {
      for (const text of [detail, proves, ...asked.map(({ answer }) => answer)]) {
        for (const name of quoted(text)) ofCertificate(name, names);
        for (const [name] of text.matchAll(/(?<![\w.-])(?:\*\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}\b/g))
          names.addHost(name);
        ofCertificate(/issued by ([^,;“”]+)[,;]/.exec(text)?.[1], names);
      }
    }
    // "Mitchell Admin (admin, user 2), an internal user".
    const [, user, login] = (probe === 'rights' && /^(.+?) \(([^\s(),]+), user \d+\)/.exec(detail)) || [];
    names.add('login', login);
    names.add('user', user);
    if (probe === 'database') for (const name of quoted(`${detail} ${proves}`)) names.add('database', name);
    for (const { question, answer } of asked) inAnswer(question, answer, names);
  }
}

/** What stands “so” in a text. */
function quoted(text: string): string[] {
  return Array.from(text.matchAll(/“([^“”]+)”/g), ([, name = '']) => name);
}

/** A certificate's name: a host's, an address, or that of an organization. */
function ofCertificate(name: string | undefined, names: Names): void {
  const text = name?.trim().replace(/^(CN|DNS|IP Address)[=:]/, '') ?? '';
  if (isIP(text) || /^(\*\.)?([a-z0-9_-]+\.)+[a-z0-9-]+$/i.test(text) || text === 'localhost')
    names.addHost(text);
  else names.add('certificate', text);
}

const fields: [NameKind, string][] = [
  ['login', 'login|username'],
  ['email', 'email'],
  ['user', 'name|user_name|partner_display_name|display_name'],
  ['database', 'db|database'],
];

/** Names in what a server answered: JSON or XML-RPC, as much of it as is shown. */
function inAnswer(question: string, answer: string, names: Names): void {
  for (const [kind, keys] of fields) {
    const inJson = new RegExp(`"(?:${keys})"\\s*:\\s*"((?:[^"\\\\]|\\\\.)+)"`, 'g');
    const inXml = new RegExp(`<name>(?:${keys})</name>\\s*<value>\\s*<string>([^<]+)<`, 'g');
    for (const pattern of [inJson, inXml]) {
      for (const [, found = ''] of answer.matchAll(pattern)) {
        const name = pattern === inJson ? unescaped(found) : found;
        // "odoo.exceptions.AccessDenied" is a name too, and nobody's.
        if (!/^[a-z_]\w*(\.\w+)+$/i.test(name)) names.add(kind, name);
      }
    }
  }
  if (!/database\/list|\bdb\.list\b|\/db\b.*\blist\b/.test(question)) return;
  const json = /"result"\s*:\s*\[(.*)/.exec(answer)?.[1] ?? '';
  for (const [, name = ''] of json.matchAll(/"((?:[^"\\]|\\.)+)"/g)) names.add('database', unescaped(name));
  for (const [, name = ''] of answer.matchAll(/<string>([^<]+)</g)) names.add('database', name);
}

function unescaped(json: string): string {
  try {
    return String(JSON.parse(`"${json}"`));
  } catch {
    return json;
  }
}

/** Names that show themselves by their form, wherever they stand. */
function inText(text: string, names: Names): void {
  for (const [found] of text.matchAll(/(?<![\w:])[\da-f]{2}(?::[\da-f]{2}){15,63}(?![\w:])/gi))
    names.add('fingerprint', found);
  for (const [found] of text.matchAll(
    /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
  )) {
    names.add('email', found);
  }
  for (const [found] of text.matchAll(/\bhttps?:\/\/[^\s“”"'<>]+/gi)) names.addHostOf(found);
  for (const [found] of text.matchAll(/(?<![\w.]|:[\da-f]{0,4}:)\d{1,3}(?:\.\d{1,3}){3}(?!\.?\w)/gi)) {
    if (isIP(found)) names.addHost(found);
  }
  for (const [found] of text.matchAll(/(?<![\w.:])[\da-f]*:[\da-f:.]*[\da-f:](?:%[\w.-]+)?/gi)) {
    const address = found.replace(/(?<!:):$/, '').replace(/\.$/, '');
    if (isIP(address) === 6) names.addHost(address);
  }
}

/** Other hosts of the same domains: what a redirect, a certificate or a message names beside the server itself. */
function inDomains(text: string, names: Names): void {
  for (const domain of names.domains()) {
    const literal = domain.replace(/\./g, '\\.');
    const inside = new RegExp(`(?<![\\w.@-])(?:[\\w-]+\\.)*${literal}(?!\\.?[\\w-])`, 'gi');
    for (const [found] of text.matchAll(inside)) names.addHost(found);
  }
}

/** What may stand before a name: anything that is no part of a word, or an escaped sign of JSON or of an address. */
const before =
  '(?:(?<![\\p{L}\\p{N}_.-])|(?<=\\\\[nrt])|(?<=\\\\u[\\da-fA-F]{4})|(?<=%[\\da-fA-F]{2})|(?<=\\*\\.))';
const after = '(?!\\.?[\\p{L}\\p{N}_-])';

/** Replaces in one go, so that no placeholder is taken for a name. */
function replacer(names: Names): (text: string) => string {
  const placeholders = new Map<string, string>();
  const patterns: { length: number; pattern: string }[] = [];
  for (const { text, kind, placeholder } of names.entries()) {
    // A host of one word, "odoo", is one only as it was written: "Odoo" is a word of every sentence.
    const anyCase =
      text.includes('@') || (['host', 'address', 'fingerprint'].includes(kind) && /[.:]/.test(text));
    for (const form of formsOf(text)) {
      placeholders.set(form, placeholder);
      if (anyCase) placeholders.set(form.toLowerCase(), placeholder);
      patterns.push({ length: form.length, pattern: patternOf(form, kind, anyCase) });
    }
  }
  if (patterns.length === 0) return (text) => text;
  patterns.sort((one, other) => other.length - one.length);
  const all = new RegExp(patterns.map(({ pattern }) => pattern).join('|'), 'gu');
  const shown = [...placeholders].filter(([name]) => name.length > 3);
  return (text) =>
    placeholders.get(text) ??
    cutShort(
      text.replace(all, (found) => placeholders.get(found) ?? placeholders.get(found.toLowerCase()) ?? '…'),
      shown,
    );
}

/** As it is, in JSON, in an address, in a page or XML. */
function formsOf(name: string): Set<string> {
  const escaped = name.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const inUrl = encodeURIComponent(Buffer.from(name, 'utf8').toString('utf8'));
  return new Set([name, JSON.stringify(name).slice(1, -1), inUrl, inUrl.replace(/%20/g, '+'), escaped]);
}

function patternOf(form: string, kind: NameKind, anyCase: boolean): string {
  const signs = Array.from(form, (sign) => {
    const [lower, upper] = [sign.toLowerCase(), sign.toUpperCase()];
    if (anyCase && lower !== upper && upper.length === sign.length) return `[${lower}${upper}]`;
    return sign.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  }).join('');
  if (kind === 'address' && form.includes(':'))
    return `(?<![\\p{L}\\p{N}_:.])${signs}(?![\\p{L}\\p{N}_]|:[\\da-fA-F])`;
  const open = '[“"\'‘`(>]';
  const close = '[”"\'’`)<]';
  const tooShort = Array.from(form).length < 3 || /^\d+$/.test(form);
  return tooShort ? `(?<=${open})${signs}(?=${close})` : `${before}${signs}${after}`;
}

/** An answer is cut where it gets too long; a name that is cut there is still half told. */
function cutShort(text: string, names: readonly (readonly [string, string])[]): string {
  if (!text.endsWith('…')) return text;
  const tail = text.slice(0, -1);
  for (const [name, placeholder] of names) {
    for (let length = name.length - 1; length >= 3; length -= 1) {
      const part = name.slice(0, length);
      if (tail.endsWith(part) && !/[\p{L}\p{N}]/u.test(tail.at(-length - 1) ?? ' '))
        return `${tail.slice(0, -length)}${placeholder}…`;
    }
  }
  return text;
}
