import { callKw } from './callMethod';
import { Env } from './env';
import { PythonError } from './errors';
import { reply } from './exchange';
import type { SandboxReply, SandboxRequest } from './exchange';
import { refuseCalls } from './faultOdoo';
import { answer, failure } from './jwtFront';
import { openApiDocument } from './openApiDocument';
import { restCaller } from './plainRestSignIn';
import { readPython } from './pythonLiteral';
import { restResources, restRoot } from './restRoutes';
import { dumpJson, isDict } from './values';
import type { Dict, Value } from './values';

/** How many records a list has that names no limit. */
const defaultLimit = 80;

/**
 * A plain REST API as many modules have one: resources below /api/v1, records as JSON, HTTP statuses that mean what they say.
 * @returns undefined for an address outside it
 */
export async function plainRestFront(request: SandboxRequest): Promise<SandboxReply | undefined> {
  const { path } = request;
  if (path === `${restRoot}/openapi.json`) return openApiDocument(request);
  if (!path.startsWith(`${restRoot}/`)) return undefined;
  const caller = restCaller(request);
  if ('refused' in caller) return caller.refused;
  const [route = '', ...rest] = path
    .slice(restRoot.length + 1)
    .split('/')
    .map(decodeURIComponent);
  const model = restResources.find((one) => one.route === route)?.model ?? route;
  const { db, uid } = caller;
  if (!db.models.has(model)) return failure(404, 'not_found', `There is no resource ${route}`);
  try {
    refuseCalls(request.site);
    const env = new Env(db, uid, {}, request.signal);
    return await new Collection(request, env, model).answer(rest);
  } catch (error) {
    if (error instanceof BadRequest) return failure(400, 'bad_request', error.message);
    if (!(error instanceof PythonError)) throw error;
    return told(error);
  }
}

/** What cannot be understood, before anything is called. */
class BadRequest extends Error {}

function told(error: PythonError): SandboxReply {
  const name = error.className.split('.').at(-1) ?? '';
  const code = name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  switch (name) {
    case 'AccessError':
      return failure(403, code, error.message);
    case 'AccessDenied':
      return failure(401, code, error.message);
    case 'MissingError':
    case 'NotFound':
      return failure(404, code, error.message);
    case 'UserError':
    case 'ValidationError':
      return failure(422, code, error.message);
    case 'ValueError':
    case 'TypeError':
    case 'KeyError':
    case 'AttributeError':
      return failure(400, code, error.message);
    default:
      return failure(500, code, error.message);
  }
}

/** One request to the records of a model. */
class Collection {
  constructor(
    private readonly request: SandboxRequest,
    private readonly env: Env,
    private readonly model: string,
  ) {}

  /** @param rest what follows the route: nothing, an id, an id and a method, or a method of the model */
  async answer([first, second, ...more]: string[]): Promise<SandboxReply> {
    const { method } = this.request;
    if (more.length > 0) return failure(404, 'not_found', 'There is nothing at this address');
    if (first === undefined) {
      if (method === 'GET') return this.#list();
      return method === 'POST' ? this.#create() : notAllowed('GET, POST');
    }
    const id = /^\d+$/.test(first) ? Number(first) : undefined;
    if (second !== undefined) {
      // Both orders are in use: partners/7/action_archive and partners/action_archive/7.
      const [record, name] = id === undefined ? [Number(second), first] : [id, second];
      return method === 'POST' && !Number.isNaN(record) ? this.#method(name, [record]) : notAllowed('POST');
    }
    if (id === undefined) return method === 'POST' ? this.#method(first, []) : notAllowed('POST');
    switch (method) {
      case 'GET':
        return this.#one(id, 200);
      case 'PATCH':
      case 'PUT':
        await this.#call('write', [[id], this.#values()]);
        return this.#one(id, 200);
      case 'DELETE':
        await this.#existing(id);
        await this.#call('unlink', [[id]]);
        return { status: 204, headers: {}, body: '' };
      default:
        return notAllowed('GET, PATCH, PUT, DELETE');
    }
  }

  #call(method: string, args: Value[], kwargs: Dict = {}): Promise<Value> {
    return callKw(this.env, this.model, method, args, kwargs);
  }

  async #list(): Promise<SandboxReply> {
    const { query } = this.request;
    const domain = this.#domain(query.get('domain'));
    const order = query.get('order');
    const records = await this.#call('search_read', [domain], {
      fields: await this.#fields(),
      offset: count('offset', query.get('offset') ?? '0'),
      limit: count('limit', query.get('limit') ?? String(defaultLimit)),
      ...(order === null ? {} : { order }),
    });
    return answer(200, { count: await this.#call('search_count', [domain]), results: records });
  }

  /** JSON, or Python as people copy it. @throws BadRequest */
  #domain(text: string | null): Value[] {
    if (text === null || text.trim() === '') return [];
    const domain = parsedJson(text) ?? readPython(text);
    if (!Array.isArray(domain)) throw new BadRequest('domain is a list of conditions, in JSON or Python');
    return domain;
  }

  /** Those asked for, or all the caller may read but lines, which would fail for lines one may not see. */
  async #fields(): Promise<string[]> {
    const asked = (this.request.query.get('fields') ?? '').split(',').filter((name) => name.trim() !== '');
    if (asked.length > 0) return asked.map((name) => name.trim());
    const described = await this.#call('fields_get', [], { attributes: ['type'] });
    return Object.entries(isDict(described) ? described : {})
      .filter(([, field]) => isDict(field) && field['type'] !== 'one2many' && field['type'] !== 'many2many')
      .map(([name]) => name);
  }

  async #existing(id: number): Promise<Dict> {
    const records = await this.#call('read', [[id]], { fields: await this.#fields() });
    const [record] = Array.isArray(records) ? records : [];
    if (!isDict(record)) throw new PythonError('odoo.exceptions.MissingError', `There is no record ${id}`);
    return record;
  }

  async #one(id: number, status: number): Promise<SandboxReply> {
    return reply(status, 'application/json', dumpJson(await this.#existing(id)));
  }

  async #create(): Promise<SandboxReply> {
    const given = await this.#call('create', [this.#values()]);
    const id = typeof given === 'number' ? given : 0;
    const made = await this.#one(id, 201);
    return { ...made, headers: { ...made.headers, Location: `${this.request.path}/${id}` } };
  }

  /** Arguments by name, or {"args": […], "kwargs": {…}}. */
  async #method(name: string, ids: number[]): Promise<SandboxReply> {
    const body = this.request.body.length === 0 ? {} : this.#values();
    const { args, kwargs, ...named } = body;
    const positional = Array.isArray(args) ? args : [];
    const all = { ...named, ...(isDict(kwargs) ? kwargs : {}) };
    return answer(200, {
      result: await this.#call(name, ids.length > 0 ? [ids, ...positional] : positional, all),
    });
  }

  /** @throws BadRequest for a body that is no JSON object */
  #values(): Dict {
    const body = parsedJson(this.request.body.toString('utf8'));
    if (!isDict(body)) throw new BadRequest('The body is a JSON object');
    return body;
  }
}

function parsedJson(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

function count(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new BadRequest(`${name} is a whole number`);
  return Number(text);
}

function notAllowed(allow: string): SandboxReply {
  const refusal = failure(405, 'method_not_allowed', `Use ${allow}`);
  return { ...refusal, headers: { ...refusal.headers, Allow: allow } };
}
