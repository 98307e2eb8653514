import type { SignInMethod } from '../model/authMethod';

/** A connection as a page shows it. */
export interface ConnectionSummary {
  id: string;
  name: string;
  /** "erp.example.com · production · 19.0" is put together from these. */
  host: string;
  database: string;
  version?: string;
  production: boolean;
  readOnly: boolean;
  /** The connection's own way to sign in. */
  signIn: SignInMethod;
  /** Every way this version offers, the connection's own first. */
  signInMethods: SignInMethod[];
}
