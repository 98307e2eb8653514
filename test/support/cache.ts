import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the tests keep what is slow to get (Odoo servers, VS Code builds), outside the repository:
 * `ODOO_API_EXPLORER_CACHE`, else `odoo-api-explorer` in the user's cache folder. It can be deleted at any time.
 */
export function cacheRoot(): string {
  const chosen = process.env['ODOO_API_EXPLORER_CACHE'];
  if (chosen) return chosen;
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'odoo-api-explorer');
}
