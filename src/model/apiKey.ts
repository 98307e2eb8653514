/** An API key as Odoo lists it: everything but the key itself, which is told once, when it is made. */
export interface ApiKeyInfo {
  id: number;
  name: string;
  /** "rpc", or a service's; empty for a key that opens everything. */
  scope: string;
  /** When it was made; undefined where the server does not say. */
  created: Date | undefined;
  /** When it runs out; undefined for a key that never does, and before Odoo 18, where none did. */
  expires: Date | undefined;
}
