// npm run test:vscode: packages the extension, runs the tests inside VS Code's extension host (current and minimum
// version) and the journeys through the workbench. After --:
//   --host, --journeys   only that part
//   --minimum            the journeys, too, on the oldest VS Code the extension supports (else on the newest)
//   --odoo               only the journeys that are about a server, on the real Odoo 19 (--odoo 14: on that one), which has to be up;
//                        counted apart
//   anything else        goes to the journeys' Vitest: a file filter, -t name; -t also filters the tests in the host
import { addCounts, line, reportCounts } from './counts';
import { isUp, readServer } from './odooServer';
import type { Counts } from './counts';
import { findChromium } from './vscode/chromium';
import { buildHostTests, runHostTests } from './vscode/hostTests';
import { installCodeServer } from './vscode/install';
import type { CodeServerChoice } from './vscode/install';
import { packageExtension } from './vscode/packaging';
import { runVitest } from './vitestRun';

const flags = ['--host', '--journeys', '--minimum', '--odoo'];
const args = process.argv.slice(2);
const told = args[args.indexOf('--odoo') + 1];
const odoo = !args.includes('--odoo') ? undefined : told === '14' ? '14' : '19';
const extra = args.filter(
  (arg, index) => !flags.includes(arg) && !(args[index - 1] === '--odoo' && (arg === '14' || arg === '19')),
);
/** The journeys that go to a server. The other ones bring a sandbox of their own and would be the same once more. */
const ofServer = {
  '14': ['operations.test', 'bulk.test'],
  '19': [
    ...['journey.test', 'keys.test'],
    ...['operations.test', 'edit.test', 'bulk.test', 'export.test', 'plainUser.test'],
  ],
};
const has = (flag: string): boolean => args.includes(flag);

async function host(): Promise<Counts[]> {
  const entry = await buildHostTests();
  const grep = extra.includes('-t') ? extra[extra.indexOf('-t') + 1] : undefined;
  const all: Counts[] = [];
  for (const choice of ['current', 'minimum'] as const) {
    const counts = await runHostTests(choice, entry, grep);
    reportCounts(choice === 'current' ? 'vscode-host' : 'vscode-host-minimum', counts);
    all.push(counts);
  }
  return all;
}

async function journeys(): Promise<Counts> {
  const choice: CodeServerChoice = has('--minimum') ? 'minimum' : 'current';
  const reason = await whyNotReady(choice);
  if (reason !== undefined) {
    console.error(`NOT RUN: the journeys through VS Code.\n${reason}`);
    return process.env['CI'] ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 };
  }
  console.log(`Journeys through the workbench (${choice} VS Code, code-server)`);
  const options = [
    '--pool=forks',
    '--no-file-parallelism', // one VS Code at a time: two would share the machine and time out
    '--testTimeout=180000',
    '--hookTimeout=240000',
  ];
  const env = { ...process.env, VSCODE_UNDER_TEST: choice, JOURNEYS_ON: odoo ?? '' };
  const chosen = odoo && extra.length === 0 ? ofServer[odoo] : extra;
  return runVitest({ folder: 'test/e2e', name: 'journeys', extra: chosen, options, env });
}

/** Gets what the journeys need before the clock of a test runs; says why that failed. */
async function whyNotReady(choice: CodeServerChoice): Promise<string | undefined> {
  try {
    await installCodeServer(choice);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const chromium = await findChromium();
  return chromium.path === undefined ? chromium.reason : undefined;
}

void (async (): Promise<void> => {
  const all: Counts[] = [];
  try {
    const { bytes } = await packageExtension();
    console.log(`Packaged the extension: ${(bytes / 1024).toFixed(0)} KB`);
    const server = odoo && readServer(odoo);
    if (odoo && !(server && (await isUp(server)))) {
      throw new Error(`The real Odoo ${odoo} is not up. Bring it up first: npm run odoo -- up ${odoo}`);
    }
    if (!has('--journeys') && !odoo) all.push(...(await host()));
    if (!has('--host')) {
      const counts = await journeys();
      reportCounts(odoo ? `vscode-journeys-odoo-${odoo}` : 'vscode-journeys', counts);
      all.push(counts);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    all.push({ passed: 0, failed: 1, skipped: 0 });
    process.exitCode = 1;
  }
  console.log(line(addCounts(all)));
})();
