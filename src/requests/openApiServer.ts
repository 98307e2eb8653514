import { isJsonObject } from '../model/json';
import type { JsonObject } from '../model/json';

/**
 * What the paths of a document begin with, below the connection's address: the path of its first server. A server of another origin is
 * none of the connection's, whose secret must not go there; its path is left out too.
 */
export function basePathOf(root: JsonObject, url: string): { path: string; note?: string } {
  const servers = root['servers'];
  const first: unknown = Array.isArray(servers) ? servers[0] : undefined;
  if (!isJsonObject(first) || typeof first['url'] !== 'string') return { path: '' };
  const written = withDefaults(first['url'], first['variables']);
  const own = new URL(url);
  const isAbsolute = /^[a-z][a-z0-9+.-]*:|^[/\\]{2}/i.test(written);
  let server: URL;
  try {
    server = new URL(written, `${own.origin}/`);
  } catch {
    return { path: '', note: 'Its server’s address cannot be read; paths begin at the connection’s.' };
  }
  if (server.origin !== own.origin) {
    return {
      path: '',
      note: `It is for ${server.host || 'another server'}; its requests are sent to ${own.host}, where this connection signs in.`,
    };
  }
  const path = server.pathname.replace(/\/+$/, '');
  const prefix = own.pathname.replace(/\/+$/, '');
  if (prefix === '') return { path };
  if (path === prefix || path.startsWith(`${prefix}/`)) return { path: path.slice(prefix.length) };
  // A server behind a proxy knows nothing of what the proxy puts before its paths.
  if (!isAbsolute) return { path };
  return {
    path: '',
    note: `Its server’s path ${path || '/'} is not below ${prefix}; paths begin at the connection’s address.`,
  };
}

/** The address with its variables' defaults in place: "/{version}" is "/v1". */
function withDefaults(url: string, variables: unknown): string {
  return url.slice(0, 2000).replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = isJsonObject(variables) && Object.hasOwn(variables, name) ? variables[name] : undefined;
    const value = isJsonObject(variable) ? variable['default'] : undefined;
    return typeof value === 'string' ? value : whole;
  });
}
