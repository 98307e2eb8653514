import { isWrite, type RequestSpec } from '../model/requestSpec';
import { OdooError } from './error';

/** What a call failed with, as told to the person: with what the request itself says about it. */
export function callFailure(error: OdooError, spec: RequestSpec, ms: number): OdooError {
  switch (error.code) {
    case 'server.exception':
      return misspeltField(error, spec);
    case 'call.cancelled': {
      const seconds = Math.round(ms / 100) / 10;
      return new OdooError('call.cancelled', { seconds, write: isWrite(spec) }, { cause: error });
    }
    default:
      return error;
  }
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
