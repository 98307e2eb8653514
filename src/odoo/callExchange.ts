import { originOf, type Connection, type TlsSettings } from '../model/connection';
import type { Timings } from '../model/outcome';
import { OdooError } from './error';
import { fitsHeader } from './protocol/headerText';
import type { Exchange } from './protocol/wire';
import type { HttpRequest } from './transport';

/** Sums up what the exchanges of one call were. */
export interface Tally {
  bytes: number;
  timings?: Timings;
}

/**
 * Sends the requests of one call of a connection, and notes what they were.
 * @param exchangeWith sends under one way of trusting a server
 * @param repeatable whether the call only reads, so that sending it twice does no harm
 * @param session whether it signs in to a session of the server's, which a cookie leads to
 */
export function callExchange(
  connection: Connection,
  exchangeWith: (tls: TlsSettings | undefined) => Exchange,
  repeatable: boolean,
  tally: Tally,
  session = false,
): Exchange {
  const origin = originOf(connection.url);
  const toServer = exchangeWith(connection.tls);
  const elsewhere = exchangeWith(trustElsewhere(connection.tls));
  return async (plain) => {
    const own = originOf(plain.url) === origin;
    const exchange = own ? toServer : elsewhere;
    const request = own && !session ? withDatabase(connection, plain) : plain;
    const answer = await exchange(request).catch((error: unknown) => {
      if (repeatable && leftOnClosedConnection(error)) return exchange(request);
      throw error;
    });
    tally.bytes = answer.bytes;
    if (answer.timings) tally.timings = answer.timings;
    return answer;
  };
}

/**
 * Names the database beside a request, where the connection wants that; a name that a header cannot carry is left to the request. Never
 * with a session: its cookie names a database too, and Odoo refuses both together or keeps no session (Odoo 19, odoo/http.py
 * _get_session_and_dbname).
 */
function withDatabase({ database, databaseHeader }: Connection, request: HttpRequest): HttpRequest {
  if (!databaseHeader || !fitsHeader(database)) return request;
  const { headers = {} } = request;
  if ('cookie' in headers || 'x-odoo-database' in headers) return request;
  return { ...request, headers: { ...headers, 'x-odoo-database': database } };
}

/** What a connection says about its server is not said about another one, that of its token; an authority may vouch for both. */
export function trustElsewhere(tls: TlsSettings | undefined): TlsSettings | undefined {
  return tls?.authority ? { authority: tls.authority } : undefined;
}

/** A kept connection turned out to be closed by the server, with nothing answered: for a call that reads, a new one does as well. */
function leftOnClosedConnection(error: unknown): boolean {
  return error instanceof OdooError && error.code === 'tcp.closed' && error.facts['reused'] === true;
}
