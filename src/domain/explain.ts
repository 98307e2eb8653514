import type { Json } from '../model/json';
import type { FieldInfo } from '../model/schemaInfo';

/** One clause of a domain in words; a group has the clauses in it. */
export interface ExplainedClause {
  /** "Country → Code is one of BE, FR" */
  text: string;
  /** The clause alone, to be counted on the request's model. A clause inside `any` has none: it is about other records. */
  domain?: Json[];
  /** This clause and all before it in an "all of" at the top: how many records are left after it. */
  cumulative?: Json[];
  clauses: ExplainedClause[];
}

export interface ExplainOptions {
  model: string;
  fields: (model?: string) => readonly FieldInfo[] | undefined;
  version: number | undefined;
}
