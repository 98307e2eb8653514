import type { ProblemCode, ProblemFacts, ServerDetail } from '../model/problem';
import { domainFault } from './domainFault';
import { OdooError } from './error';
import { refusedField } from './refusedField';

/** What a server says about a call that failed, whichever protocol carried it. */
export interface ServerFault {
  /** Python class: "odoo.exceptions.AccessError", "builtins.ValueError", "psycopg2.OperationalError". */
  name: string;
  message: string;
  debug?: string;
}

/**
 * Gives a server's exception its code. The class decides; texts are looked at only where Odoo uses one class for several things,
 * and only at those that Odoo does not translate (Odoo 12–19, odoo/exceptions.py, odoo/service/model.py, odoo/models.py).
 */
export function serverError(fault: ServerFault): OdooError {
  const detail: ServerDetail = {
    name: fault.name,
    message: fault.message.trim(),
    ...(fault.debug ? { debug: fault.debug } : {}),
  };
  const { code, facts } = classify(
    fault.name.split('.').pop() ?? '',
    fault.message.trim(),
    fault.debug ?? '',
  );
  return new OdooError(code, facts, { server: detail });
}

interface Found {
  code: ProblemCode;
  facts: ProblemFacts;
}

function found(code: ProblemCode, facts: ProblemFacts = {}): Found {
  return { code, facts };
}

/** @param debug the traceback, which shows Odoo's sources: their words stay English where the message is translated */
function classify(name: string, message: string, debug: string): Found {
  const capture = (pattern: RegExp): string => pattern.exec(message)?.[1] ?? '';
  // A cookie that no program has: 17.0 before December 2023, addons/auth_totp (odoo/odoo#147475).
  if (/\btd_id\b/.test(message) || /cookies\.get\('td_id'\)\s*$/m.test(lastFrames(debug))) {
    return found('server.knownBug', { bug: 'tdId' });
  }
  switch (name) {
    case 'AccessDenied':
      if (/Too many login failures/i.test(message)) return found('signIn.cooldown');
      // A cookie of one user beside the key of another (19, odoo/addons/base/models/ir_http.py).
      if (/^Session user does not match/.test(message)) return found('signIn.cookieOfOther');
      return found('server.accessDenied');
    case 'AccessError':
      return accessError(message, debug);
    case 'SessionExpiredException':
      return found('signIn.sessionExpired');
    case 'MissingError':
      return missingRecord(message);
    case 'UserError':
    case 'ValidationError':
    case 'RedirectWarning': {
      const model = capture(/^Object ([\w.]+) doesn't exist/);
      if (model) return found('server.unknownModel', { model });
      const language = capture(/^Invalid language code: (\S+)/);
      if (language || /Invalid language code/.test(lastFrames(debug))) {
        return found('server.languageNotInstalled', language ? { language } : {});
      }
      return found('server.refused', refusedField(message, debug));
    }
    case 'NotFound': {
      const model = capture(/^the model '([^']+)' does not exist/);
      if (model) return found('server.unknownModel', { model });
      const method = capture(/^The method '([^']+)' does not exist/);
      return method
        ? found('server.unknownMethod', { method })
        : found('protocol.notAvailable', { status: 404 });
    }
    case 'OperationalError':
      return ofPostgres(message);
    case 'PoolError':
      return found('server.overloaded');
    case 'AssertionError':
      if (/Missing database name/.test(message)) return found('database.missing');
      return aboutDomain(message);
    case 'KeyError':
      return found(/^'?res\.users'?$/.test(message) ? 'database.notOdoo' : 'server.exception');
    case 'AttributeError': {
      // The database's name is looked at for "postgresql://" (12–17, odoo/sql_db.py connection_info_for).
      if (/^'(NoneType|bool)' object has no attribute 'startswith'$/.test(message)) {
        return found('database.missing');
      }
      const method =
        capture(/The method '([^']+)' does not exist/) ||
        capture(/type object '[^']+' has no attribute '([^']+)'/);
      return method ? found('server.unknownMethod', { method }) : found('server.exception');
    }
    case 'OverflowError':
      return found(/XML-RPC limits/.test(message) ? 'server.numberTooLarge' : 'server.exception');
    case 'Unauthorized':
      // A session's cookie and no key (19, odoo/addons/base/models/ir_http.py _auth_method_bearer).
      return found(/^Missing "Authorization"/.test(message) ? 'signIn.keyMissing' : 'server.exception');
    case 'ValueError': {
      // "Invalid field 'nmae' on model 'res.partner'" (fields), "Invalid field res.partner.nmae in leaf …" (a domain, 14–19).
      const named = /^Invalid field '(\w+)' (?:on|in) (?:model )?'([\w.]+)'/.exec(message);
      const inDomain = /^Invalid field ([\w.]+)\.(\w+) in (?:leaf|condition)/.exec(message);
      const [field, model] = named ? [named[1], named[2]] : [inDomain?.[2], inDomain?.[1]];
      if (field && model) return found('server.unknownField', { field, model });
      // It went with 19.1 (20, odoo/http/router.py dispatch_rpc).
      if (message === 'Invalid service name: db') return found('database.noService');
      return aboutDomain(message);
    }
    case 'TypeError':
    case 'UnprocessableEntity':
      return aboutArguments(message, debug);
    default:
      return found('server.exception');
  }
}

