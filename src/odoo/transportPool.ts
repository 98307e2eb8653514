import type { Dispatcher, Pool as UndiciPool } from 'undici';
import Pool from 'undici/lib/dispatcher/pool.js';
import { Opening, type ConnectTimes } from './connectTimings';
import { connectTimeoutMs, type Connector } from './transportConnect';
import type { TransportExchange } from './transportExchange';

/** As many calls as this run at once on one server; further ones wait for their turn. */
const maxConnections = 8;

/**
 * The longest that an idle connection is kept where the server's Keep-Alive header allows more. Without such a header it is 4 seconds,
 * undici's own measure: below what servers and the firewalls before them usually keep, so that a call seldom meets a connection
 * whose other end has gone.
 */
const maxIdleMs = 60_000;

/** The connections to one origin that share one way of trusting it. Knows which call opened which of them. */
export class ConnectionPool {
  readonly #pool: UndiciPool;
  readonly #connector: Connector;
  readonly #now: () => number;
  /** The call that is being handed to undici at this very moment: a connection that is begun now is begun for it. */
  #asking: TransportExchange | undefined;
  /** Of the connection that is being handed to undici at this very moment: the call that goes out now is the first on it. */
  #opened: ConnectTimes | undefined;

  /**
   * @param now milliseconds, from any fixed point
   * @param unused called when the last connection is gone and nobody waits for another
   */
  constructor(origin: string, connector: Connector, now: () => number, unused: () => void) {
    this.#connector = connector;
    this.#now = now;
    this.#pool = new Pool(origin, {
      connections: maxConnections,
      keepAliveMaxTimeout: maxIdleMs,
      connect: (options, callback) => {
        const asking = this.#asking;
        const opening = new Opening(this.#now);
        asking?.opens(opening, connectTimeoutMs);
        this.#connector.open(options, opening).then(
          (socket) => {
            this.#opened = opening.times;
            try {
              callback(null, socket);
            } finally {
              this.#opened = undefined;
            }
          },
          (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
        );
      },
    });
    const look = (): void => {
      const { connected, size } = this.#pool.stats;
      if (connected === 0 && size === 0) unused();
    };
    this.#pool.on('disconnect', look);
    this.#pool.on('connectionError', look);
  }

  dispatch(options: Dispatcher.DispatchOptions, exchange: TransportExchange): void {
    const { queued } = this.#pool.stats;
    this.#asking = exchange;
    try {
      this.#pool.dispatch(
        options,
        exchange.handler(() => {
          const opened = this.#opened;
          this.#opened = undefined;
          return { opened };
        }),
      );
      exchange.queued = this.#pool.stats.queued > queued;
    } finally {
      this.#asking = undefined;
    }
  }

  /** Ends every connection and what still runs on it. */
  destroy(): Promise<void> {
    return this.#pool.destroy();
  }
}
