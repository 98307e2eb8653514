import * as vscode from 'vscode';
import { explainError } from '../diagnosis/explain';
import type { Connection } from '../model/connection';
import type { ExplainedProblem } from '../model/problem';
import type { OdooClient } from '../odoo/client';
import { readServerVersion } from '../odoo/server';
import type { ConnectionStore } from './storage/connectionStore';

export type ConnectionState =
  | { kind: 'unchecked' }
  | { kind: 'checking' }
  /** `ms` is how long signing in took. */
  | { kind: 'ok'; ms: number; at: Date }
  | { kind: 'signedOut'; problem: ExplainedProblem }
  | { kind: 'offline'; problem: ExplainedProblem }
  | { kind: 'failed'; problem: ExplainedProblem };

const unchecked: ConnectionState = { kind: 'unchecked' };

/** Knows how every connection is doing. Checks only when asked; never by itself in the background. */
export class ConnectionMonitor implements vscode.Disposable {
  readonly #client: OdooClient;
  readonly #store: ConnectionStore;
  readonly #states = new Map<string, ConnectionState>();
  readonly #running = new Map<string, AbortController>();
  readonly #changed = new vscode.EventEmitter<string>();
  /** Fires with the connection's id. */
  readonly onDidChange = this.#changed.event;

  constructor(client: OdooClient, store: ConnectionStore) {
    this.#client = client;
    this.#store = store;
  }

  state(connectionId: string): ConnectionState {
    return this.#states.get(connectionId) ?? unchecked;
  }

  /** Asks the server for its version and signs in. A check already running for the connection is replaced. */
  async check(connection: Connection): Promise<ConnectionState> {
    this.#running.get(connection.id)?.abort();
    const abort = new AbortController();
    this.#running.set(connection.id, abort);
    this.#set(connection.id, { kind: 'checking' });
    let state: ConnectionState;
    try {
      const version = await readServerVersion(connection.url, this.#client.exchange(abort.signal));
      const started = performance.now();
      await this.#client.signIn(connection, { signal: abort.signal });
      state = { kind: 'ok', ms: performance.now() - started, at: new Date() };
      if (version.text !== connection.serverVersion && this.#store.find(connection.id)) {
        await this.#store.save({ ...this.#store.get(connection.id), serverVersion: version.text });
      }
    } catch (error) {
      state = stateOf(explainError(error));
    }
    if (this.#running.get(connection.id) !== abort) return this.state(connection.id);
    this.#running.delete(connection.id);
    this.#set(connection.id, state);
    return state;
  }

  /** Notes what a call by someone else showed about the connection. */
  note(connectionId: string, problem: ExplainedProblem | undefined): void {
    if (problem) {
      const state = stateOf(problem);
      if (state.kind !== 'failed' || /^(signIn|database|protocol)\./.test(problem.code))
        this.#set(connectionId, state);
    } else if (this.state(connectionId).kind !== 'ok') {
      this.#set(connectionId, { kind: 'ok', ms: 0, at: new Date() });
    }
  }

  /** Forgets what is known, for when the connection changed. */
  forget(connectionId: string): void {
    this.#running.get(connectionId)?.abort();
    this.#running.delete(connectionId);
    this.#set(connectionId, unchecked);
  }

  dispose(): void {
    for (const abort of this.#running.values()) abort.abort();
    this.#changed.dispose();
  }

  #set(connectionId: string, state: ConnectionState): void {
    this.#states.set(connectionId, state);
    this.#changed.fire(connectionId);
  }
}

function stateOf(problem: ExplainedProblem): ConnectionState {
  if (problem.code === 'signIn.noSecret' || problem.code === 'signIn.addressChanged') {
    return { kind: 'signedOut', problem };
  }
  if (/^(dns|tcp)\./.test(problem.code) || problem.code === 'call.timeout')
    return { kind: 'offline', problem };
  return { kind: 'failed', problem };
}
