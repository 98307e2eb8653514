import { down, isUp, type OdooVersion, odooVersions, readServer, up } from './odooServer';

const USAGE = `npm run odoo -- up [14|19]      builds (the first time) and starts real Odoo servers on loopback
npm run odoo -- down [14|19]    stops them
npm run odoo -- status          says which are up
Without a version, both.`;

const commands: Record<string, (version: OdooVersion) => Promise<unknown>> = {
  up: async (version) => {
    const start = Date.now();
    await up(version, (line) => say(version, line));
    say(version, `ready after ${Math.round((Date.now() - start) / 1000)} s`);
  },
  down: async (version) => say(version, (await down(version)) ? 'stopped' : 'was not running'),
  status: async (version) => {
    const server = readServer(version);
    const answers = server !== undefined && (await isUp(server));
    say(
      version,
      answers ? `up at ${server.url}, databases ${server.database}, ${server.secondDatabase}` : 'not running',
    );
  },
};

function say(version: OdooVersion, line: string): void {
  console.log(`Odoo ${version}: ${line}`);
}

async function main([name = '', wanted, ...rest]: string[]): Promise<void> {
  const command = commands[name];
  const versions = odooVersions.filter((version) => wanted === undefined || version === wanted);
  if (!command || versions.length === 0 || rest.length > 0) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  // One after the other: a build keeps both the network and the processors busy.
  for (const version of versions) await command(version);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
