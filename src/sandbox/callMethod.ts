import type { Env } from './env';
import { accessError, builtin, httpError, notAnInteger, typeError, userError, valueError } from './errors';
import { className } from './model';
import type { Model } from './model';
import { ownMethod } from './modelMethods';
import { ormMethods, privateMethods } from './methods';
import { str, typeName } from './python';
import { bindCall, bindNamed } from './signature';
import type { Method } from './signature';
import { isDict, isFalsy } from './values';
import type { Dict, Value } from './values';

/**
 * A method called by position and name, as execute_kw does (Odoo 19, odoo/service/model.py execute_cr and call_kw).
 * @throws PythonError
 */
export async function callKw(
  env: Env,
  modelName: Value,
  name: Value,
  args: Value,
  kwargs: Value,
): Promise<Value> {
  const model = typeof modelName === 'string' ? env.db.models.get(modelName) : undefined;
  if (model === undefined) throw userError(`Object ${str(modelName)} doesn't exist`);
  const method = publicMethod(model, str(name));
  if (!Array.isArray(args)) throw typeError(`Value after * must be an iterable, not ${typeName(args)}`);
  if (!method.onModel && args.length === 0) throw builtin('IndexError', 'list index out of range');
  const [first = null, ...rest] = args;
  const { context = null, ...named } = isDict(kwargs) ? kwargs : {};
  const bound = bindCall(method, owner(model, method), method.onModel ? args : rest, named);
  const ids = method.onModel ? [] : toIds(first);
  const result = await method.run({ env: env.withContext(toContext(context)), model, ids, args: bound });
  // create gives one id for one record, as it did before it took lists.
  if (method.name === 'create' && isDict(first) && Array.isArray(result)) return result[0] ?? null;
  return result;
}

/**
 * A method called by JSON-2, where every argument has a name (Odoo 19, addons/rpc/controllers/json2.py).
 * @throws PythonError
 */
export async function callNamed(env: Env, modelName: string, name: string, body: Dict): Promise<Value> {
  const { ids = [], context = null, ...named } = body;
  const model = env.db.models.get(modelName);
  if (model === undefined) throw httpError(404, `the model '${modelName}' does not exist`);
  const scoped = env.withContext(toContext(context));
  const method = publicMethod(model, name, (message) => httpError(404, message));
  if (method.onModel && !isFalsy(ids)) throw httpError(422, `cannot call ${modelName}.${name} with ids`);
  const bound = bindNamed(method, named);
  if ('problem' in bound) throw httpError(422, bound.problem);
  return method.run({ env: scoped, model, ids: toIds(ids), args: bound.args });
}

function publicMethod(model: Model, name: string, missing = attributeError): Method {
  if (name.startsWith('_') || privateMethods.has(name)) {
    throw accessError(`Private methods (such as '${model.name}.${name}') cannot be called remotely.`);
  }
  const method = ownMethod(model.name, name) ?? ormMethods.get(name);
  if (method === undefined) throw missing(`The method '${model.name}.${name}' does not exist`);
  return method;
}

function attributeError(message: string): Error {
  return builtin('AttributeError', message);
}

function owner(model: Model, method: Method): string {
  const isOwn = model.ownMethods.includes(method.name) || ownMethod(model.name, method.name) !== undefined;
  return isOwn ? className(model.name) : 'BaseModel';
}

/** browse(): one id, several, or none. @throws PythonError for what is no id */
function toIds(value: Value): number[] {
  if (isFalsy(value)) return [];
  const list: Value[] = Array.isArray(value) ? value : [value];
  return list.map((id) => {
    if (typeof id !== 'number') throw notAnInteger(id);
    return id;
  });
}

/** dict(context). @throws PythonError TypeError, ValueError */
function toContext(value: Value): Dict {
  if (isFalsy(value)) return {};
  if (isDict(value)) return value;
  if (typeof value === 'string' || Array.isArray(value)) {
    throw valueError('dictionary update sequence element #0 has length 1; 2 is required');
  }
  throw typeError(`'${typeName(value)}' object is not iterable`);
}
