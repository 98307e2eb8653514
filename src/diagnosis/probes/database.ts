import { isIP } from 'node:net';
import { nearest } from '../../domain/nearest';
import type { Certainty } from '../../model/diagnosis';
import type { Remedy } from '../../model/problem';
import { methodNeedsDatabase } from '../../odoo/auth/methodNeeds';
import { assertFailed, toProblem } from '../../odoo/error';
import { fitsHeader } from '../../odoo/protocol/headerText';
import { databaseExists, listDatabases } from '../../odoo/server';
import {
  failed,
  failedAs,
  listed,
  ok,
  skipped,
  warning,
  type FindingParts,
  type Inquiry,
  type Sighting,
} from '../inquiry';
import { t } from '../words/translate';
import { openDatabase } from './nobody';
import { readSignInPage } from './signInPage';

/** Asks, without a secret, whether the connection's database is there and this address opens it. */
export async function database(inquiry: Inquiry): Promise<Sighting> {
  const name = inquiry.connection.database;
  if (!name && !methodNeedsDatabase(inquiry.connection)) {
    return skipped(t('this way to sign in names no database'));
  }
  const [databases, signInPage] = await Promise.all([
    listDatabases(inquiry.url, inquiry.exchange),
    readSignInPage(inquiry),
  ]);
  inquiry.databases = databases;
  inquiry.signInPage = signInPage;
  if (!name) return missing(inquiry, databases);
  const served = servedOverJson2(inquiry);
  if (databases?.includes(name) && served !== false) return found(name);
  if (served === false && databases?.includes(name)) return headerLost(inquiry, name);
  const exists = await databaseExists(inquiry.url, name, inquiry.exchange);
  inquiry.databaseExists = exists;
  if (exists === false) return notFound(inquiry, name, databases);
  if (served === true) return found(name);
  if (served === false) {
    if (!exists) {
      return notFound(inquiry, name, databases, {
        certainty: 'likely',
        evidence: [t('JSON-2 opens no database “{name}” for this address.', { name })],
      });
    }
    // Without a list, Odoo's own sign-in page tells whether this address leads to the database.
    if (!databases && signInPage?.kind === 'form') return headerLost(inquiry, name);
    return hidden(inquiry, name, databases ? 'certain' : 'likely', [
      t('Odoo says that a database “{name}” exists, and JSON-2 does not open it for this address.', { name }),
    ]);
  }
  if (exists && databases && inquiry.connection.protocol === 'web') {
    return hidden(inquiry, name, 'certain', [
      t('Odoo says that a database “{name}” exists, and does not list it for this address.', { name }),
    ]);
  }
  if (exists && databases === undefined) {
    return ok(
      t('{name} exists; the server does not list its databases', { name }),
      t('The database is there. A list that is refused is normal, and says nothing about the sign-in.'),
    );
  }
  const failing = inquiry.apis.get('json2')?.state === 'failing';
  // It would count as a failed sign-in up to Odoo 15, whose own sign-in says as much.
  const error =
    exists && (failing || (inquiry.version?.major ?? 0) > 15) ? await openDatabase(inquiry, name) : undefined;
  if (error) {
    return failed(toProblem(error), {
      evidence: [
        t('Odoo says that a database “{name}” exists, and asked to open it, that it is none of its own.', {
          name,
        }),
      ],
    });
  }
  if (exists) {
    return warning(
      t('{name} exists, but this address does not list it: hidden by a filter, or not Odoo’s', { name }),
      t('The RPC APIs open a database that a filter hides; the web client does not.'),
    );
  }
  return databases === undefined
    ? warning(t('the server does not tell whether {name} exists', { name }))
    : warning(t('{name} is not among the databases listed here', { name }));
}

function found(name: string): Sighting {
  return ok(t('{name} exists and is served here', { name }), t('The name of the database is right.'));
}

function hidden(inquiry: Inquiry, name: string, certainty: Certainty, evidence: string[]): Sighting {
  const { hostname } = new URL(inquiry.url);
  const byAddress = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0 || hostname === 'localhost';
  return failedAs('database.hidden', { database: name, host: hostname, byAddress }, { certainty, evidence });
}

