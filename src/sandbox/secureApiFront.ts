import { callKw } from './callMethod';
import { Env } from './env';
import { httpError, validationError } from './errors';
import type { SandboxReply, SandboxRequest } from './exchange';
import { refuseCalls } from './faultOdoo';
import { isJson, jsonRpcRoute, notFoundError } from './jsonRpcFront';
import { readPython } from './pythonLiteral';
import { enveloped } from './secureApiReply';
import { secureMethods, secureResources } from './secureApiRoutes';
import type { SecureMethod, SecureResource } from './secureApiRoutes';
import { authenticateByKey, caller, jwtToken, oauth2Token } from './secureApiSignIn';
import type { Scope } from './secureApiSignIn';
import { IdCode, readDomain, shownRecord, writtenValues } from './secureApiValues';
import type { FieldTypes } from './secureApiValues';
import { isDict } from './values';
import type { Dict, Value } from './values';
import { wrongTypePage } from './pages';

/** How many records a search gives that names no limit. */
const defaultLimit = 10;

/**
 * The Secure API, a module for Odoo 14 to 19 (secure_api): REST and method calls at routes that an administrator lays out.
 * @returns undefined where none of its routes is meant
 */
export function secureApiFront(request: SandboxRequest): SandboxReply | Promise<SandboxReply> | undefined {
  const { path, site } = request;
  if (site.since(20)) return undefined;
  if (path === '/api/oauth2/token') return oauth2Token(request);
  if (path === '/api/jwt/token') return jwtToken(request);
  if (path === '/api/key/authenticate') return jsonRpcRoute(request, path, authenticateByKey);
  const called = secureMethods.find(({ route }) => isAt(path, route));
  if (called !== undefined) return callFixed(request, called, path.slice(called.route.length + 1));
  const resource = secureResources.find(({ route }) => isAt(path, route));
  if (resource === undefined) return undefined;
  return enveloped(site, () => new Resource(request, resource).answer(path.slice(resource.route.length + 1)));
}

/** A route, or one of its records. */
function isAt(path: string, route: string): boolean {
  return path === route || (path.startsWith(`${route}/`) && !path.slice(route.length + 1).includes('/'));
}

/** A method's route: arguments by name, records in the address or as `ids`. */
function callFixed(
  request: SandboxRequest,
  fixed: SecureMethod,
  written: string,
): SandboxReply | Promise<SandboxReply> {
  if (!isJson(request)) {
    const { site } = request;
    return wrongTypePage(
      site,
      fixed.route,
      site.since(19) ? 'jsonrpc' : 'json',
      '&#39;http&#39;',
      'application/json',
    );
  }
  return enveloped(request.site, async () => {
    if (request.method !== 'POST') throw notFoundError();
    const { db, uid } = caller(request, false, 'rpc');
    refuseCalls(request.site);
    const code = new IdCode(fixed.hashedIds);
    const body = bodyOf(request);
    const { ids = null, ...named } = isDict(body) ? (isDict(body['params']) ? body['params'] : body) : {};
    const records = written === '' ? idList(ids, code) : [pathId(written, code)];
    const env = new Env(db, uid, {}, request.signal);
    const onModel = fixed.method === 'name_search';
    if (!onModel && records.length === 0) throw validationError('Missing ids');
    const result = await callKw(env, fixed.model, fixed.method, onModel ? [] : [records], named);
    return onModel && Array.isArray(result) ? result.map((pair) => codedPair(pair, code)) : result;
  });
}

function codedPair(pair: Value, code: IdCode): Value {
  return Array.isArray(pair) && typeof pair[0] === 'number' ? [code.out(pair[0]), ...pair.slice(1)] : pair;
}

function idList(ids: Value, code: IdCode): number[] {
  return Array.isArray(ids) ? ids.map((id) => code.in(id)) : [];
}

/** @throws PythonError NotFound for what is no id */
function pathId(written: string, code: IdCode): number {
  const id = code.find(decodeURIComponent(written));
  if (id === undefined) throw httpError(404, 'Invalid ID');
  return id;
}

/** The JSON of a body; null without one. @throws PythonError BadRequest */
function bodyOf({ body }: SandboxRequest): Value {
  const text = body.toString('utf8');
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as Value;
  } catch {
    throw httpError(400, 'Invalid JSON data');
  }
}

/** One request to a resource's route. */
class Resource {
  readonly #code: IdCode;

  constructor(
    private readonly request: SandboxRequest,
    private readonly resource: SecureResource,
  ) {
    this.#code = new IdCode(resource.hashedIds);
  }

  /** @param written what follows the route: "", "bulk" or an id */
  answer(written: string): Promise<Value> {
    const body = this.request.method === 'GET' ? null : bodyOf(this.request);
    switch (this.request.method) {
      case 'GET':
        if (written === '') return this.#search();
        return written === 'bulk' ? this.#readMany() : this.#readOne(written);
      case 'POST':
        if (written !== '') throw notFoundError();
        return this.#create(body);
      case 'PATCH':
        return written === '' ? this.#updateMany(body) : this.#updateOne(written, body);
      case 'DELETE':
        return this.#remove(written === '' ? this.#idsOf(body) : [pathId(written, this.#code)]);
      default:
        throw notFoundError();
    }
  }

