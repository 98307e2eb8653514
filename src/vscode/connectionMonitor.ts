import * as vscode from 'vscode';
import { explainError } from '../diagnosis/explain';
import type { Connection } from '../model/connection';
import type { Diagnosis, FailedCall } from '../model/diagnosis';
import type { ExplainedProblem } from '../model/problem';
import type { ServerVersion } from '../model/schemaInfo';
import type { OdooClient } from '../odoo/client';
import { OdooError } from '../odoo/error';
import { readServerVersion } from '../odoo/server';
import {
  stateAfterCall,
  stateAfterDiagnosis,
  stateOf,
  unchecked,
  type ConnectionState,
} from './connectionState';
import { failedCallOf, fresh } from './failedCall';
import { proveSignIn } from '../diagnosis/signInProof';
import type { ConnectionStore } from './storage/connectionStore';

/** Knows how every connection is doing. Checks only when asked; never by itself in the background. */
export class ConnectionMonitor implements vscode.Disposable {
  readonly #client: OdooClient;
  readonly #store: ConnectionStore;
  readonly #states = new Map<string, ConnectionState>();
  readonly #failures = new Map<string, FailedCall>();
  readonly #running = new Map<string, AbortController>();
  readonly #changed = new vscode.EventEmitter<string>();
  /** Fires with the connection's id. */
  readonly onDidChange = this.#changed.event;
  readonly #checked = new vscode.EventEmitter<Connection>();
  /** Fires after a check that signed in. */
  readonly onDidCheck = this.#checked.event;

  constructor(client: OdooClient, store: ConnectionStore) {
    this.#client = client;
    this.#store = store;
  }

  state(connectionId: string): ConnectionState {
    return this.#states.get(connectionId) ?? unchecked;
  }

  /** What the connection failed with last, as long as that is fresh enough to go by. */
  failure(connectionId: string): FailedCall | undefined {
    return fresh(this.#failures.get(connectionId));
  }

  /** Asks the server for its version and signs in. A check already running for the connection is replaced. */
  async check(connection: Connection): Promise<ConnectionState> {
    this.#running.get(connection.id)?.abort();
    const abort = new AbortController();
    this.#running.set(connection.id, abort);
    this.#set(connection.id, { kind: 'checking' });
    let state: ConnectionState;
    let problem: ExplainedProblem | undefined;
    try {
      const version = await this.#version(connection, abort.signal);
      const started = performance.now();
      await proveSignIn(this.#client, connection, { signal: abort.signal });
      state = { kind: 'ok', ms: performance.now() - started, at: new Date() };
      if (version && version.text !== connection.serverVersion && this.#store.find(connection.id)) {
        await this.#store.save({ ...this.#store.get(connection.id), serverVersion: version.text });
      }
    } catch (error) {
      problem = explainError(error);
      state = stateOf(problem);
    }
    if (this.#running.get(connection.id) !== abort) return this.state(connection.id);
    this.#fail(connection.id, connection, problem);
    this.#running.delete(connection.id);
    this.#set(connection.id, state);
    if (state.kind === 'ok') this.#checked.fire(this.#store.find(connection.id) ?? connection);
    return state;
  }

  /** Notes what a call by someone else showed about the connection. */
  note(connectionId: string, problem: ExplainedProblem | undefined): void {
    const before = this.state(connectionId);
    this.#fail(connectionId, this.#store.find(connectionId), problem);
    const state = problem ? stateAfterCall(problem) : { kind: 'ok' as const, ms: 0, at: new Date() };
    if (state && (problem || before.kind !== 'ok')) this.#set(connectionId, state);
  }

  /** Notes what a diagnosis showed about the connection. What it failed with last stays what the server said. */
  noteDiagnosis(connectionId: string, diagnosis: Diagnosis): void {
    const state = stateAfterDiagnosis(diagnosis);
    if (state?.kind === 'ok') this.note(connectionId, undefined);
    else if (state) this.#set(connectionId, state);
  }

  /** Forgets what is known, for when the connection changed. */
  forget(connectionId: string): void {
    this.#running.get(connectionId)?.abort();
    this.#running.delete(connectionId);
    this.#failures.delete(connectionId);
    this.#set(connectionId, unchecked);
  }

  dispose(): void {
    for (const abort of this.#running.values()) abort.abort();
    this.#changed.dispose();
    this.#checked.dispose();
  }

  /** The server's version. A REST module may answer where Odoo itself does not say which it is. @throws OdooError */
  async #version(connection: Connection, signal: AbortSignal): Promise<ServerVersion | undefined> {
    try {
      return await readServerVersion(connection.url, this.#client.exchange(signal, connection.tls));
    } catch (error) {
      const noAnswer = !(error instanceof OdooError) || /^(dns|tcp|tls|call)\.|\.gateway$/.test(error.code);
      if (connection.protocol !== 'rest' || noAnswer) throw error;
      return undefined;
    }
  }

  #fail(id: string, connection: Connection | undefined, problem: ExplainedProblem | undefined): void {
    const failure = connection && problem ? failedCallOf(connection, problem) : undefined;
    if (failure) this.#failures.set(id, failure);
    else this.#failures.delete(id);
  }

  #set(connectionId: string, state: ConnectionState): void {
    this.#states.set(connectionId, state);
    this.#changed.fire(connectionId);
  }
}
