import { callKw } from '../../../src/sandbox/callMethod';
import { makeDatabase } from '../../../src/sandbox/data';
import type { Database } from '../../../src/sandbox/database';
import { Env } from '../../../src/sandbox/env';
import { PythonError } from '../../../src/sandbox/errors';
import { Float, isDict } from '../../../src/sandbox/values';
import type { Value } from '../../../src/sandbox/values';
import type { SandboxVersion } from '../../../src/sandbox/version';

/** Users of the sandbox by their ids. */
export const admin = 2;
export const salesperson = 3;
export const internal = 4;
export const portal = 6;

export type Rows = Record<string, unknown>[];

/** One database of a version, called without a server in between. */
export class Orm {
  readonly db: Database;

  constructor(version: SandboxVersion = '19') {
    this.db = makeDatabase('sandbox', version);
  }

  /** What execute_kw answers, as JSON would carry it. */
  async call(
    model: string,
    method: string,
    args: Value = [],
    kwargs: Value = {},
    uid = admin,
  ): Promise<unknown> {
    const env = new Env(this.db, uid, {}, new AbortController().signal);
    return plain(await callKw(env, model, method, args, kwargs));
  }

  async rows(
    model: string,
    method: string,
    args: Value = [],
    kwargs: Value = {},
    uid = admin,
  ): Promise<Rows> {
    return (await this.call(model, method, args, kwargs, uid)) as Rows;
  }

  /** "ValueError: Invalid field …": what a call is refused with. */
  async refused(
    model: string,
    method: string,
    args: Value = [],
    kwargs: Value = {},
    uid = admin,
  ): Promise<string> {
    try {
      await this.call(model, method, args, kwargs, uid);
    } catch (error) {
      if (error instanceof PythonError) return `${error.className.split('.').at(-1) ?? ''}: ${error.message}`;
      throw error;
    }
    throw new Error(`${model}.${method} was not refused.`);
  }
}

function plain(value: Value): unknown {
  if (value instanceof Float) return value.value;
  if (Array.isArray(value)) return value.map(plain);
  if (!isDict(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
