import { callKw } from './callMethod';
import type { Database } from './database';
import { Env } from './env';
import { accessDenied, builtin, keyError, PythonError, typeError, valueError } from './errors';
import { refuseCalls, refuseDatabase, refusePrograms } from './faultOdoo';
import { quotedList, str, typeName } from './python';
import { authenticate, requireUser, toInt } from './signIn';
import type { Visitor } from './signIn';
import type { Site } from './site';
import { isDict, isFalsy } from './values';
import type { Dict, Value } from './values';
import { versionInfo } from './version';

/** The server, and a caller who may hang up. */
export interface ServiceContext extends Visitor {
  signal: AbortSignal;
}

/** What common.version answers. */
export function versionOf({ version }: Site): Dict {
  return { ...versionInfo(version) };
}

type Service = (context: ServiceContext, method: string, params: Value[]) => Value | Promise<Value>;

/**
 * One of the three services that XML-RPC and JSON-RPC share (Odoo 19, odoo/http.py dispatch_rpc).
 * @throws PythonError
 */
export async function dispatch(
  context: ServiceContext,
  service: Value,
  method: string,
  params: Value[],
): Promise<Value> {
  const found =
    typeof service === 'string' && Object.hasOwn(services, service) ? services[service] : undefined;
  if (found === undefined || (service === 'db' && hasNoDbService(context.site))) {
    throw unknownService(context.site, str(service));
  }
  return found(context, method, params);
}

/** It went with 19.1 (Odoo 20, odoo/http/router.py dispatch_rpc). */
function hasNoDbService(site: Site): boolean {
  return site.since(20) || site.fault === 'no-db-service';
}

function unknownService(site: Site, service: string): PythonError {
  if (hasNoDbService(site)) return valueError(`Invalid service name: ${service}`);
  if (site.since(16)) return keyError(service);
  return builtin('UnboundLocalError', "local variable 'dispatch' referenced before assignment");
}

const services: Record<string, Service> = { common, db, object };

/** odoo/service/common.py */
function common(context: ServiceContext, method: string, params: Value[]): Value {
  switch (method) {
    case 'version':
      expectArguments('exp_version', params, []);
      return versionOf(context.site);
    case 'about':
      return isFalsy(params[0])
        ? 'See http://openerp.com'
        : ['See http://openerp.com', versionInfo(context.site.version).server_version];
    case 'login':
    case 'authenticate': {
      const names = ['db', 'login', 'password', ...(method === 'login' ? [] : ['user_agent_env'])];
      expectArguments(`exp_${method}`, params, names);
      const [database = null, login = null, password = null] = params;
      refusePrograms(context.site);
      return authenticate(context, openDatabase(context.site, database), login, password);
    }
    default:
      throw builtin('Exception', `Method not found: ${method}`);
  }
}

/** odoo/service/db.py: what needs no master password; everything else is refused as with a wrong one. */
function db(context: ServiceContext, method: string, params: Value[]): Value {
  switch (method) {
    case 'list':
      if (context.site.fault === 'postgres-down') refuseDatabase(context.site);
      return listed(context.site, context.site.names);
    case 'db_exist':
      if (context.site.fault === 'postgres-down') return false;
      return typeof params[0] === 'string' && context.site.database(params[0]) !== undefined;
    case 'server_version':
      return versionInfo(context.site.version).server_version;
    case 'list_lang':
      return [
        ['en_US', 'English (US)'],
        ['fr_FR', 'French / Français'],
      ];
    case 'create_database':
    case 'duplicate_database':
    case 'drop':
    case 'dump':
    case 'restore':
    case 'rename':
    case 'change_admin_password':
    case 'migrate_databases':
    case 'list_countries':
      throw accessDenied();
    default:
      throw keyError(`Method not found: ${method}`);
  }
}

/** Database names, where they may be told (list_db). @throws PythonError AccessDenied */
export function listed(site: Site, names: string[]): string[] {
  if (site.fault === 'db-list-hidden') throw accessDenied();
  return names;
}

/** odoo/service/model.py dispatch: the secret is checked again with every call. */
async function object(context: ServiceContext, method: string, params: Value[]): Promise<Value> {
  if (params.length < 5) {
    throw valueError(`not enough values to unpack (expected at least 5, got ${params.length})`);
  }
  const [database = null, user = null, secret = null, model = null, name = null, ...rest] = params;
  const uid = toInt(user);
  if (isFalsy(secret)) throw accessDenied();
  refusePrograms(context.site);
  const open = openDatabase(context.site, database);
  const [args, kwargs] = methodArguments(method, rest);
  const env = new Env(open, requireUser(context, open, uid, secret), {}, context.signal);
  refuseCalls(context.site);
  return callKw(env, model, name, args, kwargs);
}

function methodArguments(method: string, rest: Value[]): [Value, Dict] {
  if (method === 'execute') return [rest, {}];
  if (method !== 'execute_kw') throw builtin('NameError', `Method not available ${method}`);
  if (rest.length === 0) throw valueError('not enough values to unpack (expected 2, got 0)');
  if (rest.length > 2) throw valueError('too many values to unpack (expected 2)');
  const [args = null, kwargs = null] = rest;
  return [args, isDict(kwargs) ? kwargs : {}];
}

/** @throws PythonError where there is no such database, in PostgreSQL's words, or none can be opened */
export function openDatabase(site: Site, name: Value): Database {
  if (isFalsy(name) && site.since(18)) throw builtin('AssertionError', 'Missing database name');
  if (typeof name !== 'string') {
    throw builtin('AttributeError', `'${typeName(name)}' object has no attribute 'startswith'`);
  }
  const found = site.database(name);
  if (found !== undefined || site.fault === 'postgres-down') refuseDatabase(site);
  if (found !== undefined) return found;
  // Without a name PostgreSQL takes the role's.
  throw new PythonError(
    'psycopg2.OperationalError',
    'connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: ' +
      `FATAL:  database "${name === '' ? 'odoo' : name}" does not exist\n`,
  );
}

/** @throws PythonError TypeError where arguments are too many, or those at the end are missing */
function expectArguments(name: string, params: Value[], names: string[]): void {
  if (params.length > names.length) {
    const [takes, given] = [names.length, params.length];
    throw typeError(
      `${name}() takes ${takes} positional argument${takes === 1 ? '' : 's'} but ${given} ${given === 1 ? 'was' : 'were'} given`,
    );
  }
  const missing = names.slice(params.length);
  if (missing.length > 0) throw missingArguments(name, missing);
}

/** A call without all it needs, in Python's words. */
export function missingArguments(name: string, missing: string[]): PythonError {
  const argument = `required positional argument${missing.length === 1 ? '' : 's'}`;
  return typeError(`${name}() missing ${missing.length} ${argument}: ${quotedList(missing)}`);
}
