import type { ApiOperation } from '../model/apiOperation';
import type { RestSettings } from '../model/connection';

/**
 * The routes that the operations of an OpenAPI document have below a connection's base path, as the form takes them: what comes before the
 * first placeholder, and for the Secure API module without the "/rest" that it adds itself.
 */
export function routesIn(operations: readonly ApiOperation[], rest: RestSettings): string[] {
  const base = `/${rest.basePath.replace(/^\/+|\/+$/g, '')}/`.replace(/^\/\/$/, '/');
  const routes = new Set<string>();
  for (const { path } of operations) {
    if (!path.startsWith(base)) continue;
    const parts = path.slice(base.length).split('/');
    const placeholder = parts.findIndex((part) => part.includes('{'));
    const literal = (placeholder < 0 ? parts : parts.slice(0, placeholder)).filter((part) => part !== '');
    const route = literal.join('/');
    const short = rest.dialect === 'secureApi' ? route.replace(/\/(?:rest(?:\/bulk)?|rpc)$/, '') : route;
    if (short !== '') routes.add(short);
  }
  return [...routes];
}
