import type { ProblemCode, ProblemFacts, ServerDetail } from '../model/problem';
import { OdooError } from './error';

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
  const { code, facts } = classify(fault.name.split('.').pop() ?? '', fault.message);
  return new OdooError(code, facts, { server: detail });
}

/** How Odoo begins when a domain is no domain (14–18, odoo/osv/expression.py; 19, odoo/orm/domains.py). */
const aboutDomain = /^(Invalid leaf|Invalid operator in condition|Domain\(\)|Domains to normalize)/;

function classify(name: string, message: string): { code: ProblemCode; facts: ProblemFacts } {
  const found = (code: ProblemCode, facts: ProblemFacts = {}) => ({ code, facts });
  const capture = (pattern: RegExp): string => pattern.exec(message)?.[1] ?? '';
  switch (name) {
    case 'AccessDenied':
      return found(/Too many login failures/i.test(message) ? 'signIn.cooldown' : 'server.accessDenied');
    case 'AccessError':
      if (/^Private methods/.test(message))
        return found('server.privateMethod', { method: capture(/such as '?([\w.]+)/) });
      if (/^Database not found/.test(message)) return found('database.hidden');
      return found('server.accessRights', { model: capture(/\(([a-z_0-9]+(?:\.[a-z_0-9]+)+)\)/) });
    case 'SessionExpiredException':
      return found('signIn.sessionExpired');
    case 'MissingError':
      return found('server.missingRecord');
    case 'UserError':
    case 'ValidationError':
    case 'RedirectWarning': {
      const model = capture(/^Object ([\w.]+) doesn't exist/);
      return model ? found('server.unknownModel', { model }) : found('server.refused');
    }
    case 'NotFound': {
      const model = capture(/^the model '([^']+)' does not exist/);
      if (model) return found('server.unknownModel', { model });
      const method = capture(/^The method '([^']+)' does not exist/);
      return method
        ? found('server.unknownMethod', { method })
        : found('protocol.notAvailable', { status: 404 });
    }
    case 'OperationalError': {
      const database = capture(/database "([^"]*)" does not exist/);
      if (database) return found('database.notFound', { database });
      if (/too many (clients|connections)|remaining connection slots/i.test(message)) {
        return found('server.exception', { reason: 'overloaded' });
      }
      // How libpq says that Odoo does not reach PostgreSQL; a query that failed is an OperationalError too.
      const unreachable =
        /Is the server running|could not (connect|translate host name)|connection to server .* failed|password authentication failed/i;
      return found('server.exception', unreachable.test(message) ? { reason: 'databaseServer' } : {});
    }
    case 'PoolError':
      return found('server.exception', { reason: 'overloaded' });
    case 'AssertionError':
      if (/Missing database name/.test(message)) return found('database.missing');
      return found('server.exception', aboutDomain.test(message) ? { reason: 'domain' } : {});
    case 'KeyError':
      return found(/^'?res\.users'?$/.test(message.trim()) ? 'database.notOdoo' : 'server.exception');
    case 'AttributeError': {
      const method =
        capture(/The method '([^']+)' does not exist/) ||
        capture(/type object '[^']+' has no attribute '([^']+)'/);
      return method ? found('server.unknownMethod', { method }) : found('server.exception');
    }
    case 'OverflowError':
      return found(/XML-RPC limits/.test(message) ? 'server.numberTooLarge' : 'server.exception');
    case 'ValueError': {
      // "Invalid field 'nmae' on model 'res.partner'" (fields), "Invalid field res.partner.nmae in leaf …" (a domain, 14–19).
      const named = /^Invalid field '(\w+)' (?:on|in) (?:model )?'([\w.]+)'/.exec(message);
      const inDomain = /^Invalid field ([\w.]+)\.(\w+) in (?:leaf|condition)/.exec(message);
      const [field, model] = named ? [named[1], named[2]] : [inDomain?.[2], inDomain?.[1]];
      if (field && model) return found('server.unknownField', { field, model });
      return found('server.exception', aboutDomain.test(message) ? { reason: 'domain' } : {});
    }
    case 'TypeError':
    case 'UnprocessableEntity': {
      if (aboutDomain.test(message)) return found('server.exception', { reason: 'domain' });
      const arguments_ = /argument|with ids/.test(message);
      return found('server.exception', arguments_ ? { reason: 'arguments' } : {});
    }
    default:
      return found('server.exception');
  }
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
