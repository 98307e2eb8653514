import { unknownLanguage } from './env';
import type { Env } from './env';
import { accessError, builtin, httpError, notAnInteger, typeError, userError, valueError } from './errors';
import { className } from './model';
import type { Model } from './model';
import { ownMethod } from './modelMethods';
import { isPrivate, ormMethod } from './methods';
import { str, typeName } from './python';
import { callName, noAttribute, privateMethodMessage, unknownMethodMessage } from './refusals';
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
  const method = publicMethod(env, model, str(name));
  if (!Array.isArray(args)) throw typeError(`Value after * must be an iterable, not ${typeName(args)}`);
  if (!method.onModel && args.length === 0) throw builtin('IndexError', 'list index out of range');
  const [first = null, ...rest] = args;
  const { context = null, ...named } = isDict(kwargs) ? kwargs : {};
  const call = callName(env.version, owner(env, model, method), method.name);
  const bound = bindCall(method, call, method.onModel ? args : rest, named);
  const ids = method.onModel ? [] : toIds(first);
  const result = await method.run({ env: inContext(env, context), model, ids, args: bound });
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
  const scoped = inContext(env, context);
  const method = publicMethod(env, model, name, (message) => httpError(404, message));
  if (method.onModel && !isFalsy(ids)) throw httpError(422, `cannot call ${modelName}.${name} with ids`);
  const bound = bindNamed(method, named);
  if ('problem' in bound) throw httpError(422, bound.problem);
  return method.run({ env: scoped, model, ids: toIds(ids), args: bound.args });
}

/** The context of a call. @throws PythonError TypeError, ValueError, UserError for a language that is not installed */
function inContext(env: Env, context: Value): Env {
  const scoped = env.withContext(toContext(context));
  const problem = unknownLanguage(scoped);
  if (problem !== undefined) throw userError(problem);
  return scoped;
}

function publicMethod(env: Env, model: Model, name: string, missing = noAttribute): Method {
  const { version } = env;
  if (name.startsWith('_') || isPrivate(name, version)) {
    throw accessError(privateMethodMessage(version, model.name, name));
  }
  const method = ownMethod(model, name, version) ?? ormMethod(name, version);
  if (method === undefined) throw missing(unknownMethodMessage(version, model.name, name));
  return method;
}

function owner(env: Env, model: Model, method: Method): string {
  const isOwn =
    model.ownMethods.includes(method.name) || ownMethod(model, method.name, env.version) !== undefined;
  if (isOwn) return className(model.name, env.version);
  return method.name.startsWith('web_') ? 'Base' : 'BaseModel';
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