/** The end of a traceback, where the line that raised the exception is. */
function lastFrames(debug: string): string {
  return debug.slice(-4000);
}

function accessError(message: string, debug: string): Found {
  if (/^Private methods/.test(message)) {
    return found('server.privateMethod', { method: /such as '?([\w.]+)/.exec(message)?.[1] ?? '' });
  }
  if (/^Database not found/.test(message)) return found('database.hidden');
  const said = `${message}\n${lastFrames(debug)}`;
  // Odoo 14–19, odoo/api.py and odoo/orm/environments.py.
  if (/Access to unauthorized or invalid companies/.test(said)) return found('server.companyNotAllowed');
  // Odoo 19, addons/api_doc/controllers/api_doc.py.
  if (/This page is only accessible to .* users/.test(said)) return found('rights.docHidden');
  const model = /\(([a-z_0-9]+(?:\.[a-z_0-9]+)+)\)/.exec(message)?.[1] ?? '';
  return found(model === 'ir.model' ? 'rights.modelsHidden' : 'server.accessRights', { model });
}

/** "(Record: res.users(7,), User: 7)": who asks is not there either, so the number belongs to another database. */
function missingRecord(message: string): Found {
  const last = message.slice(message.lastIndexOf('\n') + 1).slice(-8000);
  const [, model, ids, user] = /\([^()]*?([a-z_]\w*(?:\.\w+)+)\(([\d, ]*)\),[^()]*?(\d+)\)/.exec(last) ?? [];
  if (model === undefined || ids === undefined) return found('server.missingRecord');
  const records = ids.replace(/,\s*$/, '');
  if (model === 'res.users' && records === user) return found('signIn.staleUser', { uid: Number(user) });
  return found('server.missingRecord', { model, ids: records });
}

/** What PostgreSQL, or its client library, says to Odoo. */
function ofPostgres(message: string): Found {
  const database = /database "([^"]*)" does not exist/.exec(message)?.[1];
  if (database) return found('database.notFound', { database });
  if (/too many (clients|connections)|remaining connection slots/i.test(message)) {
    return found('server.overloaded');
  }
  // How libpq says that Odoo does not reach PostgreSQL; a query that failed is an OperationalError too.
  const unreachable =
    /Is the server running|could not (connect|translate host name)|connection to server .* failed|password authentication failed/i;
  return found(unreachable.test(message) ? 'server.databaseDown' : 'server.exception');
}

function aboutDomain(message: string): Found {
  const facts = domainFault(message);
  return facts ? found('server.domain', facts) : found('server.exception');
}

function aboutArguments(message: string, debug: string): Found {
  const facts = domainFault(message);
  if (facts) return found('server.domain', facts);
  if (/^cannot marshal None/.test(message)) return found('server.noneOverXmlRpc');
  if (/^exp_authenticate\(\) missing/.test(message)) return found('signIn.incomplete');
  // The user's number, where signing in gave none (12–19, odoo/service/model.py dispatch). Any code may convert a number.
  const ofUser = debug === '' || /\buid = int\(uid\)|\bint\(params\[1\]\)/.test(lastFrames(debug));
  if (ofUser && /^int\(\) argument must be/.test(message)) {
    return found('signIn.noUser');
  }
  return found(/argument|with ids/.test(message) ? 'server.arguments' : 'server.exception');
}

/** The exception of a Python traceback: its last line "module.Class: message", with the lines that continue the message. */
export function lastException(traceback: string): { name: string; message: string } | undefined {
  const lines = traceback.trimEnd().split('\n');
  for (let index = lines.length - 1; index >= 0; index--) {
    const match = /^((?:[A-Za-z_]\w*\.)*[A-Z]\w*)(?:: ?(.*))?$/.exec(lines[index] ?? '');
    if (match?.[1]) {
      const message = [match[2] ?? '', ...lines.slice(index + 1)].join('\n').trim();
      return { name: match[1], message };
    }
  }
  return undefined;
}
