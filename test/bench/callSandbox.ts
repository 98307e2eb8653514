// The sandbox in a process of its own, so that serving a call does not take time from making it. Says where it is, and ends with its input.
import { startSandbox } from '../../src/sandbox/server';

void startSandbox().then((sandbox) => {
  process.stdin.on('end', () => void sandbox.close()).resume();
  console.log(JSON.stringify(sandbox));
});
