import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { atEnd } from './programServers';

/** Addresses that are set aside for tests of networks (RFC 2544): nobody's own network uses them. */
const prefix = '198.18';
let made = 0;

/** Says in a sentence why this machine cannot have network namespaces; undefined when it can. */
export function whyNoNamespaces(): string | undefined {
  const needs = 'Hosts of their own need Linux, root and the command ip (Debian and Ubuntu: iproute2).';
  if (process.platform !== 'linux') return `${needs} This machine is not Linux.`;
  if (process.getuid?.() !== 0) return `${needs} This user is not root.`;
  if (spawnSync('ip', ['-V'], { timeout: 10_000 }).status !== 0)
    return `${needs} The command ip is not there.`;
  const name = `oax${process.pid}probe`;
  const done = spawnSync('ip', ['netns', 'add', name], { encoding: 'utf8', timeout: 10_000 });
  if (done.status !== 0) return `${needs} Here root may not make namespaces: ${done.stderr.trim()}`;
  spawnSync('ip', ['netns', 'del', name], { timeout: 10_000 });
  return undefined;
}

/** Another host, in a network namespace on this machine; gone when the test file has run. */
export interface OtherHost {
  /** Its address. */
  address: string;
  /** An address behind it, which it says it cannot reach (ICMP host unreachable). */
  beyond: string;
  /** From now on nothing that it sends reaches this machine, as when a firewall drops what comes: no refusal, no answer. */
  fallSilent: () => void;
  speakAgain: () => void;
  /**
   * Runs a TypeScript file there until the test file has run. Its first line is what it gives back.
   * @throws Error when it ends before it printed one
   */
  run: (file: string, args: string[]) => Promise<string>;
}

/** @throws Error with the command that failed */
export function otherHost(): OtherHost {
  const id = `${process.pid % 100_000}x${made++}`;
  const name = `oax${id}`;
  const [here, there] = [`oh${id}`, `on${id}`];
  const block = 4 * Math.floor(Math.random() * 60) + 4;
  const net = Math.floor(Math.random() * 120);
  const own = `${prefix}.${net}.${block + 1}`;
  const address = `${prefix}.${net}.${block + 2}`;
  const behind = `${prefix}.${net + 120}.${block}/30`;
  // Deleting the namespace deletes the link and the route through it as well.
  atEnd(() => {
    spawnSync('ip', ['netns', 'del', name], { timeout: 10_000 });
    spawnSync('ip', ['link', 'del', here], { timeout: 10_000 });
  });
  ip('netns', 'add', name);
  ip('link', 'add', here, 'type', 'veth', 'peer', 'name', there);
  ip('link', 'set', there, 'netns', name);
  ip('addr', 'add', `${own}/30`, 'dev', here);
  ip('link', 'set', here, 'up');
  ip('-n', name, 'addr', 'add', `${address}/30`, 'dev', there);
  ip('-n', name, 'link', 'set', there, 'up');
  ip('-n', name, 'link', 'set', 'lo', 'up');
  ip('-n', name, 'route', 'add', 'unreachable', behind);
  ip('netns', 'exec', name, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward');
  ip('route', 'add', behind, 'via', address);
  return {
    address,
    beyond: `${prefix}.${net + 120}.${block + 2}`,
    fallSilent: () => ip('-n', name, 'route', 'add', 'blackhole', `${own}/32`),
    speakAgain: () => ip('-n', name, 'route', 'del', 'blackhole', `${own}/32`),
    run: (file, args) => runThere(name, file, args),
  };
}

function ip(...args: string[]): void {
  const done = spawnSync('ip', args, { encoding: 'utf8', timeout: 10_000 });
  if (done.status !== 0) throw new Error(`ip ${args.join(' ')}: ${done.stderr.trim()}`);
}

async function runThere(namespace: string, file: string, args: string[]): Promise<string> {
  if (!existsSync(file)) throw new Error(`${file} is not there.`);
  const command = ['netns', 'exec', namespace, process.execPath, '--import', 'tsx', file, ...args];
  const child = spawn('ip', command, { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (bytes: Buffer) => (complaint += bytes.toString()));
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  atEnd(async () => {
    child.kill('SIGKILL');
    await gone;
  });
  const lines = createInterface({ input: child.stdout });
  return new Promise((resolve, reject) => {
    lines.once('line', resolve);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${file} ended in the namespace. ${complaint.slice(-400)}`)));
  });
}
