import type { Connection } from '../model/connection';
import { isJsonObject, type Json, type JsonObject } from '../model/json';
import type { MethodInfo, MethodList, MethodParameter } from '../model/schemaInfo';
import type { OdooClient, RunOptions } from './client';
import { OdooError } from './error';
import { htmlText } from './htmlText';
import { knownMethods } from './knownMethods';
import { majorOf } from './version';

/** What keeps any call from being answered, and is not about the documentation. */
const elsewhere = ['dns', 'tcp', 'tls', 'call', 'signIn', 'connection'];

/**
 * The methods of a model: those that the server documents (Odoo 19 and later, addons/api_doc, /doc-bearer/<model>.json), where the
 * connection has a key of a user who may read that; else the methods that Odoo's own models have in this version.
 * @throws OdooError for a failure that is not about the documentation
 */
export async function listMethods(
  client: OdooClient,
  connection: Connection,
  model: string,
  options: RunOptions = {},
): Promise<MethodList> {
  const known: MethodList = { source: 'known', methods: knownMethods(connection.serverVersion) };
  const byKey = (options.signIn ?? connection).auth === 'apiKey';
  if (!byKey || (majorOf(connection.serverVersion) ?? 19) < 19) return known;
  try {
    const { value, status } = await client.run(
      connection,
      { operation: 'http', httpMethod: 'GET', path: `/doc-bearer/${encodeURIComponent(model)}.json` },
      { ...options, signIn: { auth: 'apiKey', protocol: 'json2' } },
    );
    const methods = isJsonObject(value) ? value['methods'] : undefined;
    if (status !== 200 || !isJsonObject(methods)) return known;
    return {
      source: 'server',
      methods: Object.entries(methods).map(([name, page]) => methodInfo(name, page)),
    };
  } catch (error) {
    if (!(error instanceof OdooError) || elsewhere.includes(error.code.split('.')[0] ?? '')) throw error;
    return known;
  }
}

function methodInfo(name: string, page: Json): MethodInfo {
  const { signature, parameters, api, doc, module } = isJsonObject(page) ? page : {};
  const text = typeof doc === 'string' ? htmlText(doc) : '';
  const written = isJsonObject(parameters) ? Object.entries(parameters) : [];
  return {
    name,
    signature: typeof signature === 'string' ? signature : '',
    parameters: written
      .filter(([, parameter]) => !isJsonObject(parameter) || !isRest(parameter))
      .map(([of, parameter]) => parameterInfo(of, isJsonObject(parameter) ? parameter : {})),
    ofModel: Array.isArray(api) && api.includes('model'),
    ...(text === '' ? {} : { doc: text }),
    ...(typeof module === 'string' && module !== '' ? { module } : {}),
  };
}

/** *args and **kwargs, which stand for any others. */
function isRest({ kind }: JsonObject): boolean {
  return kind === 'VAR_KEYWORD' || kind === 'VAR_POSITIONAL';
}

function parameterInfo(name: string, parameter: JsonObject): MethodParameter {
  const { annotation } = parameter;
  const value = parameter['default'];
  return {
    name,
    required: value === undefined,
    ...(value === undefined ? {} : { default: asPython(value) }),
    ...(typeof annotation === 'string' ? { annotation } : {}),
  };
}

function asPython(value: Json): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&')}'`;
  return JSON.stringify(value);
}
