import { Examination, type DiagnoseOptions } from '../../src/diagnosis/diagnose';
import type { DiagnosedConnection } from '../../src/diagnosis/inquiry';
import type { Diagnosis, FailedCall, QuestionId } from '../../src/model/diagnosis';
import type { Problem } from '../../src/model/problem';
import type { Connection } from '../../src/model/connection';
import type { RequestSpec } from '../../src/model/requestSpec';
import { OdooClient } from '../../src/odoo/client';
import { OdooError, toProblem } from '../../src/odoo/error';
import type { NetworkSettings } from '../../src/odoo/proxy';
import type { Transport } from '../../src/odoo/transport';
import { UndiciTransport } from '../../src/odoo/undiciTransport';
import { atEnd } from '../support/programServers';
import { assertWithoutSecrets } from './secrets';

export const settings: NetworkSettings = { verifyCertificates: true, certificates: [] };
export const limits = { timeoutMs: 20_000, maxBytes: 50_000_000 };

/** Nobody's secret anywhere, in the form of a password and of an API key. */
export const wrongPassword = 'surely-not-it-7';
export const wrongKey = 'f00dfacef00dfacef00dfacef00dfacef00dface';

/** What a test says of a connection; the rest is as most have it. */
export type Wish = Partial<DiagnosedConnection> & { url: string };

export function connectionOf(wish: Wish): Connection {
  return {
    id: 'test',
    name: 'Test',
    database: '',
    login: '',
    auth: 'password',
    protocol: 'jsonRpc',
    production: false,
    readOnly: false,
    ...wish,
  };
}

export function transportFor(network: NetworkSettings = settings): UndiciTransport {
  const transport = new UndiciTransport(() => network, {});
  atEnd(() => transport.close());
  return transport;
}

export interface Leave {
  /** Questions to ask, one after the other, after the first run. */
  ask?: QuestionId[];
  /** The administrator's connection, for the question `account`. */
  account?: { wish: Wish; secret: string };
}

/** The real engine over real sockets, and nothing of the secret in what it says. */
export async function examined(
  wish: Wish,
  secret: string | undefined,
  options: Partial<DiagnoseOptions> & Leave = {},
): Promise<Diagnosis> {
  const { ask = [], account, ...more } = options;
  const network = more.network ?? settings;
  const said: unknown[] = [];
  const examination = new Examination(connectionOf(wish), {
    transport: more.transport ?? transportFor(network),
    network,
    environment: {},
    timeoutMs: 10_000,
    onStep: (step) => said.push(step),
    onProgress: (progress) => said.push(progress),
    ...(secret === undefined ? {} : { secret }),
    ...more,
  });
  let diagnosis = await examination.run('all');
  if (account) {
    examination.useAccount({ connection: connectionOf(account.wish), secret: account.secret });
  }
  for (const question of ask) diagnosis = await examination.ask(question);
  assertWithoutSecrets(connectionOf(wish), diagnosis, said, [secret, account?.secret]);
  return diagnosis;
}

/** The client as the extension has it, with one secret for everything. */
export function clientWith(secret: string, transport: Transport): OdooClient {
  return new OdooClient({
    transport,
    secrets: { read: () => Promise.resolve(secret) },
    guard: { confirm: () => Promise.resolve(true), webSignIn: () => Promise.resolve(true) },
    now: () => performance.now(),
    limits: () => limits,
  });
}

/** What fails in the given work, as data. @throws Error when nothing does */
export async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error: unknown = await work.then(
    () => new Error('This was expected to fail, and it did not.'),
    (reason: unknown) => reason,
  );
  if (error instanceof OdooError) return toProblem(error);
  throw error;
}

/** The diagnosis of a call that fails: the call is made as the extension makes it, and its failure carried over. */
export async function examinedCall(
  wish: Wish,
  secret: string,
  spec: RequestSpec,
  options: Partial<DiagnoseOptions> & Leave & { work?: (client: OdooClient) => Promise<unknown> } = {},
): Promise<Diagnosis> {
  const { work, ...more } = options;
  const transport = more.transport ?? transportFor(more.network);
  const client = clientWith(secret, transport);
  const connection = connectionOf(wish);
  const problem = await problemOf(work?.(client) ?? client.run(connection, spec));
  return examinedProblem(wish, secret, problem, { ...more, transport, spec });
}

/** The diagnosis of a failure that is already there. */
export function examinedProblem(
  wish: Wish,
  secret: string,
  problem: Problem,
  options: Partial<DiagnoseOptions> & Leave & { spec?: RequestSpec } = {},
): Promise<Diagnosis> {
  const { spec, ...more } = options;
  const { auth, protocol } = connectionOf(wish);
  const failedCall: FailedCall = {
    problem,
    signIn: { auth, protocol },
    ...(spec ? { spec } : {}),
    at: Date.now(),
  };
  return examined(wish, secret, { failedCall, ...more });
}
