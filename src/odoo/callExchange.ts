import { originOf, type Connection, type TlsSettings } from '../model/connection';
import type { Timings } from '../model/outcome';
import { OdooError } from './error';
import type { Exchange } from './protocol/wire';

/** Sums up what the exchanges of one call were. */
export interface Tally {
  bytes: number;
  timings?: Timings;
}

/**
 * Sends the requests of one call of a connection, and notes what they were.
 * @param exchangeWith sends under one way of trusting a server
 * @param repeatable whether the call only reads, so that sending it twice does no harm
 */
export function callExchange(
  connection: Connection,
  exchangeWith: (tls: TlsSettings | undefined) => Exchange,
  repeatable: boolean,
  tally: Tally,
): Exchange {
  const origin = originOf(connection.url);
  const toServer = exchangeWith(connection.tls);
  const elsewhere = exchangeWith(trustElsewhere(connection.tls));
  return async (request) => {
    const exchange = originOf(request.url) === origin ? toServer : elsewhere;
    const answer = await exchange(request).catch((error: unknown) => {
      if (repeatable && leftOnClosedConnection(error)) return exchange(request);
      throw error;
    });
    tally.bytes = answer.bytes;
    if (answer.timings) tally.timings = answer.timings;
    return answer;
  };
}

/** What a connection says about its server is not said about another one, that of its token; an authority may vouch for both. */
function trustElsewhere(tls: TlsSettings | undefined): TlsSettings | undefined {
  return tls?.authority ? { authority: tls.authority } : undefined;
}

/** A kept connection turned out to be closed by the server, with nothing answered: for a call that reads, a new one does as well. */
function leftOnClosedConnection(error: unknown): boolean {
  return error instanceof OdooError && error.code === 'tcp.closed' && error.facts['reused'] === true;
}
