import { OdooError } from './error';

/** The web client's own paths: what people copy from the browser's address bar. */
const pagePath = /^\/(web|odoo|my|shop|jsonrpc|xmlrpc|json|website|contactus|scoped_app)(\/|$)/;

export interface ParsedAddress {
  /** Origin and, behind a proxy, the base path; no trailing slash. */
  url: string;
  /** What was left out: a page's path, query or fragment. */
  dropped?: string;
  /** A database named in the pasted address (`?db=`), worth offering. */
  database?: string;
}

/**
 * Reads a server's address as people type and paste it: a missing scheme, trailing slashes, a page of the web client.
 * @throws OdooError address.empty, address.invalid
 */
export function parseAddress(typed: string): ParsedAddress {
  const text = typed.trim();
  if (!text) throw new OdooError('address.empty');
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${guessScheme(text)}://${text}`;
  let url: URL;
  try {
    url = new URL(withScheme);
  } catch (cause) {
    throw new OdooError('address.invalid', { address: withoutCredentials(text) }, { cause });
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new OdooError('address.invalid', { address: withoutCredentials(text), reason: 'scheme' });
  }
  if (!url.hostname || /\s/.test(text) || (!url.hostname.includes('.') && !isPlausibleName(url.hostname))) {
    throw new OdooError('address.invalid', { address: withoutCredentials(text) });
  }
  if (url.username || url.password) throw new OdooError('address.invalid', { reason: 'credentials' });
  const page = pagePath.test(url.pathname);
  const path = page ? '' : url.pathname.replace(/\/+$/, '');
  const dropped = (page ? url.pathname.replace(/^\/$/, '') : '') + url.search + url.hash;
  const database = url.searchParams.get('db');
  return {
    url: url.origin + path,
    ...(dropped ? { dropped } : {}),
    ...(database ? { database } : {}),
  };
}

/** Without the name and password that may stand before the last @, however they are written. */
export function withoutCredentials(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, (_whole, scheme?: string) => `${scheme ?? ''}…@`);
}

/** Single-label names exist on company networks and in containers; what they never hold is anything but these signs. */
function isPlausibleName(host: string): boolean {
  return host.startsWith('[') || /^[a-z0-9_-]+$/i.test(host);
}

/** https for names out in the world; http for this computer, bare container names and private addresses. */
function guessScheme(text: string): 'http' | 'https' {
  const host = text.split(/[/:?#]/)[0] ?? '';
  const local =
    /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[)/i.test(host) || !host.includes('.');
  return local ? 'http' : 'https';
}
