import type { ResultWarning } from '../../../contract/request/resultApi';
import { parseDomain } from '../../../domain/parse';
import { protocolLabels } from '../../../model/authMethod';
import type { Connection } from '../../../model/connection';
import type { Json, JsonObject } from '../../../model/json';
import type { Outcome } from '../../../model/outcome';
import { isOrm, type RequestSpec } from '../../../model/requestSpec';
import type { FieldInfo } from '../../../model/schemaInfo';
import { majorOf } from '../../../odoo/version';

interface Answered {
  connection: Connection;
  spec: RequestSpec;
  outcome: Outcome;
  fields: readonly FieldInfo[];
  /** Undefined where the answer is no table. */
  rows: readonly JsonObject[] | undefined;
  loadable: boolean;
}

/** Methods that later versions no longer have, and since which one Odoo calls them deprecated (Odoo 17–19, odoo/models.py). */
const ending: Readonly<Record<string, { since: number; instead: string }>> = {
  name_get: { since: 17, instead: 'Reading the field display_name' },
  read_group: { since: 19, instead: 'formatted_read_group' },
  check_access_rights: { since: 18, instead: 'has_access' },
};

/** What is true about an answer and is easily overlooked. */
export function warningsOf(answered: Answered): ResultWarning[] {
  return [
    ...limitReached(answered),
    ...someMissing(answered),
    ...archivedHidden(answered),
    ...deprecatedMethod(answered),
    ...deprecatedApi(answered),
  ];
}

function limitReached({ rows, loadable }: Answered): ResultWarning[] {
  if (!rows || !loadable) return [];
  return [{ code: 'limitReached', sentence: limitWords(rows.length) }];
}

function limitWords(count: number): string {
  const many = `${count.toLocaleString('en')} ${count === 1 ? 'record' : 'records'}`;
  return `${many} came, which is the limit. More may match.`;
}

/** `read` leaves out the records that are not there (odoo/models.py, read). */
function someMissing({ spec, rows }: Answered): ResultWarning[] {
  if (spec.operation !== 'read' || !rows) return [];
  const came = new Set(rows.map(({ id }) => id));
  const missing = [...new Set(spec.ids)].filter((id) => !came.has(id));
  if (missing.length === 0) return [];
  const named = missing.slice(0, 5).join(', ') + (missing.length > 5 ? ', …' : '');
  const sentence =
    missing.length === 1
      ? `The record ${named} did not come: it does not exist.`
      : `${missing.length} records did not come, for they do not exist: ${named}.`;
  return [{ code: 'someMissing', sentence }];
}

/** A search leaves archived records out unless its domain names `active` or the context says active_test false (odoo/models.py, _search). */
function archivedHidden({ spec, fields }: Answered): ResultWarning[] {
  switch (spec.operation) {
    case 'searchRead':
    case 'search':
    case 'count':
    case 'readGroup':
    case 'nameSearch':
      break;
    default:
      return [];
  }
  if (!fields.some(({ name }) => name === 'active')) return [];
  if (spec.context?.['active_test'] === false || namesActive(spec.domain)) return [];
  return [
    {
      code: 'archivedHidden',
      sentence: 'Archived records are left out. The context {"active_test": false} includes them.',
    },
  ];
}

function namesActive(domain: string | Json[] | undefined): boolean {
  const parsed = typeof domain === 'string' ? parseDomain(domain) : undefined;
  const list = parsed ? (parsed.ok ? parsed.domain : []) : domain;
  return Array.isArray(list) && list.some((term) => Array.isArray(term) && term[0] === 'active');
}

function deprecatedMethod({ connection, spec, outcome }: Answered): ResultWarning[] {
  const major = majorOf(connection.serverVersion);
  if (!isOrm(spec) || major === undefined) return [];
  const { method } = outcome;
  const end = Object.hasOwn(ending, method) ? ending[method] : undefined;
  if (!end || major < end.since) return [];
  return [
    {
      code: 'deprecatedMethod',
      sentence: `${method} is deprecated since Odoo ${end.since} and goes in a version to come. ${end.instead} takes its place.`,
    },
  ];
}

/** Odoo's documentation, external_rpc_api: both are deprecated since 19 and end with Odoo 22 and Odoo Online 21.1. */
function deprecatedApi({ connection, outcome: { protocol } }: Answered): ResultWarning[] {
  const major = majorOf(connection.serverVersion);
  if (major === undefined || major < 19 || (protocol !== 'jsonRpc' && protocol !== 'xmlRpc')) return [];
  return [
    {
      code: 'deprecatedApi',
      sentence: `${protocolLabels[protocol]} is deprecated and ends with Odoo 22 (autumn 2028; Odoo Online: 21.1, winter 2027). JSON-2 takes its place.`,
    },
  ];
}

/** The warnings when more of the records have been loaded: `count` of them in all. */
export function withLoaded(
  warnings: readonly ResultWarning[],
  { loadable, capped, count }: { loadable: boolean; capped: boolean; count: number },
): ResultWarning[] {
  const others = warnings.filter(({ code }) => code !== 'limitReached');
  const loaded = count.toLocaleString('en');
  if (capped) {
    const sentence = `${loaded} records are loaded, as many as are kept in memory. An export writes all of them to a file.`;
    return [{ code: 'limitReached', sentence }, ...others];
  }
  return loadable
    ? [{ code: 'limitReached', sentence: `${loaded} records are loaded. More may match.` }, ...others]
    : others;
}
