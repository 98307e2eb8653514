import * as v from 'valibot';

/** What a person proves who they are with. */
export const AuthMethodSchema = v.picklist([
  'password',
  'apiKey',
  'webSession',
  'jwt',
  'oauth2',
  'secureApiKey',
  'basic',
  'header',
  'public',
]);
export type AuthMethod = v.InferOutput<typeof AuthMethodSchema>;

/** How a call travels. */
export const ProtocolSchema = v.picklist(['jsonRpc', 'xmlRpc', 'json2', 'web', 'rest']);
export type Protocol = v.InferOutput<typeof ProtocolSchema>;

/** A sign-in method: the proof and the way it travels. */
export const SignInMethodSchema = v.object({ auth: AuthMethodSchema, protocol: ProtocolSchema });
export type SignInMethod = v.InferOutput<typeof SignInMethodSchema>;

export const authLabels: Record<AuthMethod, string> = {
  password: 'Password',
  apiKey: 'API key',
  webSession: 'Web session',
  jwt: 'JWT',
  oauth2: 'OAuth 2.0',
  secureApiKey: 'Secure API key',
  basic: 'Basic authentication',
  header: 'Key in a header',
  public: 'No sign-in',
};
export const protocolLabels: Record<Protocol, string> = {
  jsonRpc: 'JSON-RPC',
  xmlRpc: 'XML-RPC',
  json2: 'JSON-2',
  web: 'Web client',
  rest: 'REST',
};

/** "API key · JSON-2" */
export function signInLabel(method: SignInMethod): string {
  return `${authLabels[method.auth]} · ${protocolLabels[method.protocol]}`;
}

/**
 * What is kept for a connection in secret storage. Several ways to sign in may share one: the user's password serves RPC and the web
 * session, an API key serves RPC, JSON-2 and the Secure API module.
 */
export const secretKinds = ['password', 'apiKey', 'tokenSecret', 'clientSecret', 'basic', 'header'] as const;
export type SecretKind = (typeof secretKinds)[number];

const kindOfSecret: Record<AuthMethod, SecretKind | undefined> = {
  password: 'password',
  webSession: 'password',
  apiKey: 'apiKey',
  secureApiKey: 'apiKey',
  jwt: 'tokenSecret',
  oauth2: 'clientSecret',
  basic: 'basic',
  header: 'header',
  public: undefined,
};

/** Which secret a method needs; undefined for none. */
export function secretKindOf(auth: AuthMethod): SecretKind | undefined {
  return kindOfSecret[auth];
}
