import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tail, until } from './commands';
import { isIn, programOf, runIn, startIn, stop } from './jail';
import type { Places } from './releases';

const SOCKETS = '/run/postgresql';

interface Cluster {
  programs: string;
  data: string;
  config: string;
}

function clusterIn(root: string): Cluster {
  const version = readdirSync(join(root, 'usr/lib/postgresql'))[0];
  if (!version) throw new Error(`No PostgreSQL is installed in ${root}`);
  return {
    programs: `/usr/lib/postgresql/${version}/bin`,
    data: `/var/lib/postgresql/${version}/main`,
    config: `/etc/postgresql/${version}/main/postgresql.conf`,
  };
}

/** The pid of the PostgreSQL server that serves this system's databases, if one does. */
export function postgresPid(places: Places): number | undefined {
  if (!existsSync(join(places.root, 'usr/lib/postgresql'))) return undefined;
  const file = join(places.root, clusterIn(places.root).data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return isIn(places.root, pid) && programOf(pid) === 'postgres' ? pid : undefined;
}

/** Starts PostgreSQL, on its unix socket only, unless it runs already. */
export async function startPostgres(places: Places): Promise<number> {
  const running = postgresPid(places);
  if (running !== undefined) return running;
  const { root } = places;
  const { programs, data, config } = clusterIn(root);
  // Left over when the machine went down; after a restart their pids can belong to anything.
  rmSync(join(root, data, 'postmaster.pid'), { force: true });
  for (const name of readdirSync(join(root, SOCKETS))) {
    if (name.startsWith('.s.PGSQL')) rmSync(join(root, SOCKETS, name));
  }

  const logFile = join(places.logs, 'postgres.log');
  const settings = ['listen_addresses=', 'ssl=off', 'synchronous_commit=off', `config_file=${config}`];
  const options = settings.flatMap((setting) => ['-c', setting]);
  const pid = startIn(root, 'postgres', [`${programs}/postgres`, '-D', data, ...options], { logFile });
  const answered = await until(
    async () => !existsSync(`/proc/${pid}`) || (await answers(places, programs)),
    60_000,
  );
  if (!answered || !isIn(root, pid)) throw new Error(`PostgreSQL did not start.\n${tail(logFile)}`);
  return pid;
}

async function answers(places: Places, programs: string): Promise<boolean> {
  const logFile = join(places.logs, 'postgres-ready.log');
  return runIn(places.root, 'postgres', [`${programs}/pg_isready`, '-q'], { logFile }).then(
    () => true,
    () => false,
  );
}

export async function stopPostgres(places: Places): Promise<void> {
  const pid = postgresPid(places);
  // SIGINT is PostgreSQL's "disconnect everybody and stop cleanly".
  if (pid !== undefined) await stop(places.root, [pid], 'SIGINT', 30_000);
}

/** Runs SQL as the database administrator and returns what it selects, unadorned. */
export function sql(places: Places, database: string, text: string): Promise<string> {
  const logFile = join(places.logs, 'databases.log');
  return runIn(places.root, 'postgres', ['psql', '-qtA', '-v', 'ON_ERROR_STOP=1', '-d', database], {
    logFile,
    input: text,
  });
}
