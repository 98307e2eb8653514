import { main } from './cli/main';
import { onlineIntervalMs, PoliteTransport } from './odoo/politeTransport';
import { systemCertificates } from './odoo/systemCertificates';
import { UndiciTransport } from './odoo/undiciTransport';

/** The terminal command: makes what cli/main.ts works with, and ends when everything is written. */
async function start(): Promise<void> {
  const abort = new AbortController();
  // Once: a second Ctrl+C ends the process as if nobody had listened.
  process.once('SIGINT', () => abort.abort('SIGINT'));
  process.once('SIGTERM', () => abort.abort('SIGTERM'));
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // Whoever read the output has gone, "… | head": nothing is wrong, and nobody is there to tell.
      if (error.code !== 'EPIPE') process.exitCode = 1;
    });
  }
  const network = { verifyCertificates: true, certificates: systemCertificates() };
  const transport = new UndiciTransport(() => network);
  try {
    // The exit code is set rather than exit() called, which would cut off output that a pipe has not taken yet.
    process.exitCode = await main(process.argv.slice(2), {
      environment: process.env,
      input: process.stdin,
      out: (text) => process.stdout.write(`${text}\n`),
      err: (text) => process.stderr.write(`${text}\n`),
      ...(process.stderr.isTTY
        ? {
            live: {
              write: (text) => process.stderr.write(text),
              columns: () => process.stderr.columns || 80,
            },
          }
        : {}),
      transport: new PoliteTransport(transport, () => onlineIntervalMs),
      network,
      signal: abort.signal,
    });
  } finally {
    await transport.close();
  }
}

void start();
