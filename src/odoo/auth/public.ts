import type { AuthDescription } from './methods';

/** Routes that are open to anyone. */
export const publicAccess: AuthDescription = {
  id: 'public',
  since: { rest: 0 },
  safety: 'No secret is sent; only what is open to anyone answers.',
  authorizer: { signIn: () => Promise.resolve(), headers: () => ({}), renewable: false },
};
