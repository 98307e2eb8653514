/** What the product shows of a server's schema. */
export interface ModelInfo {
  /** Technical name, "res.partner". */
  model: string;
  /** Label in the user's language, "Contact". */
  label: string;
  /** A wizard's model, whose records do not last. */
  transient?: boolean;
}

/**
 * Where the list of models came from: `all` from ir.model, `readable` from get_available_models (16+, a user without
 * Access Rights), `refused` when the server shows its list to administrators only (14 and 15).
 */
export interface ModelList {
  source: 'all' | 'readable' | 'refused';
  models: ModelInfo[];
}

export interface FieldInfo {
  name: string;
  label: string;
  /** Odoo's field type: char, many2one, selection, … */
  type: string;
  /** The related model of a many2one, one2many, many2many or reference field. */
  relation?: string;
  required: boolean;
  readonly: boolean;
  /** Whether the field is a column; a domain on one that is not may fail. */
  stored: boolean;
  help?: string;
  /** Technical value and label of each choice. */
  selection?: [string, string][];
}

export interface ServerVersion {
  /** As the server writes it: "19.0", "saas~18.2+e". */
  text: string;
  /** 19 of "19.0" and of "saas~19.1". */
  major: number;
  /** 1 of "saas~19.1". */
  minor: number;
  /** Whether the server runs Odoo Online's interim releases. */
  saas: boolean;
  enterprise: boolean;
}
