// Runs a command in a process group of its own and ends the whole group when our standard input closes. Whoever started
// us closes it on purpose or by dying, so even a crashed test run leaves no server behind.
//   node leash.mjs COMMAND ARGS…
import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers';

const [command = '', ...args] = process.argv.slice(2);
// The command gets an open standard input of its own: some run until theirs closes.
const child = spawn(command, args, { detached: true, stdio: ['pipe', 'inherit', 'inherit'] });
child.stdin?.on('error', () => undefined);

/** @param {NodeJS.Signals} signal */
function endGroup(signal) {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}

child.on('error', (error) => {
  console.error(`Cannot start ${command}: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code) => {
  endGroup('SIGKILL');
  process.exit(code ?? 1);
});
process.stdin.resume();
process.stdin.on('close', () => {
  child.stdin?.end();
  endGroup('SIGTERM');
  setTimeout(() => endGroup('SIGKILL'), 3000);
});
// A Ctrl+C in the terminal reaches us too; only the closing of standard input counts.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => endGroup('SIGTERM'));
