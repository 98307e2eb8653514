import { isJsonObject } from '../model/json';
import { OdooError } from '../odoo/error';
import type { ExportPort } from './exportRecords';
import type { ExternalIds } from './write/odooXml';

/** How many ids go in one search. */
const batch = 1_000;
/** How many are kept for each model. */
const mostKnown = 50_000;

/**
 * Asks for external ids in ir.model.data, once for every record. A user who may not read it gets none (Odoo 14–19: only administrators
 * may), and it is not asked for again.
 */
export function externalIdsOf(port: ExportPort, signal: AbortSignal): ExternalIds {
  let refused = false;
  const known = new Map<string, Map<number, string | undefined>>();
  return async (model, ids) => {
    const ofModel = known.get(model) ?? new Map<number, string | undefined>();
    known.set(model, ofModel);
    // Related records come again and again, the exported ones never.
    if (ofModel.size > mostKnown) ofModel.clear();
    const wanted = ids.filter((id) => !ofModel.has(id));
    for (let at = 0; at < wanted.length && !refused; at += batch) {
      const some = wanted.slice(at, at + batch);
      for (const id of some) ofModel.set(id, undefined);
      try {
        const rows = await port.run(
          {
            operation: 'searchRead',
            model: 'ir.model.data',
            domain: [
              ['model', '=', model],
              ['res_id', 'in', some],
            ],
            fields: ['module', 'name', 'res_id'],
            order: 'id desc',
          },
          signal,
        );
        for (const row of Array.isArray(rows) ? rows.filter(isJsonObject) : []) {
          const { module, name, res_id: id } = row;
          if (typeof id !== 'number' || typeof name !== 'string') continue;
          ofModel.set(id, typeof module === 'string' && module ? `${module}.${name}` : name);
        }
      } catch (error) {
        const refusals = ['server.accessRights', 'rights.modelsHidden', 'server.hiddenReason'];
        if (!(error instanceof OdooError) || !refusals.includes(error.code)) throw error;
        refused = true;
      }
    }
    return new Map(
      ids.flatMap((id): [number, string][] => {
        const name = ofModel.get(id);
        return name === undefined ? [] : [[id, name]];
      }),
    );
  };
}
