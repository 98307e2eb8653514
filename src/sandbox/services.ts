import { callKw } from './callMethod';
import type { Database } from './database';
import { Env } from './env';
import { accessDenied, builtin, keyError, PythonError, typeError, valueError } from './errors';
import { quotedList, str } from './python';
import { authenticate, requireUser, toInt } from './signIn';
import { isDict, isFalsy } from './values';
import type { Dict, Value } from './values';

/** What the server says it is: the sandbox speaks as Odoo 19.0 does. */
export const version = {
  server_version: '19.0',
  server_version_info: [19, 0, 0, 'final', 0, ''],
  server_serie: '19.0',
  protocol_version: 1,
};

/** The databases, and a caller who may hang up. */
export interface ServiceContext {
  databases: ReadonlyMap<string, Database>;
  signal: AbortSignal;
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
  if (found === undefined) throw keyError(str(service));
  return found(context, method, params);
}

const services: Record<string, Service> = { common, db, object };

/** odoo/service/common.py */
function common(context: ServiceContext, method: string, params: Value[]): Value {
  switch (method) {
    case 'version':
      expectArguments('exp_version', params, []);
      return version;
    case 'about':
      return isFalsy(params[0])
        ? 'See http://openerp.com'
        : ['See http://openerp.com', version.server_version];
    case 'login':
    case 'authenticate': {
      const names = ['db', 'login', 'password', ...(method === 'login' ? [] : ['user_agent_env'])];
      expectArguments(`exp_${method}`, params, names);
      const [database = null, login = null, password = null] = params;
      return authenticate(openDatabase(context, database), login, password);
    }
    default:
      throw builtin('Exception', `Method not found: ${method}`);
  }
}

/** odoo/service/db.py: what needs no master password; everything else is refused as with a wrong one. */
function db(context: ServiceContext, method: string, params: Value[]): Value {
  switch (method) {
    case 'list':
      return [...context.databases.keys()];
    case 'db_exist':
      return typeof params[0] === 'string' && context.databases.has(params[0]);
    case 'server_version':
      return version.server_version;
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

/** odoo/service/model.py dispatch: the secret is checked again with every call. */
async function object(context: ServiceContext, method: string, params: Value[]): Promise<Value> {
  if (params.length < 5) {
    throw valueError(`not enough values to unpack (expected at least 5, got ${params.length})`);
  }
  const [database = null, user = null, secret = null, model = null, name = null, ...rest] = params;
  const uid = toInt(user);
  if (isFalsy(secret)) throw accessDenied();
  const open = openDatabase(context, database);
  const [args, kwargs] = methodArguments(method, rest);
  const env = new Env(open, requireUser(open, uid, secret), {}, context.signal);
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

/** @throws PythonError where there is no such database, in PostgreSQL's words */
function openDatabase(context: ServiceContext, name: Value): Database {
  if (isFalsy(name)) throw builtin('AssertionError', 'Missing database name');
  const found = typeof name === 'string' ? context.databases.get(name) : undefined;
  if (found !== undefined) return found;
  throw new PythonError(
    'psycopg2.OperationalError',
    'connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: ' +
      `FATAL:  database "${str(name)}" does not exist\n`,
  );
}

function expectArguments(name: string, params: Value[], names: string[]): void {
  if (params.length > names.length) {
    const [takes, given] = [names.length, params.length];
    throw typeError(
      `${name}() takes ${takes} positional argument${takes === 1 ? '' : 's'} but ${given} ${given === 1 ? 'was' : 'were'} given`,
    );
  }
  const missing = names.slice(params.length);
  if (missing.length === 0) return;
  const argument = `required positional argument${missing.length === 1 ? '' : 's'}`;
  throw typeError(`${name}() missing ${missing.length} ${argument}: ${quotedList(missing)}`);
}
