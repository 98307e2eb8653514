import type { AuthDescription } from './methods';

/** The user's own password. Every version takes it over XML-RPC and JSON-RPC; JSON-2 never does. */
export const password: AuthDescription = {
  id: 'password',
  loginLabel: 'Login',
  secretLabel: 'Password',
  since: { xmlRpc: 0, jsonRpc: 0 },
  safety:
    'The password is sent with every call, opens the web client too, and is refused for accounts with two-factor sign-in.',
};