  #env(scope: Scope): Env {
    const { db, uid } = caller(this.request, this.resource.isPublic, scope);
    refuseCalls(this.request.site);
    return new Env(db, uid, {}, this.request.signal);
  }

  #call(env: Env, method: string, args: Value[], kwargs: Dict = {}): Promise<Value> {
    return callKw(env, this.resource.model, method, args, kwargs);
  }

  /** The fields the route exposes, with their types. */
  async #types(env: Env): Promise<FieldTypes> {
    const described = await this.#call(env, 'fields_get', [], { attributes: ['type', 'relation'] });
    const exposed = this.resource.fields;
    const entries = Object.entries(described as unknown as FieldTypes);
    return Object.fromEntries(entries.filter(([name]) => exposed?.includes(name) ?? true));
  }

  async #search(): Promise<Value> {
    const env = this.#env('search');
    const types = await this.#types(env);
    const { query } = this.request;
    const written = query.get('domain') ?? '[]';
    const literal = readPython(written);
    if (literal === undefined) throw validationError(`Invalid domain: ${written}`);
    const offset = Number(query.get('offset') ?? 0);
    const limit = Number(query.get('limit') ?? defaultLimit);
    const page: Dict = { offset, limit };
    const order = query.get('order');
    if (order !== null) page['order'] = order;
    const domain = readDomain(literal, types, this.#code);
    const ids = await this.#call(env, 'search', [domain], page);
    const records = await this.#read(env, types, Array.isArray(ids) ? ids : [], true);
    // As web_search_read counts: a page that is not full ends the list (Odoo 17–19, addons/web/models/models.py).
    const full = records.length === limit;
    const length = full ? await this.#call(env, 'search_count', [domain]) : offset + records.length;
    return { length, records };
  }

  async #readOne(written: string): Promise<Value> {
    const env = this.#env('read');
    const [record] = await this.#read(env, await this.#types(env), [pathId(written, this.#code)], false);
    if (record === undefined) throw httpError(404, 'The record does not exist');
    return record;
  }

  async #readMany(): Promise<Value> {
    const env = this.#env('read');
    const written = (this.request.query.get('ids') ?? '').split(',').filter((id) => id.trim() !== '');
    if (written.length === 0) throw validationError('Missing ids');
    const ids = written.map((id) => this.#listedId(id.trim()));
    return oneOrAll(await this.#read(env, await this.#types(env), ids, false));
  }

  /** An id in a list of texts. @throws PythonError ValidationError */
  #listedId(written: string): number {
    const id = this.#code.find(written);
    if (id === undefined) throw validationError('Invalid ID');
    return id;
  }

  async #read(env: Env, types: FieldTypes, ids: Value[], asList: boolean): Promise<Dict[]> {
    const records = await this.#call(env, 'read', [ids], { fields: Object.keys(types) });
    const modern = this.request.site.since(17);
    return (Array.isArray(records) ? records : [])
      .filter(isDict)
      .map((record) => shownRecord(record, types, this.#code, asList, modern));
  }

  async #create(body: Value): Promise<Value> {
    const env = this.#env('create');
    const types = await this.#types(env);
    const given = Array.isArray(body) ? body : [body];
    if (given.length === 0 || !given.every(isDict)) throw validationError('Missing data');
    const vals = given.map((values) => writtenValues(this.#exposed(values, types), types, this.#code));
    const ids = await this.#call(env, 'create', [vals]);
    const records = await this.#read(env, types, Array.isArray(ids) ? ids : [ids], false);
    return Array.isArray(body) ? records : (records[0] ?? null);
  }

  async #updateOne(written: string, body: Value): Promise<Value> {
    const env = this.#env('update');
    const types = await this.#types(env);
    if (!isDict(body)) throw validationError('Missing data');
    const id = pathId(written, this.#code);
    await this.#write(env, types, [id], body);
    return (await this.#read(env, types, [id], false))[0] ?? null;
  }

  /** Each record its own values, or the same for all. */
  async #updateMany(body: Value): Promise<Value> {
    const env = this.#env('update');
    const types = await this.#types(env);
    const ids = this.#idsOf(body);
    if (isDict(body)) {
      await this.#write(env, types, ids, without(body, 'ids'));
    } else if (Array.isArray(body)) {
      for (const [at, item] of body.entries()) {
        await this.#write(env, types, [ids[at] ?? 0], isDict(item) ? without(item, 'id') : {});
      }
    }
    return this.#read(env, types, ids, false);
  }

  async #write(env: Env, types: FieldTypes, ids: number[], values: Dict): Promise<void> {
    const vals = writtenValues(this.#exposed(values, types), types, this.#code);
    await this.#call(env, 'write', [ids, vals]);
  }

  async #remove(ids: number[]): Promise<Value> {
    const env = this.#env('delete');
    return this.#call(env, 'unlink', [ids]);
  }

  /** The ids of a body: {"ids": […]}, [id, …] or [{"id": …}, …]. @throws PythonError ValidationError */
  #idsOf(body: Value): number[] {
    const list = isDict(body) ? body['ids'] : body;
    if (!Array.isArray(list) || list.length === 0) throw validationError('Missing ids');
    return list.map((item) => this.#code.in(isDict(item) ? (item['id'] ?? null) : item));
  }

  /** @throws PythonError ValidationError for a field the route does not have */
  #exposed(values: Dict, types: FieldTypes): Dict {
    const unknown = Object.keys(values).find((name) => types[name] === undefined);
    if (unknown !== undefined) throw validationError(`Invalid field: ${unknown}`);
    return values;
  }
}

function oneOrAll(records: Dict[]): Value {
  return records.length === 1 ? (records[0] ?? null) : records;
}

function without(values: Dict, name: string): Dict {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
}
