import type { Socket } from 'node:net';
import type { OdooError } from './error';

/** What opening a connection took, in milliseconds. Through a proxy, the way to it and its tunnel count as `connect`. */
export interface ConnectTimes {
  dns?: number;
  connect?: number;
  tls?: number;
}

/** A connection while it is being opened: what has taken how long so far, and what to destroy when nobody waits any more. */
export class Opening {
  readonly times: ConnectTimes = {};
  readonly #now: () => number;
  #since: number;
  #socket: Socket | undefined;
  #given: OdooError | undefined;

  /** @param now milliseconds, from any fixed point */
  constructor(now: () => number) {
    this.#now = now;
    this.#since = now();
  }

  /** The time since the last mark belongs to this phase. */
  mark(phase: keyof ConnectTimes): void {
    const now = this.#now();
    this.times[phase] = (this.times[phase] ?? 0) + now - this.#since;
    this.#since = now;
  }

  /** The socket that is being connected now. @param secured the phase that its TLS handshake, if it makes one, counts as */
  follow(socket: Socket, secured: 'connect' | 'tls'): void {
    this.#socket = socket;
    // A name with several addresses is looked up once, and said once for each.
    socket.once('lookup', () => this.mark('dns'));
    socket.once('connect', () => this.mark('connect'));
    socket.once('secureConnect', () => this.mark(secured));
    if (this.#given) socket.destroy(this.#given);
  }

  /** Nobody waits for the connection any more. */
  giveUp(reason: OdooError): void {
    this.#given = reason;
    this.#socket?.destroy(reason);
  }

  /** @throws OdooError what giveUp() was told */
  throwIfGivenUp(): void {
    if (this.#given) throw this.#given;
  }
}
