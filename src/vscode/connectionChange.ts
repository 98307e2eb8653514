import { signInLabel } from '../model/authMethod';
import { hostOf, originOf, type Connection } from '../model/connection';
import type { Diagnosis } from '../model/diagnosis';
import type { Remedy, RemedyAction } from '../model/problem';
import { parseAddress } from '../odoo/address';

/** What a remedy changes in a connection by itself. */
export type Change =
  | Extract<RemedyAction, { kind: 'useAddress' | 'useDatabase' | 'useSignIn' | 'sendDatabaseHeader' }>
  /** `file`: a PEM file of a certificate authority. */
  | { kind: 'trust'; file: string };

/** The connection as a change leaves it. @throws OdooError address.* where the new address is none */
export function changed(connection: Connection, change: Change): Connection {
  switch (change.kind) {
    case 'useAddress': {
      const { url, database } = parseAddress(change.url);
      const { serverVersion, ...rest } = connection;
      const sameServer = originOf(url) === originOf(connection.url);
      return {
        ...rest,
        ...(sameServer && serverVersion !== undefined ? { serverVersion } : {}),
        url,
        database: connection.database || (database ?? ''),
      };
    }
    case 'useDatabase':
      return { ...connection, database: change.database };
    case 'useSignIn':
      return { ...connection, ...change.signIn };
    case 'sendDatabaseHeader':
      return { ...connection, databaseHeader: true };
    case 'trust':
      return { ...connection, tls: { ...connection.tls, authority: change.file } };
  }
}

/** What is said once a connection was changed, in one sentence. */
export function changeWords({ name, url, database }: Connection, change: Change): string {
  switch (change.kind) {
    case 'useAddress':
      return `${name} now uses ${url}.`;
    case 'useDatabase':
      return `${name} now uses the database ${database}.`;
    case 'useSignIn':
      return `${name} now signs in by ${signInLabel(change.signIn)}.`;
    case 'sendDatabaseHeader':
      return `${name} now sends its database with every request.`;
    case 'trust':
      return `${name} now trusts this authority for ${hostOf(url)}.`;
  }
}

/** A diagnosis some milliseconds later: what is left of a pause is shorter by then. */
export function aged(diagnosis: Diagnosis, ms: number): Diagnosis {
  const older = (remedy: Remedy): Remedy => {
    if (remedy.action?.kind !== 'retryAfter') return remedy;
    const seconds = Math.max(0, Math.ceil(remedy.action.seconds - ms / 1000));
    return { ...remedy, action: { kind: 'retryAfter', seconds } };
  };
  return { ...diagnosis, remedies: diagnosis.remedies.map(older) };
}
