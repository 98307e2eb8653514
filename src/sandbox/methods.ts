import { dataMethods } from './methodsData';
import { readMethods } from './methodsRead';
import { viewMethods } from './methodsViews';
import { webMethods } from './methodsWeb';
import { writeMethods } from './methodsWrite';
import { isMethodOf } from './signature';
import type { Method } from './signature';
import { since } from './version';
import type { SandboxVersion } from './version';

/** What every model can do, with the signatures of every version. */
const methods = [...readMethods, ...writeMethods, ...dataMethods, ...viewMethods, ...webMethods];

const byName = new Map<string, Method[]>();
for (const method of methods) byName.set(method.name, [...(byName.get(method.name) ?? []), method]);

/** A method of the ORM that may be called from outside, as a version has it. */
export function ormMethod(name: string, version: SandboxVersion): Method | undefined {
  return byName.get(name)?.find((method) => isMethodOf(method, version));
}

/** Every method of the ORM a version has. */
export function ormMethods(version: SandboxVersion): Method[] {
  return methods.filter((method) => isMethodOf(method, version));
}

/** Public by name, and yet not to be called from outside: marked @api.private in Odoo 19 (odoo/orm/models.py). */
const privateIn19 = new Set(
  (
    'search_fetch init fetch check_access exists lock_for_update try_lock_for_update browse ensure_one with_env sudo with_user ' +
    'with_company with_context with_prefetch mapped filtered grouped filtered_domain sorted update flush_model ' +
    'flush_recordset new concat union invalidate_model invalidate_recordset modified'
  ).split(' '),
);
/** Still public in Odoo 18. */
const publicIn18 = new Set(['search_fetch', 'fetch', 'check_access', 'exists', 'browse', 'update']);

/** Up to Odoo 17 only `init` and names that begin with an underscore are private (odoo/models.py check_method_name). */
export function isPrivate(name: string, version: SandboxVersion): boolean {
  if (since(version, 19)) return privateIn19.has(name);
  if (since(version, 18)) return privateIn19.has(name) && !publicIn18.has(name);
  return name === 'init';
}
