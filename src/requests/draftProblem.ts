import type { Problem } from '../model/problem';
import type { JsonMistake } from './strictJson';

/** The part of the form that something is wrong with. */
export type DraftPart =
  | 'model'
  | 'route'
  | 'method'
  | 'ids'
  | 'fields'
  | 'rows'
  | 'limit'
  | 'offset'
  | 'values'
  | 'args'
  | 'kwargs'
  | 'context'
  | 'path'
  | 'query'
  | 'headers'
  | 'body';

/** What keeps a draft from being sent. Positions as in JsonMistake; `reason` says what to do. */
export interface DraftProblem extends Problem {
  code: 'request.incomplete' | 'request.json';
  facts: { part: DraftPart; reason: string } | ({ part: DraftPart } & JsonMistake);
}
