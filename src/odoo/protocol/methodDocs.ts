import { isJsonObject, type Json } from '../../model/json';
import { OdooError } from '../error';
import { unlessAborted } from '../session';
import type { CallContext } from './wire';

/** A method as Odoo's own documentation describes it. */
export interface MethodDoc {
  /** Names of the arguments in their order, without the records the method is called on. */
  parameters: string[];
  /** Whether it belongs to the model itself: it is called without records. */
  ofModel: boolean;
}

/**
 * A method's arguments by /doc-bearer/<model>.json (Odoo 19 and later, addons/api_doc), which Settings administrators and the group
 * "Technical Documentation" may read. Asked for once for each model; undefined where the server or the user's rights do not allow it, or
 * where a server that is out of order does not say, which is not remembered.
 */
export async function methodDoc(
  context: CallContext,
  model: string,
  method: string,
): Promise<MethodDoc | undefined> {
  const { methodDocs } = context.session;
  for (;;) {
    let pending = methodDocs.get(model) as Promise<Map<string, MethodDoc> | undefined> | undefined;
    const own = pending === undefined;
    if (!pending) {
      // A call that was cancelled or cut off must not decide for those after it.
      pending = readModel(context, model).catch((error: unknown) => {
        methodDocs.delete(model);
        throw error;
      });
      methodDocs.set(model, pending);
    }
    try {
      return (await (own ? pending : unlessAborted(pending, context.signal)))?.get(method);
    } catch (error) {
      // Nor for those beside it.
      const cancelled = error instanceof OdooError && error.code === 'call.cancelled';
      if (own || !cancelled || context.signal?.aborted) throw error;
    }
  }
}

async function readModel(context: CallContext, model: string): Promise<Map<string, MethodDoc> | undefined> {
  const { target } = context;
  const answer = await context.exchange({
    method: 'GET',
    url: `${target.url}/doc-bearer/${encodeURIComponent(model)}.json`,
    headers: {
      authorization: `bearer ${target.secret}`,
      ...(target.database ? { 'x-odoo-database': target.database } : {}),
    },
  });
  if (answer.status === 429 || answer.status >= 500) context.session.methodDocs.delete(model);
  if (answer.status !== 200) return undefined;
  let body: Json;
  try {
    body = JSON.parse(answer.body) as Json;
  } catch {
    return undefined;
  }
  const methods = isJsonObject(body) ? body['methods'] : undefined;
  if (!isJsonObject(methods)) return undefined;
  return new Map(Object.entries(methods).map(([name, description]) => [name, readMethod(description)]));
}

function readMethod(description: Json): MethodDoc {
  const { api, parameters } = isJsonObject(description) ? description : {};
  const positional = isJsonObject(parameters)
    ? Object.entries(parameters).filter(([, parameter]) => isPositional(parameter))
    : [];
  return {
    parameters: positional.map(([name]) => name),
    ofModel: Array.isArray(api) && api.includes('model'),
  };
}

/** A parameter without a kind is positional (addons/api_doc/models/ir_model… writes only what differs). */
function isPositional(parameter: Json): boolean {
  const kind = isJsonObject(parameter) ? parameter['kind'] : undefined;
  return kind === undefined || kind === 'POSITIONAL_OR_KEYWORD' || kind === 'POSITIONAL_ONLY';
}
