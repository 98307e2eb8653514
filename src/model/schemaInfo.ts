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
  /** Whether a domain may name it; absent where the server does not say. */
  searchable?: boolean;
  /** Whether an order may name it; absent where the server does not say. */
  sortable?: boolean;
  /** Whether records can be grouped by it (Odoo 17 and later say so). */
  groupable?: boolean;
  /** How a group sums it up: "sum" (`group_operator` up to Odoo 17, `aggregator` since). */
  aggregator?: string;
  /** The field that holds the currency of a monetary one. */
  currencyField?: string;
  /** Digits before and after the decimal point, where they are fixed. */
  digits?: [number, number];
  /** The field of this model whose record defines these properties (Odoo 16 and later). */
  definitionRecord?: string;
}

/** A method that can be called, by the server's documentation (Odoo 19 and later) or by what is known of Odoo's ORM. */
export interface MethodInfo {
  name: string;
  /** "(domain, offset=0, limit=None, order=None)" */
  signature: string;
  parameters: MethodParameter[];
  /** Whether it belongs to the model: it is called without records. */
  ofModel: boolean;
  /** Its docstring as plain text. */
  doc?: string;
  /** The module that adds it. */
  module?: string;
}

export interface MethodParameter {
  name: string;
  required: boolean;
  /** As Python writes it: "80", "None". */
  default?: string;
  annotation?: string;
}

export interface MethodList {
  /** `server`: read from /doc-bearer; `known`: the ORM's own methods, of which the model may have more. */
  source: 'server' | 'known';
  methods: MethodInfo[];
}

/** A record by its name, as name_search gives it. */
export interface RecordName {
  id: number;
  name: string;
}

/** A property of a record's properties field, as its container defines it (Odoo 16 and later). */
export interface PropertyInfo {
  name: string;
  label: string;
  type: string;
  relation?: string;
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
