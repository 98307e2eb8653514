import type { SignInMethod } from '../../model/authMethod';
import type {
  Connection,
  HeaderSettings,
  OAuth2Settings,
  RestSettings,
  TlsSettings,
  TokenRequest,
} from '../../model/connection';

/** A token request as it is typed: every part as text, empty where it is left out. */
export interface TokenInput {
  url: string;
  method: TokenRequest['method'];
  format: TokenRequest['format'];
  body: string;
  accessToken: string;
  refreshToken: string;
  expires: string;
  refreshUrl: string;
  refreshBody: string;
}

/** Everything a person gives for a connection, half of it perhaps. `secret` never leaves this folder but for the vault. */
export interface ConnectionInput {
  id: string;
  address: string;
  /** The person goes on although the server does not say that it is Odoo: for REST modules behind a gate. */
  withoutVersion: boolean;
  tls: TlsSettings;
  /** Whether certificates are asked about. */
  wantsTrust: boolean;
  database: string;
  signIn: SignInMethod | undefined;
  rest: RestSettings;
  token: TokenInput;
  oauth2: OAuth2Settings;
  header: HeaderSettings;
  databaseHeader: boolean;
  login: string;
  secret: string;
  name: string;
  production: boolean;
  readOnly: boolean;
}

export const defaultBasePaths: Record<RestSettings['dialect'], string> = {
  secureApi: '/api',
  plain: '/api/v1',
};

export const defaultTokenBodies: Record<TokenRequest['format'], { token: string; refresh: string }> = {
  json: {
    token: '{"login": "{{login}}", "password": "{{secret}}"}',
    refresh: '{"refresh_token": "{{refreshToken}}"}',
  },
  form: { token: 'login={{login}}&password={{secret}}', refresh: 'refresh_token={{refreshToken}}' },
};

const emptyToken: TokenInput = {
  url: '/api/auth/token',
  method: 'POST',
  format: 'json',
  body: defaultTokenBodies.json.token,
  accessToken: 'access_token',
  refreshToken: '',
  expires: '',
  refreshUrl: '',
  refreshBody: defaultTokenBodies.json.refresh,
};

/** What a new connection starts from. */
export function emptyInput(id: string): ConnectionInput {
  return {
    id,
    address: '',
    withoutVersion: false,
    tls: {},
    wantsTrust: false,
    database: '',
    signIn: undefined,
    rest: { dialect: 'plain', basePath: defaultBasePaths.plain },
    token: emptyToken,
    oauth2: { tokenUrl: '/api/oauth2/token', clientAuth: 'body' },
    header: { name: 'Authorization', prefix: 'Bearer ' },
    databaseHeader: false,
    login: '',
    secret: '',
    name: '',
    production: false,
    readOnly: false,
  };
}

/** What editing a connection starts from; its secret stays where it is. */
export function inputOf(connection: Connection): ConnectionInput {
  const empty = emptyInput(connection.id);
  return {
    ...empty,
    address: connection.url,
    withoutVersion: connection.protocol === 'rest' && connection.serverVersion === undefined,
    tls: connection.tls ?? {},
    database: connection.database,
    signIn: { auth: connection.auth, protocol: connection.protocol },
    rest: connection.rest ?? empty.rest,
    token: connection.token ? tokenInput(connection.token) : empty.token,
    oauth2: connection.oauth2 ?? empty.oauth2,
    header: connection.header ?? empty.header,
    databaseHeader: connection.databaseHeader ?? false,
    login: connection.login,
    name: connection.name,
    production: connection.production,
    readOnly: connection.readOnly,
  };
}

function tokenInput({ refresh, refreshToken, expires, ...token }: TokenRequest): TokenInput {
  return {
    ...token,
    refreshToken: refreshToken ?? '',
    expires: expires ?? '',
    refreshUrl: refresh?.url ?? '',
    refreshBody: refresh?.body ?? defaultTokenBodies[token.format].refresh,
  };
}

/** The settings that a way to sign in uses; those of other ways are left out. */
export function settingsOf(
  input: ConnectionInput,
  { auth, protocol }: SignInMethod,
): Pick<Connection, 'tls' | 'rest' | 'token' | 'oauth2' | 'header' | 'databaseHeader'> {
  const { tls, rest, token, oauth2, header, databaseHeader } = input;
  return {
    ...(Object.keys(tls).length > 0 ? { tls } : {}),
    ...(protocol === 'rest' ? { rest } : {}),
    ...(auth === 'jwt' ? { token: tokenRequest(token) } : {}),
    ...(auth === 'oauth2' ? { oauth2 } : {}),
    ...(auth === 'header' ? { header } : {}),
    ...(databaseHeader ? { databaseHeader } : {}),
  };
}

function tokenRequest(token: TokenInput): TokenRequest {
  const { url, method, format, body, accessToken, refreshToken, expires, refreshUrl, refreshBody } = token;
  const refreshes = refreshToken !== '' && refreshUrl !== '';
  return {
    url,
    method,
    format,
    body,
    accessToken,
    ...(refreshToken ? { refreshToken } : {}),
    ...(expires ? { expires } : {}),
    ...(refreshes ? { refresh: { url: refreshUrl, format, body: refreshBody } } : {}),
  };
}
