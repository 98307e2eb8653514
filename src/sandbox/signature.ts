import { typeError } from './errors';
import type { Env } from './env';
import type { Model } from './model';
import { quotedList } from './python';
import type { Dict, Value } from './values';
import type { SandboxVersion } from './version';

/** What a method is called with: its record ids, and its arguments by name, defaults filled in. */
export interface Call {
  env: Env;
  model: Model;
  ids: number[];
  args: Dict;
}

export interface Method {
  name: string;
  /** Whether it belongs to the model and takes no records (@api.model). */
  onModel: boolean;
  params: Param[];
  /** Whether any other named argument is let through (**kwargs). */
  open: boolean;
  /** The first and the last Odoo that has the method, or has it with these arguments. */
  since: number;
  until: number;
  run: (call: Call) => Value | Promise<Value>;
}

interface Param {
  name: string;
  /** Its default; a parameter without one must be given. */
  default?: Value;
  /** Whether it stands after a `*` and has to be named. */
  named: boolean;
}

/** The versions that have a method. */
interface Span {
  since?: number;
  until?: number;
}

/** Whether a version has a method as it is described. */
export function isMethodOf(method: Method, version: SandboxVersion): boolean {
  return Number(version) >= method.since && Number(version) <= method.until;
}

/** A method from its Python signature: `search_count(domain, limit=None)`. Those of `onModel` take no records. */
export function recordMethod(signature: string, run: Method['run'], span: Span = {}): Method {
  const found = /^(\w+)\((.*)\)$/.exec(signature);
  const [, name = '', list = ''] = found ?? [];
  const parts = list.split(',').map((part) => part.trim());
  const star = parts.indexOf('*');
  const params = parts.flatMap((part, index): Param[] => {
    if (part === '' || part.startsWith('*')) return [];
    const [param = '', written] = part.split('=');
    const named = star >= 0 && index > star;
    return [
      written === undefined
        ? { name: param, named }
        : { name: param, named, default: pythonLiteral(written) },
    ];
  });
  const { since = 0, until = Infinity } = span;
  return { name, onModel: false, params, open: list.includes('**'), run, since, until };
}

export function modelMethod(signature: string, run: Method['run'], span: Span = {}): Method {
  return { ...recordMethod(signature, run, span), onModel: true };
}

function pythonLiteral(written: string): Value {
  if (written === 'None') return null;
  if (written === 'True' || written === 'False') return written === 'True';
  if (written === '()') return [];
  return written.startsWith("'") ? written.slice(1, -1) : Number(written);
}

/**
 * Arguments as a Python call binds them.
 * @param call what Python's messages call it, "BaseModel.search()"
 * @throws PythonError TypeError in Python's words
 */
export function bindCall(method: Method, call: string, positional: Value[], named: Dict): Dict {
  const params = method.params.filter((param) => !param.named);
  const unknown = Object.keys(named).find((key) => !method.params.some((param) => param.name === key));
  const bound: Dict = {};
  for (const [index, param] of params.entries()) {
    const value = positional[index];
    if (value === undefined) continue;
    if (named[param.name] !== undefined) {
      throw typeError(`${call} got multiple values for argument '${param.name}'`);
    }
    bound[param.name] = value;
  }
  if (unknown !== undefined && !method.open) {
    throw typeError(`${call} got an unexpected keyword argument '${unknown}'`);
  }
  // Python counts self.
  if (positional.length > params.length) throw tooMany(call, params, positional.length + 1);
  const all = { ...bound, ...named };
  const missing = method.params.filter(
    (param) => param.default === undefined && all[param.name] === undefined,
  );
  if (missing.length > 0) {
    const argument = `required positional argument${missing.length === 1 ? '' : 's'}`;
    const names = missing.map((param) => param.name);
    throw typeError(`${call} missing ${missing.length} ${argument}: ${quotedList(names)}`);
  }
  return withDefaults(method, all);
}

function tooMany(call: string, params: Param[], given: number): Error {
  const most = params.length + 1;
  const least = params.filter((param) => param.default === undefined).length + 1;
  const takes = least === most ? `${most}` : `from ${least} to ${most}`;
  return typeError(
    `${call} takes ${takes} positional argument${most === 1 ? '' : 's'} but ${given} were given`,
  );
}

/** What inspect.Signature.bind finds wrong with named arguments, or the arguments with their defaults (JSON-2). */
export function bindNamed(method: Method, named: Dict): { args: Dict } | { problem: string } {
  const missing = method.params.find(
    (param) => param.default === undefined && named[param.name] === undefined,
  );
  if (missing !== undefined) return { problem: `missing a required argument: '${missing.name}'` };
  const unknown = Object.keys(named).find((key) => !method.params.some((param) => param.name === key));
  if (unknown !== undefined && !method.open) {
    return { problem: `got an unexpected keyword argument '${unknown}'` };
  }
  return { args: withDefaults(method, named) };
}

function withDefaults(method: Method, given: Dict): Dict {
  const args: Dict = { ...given };
  for (const param of method.params) {
    if (args[param.name] === undefined && param.default !== undefined) args[param.name] = param.default;
  }
  return args;
}
