// The first step of every npm script that a person or CI calls in a fresh clone: installs the project's packages when
// they are missing or older than the lock file, then runs one of this folder's TypeScript files with the arguments given.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const support = dirname(fileURLToPath(import.meta.url));
const root = join(support, '..', '..');
const [script, ...args] = process.argv.slice(2);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 18)) {
  console.error(`Node ${process.versions.node} is too old: this project needs Node 20.18 or newer.`);
  process.exit(1);
}

const installed = join(root, 'node_modules', '.package-lock.json');
const fresh =
  existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
if (!fresh) {
  console.error('Installing the packages of package-lock.json (npm ci)…');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error('npm ci failed. Its messages are above; run "npm ci" once more when they are dealt with.');
    process.exit(npm.status ?? 1);
  }
}

const { spawn } = await import('node:child_process');
const child = spawn(process.execPath, ['--import', 'tsx', join(support, script ?? ''), ...args], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
