import type { SignInMethod } from '../model/authMethod';
import type { RestSettings } from '../model/connection';

/** A way to sign in, as a page offers it for one request. */
export interface SignInChoice extends SignInMethod {
  /** `odoo`: Odoo's own protocols; `rest`: a module that was added to the server. */
  group: 'odoo' | 'rest';
  /** "Odoo 14 to 21" */
  versions: string;
  /** What it costs in safety, in one sentence. */
  safety: string;
  /** What the connection lacks for it, in a few words: "REST settings"; absent where it can be chosen. */
  missing?: string;
}

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
  /** Its certificate is taken without a check; absent where it is checked. */
  unchecked?: true;
  /** The connection's own way to sign in. */
  signIn: SignInMethod;
  /** Every way there is, the connection's own first. */
  signInMethods: SignInChoice[];
  /** How its REST module forms paths, where it has one. */
  rest?: RestSettings;
}
