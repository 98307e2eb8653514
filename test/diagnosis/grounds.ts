import { readServer, isUp, withExtraServer, type OdooServer, type OdooVersion } from '../support/odooServer';
import { whyNoNamespaces } from '../support/networkNamespace';
import { atEnd } from '../support/programServers';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/server';
import { grounds, type Ground } from './catalogue';

/** What this run is to reproduce failures on; everything where nobody chose. */
const wanted = new Set((process.env['TEST_DIAGNOSIS_ON'] ?? grounds.join(' ')).split(' '));

/** The grounds that were chosen and this machine cannot have, with the reason. */
const obstacles = new Map<Ground, string>();
for (const version of ['14', '19'] as const) {
  if (!wanted.has(version)) continue;
  const server = readServer(version);
  if (!server || !(await isUp(server))) {
    obstacles.set(version, `Odoo ${version} is not up. Run: npm run test:diagnosis`);
  }
}
if (wanted.has('network')) {
  const reason = whyNoNamespaces();
  if (reason) obstacles.set('network', reason);
}

export function isWanted(ground: Ground): boolean {
  return wanted.has(ground);
}

/** Whether every failure is to be reproduced in this run. */
export const everything = grounds.every((ground) => wanted.has(ground));

/** Why this machine cannot have the ground; undefined when it can. */
export function obstacleTo(ground: Ground): string | undefined {
  return obstacles.get(ground);
}

/** The real Odoo versions of this run. */
export const versions: readonly OdooVersion[] = (['14', '19'] as const).filter(
  (version) => wanted.has(version) && !obstacles.has(version),
);

export function odoo(version: OdooVersion): OdooServer {
  const server = readServer(version);
  if (!server) throw new Error(`Odoo ${version} is not up.`);
  return server;
}

const extras = new Map<string, Promise<string>>();

/**
 * The address of one more Odoo of this version on the same databases, with further options, that lasts until the test file has run.
 * Asked for again with the same options, it is the same one.
 */
export function extraOdoo(version: OdooVersion, ...options: string[]): Promise<string> {
  const key = [version, ...options].join(' ');
  const known = extras.get(key);
  if (known) return known;
  const started = new Promise<string>((resolve, reject) => {
    const over = new Promise<void>((end) => {
      const running = withExtraServer(version, options, (url) => {
        resolve(url);
        return over;
      });
      running.catch(reject);
      atEnd(async () => {
        end();
        await running.catch(() => undefined);
      });
    });
  });
  extras.set(key, started);
  return started;
}

/** A sandbox that lasts until the test file has run. */
export async function sandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const started = await startSandbox(options);
  atEnd(() => started.close());
  return started;
}
