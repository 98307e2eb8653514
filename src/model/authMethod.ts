import * as v from 'valibot';

/** What a person proves who they are with. */
export const AuthMethodSchema = v.picklist(['password', 'apiKey']);
export type AuthMethod = v.InferOutput<typeof AuthMethodSchema>;

/** How a call travels. */
export const ProtocolSchema = v.picklist(['jsonRpc', 'xmlRpc', 'json2']);
export type Protocol = v.InferOutput<typeof ProtocolSchema>;

/** A sign-in method: the proof and the way it travels. */
export const SignInMethodSchema = v.object({ auth: AuthMethodSchema, protocol: ProtocolSchema });
export type SignInMethod = v.InferOutput<typeof SignInMethodSchema>;

export const authLabels: Record<AuthMethod, string> = { password: 'Password', apiKey: 'API key' };
export const protocolLabels: Record<Protocol, string> = {
  jsonRpc: 'JSON-RPC',
  xmlRpc: 'XML-RPC',
  json2: 'JSON-2',
};

/** "API key · JSON-2" */
export function signInLabel(method: SignInMethod): string {
  return `${authLabels[method.auth]} · ${protocolLabels[method.protocol]}`;
}
