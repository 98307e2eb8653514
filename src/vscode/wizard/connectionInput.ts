import type { SignInMethod } from '../../model/authMethod';
import type { Connection } from '../../model/connection';

/** Everything a person gives for a connection, half of it perhaps. `secret` never leaves this folder but for the vault. */
export interface ConnectionInput {
  id: string;
  address: string;
  database: string;
  signIn: SignInMethod | undefined;
  login: string;
  secret: string;
  name: string;
  production: boolean;
  readOnly: boolean;
}

/** What a new connection starts from. */
export function emptyInput(id: string): ConnectionInput {
  return {
    id,
    address: '',
    database: '',
    signIn: undefined,
    login: '',
    secret: '',
    name: '',
    production: false,
    readOnly: false,
  };
}

/** What editing a connection starts from; its secret stays where it is. */
export function inputOf(connection: Connection): ConnectionInput {
  return {
    id: connection.id,
    address: connection.url,
    database: connection.database,
    signIn: { auth: connection.auth, protocol: connection.protocol },
    login: connection.login,
    secret: '',
    name: connection.name,
    production: connection.production,
    readOnly: connection.readOnly,
  };
}
