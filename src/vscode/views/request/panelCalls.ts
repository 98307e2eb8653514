import { lookFurther } from '../../../diagnosis/call/lookFurther';
import { knownOf } from '../../../diagnosis/call/questions';
import { explainError } from '../../../diagnosis/explain';
import type { SignInMethod } from '../../../model/authMethod';
import type { Connection } from '../../../model/connection';
import type { FailedCall } from '../../../model/diagnosis';
import type { Outcome, WireExchange } from '../../../model/outcome';
import { subjectOf, type RequestSpec } from '../../../model/requestSpec';
import { toProblem } from '../../../odoo/error';
import type { WritePort } from '../../../writes/snapshot';
import { failedCallOf, fresh } from '../../failedCall';
import type { RequestPanelPorts } from './panelContext';

/** Where a builder's call goes, and how it signs in. */
export interface CallTarget {
  connection: Connection;
  /** Another way to sign in than the connection's own. */
  signIn: SignInMethod | undefined;
}

interface CallOptions {
  signal: AbortSignal;
  /** The person has seen what this write changes. */
  confirmed?: boolean;
  onExchange?: (exchange: WireExchange) => void;
}

/** The calls that a person makes in one builder: what they show of the connection is noted, and why they fail is looked into. */
export class PanelCalls {
  readonly #ports: RequestPanelPorts;
  /** What the last call failed with, for a diagnosis. */
  #failed: { connectionId: string; call: FailedCall | undefined } | undefined;

  constructor(ports: RequestPanelPorts) {
    this.#ports = ports;
  }

  /** @throws OdooError, with what a further look found out */
  async run(target: CallTarget, spec: RequestSpec, options: CallOptions): Promise<Outcome> {
    const { client } = this.#ports;
    const { connection, signIn } = target;
    const how = { ...options, ...(signIn ? { signIn } : {}) };
    try {
      return await this.#asked(target, () => client.run(connection, spec, how));
    } catch (error) {
      this.#note(target, spec, error);
      throw await lookFurther(error, spec, {
        signal: options.signal,
        ask: async (question, until) => {
          return (await client.run(connection, question, { ...(signIn ? { signIn } : {}), signal: until }))
            .value;
        },
        known: () => knownOf(connection, signIn),
      });
    }
  }

  /** Does something that asks the server more than once, before a write: a failure is noted as of that write. */
  async beforehand<T>(
    target: CallTarget,
    spec: RequestSpec,
    work: (port: WritePort) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.#asked(target, () => work(this.port(target)));
    } catch (error) {
      this.#note(target, spec, error);
      throw error;
    }
  }

  /** How a review asks. */
  port({ connection, signIn }: CallTarget): WritePort {
    const { client, schema } = this.#ports;
    return {
      run: async (spec, signal) => {
        const options = { ...(signal ? { signal } : {}), ...(signIn ? { signIn } : {}) };
        return (await client.run(connection, spec, options)).value;
      },
      fields: (model) => schema.fields(connection, model),
    };
  }

  /** The last failure on a connection, while it tells how things are. */
  failedOn(connectionId: string): FailedCall | undefined {
    return this.#failed?.connectionId === connectionId ? fresh(this.#failed.call) : undefined;
  }

  forgetFailure(): void {
    this.#failed = undefined;
  }

  async #asked<T>({ connection, signIn }: CallTarget, work: () => Promise<T>): Promise<T> {
    const { prompt, monitor } = this.#ports;
    this.#failed = undefined;
    const done = await prompt.withSecret(connection, signIn?.auth ?? connection.auth, work);
    if (!signIn) monitor.note(connection.id, undefined);
    return done;
  }

  #note({ connection, signIn }: CallTarget, spec: RequestSpec, error: unknown): void {
    const call = failedCallOf(signIn ?? connection, toProblem(error), spec);
    this.#failed = { connectionId: connection.id, call };
    this.#ports.log.failure(`${connection.name}: ${subjectOf(spec)}`, error);
    if (!signIn) this.#ports.monitor.note(connection.id, explainError(error));
  }
}
