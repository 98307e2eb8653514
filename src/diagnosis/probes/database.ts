import { nearest } from '../../domain/nearest';
import type { Problem, Remedy } from '../../model/problem';
import { methodNeedsDatabase } from '../../odoo/auth/methodNeeds';
import { offers } from '../../odoo/auth/methods';
import { OdooError } from '../../odoo/error';
import { databaseExists, listDatabases } from '../../odoo/server';
import {
  failedAs,
  listed,
  ok,
  skipped,
  warning,
  type FindingParts,
  type Inquiry,
  type Sighting,
} from '../inquiry';

/** Asks, without a secret, whether the connection's database is there and this address opens it. */
export async function database(inquiry: Inquiry): Promise<Sighting> {
  const name = inquiry.connection.database;
  if (!name && !methodNeedsDatabase(inquiry.connection))
    return skipped('this way to sign in names no database');
  const databases = await listDatabases(inquiry.url, inquiry.exchange);
  inquiry.databases = databases;
  if (!name) return missing(inquiry, databases);
  if (databases?.includes(name)) return ok(`${name} exists and is served here`);
  const exists = await databaseExists(inquiry.url, name, inquiry.exchange);
  if (exists === false) return notFound(inquiry, name, databases);
  const served = await servedOverJson2(inquiry, name);
  if (served === true) return ok(`${name} exists and is served here`);
  if (served === false) {
    const facts = { database: name };
    return exists
      ? failedAs('database.hidden', facts, {
          evidence: [
            `Odoo says that a database “${name}” exists, and JSON-2 does not open it for this address.`,
          ],
        })
      : notFound(inquiry, name, databases, {
          certainty: 'likely',
          evidence: [`JSON-2 opens no database “${name}” for this address.`],
        });
  }
  if (exists && databases === undefined) return ok(`${name} exists; the server does not list its databases`);
  if (exists) {
    return warning(`${name} exists, but this address does not list it: hidden by a filter, or not Odoo’s`);
  }
  return databases === undefined
    ? warning(`the server does not tell whether ${name} exists`)
    : warning(`${name} is not among the databases listed here`);
}

function missing(inquiry: Inquiry, databases: string[] | undefined): Sighting {
  const online = /^([^.]+)\.odoo\.com$/.exec(new URL(inquiry.url).hostname)?.[1];
  const only = databases?.length === 1 ? databases[0] : undefined;
  const suggestion = inquiry.databaseInAddress ?? only ?? online;
  const evidence = ['The connection’s database is empty.'];
  if (databases?.length) evidence.push(`The server lists ${listed(databases)}.`);
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
  if (databases?.length === 0) {
    const problem = await databaseServerDown(inquiry);
    if (problem) {
      return failedAs(problem.code, problem.facts, {
        evidence: ['Odoo’s own health check says that its database server does not answer.'],
      });
    }
  }
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
      detail: `there is no database ${name}`,
      // An empty list and a No are also what Odoo 14 says when PostgreSQL behind it is down.
      ...(databases?.length === 0 ? { certainty: 'likely' } : {}),
      evidence: [
        `Asked whether a database “${name}” exists, Odoo says no.`,
        ...(databases?.length ? [`It lists ${listed(databases)}.`] : []),
      ],
      remedies: near ? [] : others.map(useDatabase),
      ...parts,
    },
  );
}

function useDatabase(database: string): Remedy {
  return { text: `Use “${database}”.`, action: { kind: 'useDatabase', database } };
}

/** /web/health?db_server_status=1 (Odoo 16 and later) answers 500 when PostgreSQL does not answer. */
async function databaseServerDown(inquiry: Inquiry): Promise<Problem | undefined> {
  const url = `${inquiry.url}/web/health?db_server_status=1`;
  try {
    const answer = await inquiry.exchange({ method: 'GET', url });
    const down = answer.status === 500 && answer.body.includes('db_server_status');
    return down ? { code: 'server.exception', facts: { reason: 'databaseServer' } } : undefined;
  } catch (error) {
    if (error instanceof OdooError && error.code === 'call.cancelled') throw error;
    return undefined;
  }
}

/**
 * Whether JSON-2 opens the database, asked without a key: 401 as JSON means yes, 404 as a page means no (Odoo 19). Undefined where
 * the connection uses another protocol, for which the address does not matter.
 */
async function servedOverJson2(inquiry: Inquiry, name: string): Promise<boolean | undefined> {
  const json2 = { auth: 'apiKey', protocol: 'json2' } as const;
  if (inquiry.connection.protocol !== 'json2' || !inquiry.version || !offers(inquiry.version, json2))
    return undefined;
  if (!/^[\x21-\x7e]+$/.test(name)) return false;
  const answer = await inquiry.exchange({
    method: 'POST',
    url: `${inquiry.url}/json/2/res.users/context_get`,
    headers: { 'content-type': 'application/json', 'x-odoo-database': name },
    body: '{}',
  });
  const json = (answer.headers['content-type'] ?? '').includes('json');
  if (answer.status === 401 && json) return true;
  return answer.status === 404 ? false : undefined;
}
