import type { Dispatcher, Pool as UndiciPool } from 'undici';
import Pool from 'undici/lib/dispatcher/pool.js';
import { Opening, type ConnectTimes } from './connectTimings';
import { OdooError } from './error';
import { connectTimeoutMs, type Connector } from './transportConnect';
import type { TransportExchange } from './transportExchange';

/** As many calls as this run at once on one server; further ones wait for their turn, in the order they came. */
const maxRunning = 8;

/**
 * The longest that an idle connection is kept where the server's Keep-Alive header allows more. Without such a header it is 4 seconds,
 * undici's own measure: below what servers and the firewalls before them usually keep, so that a call seldom meets a connection
 * whose other end has gone.
 */
const maxIdleMs = 60_000;

interface Place {
  options: Dispatcher.DispatchOptions;
  exchange: TransportExchange;
}

/** The connections to one origin that share one way of trusting it. Knows which call opened which of them. */
export class ConnectionPool {
  readonly #pool: UndiciPool;
  readonly #connector: Connector;
  readonly #now: () => number;
  readonly #unused: () => void;
  #running = 0;
  readonly #waiting: Place[] = [];
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
    this.#unused = unused;
    this.#pool.on('disconnect', this.#look);
  }

  readonly #look = (): void => {
    if (this.#pool.stats.connected === 0 && this.#running === 0 && this.#waiting.length === 0) this.#unused();
  };

  /** Sends as soon as fewer than eight are under way. Whatever becomes of the call, the exchange tells. */
  dispatch(options: Dispatcher.DispatchOptions, exchange: TransportExchange): void {
    const place: Place = { options, exchange };
    if (this.#running < maxRunning) {
      this.#send(place);
      return;
    }
    exchange.queued = true;
    this.#waiting.push(place);
    const leave = (): void => {
      const index = this.#waiting.indexOf(place);
      if (index >= 0) this.#waiting.splice(index, 1);
    };
    exchange.answer.catch(leave);
  }

  #send({ options, exchange }: Place): void {
    this.#running++;
    const done = (): void => {
      this.#running--;
      const next = this.#waiting.shift();
      if (next) this.#send(next);
      else this.#look();
    };
    exchange.answer.then(done, done);
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
    } finally {
      this.#asking = undefined;
    }
  }

  /** Ends every connection and what still runs on it. */
  destroy(): Promise<void> {
    for (const { exchange } of this.#waiting.splice(0)) exchange.fail(new OdooError('call.cancelled'));
    return this.#pool.destroy();
  }
}
