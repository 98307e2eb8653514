import type { Frame, Params, Result } from '../src/contract/rpc';
import type { Draft } from '../src/model/draft';
import type { JsonObject } from '../src/model/json';
import type { ExplainedProblem } from '../src/model/problem';

/** Changes in the grid that are not written yet: of which records, and by their ids. */
export interface KeptEdits {
  of: string;
  changes: [id: string, values: JsonObject][];
}

/** What a page keeps: what was typed and nothing else, so that nothing else can end up in VS Code's storage. */
export interface PageState {
  draft: Draft;
  /** What was sent before, in its order, and which of it the form shows. */
  sent: readonly Draft[];
  at: number;
  edits: readonly KeptEdits[];
}

interface VsCodeApi {
  postMessage(message: Frame): void;
  getState(): unknown;
  setState(state: PageState): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** A call that failed, with the words for it. */
export class ProblemError extends Error {
  constructor(readonly problem: ExplainedProblem) {
    super(problem.title);
    this.name = 'ProblemError';
  }
}

/** What a person is shown of anything that was thrown. */
export function problemOf(error: unknown): ExplainedProblem {
  if (error instanceof ProblemError) return error.problem;
  return {
    code: 'internal',
    facts: {},
    title: 'This page met a fault of its own',
    sentence: error instanceof Error ? error.message : String(error),
    remedies: [],
  };
}

/** How long a cancelled call may take to say so itself; then the page goes on without its answer. */
const cancelPatience = 3000;

const cancelled: ExplainedProblem = {
  code: 'call.cancelled',
  facts: {},
  title: 'Cancelled',
  sentence: 'The request was stopped before an answer came.',
  remedies: [],
};

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: ProblemError) => void;
}

/** The page's end of contract/rpc.ts: calls with typed answers, and what the host tells unasked. */
export class Bridge<Api, Pushes> {
  readonly #vscode = acquireVsCodeApi();
  readonly #waiting = new Map<number, Waiting>();
  readonly #handlers = new Map<string, (value: unknown) => void>();
  #lastId = 0;

  constructor() {
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (isFrame(event.data)) this.#receive(event.data);
    });
  }

  /** Rejects with a ProblemError. Aborting `signal` cancels the call on the host, which then answers `call.cancelled`. */
  call<K extends keyof Api & string>(
    method: K,
    params: Params<Api[K]>,
    signal?: AbortSignal,
  ): Promise<Result<Api[K]>> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      let patience: ReturnType<typeof setTimeout> | undefined;
      const cancel = (): void => {
        this.#vscode.postMessage({ kind: 'cancel', id });
        patience = setTimeout(
          () => this.#receive({ kind: 'reply', id, ok: false, problem: cancelled }),
          cancelPatience,
        );
      };
      const settle = (): void => {
        clearTimeout(patience);
        signal?.removeEventListener('abort', cancel);
      };
      this.#waiting.set(id, {
        resolve: (value) => {
          settle();
          resolve(value as Result<Api[K]>);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      this.#vscode.postMessage({ kind: 'call', id, method, params });
      if (signal?.aborted) cancel();
      else signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  /** There is one handler for each event. */
  onPush<K extends keyof Pushes & string>(event: K, handler: (value: Pushes[K]) => void): void {
    this.#handlers.set(event, (value) => handler(value as Pushes[K]));
  }

  /** What setState() kept before the page was hidden or closed, unchecked. */
  getState(): unknown {
    return this.#vscode.getState();
  }

  setState(state: PageState): void {
    this.#vscode.setState(state);
  }

  #receive(frame: Frame): void {
    if (frame.kind === 'push') {
      this.#handlers.get(frame.event)?.(frame.value);
    } else if (frame.kind === 'reply') {
      const waiting = this.#waiting.get(frame.id);
      this.#waiting.delete(frame.id);
      if (frame.ok) waiting?.resolve(frame.value);
      else waiting?.reject(new ProblemError(frame.problem));
    }
  }
}

function isFrame(message: unknown): message is Frame {
  return typeof message === 'object' && message !== null && 'kind' in message;
}
