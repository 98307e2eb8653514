import type { AuthDescription } from './methods';

/** The user's own password. Every version takes it over XML-RPC and JSON-RPC; JSON-2 never does. */
export const password: AuthDescription = {
  id: 'password',
  secretLabel: 'Password',
  since: { xmlRpc: 0, jsonRpc: 0 },
};
