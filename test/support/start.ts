// npm start: builds and packages the extension and opens it in a VS Code of its own with a connection ready: the server
// that ODOO_URL, ODOO_DB, ODOO_LOGIN and ODOO_PASSWORD (or ODOO_API_KEY) name, else the sandbox. Ctrl+C ends it all.
//   npm start -- --check          the same unattended: opens a request on a model, sends it and prints what came
//   npm start -- --check=MODEL    on that model (res.partner)
import { packageExtension } from './vscode/packaging';
import { checkStart } from './vscode/startCheck';
import { startConnection } from './vscode/startConnection';
import { openWindow } from './vscode/startWindow';

const check = process.argv.slice(2).find((arg) => arg === '--check' || arg.startsWith('--check='));

/** Resolves at Ctrl+C or when told to end. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

async function start(): Promise<void> {
  const stopped = interrupted();
  console.log('Building and packaging the extension…');
  await packageExtension();
  const connection = await startConnection();
  try {
    console.log(`Connection "${connection.name}": ${connection.url}`);
    if (check !== undefined) {
      // What it started ends with this process.
      void stopped.then(() => process.exit(1));
      await checkStart(connection, check.split('=')[1] ?? 'res.partner');
      return;
    }
    const window = await openWindow(connection.env);
    await Promise.race([stopped, window.ended]);
    console.log('\nStopping.');
    await window.stop();
  } finally {
    await connection.stop();
  }
}

void start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
