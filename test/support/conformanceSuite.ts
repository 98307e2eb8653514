// npm run test:conformance: every operation through every way to sign in, and one table of the result.
//   -- --target sandbox|14|19   where; without it the server that ODOO_URL names, else the sandbox
//   -- --version 16             the Odoo version that the sandbox imitates (19)
//   -- --all-versions           every version that the sandbox imitates, one after the other
// Anything else after -- goes to Vitest.
import { parseArgs } from 'node:util';
import { sandboxVersions } from '../../src/sandbox/version';
import { addCounts, line, reportCounts, type Counts } from './counts';
import { whyNot } from './odoo/host';
import { down, isUp, odooVersions, readServer, up, type OdooVersion } from './odooServer';
import { runVitest } from './vitestRun';

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  options: {
    target: { type: 'string' },
    version: { type: 'string' },
    'all-versions': { type: 'boolean' },
  },
  allowPositionals: true,
});

function runOn(target: string): Promise<Counts> {
  return runVitest({
    folder: 'test/conformance',
    name: `conformance-${target}`,
    extra: positionals,
    options: ['--testTimeout=120000', '--hookTimeout=120000', '--no-file-parallelism'],
    env: { ...process.env, TEST_CONFORMANCE_TARGET: target },
  });
}

async function onOdoo(version: OdooVersion): Promise<Counts> {
  const obstacle = whyNot();
  if (obstacle) {
    console.error(
      `\nNOT TESTED on Odoo ${version}. ${obstacle} Or name a server: ODOO_URL and the other variables.\n`,
    );
    return { passed: 0, failed: process.env['CI'] ? 1 : 0, skipped: process.env['CI'] ? 0 : 1 };
  }
  const before = readServer(version);
  const wasUp = before !== undefined && (await isUp(before));
  await up(version, (text) => console.log(`Odoo ${version}: ${text}`));
  try {
    return await runOn(version);
  } finally {
    if (!wasUp) await down(version);
  }
}

function sandboxTargets(): string[] {
  if (values['all-versions']) return sandboxVersions.map((version) => `sandbox-${version}`);
  const version = values.version ?? '19';
  if (sandboxVersions.some((each) => each === version)) return [`sandbox-${version}`];
  throw new Error(`--version is followed by one of ${sandboxVersions.join(', ')}.`);
}

async function main(): Promise<void> {
  const target = values.target ?? (process.env['ODOO_URL'] ? 'env' : 'sandbox');
  const counted: Counts[] = [];
  const report = (runner: string, counts: Counts): void => {
    counted.push(counts);
    reportCounts(runner, counts);
  };
  const version = odooVersions.find((one) => one === target);
  if (version) report(`conformance-${version}`, await onOdoo(version));
  else if (target === 'env') report('conformance-env', await runOn('env'));
  else if (target === 'sandbox') {
    for (const sandbox of sandboxTargets()) report(`conformance-${sandbox}`, await runOn(sandbox));
  } else throw new Error(`--target is followed by sandbox, ${odooVersions.join(' or ')}.`);
  console.log(line(addCounts(counted)));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
