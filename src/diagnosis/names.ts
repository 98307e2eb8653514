import { isIP } from 'node:net';

/** What a name is of: the word its placeholder begins with. `name`: one text that names several things. */
export type NameKind =
  | 'host'
  | 'address'
  | 'database'
  | 'login'
  | 'user'
  | 'email'
  | 'certificate'
  | 'fingerprint'
  | 'file'
  | 'name';

/** Sites that documentation is on. They tell nothing about anyone. */
const publicHosts = /^((www|apps|runbot)\.)?odoo\.com$|^(www\.)?(github\.com|owasp\.org|rfc-editor\.org)$/;

/** In signs: what is longer is nobody's name. Odoo's logins and PostgreSQL's databases are shorter, and so is a host's name. */
const longest = 300;

/** Names that lead to people or their servers, each with what is written in its place: "host-1". */
export class Names {
  readonly #placeholders = new Map<string, { kind: NameKind; number: number }>();
  readonly #counts = new Map<NameKind, number>();
  /** What was added, as it was spelt. */
  readonly #spelt = new Map<string, string>();

  add(kind: NameKind, text: string | undefined): void {
    const name = text?.trim() ?? '';
    if (!name || name.length > longest) return;
    const key = keyOf(kind, name);
    this.#spelt.set(name, key);
    const known = this.#placeholders.get(key)?.kind;
    // A login that is the database's name too is neither alone.
    const both = (known === 'database' && kind === 'login') || (known === 'login' && kind === 'database');
    if (known === undefined) this.#place(key, kind);
    else if (both) this.#place(key, 'name');
  }

  #place(key: string, kind: NameKind): void {
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    this.#placeholders.set(key, { kind, number });
  }

  /** A host's name or IP address; a port behind it and a star before it do not matter. */
  addHost(text: string | undefined): void {
    const host = (text?.trim() ?? '').replace(/^\*\./, '').replace(/^\[(.*?)\].*$/, '$1');
    const bare = isIP(host) ? host : host.replace(/:\d*$/, '').replace(/\.$/, '');
    if (!bare || publicHosts.test(bare.toLowerCase())) return;
    this.add(isIP(bare) ? 'address' : 'host', bare);
  }

  /** The host of an address of any scheme; nothing where the text is none. */
  addHostOf(url: string | undefined): void {
    const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^\s/?#]*@)?(\[[^\]]*\]|[^\s/:?#]+)/i.exec(
      url?.trim() ?? '',
    )?.[1];
    if (host) this.addHost(host);
  }

  /** Every name as it was spelt, with its kind and placeholder. */
  *entries(): Iterable<{ text: string; kind: NameKind; placeholder: string }> {
    for (const [text, key] of this.#spelt) {
      const place = this.#placeholders.get(key);
      if (place) yield { text, kind: place.kind, placeholder: `${place.kind}-${place.number}` };
    }
  }

  /** The domains that the known hosts are in: "example.com" for "erp.example.com". Shared ones, "odoo.com", are left out. */
  domains(): string[] {
    const found = new Set<string>();
    for (const { text, kind } of this.entries()) {
      if (kind !== 'host') continue;
      const labels = text.toLowerCase().split('.');
      const country = /^(co|com|org|net|ac|gov|edu)\.[a-z]{2}$/.test(labels.slice(-2).join('.'));
      const domain = labels.slice(country ? -3 : -2).join('.');
      if (labels.length < 2) continue;
      found.add(/^odoo\.(com|sh)$/.test(domain) ? text.toLowerCase() : domain);
    }
    return [...found];
  }
}

/** One key for every spelling of a name. */
function keyOf(kind: NameKind, name: string): string {
  if (kind === 'address' && isIP(name) === 6) {
    const [address = '', zone] = name.split('%');
    const normal = new URL(`http://[${address}]`).hostname;
    return zone ? `${normal}%${zone}` : normal;
  }
  return anyCase(kind, name) ? name.toLowerCase() : name;
}

/** Whether a name stays the same in capitals and in small letters. */
function anyCase(kind: NameKind, name: string): boolean {
  return ['host', 'address', 'email', 'fingerprint'].includes(kind) || name.includes('@');
}
