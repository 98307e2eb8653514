// npm run test:odoo: the client, the diagnosis and the terminal command on real Odoo 14 and 19, or on the server that ODOO_URL names.
//   -- --only 19   one of the two; anything else after -- goes to Vitest
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { addCounts, line, reportCounts, type Counts } from './counts';
import { whyNot } from './odoo/host';
import { down, isUp, odooVersions, readServer, up, type OdooVersion } from './odooServer';
import { runVitest } from './vitestRun';

const root = join(import.meta.dirname, '..', '..');

interface Wanted {
  only: OdooVersion | undefined;
  extra: string[];
}

function readArguments(argv: readonly string[]): Wanted {
  const at = argv.indexOf('--only');
  if (at < 0) return { only: undefined, extra: [...argv] };
  const only = odooVersions.find((version) => version === argv[at + 1]);
  if (!only) throw new Error(`--only is followed by one of ${odooVersions.join(', ')}.`);
  return { only, extra: [...argv.slice(0, at), ...argv.slice(at + 2)] };
}

/** One run of the tests against one server. The command they start is the one in dist. */
function runOn(target: string, extra: readonly string[]): Promise<Counts> {
  return runVitest({
    folder: 'test/odoo',
    name: `odoo-${target}`,
    extra,
    // One file at a time: they share a server, and Odoo 14 shuts an address out after too many wrong passwords in a row.
    options: ['--testTimeout=120000', '--hookTimeout=180000', '--no-file-parallelism'],
    env: { ...process.env, TEST_ODOO_TARGET: target },
  });
}

async function onVersion(version: OdooVersion, extra: readonly string[]): Promise<Counts> {
  const before = readServer(version);
  const wasUp = before !== undefined && (await isUp(before));
  await up(version, (text) => console.log(`Odoo ${version}: ${text}`));
  try {
    return await runOn(version, extra);
  } finally {
    if (!wasUp) await down(version);
  }
}

async function main(): Promise<void> {
  const { only, extra } = readArguments(process.argv.slice(2));
  const built = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' });
  if (built.status !== 0) throw new Error('The build failed, so there is no command to test.');
  const counted: Counts[] = [];
  const report = (runner: string, counts: Counts): void => {
    counted.push(counts);
    reportCounts(runner, counts);
  };
  if (process.env['ODOO_URL']) {
    report('odoo-env', await runOn('env', extra));
  } else {
    const obstacle = whyNot();
    for (const version of odooVersions.filter((one) => !only || one === only)) {
      if (obstacle) {
        console.error(
          `\nNOT TESTED on Odoo ${version}. ${obstacle} Or name a server: ODOO_URL and the other variables.\n`,
        );
        report(`odoo-${version}`, {
          passed: 0,
          failed: process.env['CI'] ? 1 : 0,
          skipped: process.env['CI'] ? 0 : 1,
        });
      } else {
        report(`odoo-${version}`, await onVersion(version, extra));
      }
    }
  }
  console.log(line(addCounts(counted)));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
