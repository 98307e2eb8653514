import type { Model } from './model';
import { threadMethods, threads } from './methodsMail';
import { moveMethods, orderMethods } from './methodsSales';
import { externalIdMethods, modelListMethods, parameterMethods, sequenceMethods } from './methodsServer';
import { keyMethods, keyWizardMethods, userMethods } from './methodsUsers';
import { defaultGet } from './methodsWrite';
import { isMethodOf, modelMethod } from './signature';
import type { Method } from './signature';
import { toolMethods } from './tools';
import type { SandboxVersion } from './version';

/** Methods that only some models have. */
const methodsOf: Readonly<Record<string, Method[]>> = {
  'res.partner': [
    // Odoo 14 to 18 name the argument otherwise here than in BaseModel.
    modelMethod('default_get(default_fields)', defaultGet, { until: 18 }),
  ],
  'res.users': userMethods,
  'res.users.apikeys': keyMethods,
  'res.users.apikeys.description': keyWizardMethods,
  'ir.model': modelListMethods,
  'ir.model.data': externalIdMethods,
  'ir.config_parameter': parameterMethods,
  'ir.sequence': sequenceMethods,
  'sale.order': orderMethods,
  'account.move': moveMethods,
  'sandbox.tools': toolMethods,
};

/** A method of a model's own, as a version has it. */
export function ownMethod(model: Model, name: string, version: SandboxVersion): Method | undefined {
  return ownMethods(model, version).find((method) => method.name === name);
}

export function ownMethods(model: Model, version: SandboxVersion): Method[] {
  const all = [...(methodsOf[model.name] ?? []), ...(threads.has(model.name) ? threadMethods : [])];
  return all.filter((method) => isMethodOf(method, version));
}
