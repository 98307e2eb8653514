// npm run test:diagnosis: every failure that a client can meet, brought about and diagnosed, and the table of how.
//   -- --only sandbox   on one of the grounds alone: sandbox, 14, 19, nginx, openssl, network, sockets, recorded (several: --only 14,19)
//   -- --update         writes the golden texts anew
// Anything else after -- goes to Vitest.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { grounds, type Ground, type Ran } from '../diagnosis/catalogue';
import { line, reportCounts } from './counts';
import { whyNot } from './odoo/host';
import { down, isUp, odooVersions, readServer, up, type OdooVersion } from './odooServer';
import { runVitest } from './vitestRun';

const table = join(import.meta.dirname, '..', '..', 'out', 'diagnosis', 'rows.json');

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  options: { only: { type: 'string' }, update: { type: 'boolean' } },
  allowPositionals: true,
  strict: false,
});

function wantedGrounds(): Ground[] {
  if (typeof values.only !== 'string') return [...grounds];
  const names = values.only.split(',');
  const known = grounds.filter((ground) => names.includes(ground));
  if (known.length === names.length) return known;
  throw new Error(`--only is followed by some of ${grounds.join(', ')}, with commas in between.`);
}

/** The files that have a test on these grounds: Vitest takes one without any for broken. */
function filesFor(wanted: readonly Ground[]): string[] {
  const any = (...some: Ground[]): boolean => some.some((ground) => wanted.includes(ground));
  return [
    'rows.test',
    ...(any('sandbox', '14', '19') ? ['pairs', 'attempts', 'duration'] : []),
    ...(any('sandbox', 'network') ? ['cancel'] : []),
    ...(any('sandbox') ? ['golden'] : []),
  ];
}

/** Brings up what is missing of the real servers; gives those that were not up before. */
async function bringUp(versions: readonly OdooVersion[]): Promise<OdooVersion[]> {
  const started: OdooVersion[] = [];
  const obstacle = whyNot();
  for (const version of versions) {
    const before = readServer(version);
    if (before && (await isUp(before))) continue;
    if (obstacle) {
      console.error(`\nNOT TESTED on Odoo ${version}. ${obstacle}\n`);
      continue;
    }
    await up(version, (text) => console.log(`Odoo ${version}: ${text}`));
    started.push(version);
  }
  return started;
}

function printTable(): void {
  let ran: Ran[];
  try {
    ran = JSON.parse(readFileSync(table, 'utf8')) as Ran[];
  } catch {
    return;
  }
  const rows = new Map<number, Ran & { ways: string[] }>();
  for (const one of ran) {
    const row = rows.get(one.number) ?? { ...one, ways: [] };
    const same = row.cause === one.cause && row.certainty === one.certainty;
    row.ways.push(same ? one.how : `${one.how} (${one.cause}, ${one.certainty})`);
    rows.set(one.number, row);
  }
  console.log('\nrow | failure | cause | certainty | reproduced on');
  console.log('--- | --- | --- | --- | ---');
  for (const { number, failure, cause, certainty, ways } of [...rows.values()].sort(
    (a, b) => a.number - b.number,
  )) {
    console.log([number, failure, cause, certainty, ways.join('; ')].join(' | '));
  }
  console.log(`\n${rows.size} rows reproduced in ${ran.length} ways.`);
}

async function main(): Promise<void> {
  const wanted = wantedGrounds();
  rmSync(table, { force: true });
  const started = await bringUp(odooVersions.filter((version) => wanted.includes(version)));
  try {
    const counts = await runVitest({
      folder: 'test/diagnosis',
      name: 'diagnosis',
      extra: positionals.length > 0 ? positionals : filesFor(wanted),
      // One file at a time: they share the real servers, and Odoo shuts an address out after too many wrong passwords in a row.
      options: [
        '--testTimeout=120000',
        '--hookTimeout=180000',
        '--no-file-parallelism',
        ...(values.update === true ? ['--update'] : []),
      ],
      env: { ...process.env, TEST_DIAGNOSIS_ON: wanted.join(' ') },
    });
    printTable();
    reportCounts('diagnosis', counts);
    console.log(line(counts));
  } finally {
    for (const version of started) await down(version);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
