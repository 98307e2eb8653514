import type { Connection } from '../model/connection';
import { isJsonObject } from '../model/json';
import type { ProblemCode, ProblemFacts } from '../model/problem';
import { isOrm, isWrite, type RequestSpec } from '../model/requestSpec';
import { OdooError } from './error';
import { removedMethod } from './removedMethods';
import type { Progress } from './writeEach';

/** What a call failed with, as told to the person: with what the request itself and the server's version say about it. */
export function callFailure(
  error: OdooError,
  spec: RequestSpec,
  ms: number,
  connection: Pick<Connection, 'serverVersion'>,
): OdooError {
  switch (error.code) {
    case 'server.exception':
      return misspeltField(error, spec);
    case 'server.unknownMethod':
      return removed(error, spec, connection.serverVersion);
    case 'server.accessDenied':
      return listsDatabases(spec) ? as(error, 'database.notListed') : error;
    case 'rights.modelsHidden':
      // Whoever wants to change a model is not told that models cannot be listed.
      return isWrite(spec) ? as(error, 'server.accessRights') : error;
    case 'server.accessRights': {
      // The one thing that the pages under /doc refuse, in whichever language (19, addons/api_doc/controllers/api_doc.py).
      const page = spec.operation === 'http' && /^\/doc(-bearer)?(\/|$)/.test(spec.path);
      return page && !error.facts['model'] ? as(error, 'rights.docHidden') : error;
    }
    case 'call.cancelled': {
      const seconds = Math.round(ms / 100) / 10;
      return new OdooError('call.cancelled', { seconds, write: isWrite(spec) }, { cause: error });
    }
    default:
      return error;
  }
}

/** A failure after some of a request's records were written says how many: `updated` of `of`. */
export function partlyDone(error: OdooError, { done, of }: Progress): OdooError {
  return done === 0 ? error : as(error, error.code, { updated: done, of });
}

function as(error: OdooError, code: ProblemCode, facts: ProblemFacts = {}): OdooError {
  return new OdooError(code, { ...error.facts, ...facts }, { server: error.server, cause: error });
}

/** A method that every model once had: named with what took its place, as removed where the server's version shows that it is. */
function removed(error: OdooError, spec: RequestSpec, serverVersion: string | undefined): OdooError {
  const known = removedMethod(String(error.facts['method'] ?? ''), serverVersion);
  if (!known) return error;
  if (!known.certain) return as(error, 'server.unknownMethod', known.facts);
  return as(error, 'server.methodRemoved', { ...known.facts, ...(isOrm(spec) ? { model: spec.model } : {}) });
}

/** Whether a request of any path asks for the databases: what is denied then is the list, not the person. */
function listsDatabases(spec: RequestSpec): boolean {
  if (spec.operation !== 'http') return false;
  if (/^\/web\/database\/list$/.test(spec.path)) return true;
  const params = isJsonObject(spec.body) ? spec.body['params'] : undefined;
  return isJsonObject(params) && params['service'] === 'db' && params['method'] === 'list';
}

/** Odoo 19 answers a write to an unknown field with a bare KeyError, which says no more than the name that the request has. */
function misspeltField(error: OdooError, spec: RequestSpec): OdooError {
  if (spec.operation !== 'create' && spec.operation !== 'update') return error;
  const field = error.server?.name?.endsWith('KeyError') ? error.server.message.replace(/^'|'$/g, '') : '';
  if (![spec.values].flat().some((record) => Object.hasOwn(record, field))) return error;
  return new OdooError(
    'server.unknownField',
    { field, model: spec.model },
    { server: error.server, cause: error },
  );
}
