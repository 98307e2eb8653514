import { nodeFilter } from './domainFilter';
import { mentions, readDomain } from './domainTree';
import type { Env } from './env';
import { PythonError } from './errors';
import type { Row } from './fields';
import type { Model } from './model';
import { orderBy } from './order';
import { str } from './python';
import { isFalsy } from './values';
import type { Value } from './values';

export interface Page {
  offset?: Value | undefined;
  limit?: Value | undefined;
  order?: Value | undefined;
}

/** The records a domain keeps, that the user may see, in order. @throws PythonError */
export function search(env: Env, model: Model, domain: Value, page: Page = {}): Row[] {
  env.checkAccess(model, 'read');
  const node = readDomain(domain, env.version);
  const keeps = nodeFilter(env, model, node);
  const activeOnly = model.fields.has('active') && env.activeTest && !mentions(node, 'active');
  const order = typeof page.order === 'string' && page.order.trim() !== '' ? page.order : model.order;
  const compare = orderBy(env, model, order);
  const found = env.db
    .rows(model.name)
    .filter((row) => (!activeOnly || row['active'] === true) && env.sees(model, row) && keeps(row))
    .sort(compare);
  const offset = rowCount(page.offset) ?? 0;
  const limit = rowCount(page.limit);
  return found.slice(offset, limit === undefined ? undefined : offset + limit);
}

/** A limit or offset; 0 and False mean none. @throws PythonError in PostgreSQL's words */
export function rowCount(value: Value | undefined): number | undefined {
  if (isFalsy(value)) return undefined;
  const count = typeof value === 'string' && /^\s*-?\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof count !== 'number') {
    throw new PythonError(
      'psycopg2.errors.InvalidTextRepresentation',
      `invalid input syntax for type bigint: "${str(value ?? null)}"\nLINE 1: ...\n         ^\n`,
    );
  }
  if (count < 0) {
    throw new PythonError('psycopg2.errors.InvalidRowCountInLimitClause', 'LIMIT must not be negative\n');
  }
  return count;
}
