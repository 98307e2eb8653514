// Runs in a network namespace: the sandbox at the address given. Prints where it listens.
import * as net from 'node:net';
import { startSandbox } from '../../src/sandbox/server';

const [address = ''] = process.argv.slice(2);

void (async (): Promise<void> => {
  const sandbox = await startSandbox();
  const port = Number(new URL(sandbox.url).port);
  const server = net.createServer((from) => {
    const to = net.connect(port, '127.0.0.1');
    from.on('error', () => to.destroy()).pipe(to);
    to.on('error', () => from.destroy()).pipe(from);
  });
  server.listen(8069, address, () => console.log(`http://${address}:8069`));
})();
