import { describe, expect, it } from 'vitest';
import type { ProblemCode, ProblemFacts } from '../../../src/model/problem';
import { lastException, serverError } from '../../../src/odoo/serverError';

/** Class, message, code, facts: as Odoo 12–19 and PostgreSQL's client library word them. */
const table: [string, string, ProblemCode, ProblemFacts?][] = [
  ['odoo.exceptions.AccessDenied', 'Access Denied', 'server.accessDenied'],
  ['odoo.exceptions.AccessDenied', 'Access denied', 'server.accessDenied'],
  [
    'odoo.exceptions.AccessDenied',
    'Too many login failures, please wait a bit before trying again.',
    'signIn.cooldown',
  ],
  [
    'odoo.exceptions.AccessError',
    "You are not allowed to access 'Scheduled Actions' (ir.cron) records.\n\nThis operation is allowed for the following groups:\n\t- Settings",
    'server.accessRights',
    { model: 'ir.cron' },
  ],
  [
    'odoo.exceptions.AccessError',
    "Vous n'êtes pas autorisé à accéder aux enregistrements 'Actions planifiées' (ir.cron).",
    'server.accessRights',
    { model: 'ir.cron' },
  ],
  [
    'odoo.exceptions.AccessError',
    "Uh-oh! Looks like you have stumbled upon some top-secret records.\n\nSorry, Portal API (id=10) doesn't have 'read' access to:\n- Contact (res.partner)",
    'server.accessRights',
    { model: 'res.partner' },
  ],
  [
    'odoo.exceptions.AccessError',
    'Private methods (such as _compute_display_name) cannot be called remotely.',
    'server.privateMethod',
    { method: '_compute_display_name' },
  ],
  [
    'odoo.exceptions.AccessError',
    "Private methods (such as 'res.partner.init') cannot be called remotely.",
    'server.privateMethod',
    { method: 'res.partner.init' },
  ],
  ['odoo.exceptions.AccessError', 'Database not found.', 'database.hidden'],
  [
    'odoo.exceptions.MissingError',
    'Enregistrement inexistant ou supprimé.\n(Enregistrement : res.partner(999999,), Utilisateur : 2)',
    'server.missingRecord',
  ],
  [
    'odoo.exceptions.UserError',
    "Object no.such.model doesn't exist",
    'server.unknownModel',
    { model: 'no.such.model' },
  ],
  ['odoo.exceptions.UserError', 'Invalid language code: xx_XX', 'server.refused'],
  ['odoo.exceptions.ValidationError', 'You cannot create recursive Partner hierarchies.', 'server.refused'],
  ['odoo.exceptions.RedirectWarning', 'Configure a journal first.', 'server.refused'],
  [
    'werkzeug.exceptions.NotFound',
    "the model 'no.such.model' does not exist",
    'server.unknownModel',
    { model: 'no.such.model' },
  ],
  [
    'werkzeug.exceptions.NotFound',
    "The method 'res.partner.name_get' does not exist",
    'server.unknownMethod',
    { method: 'res.partner.name_get' },
  ],
  [
    'werkzeug.exceptions.NotFound',
    '404 Not Found: The requested URL was not found',
    'protocol.notAvailable',
    { status: 404 },
  ],
  [
    'psycopg2.OperationalError',
    'FATAL:  database "explorr" does not exist\n',
    'database.notFound',
    { database: 'explorr' },
  ],
  [
    'psycopg2.OperationalError',
    'connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: FATAL:  database "explorr" does not exist',
    'database.notFound',
    { database: 'explorr' },
  ],
  [
    'psycopg2.OperationalError',
    'connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory\n\tIs the server running locally?',
    'server.exception',
    { reason: 'databaseServer' },
  ],
  [
    'psycopg2.OperationalError',
    'could not translate host name "db" to address: Name or service not known',
    'server.exception',
    { reason: 'databaseServer' },
  ],
  [
    'psycopg2.OperationalError',
    'FATAL:  sorry, too many clients already',
    'server.exception',
    { reason: 'overloaded' },
  ],
  ['psycopg2.pool.PoolError', 'The Connection Pool Is Full', 'server.exception', { reason: 'overloaded' }],
  ['builtins.AssertionError', 'Missing database name', 'database.missing'],
  ['builtins.KeyError', 'res.users', 'database.notOdoo'],
  ['KeyError', "'res.users'", 'database.notOdoo'],
  ['builtins.KeyError', 'lang', 'server.exception'],
  [
    'builtins.AttributeError',
    "type object 'res.partner' has no attribute 'no_such_method'",
    'server.unknownMethod',
    { method: 'no_such_method' },
  ],
  [
    'AttributeError',
    "The method 'res.partner.no_such_method' does not exist",
    'server.unknownMethod',
    { method: 'res.partner.no_such_method' },
  ],
  ['builtins.AttributeError', "'NoneType' object has no attribute 'startswith'", 'server.exception'],
  ['OverflowError', 'int exceeds XML-RPC limits', 'server.numberTooLarge'],
  ['builtins.OverflowError', 'date value out of range', 'server.exception'],
  [
    'builtins.ValueError',
    "Invalid field 'nmae' on model 'res.partner'",
    'server.unknownField',
    { field: 'nmae', model: 'res.partner' },
  ],
  [
    'builtins.ValueError',
    "Invalid field 'nmae' in 'res.partner'",
    'server.unknownField',
    { field: 'nmae', model: 'res.partner' },
  ],
  [
    'builtins.ValueError',
    "Invalid field res.partner.nmae in leaf ('nmae', '=', 1)",
    'server.unknownField',
    { field: 'nmae', model: 'res.partner' },
  ],
  [
    'builtins.ValueError',
    "Invalid field res.partner.nmae in condition ('nmae', '=', 1)",
    'server.unknownField',
    { field: 'nmae', model: 'res.partner' },
  ],
  ['builtins.ValueError', "Wrong value for res.partner.type: 'no_such_type'", 'server.exception'],
  [
    'builtins.ValueError',
    "Invalid leaf ('name', 'resembles', 'x')",
    'server.exception',
    { reason: 'domain' },
  ],
  [
    'builtins.TypeError',
    'Domain() invalid argument type for domain: "x"',
    'server.exception',
    { reason: 'domain' },
  ],
  [
    'builtins.TypeError',
    "search_read() got an unexpected keyword argument 'limmit'",
    'server.exception',
    { reason: 'arguments' },
  ],
  [
    'werkzeug.exceptions.UnprocessableEntity',
    "missing a required argument: 'vals'",
    'server.exception',
    { reason: 'arguments' },
  ],
  [
    'psycopg2.errors.InvalidTextRepresentation',
    'invalid input syntax for type integer: "abc"',
    'server.exception',
  ],
  ['', '', 'server.exception'],
];

