import { repr } from './python';
import type { Dict, Value } from './values';

interface PythonErrorOptions {
  /** The exception's `args`; its message unless given. */
  args?: Value[];
  /** The HTTP status JSON-2 answers with (Odoo 19, odoo/exceptions.py http_status; 500 for what is not Odoo's). */
  status?: number;
  /** What a traceback's last line says after the class, where it is not the message. */
  shown?: string;
  /** Whether there are no frames in its traceback (AccessDenied hides them: odoo/exceptions.py suppress_traceback). */
  bare?: boolean;
  /** The line of Odoo's source that raises it, as its traceback shows it; that of any call unless given. */
  line?: string;
}

/** An exception as Odoo would raise it: its Python class with module, and its message. */
export class PythonError extends Error {
  readonly args: Value[];
  readonly status: number;
  readonly #shown: string;
  readonly #bare: boolean;
  readonly #line: string;

  constructor(
    readonly className: string,
    message: string,
    options: PythonErrorOptions = {},
  ) {
    super(message);
    this.args = options.args ?? [message];
    this.status = options.status ?? 500;
    this.#shown = options.shown ?? message;
    this.#bare = options.bare ?? false;
    this.#line = options.line ?? 'result = method(recs, *args, **kwargs)';
  }

  /** What Odoo puts into `debug` and into XML-RPC's fault 1. */
  traceback(): string {
    const last = `${this.className.replace(/^builtins\./, '')}: ${this.#shown}\n`;
    if (this.#bare) return last;
    return [
      'Traceback (most recent call last):\n',
      '  File "/sandbox/odoo/http.py", line 2245, in _transactioning\n',
      '    return service_model.retrying(func, env=self.env)\n',
      '  File "/sandbox/odoo/service/model.py", line 93, in call_kw\n',
      `    ${this.#line}\n`,
      last,
    ].join('');
  }

  /** Odoo 19, odoo/http.py serialize_exception. */
  toData(): Dict {
    return {
      name: this.className,
      message: this.message,
      arguments: this.args,
      context: {},
      debug: this.traceback(),
    };
  }
}

export function builtin(name: string, message: string): PythonError {
  return new PythonError(`builtins.${name}`, message);
}

export function valueError(message: string): PythonError {
  return builtin('ValueError', message);
}

export function typeError(message: string): PythonError {
  return builtin('TypeError', message);
}

export function keyError(key: string): PythonError {
  return new PythonError('builtins.KeyError', key, { shown: repr(key) });
}

export function userError(message: string): PythonError {
  return new PythonError('odoo.exceptions.UserError', message, { status: 422 });
}

/** A constraint of the database: Odoo 19, odoo/service/model.py retrying. */
export function constraintError(message: string): PythonError {
  return validationError(`The operation cannot be completed: ${message}`);
}

export function validationError(message: string): PythonError {
  return new PythonError('odoo.exceptions.ValidationError', message, { status: 422 });
}

export function accessError(message: string): PythonError {
  return new PythonError('odoo.exceptions.AccessError', message, { status: 403 });
}

export function accessDenied(): PythonError {
  return new PythonError('odoo.exceptions.AccessDenied', 'Access Denied', { status: 403, bare: true });
}

export function missingError(model: string, id: Value, uid: number): PythonError {
  return new PythonError(
    'odoo.exceptions.MissingError',
    `Record does not exist or has been deleted.\n(Record: ${model}(${repr(id)},), User: ${uid})`,
    { status: 404 },
  );
}

/** What PostgreSQL says of a value that is no whole number. */
export function notAnInteger(value: Value): PythonError {
  return new PythonError(
    'psycopg2.errors.InvalidTextRepresentation',
    `invalid input syntax for type integer: "${typeof value === 'string' ? value : repr(value)}"\nLINE 1: ...\n         ^\n`,
  );
}

const httpErrorNames = {
  400: ['BadRequest', '400 Bad Request'],
  401: ['Unauthorized', '401 Unauthorized'],
  404: ['NotFound', '404 Not Found'],
  422: ['UnprocessableEntity', '422 Unprocessable Entity'],
} as const;

export function httpError(status: keyof typeof httpErrorNames, description: string): PythonError {
  const [name, title] = httpErrorNames[status];
  return new PythonError(`werkzeug.exceptions.${name}`, description, {
    args: [description, status],
    status,
    shown: `${title}: ${description}`,
  });
}
