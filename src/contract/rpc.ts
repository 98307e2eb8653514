import * as v from 'valibot';
import type { ExplainedProblem } from '../model/problem';

/** Messages between the extension host and a page. Every one is one of these four frames. */
export type Frame =
  | { kind: 'call'; id: number; method: string; params: unknown }
  | { kind: 'cancel'; id: number }
  | { kind: 'reply'; id: number; ok: true; value: unknown }
  | { kind: 'reply'; id: number; ok: false; problem: ExplainedProblem }
  | { kind: 'push'; event: string; value: unknown };

/** What a page may ask of the host: the schema that its parameters are checked with, and the type of the answer. */
export interface Method<P, R> {
  params: v.GenericSchema<P>;
  /** Never set; carries the type of the answer. */
  result?: R;
}
export type Methods = Record<string, Method<never, unknown>>;

/** Declares a method answering R: `returns<R>()(schema)`. */
export function returns<R>() {
  return <P>(params: v.GenericSchema<P>): Method<P, R> => ({ params });
}

export type Params<M> = M extends { params: v.GenericSchema<infer P> } ? P : never;
export type Result<M> = M extends { result?: infer R } ? R : never;
/** What a handler gives back; one with no answer may simply end. */
export type Answer<R> = [R] extends [undefined] ? Promise<void> : Promise<R> | R;

/** One handler per method; a missing one does not compile. `signal` aborts when the page cancels the call or goes away. */
export type Handlers<Api> = {
  [K in keyof Api]: (params: Params<Api[K]>, signal: AbortSignal) => Answer<Result<Api[K]>>;
};

const IncomingSchema = v.variant('kind', [
  v.object({ kind: v.literal('call'), id: v.number(), method: v.string(), params: v.unknown() }),
  v.object({ kind: v.literal('cancel'), id: v.number() }),
]);

/**
 * Answers a page's frames. `explain` turns whatever a handler threw into words. Returns the function to give every message to,
 * and one that aborts every running call, for when the page is gone.
 */
export function serve<Api extends object>(
  api: Api,
  handlers: Handlers<Api>,
  post: (frame: Frame) => void,
  explain: (error: unknown) => ExplainedProblem,
): { receive: (message: unknown) => void; dispose: () => void } {
  const running = new Map<number, AbortController>();
  const methods = new Map(Object.entries(api) as [string, Method<unknown, unknown>][]);
  const byName = new Map(
    Object.entries(handlers) as [string, (params: unknown, signal: AbortSignal) => unknown][],
  );

  async function call(id: number, method: string, raw: unknown): Promise<void> {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      const declared = methods.get(method);
      const handler = byName.get(method);
      if (!declared || !handler) throw new Error(`The page asked for an unknown method: ${method}`);
      const params = v.parse(declared.params, raw);
      const value = await handler(params, abort.signal);
      post({ kind: 'reply', id, ok: true, value });
    } catch (error) {
      post({ kind: 'reply', id, ok: false, problem: explain(error) });
    } finally {
      running.delete(id);
    }
  }

  return {
    receive(message) {
      const parsed = v.safeParse(IncomingSchema, message);
      if (!parsed.success) return;
      const frame = parsed.output;
      if (frame.kind === 'call') void call(frame.id, frame.method, frame.params);
      else running.get(frame.id)?.abort();
    },
    dispose() {
      for (const abort of running.values()) abort.abort();
    },
  };
}
