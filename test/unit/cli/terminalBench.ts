import { Readable } from 'node:stream';
import { main } from '../../../src/cli/main';
import type { Terminal } from '../../../src/cli/terminal';
import { UndiciTransport } from '../../../src/odoo/undiciTransport';
import type { Sandbox } from '../../../src/sandbox/server';

export type Environment = Record<string, string | undefined>;

export interface Ran {
  code: number;
  out: string[];
  err: string[];
  /** What was written to a live terminal, where there was one. */
  live: string;
}

const network = { verifyCertificates: true, certificates: [] };
const transport = new UndiciTransport(() => network, {});

export async function closeTransport(): Promise<void> {
  await transport.close();
}

/** Carries out a command line as src/cli.ts would, over real sockets. */
export async function runIn(
  environment: Environment,
  argv: string[],
  changes: Partial<Terminal> = {},
): Promise<Ran> {
  const ran: Ran = { code: 0, out: [], err: [], live: '' };
  ran.code = await main(argv, {
    environment,
    input: Readable.from([]),
    out: (text) => ran.out.push(text),
    err: (text) => ran.err.push(text),
    transport,
    network,
    signal: new AbortController().signal,
    ...changes,
  });
  return ran;
}

/** The sandbox's administrator with an API key. */
export function environmentOf(sandbox: Sandbox): Environment {
  return {
    ODOO_URL: sandbox.url,
    ODOO_DB: sandbox.database,
    ODOO_LOGIN: sandbox.login,
    ODOO_API_KEY: sandbox.apiKey,
  };
}
