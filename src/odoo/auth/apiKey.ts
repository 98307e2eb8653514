import type { AuthDescription } from './methods';

/**
 * A key made under Preferences ▸ Account Security (Odoo 14 and later). In place of the password over XML-RPC and JSON-RPC; as bearer
 * over JSON-2 (19 and later).
 */
export const apiKey: AuthDescription = {
  id: 'apiKey',
  secretLabel: 'API key',
  since: { xmlRpc: 14, jsonRpc: 14, json2: 19 },
};
