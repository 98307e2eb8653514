import type { HttpAuthorizer } from './authorizer';
import type { AuthDescription } from './methods';

/** As bearer, for JSON-2 and the routes beside it. A cookie beside the key would be refused, so none is ever sent. */
export const bearer: HttpAuthorizer = {
  signIn: () => Promise.resolve(),
  headers: ({ target }) => ({
    authorization: `bearer ${target.secret}`,
    ...(target.database ? { 'x-odoo-database': target.database } : {}),
  }),
  renewable: false,
};

/**
 * A key made under Preferences ▸ Account Security (Odoo 14 and later). In place of the password over XML-RPC and JSON-RPC; as bearer
 * over JSON-2 (19 and later).
 */
export const apiKey: AuthDescription = {
  id: 'apiKey',
  loginLabel: 'Login',
  secretLabel: 'API key',
  since: { xmlRpc: 14, jsonRpc: 14, json2: 19 },
  safety:
    'Opens the API only, not the web client; can be revoked alone, and runs out by itself from Odoo 18 on.',
  authorizer: bearer,
};
