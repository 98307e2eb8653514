import { serve, type Frame, type Handlers } from '../../../src/contract/rpc';
import type { ExplainedProblem, ProblemCode } from '../../../src/model/problem';
import type { Host } from './webPage';

/** Thrown by a scripted handler: the problem the page is to be told. */
export class Refusal extends Error {
  constructor(readonly problem: ExplainedProblem) {
    super(problem.title);
  }
}

export function problem(code: ProblemCode, more: Partial<ExplainedProblem> = {}): ExplainedProblem {
  return { code, facts: {}, title: `Title of ${code}`, sentence: 'What it means.', remedies: [], ...more };
}

/** An extension host that answers as the test says, through the product's own contract: every parameter is checked. */
export class ScriptedHost<Api extends object, Pushes> implements Host {
  /** Every frame the page sent. */
  readonly frames: Frame[] = [];
  readonly #api: Api;
  readonly #handlers: Handlers<Api>;
  #post: (frame: Frame) => void = () => undefined;
  #receive: (message: unknown) => void = () => undefined;

  constructor(api: Api, handlers: Handlers<Api>) {
    this.#api = api;
    this.#handlers = handlers;
  }

  connect(post: (frame: Frame) => void): void {
    this.#post = post;
    this.#receive = serve(this.#api, this.#handlers, post, explain).receive;
  }

  receive(frame: unknown): void {
    this.frames.push(frame as Frame);
    this.#receive(frame);
  }

  push<E extends keyof Pushes & string>(event: E, value: Pushes[E]): void {
    this.#post({ kind: 'push', event, value });
  }

  /** The parameters of every call of a method, in order. */
  calls(method: keyof Api & string): unknown[] {
    return this.frames.flatMap((frame) =>
      frame.kind === 'call' && frame.method === method ? [frame.params] : [],
    );
  }
}

function explain(error: unknown): ExplainedProblem {
  if (error instanceof Refusal) return error.problem;
  return problem('internal', { sentence: error instanceof Error ? error.message : String(error) });
}

/** Waits until the page cancels: for calls that never end by themselves. */
export function untilCancelled(signal: AbortSignal, said: ExplainedProblem): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => reject(new Refusal(said));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });
}
