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
    { model: 'res.partner', ids: '999999' },
  ],
  [
    'odoo.exceptions.UserError',
    "Object no.such.model doesn't exist",
    'server.unknownModel',
    { model: 'no.such.model' },
  ],
  [
    'odoo.exceptions.UserError',
    'Invalid language code: xx_XX',
    'server.languageNotInstalled',
    { language: 'xx_XX' },
  ],
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
    'server.databaseDown',
  ],
  [
    'psycopg2.OperationalError',
    'could not translate host name "db" to address: Name or service not known',
    'server.databaseDown',
  ],
  ['psycopg2.OperationalError', 'FATAL:  sorry, too many clients already', 'server.overloaded'],
  ['psycopg2.pool.PoolError', 'The Connection Pool Is Full', 'server.overloaded'],
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
  ['builtins.AttributeError', "'NoneType' object has no attribute 'startswith'", 'database.missing'],
  ['AttributeError', "'bool' object has no attribute 'startswith'", 'database.missing'],
  ['builtins.AttributeError', "'NoneType' object has no attribute 'strip'", 'server.exception'],
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
    'server.domain',
    { leaf: "('name', 'resembles', 'x')", field: 'name', operator: 'resembles' },
  ],
  ['builtins.TypeError', 'Domain() invalid argument type for domain: "x"', 'server.domain'],
  ['builtins.TypeError', "search_read() got an unexpected keyword argument 'limmit'", 'server.arguments'],
  ['werkzeug.exceptions.UnprocessableEntity', "missing a required argument: 'vals'", 'server.arguments'],
  [
    'psycopg2.errors.InvalidTextRepresentation',
    'invalid input syntax for type integer: "abc"',
    'server.exception',
  ],
  ['', '', 'server.exception'],
  [
    'odoo.exceptions.MissingError',
    'Record does not exist or has been deleted.\n(Record: res.users(99999,), User: 99999)',
    'signIn.staleUser',
    { uid: 99999 },
  ],
  [
    'odoo.exceptions.MissingError',
    'Record does not exist or has been deleted.\n(Record: res.users(9,), User: 99999)',
    'server.missingRecord',
    { model: 'res.users', ids: '9' },
  ],
  [
    'odoo.exceptions.MissingError',
    'Record does not exist or has been deleted.\n(Records: res.partner(7, 8), User: 2)',
    'server.missingRecord',
    { model: 'res.partner', ids: '7, 8' },
  ],
  [
    'builtins.TypeError',
    "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'",
    'signIn.noUser',
  ],
  [
    'TypeError',
    "exp_authenticate() missing 1 required positional argument: 'user_agent_env'",
    'signIn.incomplete',
  ],
  ['odoo.exceptions.AccessDenied', 'Session user does not match the used apikey.', 'signIn.cookieOfOther'],
  [
    'werkzeug.exceptions.Unauthorized',
    'Missing "Authorization" or Sec-headers for interactive usage.',
    'signIn.keyMissing',
  ],
  ['builtins.ValueError', 'Invalid service name: db', 'database.noService'],
  ['builtins.ValueError', 'Invalid service name: dbs', 'server.exception'],
  [
    'odoo.exceptions.AccessError',
    'This page is only accessible to Technical Documentation users.',
    'rights.docHidden',
  ],
  [
    'odoo.exceptions.AccessError',
    "Vous n'êtes pas autorisé à accéder aux enregistrements 'Modèles' (ir.model).",
    'rights.modelsHidden',
    { model: 'ir.model' },
  ],
  ['odoo.exceptions.AccessError', 'Access to unauthorized or invalid companies.', 'server.companyNotAllowed'],
  ['TypeError', 'cannot marshal None unless allow_none is enabled', 'server.noneOverXmlRpc'],
  // What means a bug of Odoo's in a sign-in means nothing of the kind in a call.
  ['builtins.ValueError', 'Expected singleton: res.users()', 'server.exception'],
  ['builtins.AttributeError', "'NoneType' object has no attribute 'user'", 'server.exception'],
  ['builtins.ValueError', "Invalid domain term ('name',)", 'server.domain', { leaf: "('name',)" }],
  [
    'builtins.AssertionError',
    "Invalid operator 'resembles' in domain term ('name', 'resembles', 'x')",
    'server.domain',
    { leaf: "('name', 'resembles', 'x')", field: 'name', operator: 'resembles' },
  ],
  [
    'builtins.ValueError',
    "Cannot use 'any' with non-relational fields in condition ('name', 'any', [('id', '=', 1)])",
    'server.domain',
    { leaf: "('name', 'any', [('id', '=', 1)])", field: 'name', operator: 'any' },
  ],
  ['builtins.ValueError', "Domain() invalid item in domain: ['name']", 'server.domain', { leaf: "['name']" }],
  [
    'odoo.exceptions.ValidationError',
    "The operation cannot be completed: Missing required value for the field 'Name' (name).\nModel: 'Product' (product.template)\n- create/update: a mandatory field is not set\n",
    'server.refused',
    { model: 'product.template', field: 'name' },
  ],
  [
    'odoo.exceptions.ValidationError',
    'Der Vorgang kann nicht durchgeführt werden:\n- Anlegen: ein Pflichtfeld fehlt.\n\nModell: Produktvorlage (product.template), Feld: Name (name)',
    'server.refused',
    { model: 'product.template', field: 'name' },
  ],
  [
    'odoo.exceptions.ValidationError',
    "The operation cannot be completed: Another model is using the record you are trying to delete.\n\nThe troublemaker is: 'Contact' (res.partner)\nThanks to the following constraint: 'Country' (country_id)\nHow about archiving the record instead?",
    'server.refused',
    { model: 'res.partner', field: 'country_id' },
  ],
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

  it.each<[string, string, ProblemFacts]>([
    ['null value in column "name" of relation "res_country" violates not-null constraint', 'name', {}],
    [
      'duplicate key value violates unique constraint "x"\nDETAIL:  Schlüssel »(code)=(BE)« existiert.',
      'code',
      {},
    ],
    [
      'update or delete on table "res_country" violates foreign key constraint "res_partner_country_id_fkey" on table "res_partner"',
      'country_id',
      {},
    ],
    [
      'new row for relation "account_tax" violates check constraint "account_tax_amount_check"',
      '',
      { constraint: 'account_tax_amount_check' },
    ],
  ])('finds the field in what PostgreSQL says: %s', (words, field, more) => {
    const debug = `Traceback (most recent call last):\npsycopg2.errors.IntegrityError: ${words}\n\nThe above exception was…`;
    const error = serverError({ name: 'odoo.exceptions.ValidationError', message: 'Geht nicht.', debug });
    expect(error.code).toBe('server.refused');
    expect(error.facts).toEqual({ ...(field ? { field } : {}), ...more });
  });

  it.each([
    [
      'AccessError',
      'raise AccessError(_("Access to unauthorized or invalid companies."))',
      'server.companyNotAllowed',
    ],
    ['UserError', 'raise UserError(_("Invalid language code: %s", lang))', 'server.languageNotInstalled'],
    [
      'AccessError',
      'raise AccessError(_("This page is only accessible to %s users.", name))',
      'rights.docHidden',
    ],
    ['RuntimeError', "key = request.httprequest.cookies.get('td_id')", 'server.knownBug'],
    ['TypeError', 'uid = int(uid)', 'server.exception'],
  ])('knows a translated %s by the line that raised it: %s', (name, line, code) => {
    const debug = `Traceback (most recent call last):\n  File "x.py", line 1, in y\n    ${line}\n${name}: Nein.\n`;
    expect(serverError({ name, message: 'Nein.', debug }).code).toBe(code);
  });

  it('takes a number that cannot be read for the user’s only where Odoo reads the user’s', () => {
    const message = "int() argument must be a string, a bytes-like object or a number, not 'NoneType'";
    const at = (line: string): string =>
      serverError({ name: 'TypeError', message, debug: `Traceback:\n    ${line}\nTypeError: ${message}\n` })
        .code;
    expect(at('uid = int(uid)')).toBe('signIn.noUser');
    expect(at('days = int(value)')).toBe('server.arguments');
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
