import { secretKindOf, type SignInMethod } from '../../model/authMethod';
import { authMethods } from './methods';

/** Whether a way to sign in names its database. Tokens and keys of REST modules are for one already. */
export function methodNeedsDatabase({ auth, protocol }: SignInMethod): boolean {
  return protocol !== 'rest' || auth === 'webSession' || auth === 'secureApiKey';
}

export function methodNeedsLogin({ auth }: SignInMethod): boolean {
  return authMethods[auth].loginLabel !== undefined;
}

export function methodNeedsSecret({ auth }: SignInMethod): boolean {
  return secretKindOf(auth) !== undefined;
}
