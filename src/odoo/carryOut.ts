import type { Json } from '../model/json';
import type { OutcomeNote } from '../model/outcome';
import type { OrmSpec } from '../model/requestSpec';
import { hasPaths, readPaths } from './dottedPaths';
import { OdooError } from './error';
import { fieldAttributes } from './fieldAttributes';
import { loaded } from './loadAnswer';
import { normalise, ormCall } from './ormCall';
import type { OrmCall } from './protocol/wire';
import { NoneOverXmlRpc } from './protocol/xmlRpc';
import { readGroups } from './readGroups';
import { majorOf } from './version';
import { copyEach, copyOf, idsIn, updateEach, type Progress } from './writeEach';

/** What a request answered with. */
export interface CarriedOut {
  value: Json;
  note?: OutcomeNote;
}

/**
 * Carries a request out in as many calls as the server's version needs, and gives its answer one shape.
 * @param send carries one call
 * @param progress is kept up to date, for when a later call fails
 * @throws OdooError, and NoneOverXmlRpc where a call was carried out and its answer is None
 */
export async function carryOut(
  spec: OrmSpec,
  serverVersion: string | undefined,
  send: (call: OrmCall) => Promise<Json>,
  progress: Progress,
): Promise<CarriedOut> {
  switch (spec.operation) {
    case 'searchRead':
    case 'read': {
      if (!hasPaths(spec)) return { value: await send(ormCall(spec)) };
      const { rows, hidden } = await readPaths(spec, send);
      return { value: rows, ...(hidden ? { note: 'relatedHidden' } : {}) };
    }
    case 'readGroup':
      return { value: await whole(readGroups(spec, serverVersion, send)) };
    case 'fieldsGet':
      return { value: await describeFields(spec, send) };
    case 'update': {
      const { values } = spec;
      if (Array.isArray(values)) return { value: await updateEach({ ...spec, values }, send, progress) };
      return { value: await send(ormCall(spec)) };
    }
    case 'copy': {
      const oneByOne = spec.ids.length > 1 && (majorOf(serverVersion) ?? 0) < 18;
      return {
        value: oneByOne ? await copyEach(spec, send, progress) : idsIn(await send(copyOf(spec, spec.ids))),
      };
    }
    case 'load':
      return { value: loaded(await whole(send(ormCall(spec)))) };
    case 'search':
    case 'count':
    case 'nameSearch':
    case 'defaultGet':
    case 'exportData':
      return { value: await whole(send(ormCall(spec))) };
    case 'create':
    case 'delete':
    case 'call':
      return { value: normalise(spec, await send(ormCall(spec))) };
  }
}

/** An answer that is never None as a whole, so that XML-RPC refuses it for a None within. */
async function whole<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof NoneOverXmlRpc)) throw error;
    throw new OdooError('server.noneInAnswer', {}, { cause: error });
  }
}

/**
 * Everything there is to tell of a field may hold a None, which XML-RPC cannot carry: the domain of a field of product.pricelist does on
 * Odoo 19. Then the attributes that can hold one are left out.
 */
async function describeFields(
  spec: Extract<OrmSpec, { operation: 'fieldsGet' }>,
  send: (call: OrmCall) => Promise<Json>,
): Promise<Json> {
  try {
    return await send(ormCall(spec));
  } catch (error) {
    if (!(error instanceof NoneOverXmlRpc)) throw error;
    const attributes = spec.attributes?.length ? spec.attributes : [...fieldAttributes];
    return whole(send(ormCall({ ...spec, attributes })));
  }
}