describe('serverError', () => {
  it.each(table)('%s “%s” is %s', (name, message, code, facts = {}) => {
    const error = serverError({ name, message });
    expect(error.code).toBe(code);
    expect(Object.fromEntries(Object.entries(error.facts).filter(([, value]) => value !== ''))).toEqual(
      facts,
    );
    expect(error.server).toMatchObject({ name, message: message.trim() });
  });

  it('keeps the traceback apart from the message', () => {
    const error = serverError({ name: 'ValueError', message: 'x', debug: 'Traceback …' });
    expect(error.server).toEqual({ name: 'ValueError', message: 'x', debug: 'Traceback …' });
  });
});

describe('lastException', () => {
  it('finds the class and the message at the end of a traceback, its further lines included', () => {
    const traceback =
      'Traceback (most recent call last):\n  File "/usr/lib/odoo/http.py", line 7, in call\n    raise Error(1)\n' +
      'psycopg2.OperationalError: connection failed\n\tIs the server running?\n';
    expect(lastException(traceback)).toEqual({
      name: 'psycopg2.OperationalError',
      message: 'connection failed\n\tIs the server running?',
    });
  });

  it('finds a class without a message', () => {
    expect(lastException('Traceback:\n  File "x"\nAssertionError')).toEqual({
      name: 'AssertionError',
      message: '',
    });
  });

  it('gives nothing for text that is no traceback', () => {
    expect(lastException('something else')).toBeUndefined();
  });
});
