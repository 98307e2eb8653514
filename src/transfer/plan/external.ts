import type { JsonObject } from '../../model/json';
import { OdooError } from '../../odoo/error';
import { shown } from '../table';
import { batches, findIds, rowsOf, type Found } from './lookup';
import type { PlanPort } from './port';

/** What one by one may be asked for, where the table of external ids may not be read. */
const mostSingle = 2_000;

/**
 * The records behind external ids ("base.be"). Only administrators may read ir.model.data (Odoo 14–19,
 * odoo/addons/base/security/ir.model.access.csv); for everyone else ir.model.data.check_object_reference answers, one id at a time.
 * An external id can outlast its record, so the records are looked for as well.
 * @throws OdooError where the server does not answer
 */
export async function findExternal(
  port: PlanPort,
  model: string,
  wanted: ReadonlySet<string>,
  context: JsonObject,
  signal?: AbortSignal,
): Promise<Map<string, Found>> {
  if (wanted.size === 0) return new Map();
  let found: Map<string, Found>;
  try {
    found = await fromTable(port, model, wanted, signal);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    found = await oneByOne(port, model, wanted, signal);
  }
  const ids = new Set([...found.values()].filter((id) => typeof id === 'number'));
  const there = await findIds(port, model, ids, context, signal);
  for (const [name, id] of found) {
    if (typeof id === 'number' && typeof there.get(id) !== 'number') {
      found.set(name, {
        why: `The record of “${shown(name)}” no longer exists, or is hidden from this user.`,
      });
    }
  }
  return found;
}

async function fromTable(
  port: PlanPort,
  model: string,
  wanted: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  for (const some of batches([...wanted])) {
    const parts = some.map(split);
    const rows = await port.run(
      {
        operation: 'searchRead',
        model: 'ir.model.data',
        domain: [
          ['module', 'in', [...new Set(parts.map(({ module }) => module))]],
          ['name', 'in', [...new Set(parts.map(({ name }) => name))]],
        ],
        fields: ['module', 'name', 'model', 'res_id'],
        order: 'id',
      },
      signal,
    );
    const known = new Map(
      rowsOf(rows).map((row) => [`${shown(row['module'], 500)}.${shown(row['name'], 500)}`, row]),
    );
    for (const [index, written] of some.entries()) {
      const part = parts[index];
      const row = part && known.get(`${part.module}.${part.name}`);
      found.set(written, row ? ofModel(written, model, row['model'], row['res_id']) : unknown(written));
    }
  }
  return found;
}

async function oneByOne(
  port: PlanPort,
  model: string,
  wanted: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  for (const [index, written] of [...wanted].entries()) {
    found.set(
      written,
      index < mostSingle
        ? await ask(port, model, written, signal)
        : {
            why: `This user may not read the table of external ids, and only ${mostSingle.toLocaleString('en')} of them are asked for one by one. Use database ids.`,
          },
    );
  }
  return found;
}

async function ask(port: PlanPort, model: string, written: string, signal?: AbortSignal): Promise<Found> {
  const { module, name } = split(written);
  try {
    const answer = await port.run(
      {
        operation: 'call',
        model: 'ir.model.data',
        method: 'check_object_reference',
        kwargs: { module, xml_id: name },
      },
      signal,
    );
    const [found, id] = Array.isArray(answer) ? answer : [];
    if (id === false) return { why: `The record of “${shown(written)}” is hidden from this user.` };
    return ofModel(written, model, found, id);
  } catch (error) {
    // Odoo raises a plain ValueError where there is none.
    if (error instanceof OdooError && error.code.startsWith('server.')) return unknown(written);
    if (error instanceof OdooError && error.code === 'connection.readOnly') {
      return {
        why: `This user may not read the table of external ids, so “${shown(written)}” cannot be looked up here.`,
      };
    }
    throw error;
  }
}

/** Without a module it is one that Odoo's import has made (odoo/models.py, _extract_records: "__import__"). */
export function split(written: string): { module: string; name: string } {
  const at = written.indexOf('.');
  return at < 0
    ? { module: '__import__', name: written }
    : { module: written.slice(0, at), name: written.slice(at + 1) };
}

function ofModel(written: string, model: string, found: unknown, id: unknown): Found {
  if (found !== model)
    return { why: `“${shown(written)}” is a record of ${String(found)}, not of ${model}.` };
  return typeof id === 'number' && id > 0 ? id : unknown(written);
}

function unknown(written: string): Found {
  return { why: `There is no external id “${shown(written)}”.`, free: true };
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof OdooError &&
    ['server.accessRights', 'rights.modelsHidden', 'server.hiddenReason'].includes(error.code)
  );
}