/** The address opens the database, and JSON-2 does not know that it is meant: the header that names it does not arrive. */
function headerLost(inquiry: Inquiry, name: string): Sighting {
  const { hostname } = new URL(inquiry.url);
  return failedAs(
    'database.notSelected',
    { host: hostname, headerLost: true },
    {
      certainty: inquiry.databases ? 'certain' : 'likely',
      evidence: [
        t('The server lists “{name}” for this address, and JSON-2 says that no database is selected.', {
          name,
        }),
        t('X-Odoo-Database was sent with the question, so something in front of Odoo takes it out.'),
      ],
    },
  );
}

function missing(inquiry: Inquiry, databases: string[] | undefined): Sighting {
  const online = /^([^.]+)\.odoo\.com$/.exec(new URL(inquiry.url).hostname)?.[1];
  const only = databases?.length === 1 ? databases[0] : undefined;
  const suggestion = inquiry.databaseInAddress ?? only ?? online;
  const evidence = [t('The connection’s database is empty.')];
  if (databases?.length) evidence.push(t('The server lists {databases}.', { databases: listed(databases) }));
  const others = suggestion ? [] : (databases ?? []).slice(0, 5);
  return failedAs('database.missing', suggestion ? { suggestion } : {}, {
    evidence,
    remedies: others.map(useDatabase),
  });
}

async function notFound(
  inquiry: Inquiry,
  name: string,
  databases: string[] | undefined,
  parts: FindingParts = {},
): Promise<Sighting> {
  const down = databases?.length ? undefined : await databaseServerDown(inquiry, name);
  if (down) return down;
  const near = nearest(name, databases ?? []) ?? (databases?.length === 1 ? databases[0] : undefined);
  const others = (databases ?? []).filter((one) => one !== near).slice(0, near ? 2 : 5);
  return failedAs(
    'database.notFound',
    {
      database: name,
      ...(databases?.length ? { databases: listed(databases) } : {}),
      ...(near ? { suggestion: near } : {}),
    },
    {
      detail: t('there is no database {name}', { name }),
      evidence: [
        t('Asked whether a database “{name}” exists, Odoo says no.', { name }),
        ...(databases?.length ? [t('It lists {databases}.', { databases: listed(databases) })] : []),
      ],
      remedies: near ? [] : others.map(useDatabase),
      ...parts,
    },
  );
}

function useDatabase(database: string): Remedy {
  return { text: t('Use “{database}”.', { database }), action: { kind: 'useDatabase', database } };
}

/**
 * No list and no database: is PostgreSQL behind Odoo down? From Odoo 16 on /web/health?db_server_status=1 says so with HTTP 500; before, a
 * sign-in with nothing in it does, which counts as no failure where there is no database.
 */
async function databaseServerDown(inquiry: Inquiry, name: string): Promise<Sighting | undefined> {
  try {
    const answer = await inquiry.exchange({
      method: 'GET',
      url: `${inquiry.url}/web/health?db_server_status=1`,
    });
    if (answer.status === 500 && answer.body.includes('db_server_status')) {
      return failedAs(
        'server.databaseDown',
        {},
        { evidence: [t('Odoo’s own health check says that its database server does not answer.')] },
      );
    }
    if (answer.status === 200 && answer.body.includes('db_server_status')) return undefined;
  } catch (error) {
    assertFailed(error);
  }
  const error = await openDatabase(inquiry, name);
  if (error?.code === 'server.databaseDown' || error?.code === 'server.overloaded') {
    return failed(toProblem(error), {
      evidence: [
        t('Asked to open the database, Odoo answered with what PostgreSQL, or its absence, told it.'),
      ],
    });
  }
  return undefined;
}

/**
 * Whether JSON-2 opens the database for this address, as the APIs check saw it without a key. Undefined where the connection uses another
 * protocol, for which the address does not matter.
 */
function servedOverJson2(inquiry: Inquiry): boolean | undefined {
  if (inquiry.connection.protocol !== 'json2') return undefined;
  if (!fitsHeader(inquiry.connection.database)) return false;
  const seen = inquiry.apis.get('json2')?.state;
  return seen === 'there' ? true : seen === 'noDatabase' ? false : undefined;
}
