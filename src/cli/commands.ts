import { readFile } from 'node:fs/promises';
import { lookFurther } from '../diagnosis/call/lookFurther';
import { knownOf } from '../diagnosis/call/questions';
import { isJsonObject, type Json } from '../model/json';
import type { Outcome } from '../model/outcome';
import type { RequestSpec } from '../model/requestSpec';
import { OdooClient } from '../odoo/client';
import { OdooError } from '../odoo/error';
import { listModels } from '../odoo/schema';
import { readServerVersion } from '../odoo/server';
import { parseRequestFile } from '../requests/file';
import { readJson } from '../requests/strictJson';
import { unusable, type CommandLine } from './commandLine';
import { chooseConnection } from './connection';
import { diagnoseConnection } from './diagnose';
import { printTable, printValue } from './printing';
import type { Terminal } from './terminal';

const maxBytes = 500_000_000;

type Command = (line: CommandLine, terminal: Terminal) => Promise<boolean>;

/** Every command; each says whether it succeeded, or throws an OdooError. */
export const commands = new Map<string, Command>([
  ['models', models],
  ['call', call],
  ['run', runFile],
  ['diagnose', diagnoseConnection],
  ['sandbox', sandbox],
]);

async function models(line: CommandLine, terminal: Terminal): Promise<boolean> {
  operands(line, 0);
  const { client, connection } = await connect(line, terminal);
  const list = await listModels(client, connection, { signal: terminal.signal });
  if (list.source === 'refused') throw new OdooError('rights.modelsHidden', { model: 'ir.model' });
  if (line.json) terminal.out(JSON.stringify(list.models));
  else terminal.out(printTable(list.models.map(({ model, label }) => ({ model, label }))));
  if (list.source === 'readable' && !line.json) {
    terminal.err(
      `These are the ${list.models.length} models you may read. Listing all of them needs the Access Rights permission.`,
    );
  }
  return true;
}

async function call(line: CommandLine, terminal: Terminal): Promise<boolean> {
  const [model = '', method = ''] = operands(line, 2);
  const args = json(line.args, 'args');
  const kwargs = json(line.kwargs, 'kwargs');
  if (args !== undefined && !Array.isArray(args)) {
    throw unusable('args', 'The value of --args is a JSON list, such as [[1, 2], {"name": "Azure"}].');
  }
  if (kwargs !== undefined && !isJsonObject(kwargs)) {
    throw unusable('kwargs', 'The value of --kwargs is a JSON object, such as {"fields": ["name"]}.');
  }
  return send(
    { operation: 'call', model, method, ...(args ? { args } : {}), ...(kwargs ? { kwargs } : {}) },
    line,
    terminal,
  );
}

async function runFile(line: CommandLine, terminal: Terminal): Promise<boolean> {
  const [file = ''] = operands(line, 1);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new OdooError('request.file', { file, reason: 'unreadable' }, { cause });
  }
  return send(chooseRequest(file, text, line.name), line, terminal);
}

/** The request of that name; without a name, the only one. */
function chooseRequest(file: string, text: string, name: string | undefined): RequestSpec {
  const { requests, problems } = parseRequestFile(text);
  const found = requests.filter(({ value }) => name === undefined || value.name === name.trim());
  const [only] = found;
  if (only && (name !== undefined || (found.length === 1 && problems.length === 0)))
    return only.value.request;
  const [problem] = problems;
  if (problem) {
    const { line, column, message } = problem;
    throw new OdooError('request.file', { file, line, column, reason: message });
  }
  const names = requests.map(({ value }) => `“${value.name}”`).join(', ');
  if (name !== undefined) {
    throw unusable('name', `${file} has no request called “${name}”${names ? `; it has ${names}` : ''}.`);
  }
  throw unusable(
    'name',
    names ? `${file} has several requests; choose one with --name: ${names}.` : `${file} holds no request.`,
  );
}

async function send(spec: RequestSpec, line: CommandLine, terminal: Terminal): Promise<boolean> {
  const { client, connection } = await connect(line, terminal);
  const { signal } = terminal;
  const run = (what: RequestSpec, until: AbortSignal) => client.run(connection, what, { signal: until });
  const outcome = await run(spec, signal).catch(async (error: unknown) => {
    throw await lookFurther(error, spec, {
      signal,
      ask: async (question, until) => (await run(question, until)).value,
      known: async (until) => {
        const version = await readServerVersion(connection.url, client.exchange(until, connection.tls)).catch(
          () => undefined,
        );
        return { ...knownOf(connection), ...(version ? { version } : {}) };
      },
    });
  });
  if (outcome.note === 'signedInAgain' && !line.json) {
    terminal.err('The session or token had ended; signed in again and sent once more.');
  }
  if (outcome.note === 'relatedHidden' && !line.json) {
    terminal.err('Some related records may not be read: their values are null.');
  }
  terminal.out(line.json ? JSON.stringify(outcome.value) : forReading(outcome));
  return true;
}

function forReading(outcome: Outcome): string {
  return outcome.note === 'noneOverXmlRpc'
    ? 'Done. Odoo carried it out; it has no value to return over XML-RPC.'
    : printValue(outcome.value);
}

/** A line for each fault: its name, and what it does. */
function faultTable(faults: readonly { id: string; summary: string }[]): string {
  const width = Math.max(...faults.map(({ id }) => id.length));
  return faults.map(({ id, summary }) => `${id.padEnd(width)}  ${summary}`).join('\n');
}

/** Runs the sandbox until standard input closes or the person stops it; or lists what can go wrong in it. */
async function sandbox(line: CommandLine, terminal: Terminal): Promise<boolean> {
  operands(line, 0);
  // Few runs are the sandbox's, so its code is loaded only here.
  const { faults, isFaultId } = await import('../sandbox/faults');
  const { isSandboxVersion, sandboxVersions } = await import('../sandbox/version');
  if (line.listFaults) {
    terminal.out(line.json ? JSON.stringify(faults) : faultTable(faults));
    return true;
  }
  const { odooVersion, fault, port } = line;
  if (odooVersion !== undefined && !isSandboxVersion(odooVersion)) {
    throw unusable(
      'version',
      `The sandbox imitates Odoo ${sandboxVersions.join(', ')}, not “${odooVersion}”.`,
    );
  }
  if (fault !== undefined && !isFaultId(fault)) {
    throw unusable('fault', `There is no fault “${fault}”; odoo-api sandbox --list-faults names them.`);
  }
  const { startSandbox } = await import('../sandbox/server');
  const running = await startSandbox({
    ...(port === undefined ? {} : { port }),
    ...(odooVersion === undefined ? {} : { version: odooVersion }),
    ...(fault === undefined ? {} : { fault }),
  }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw unusable('port', `Port ${port ?? ''} is taken; choose another one with --port, or leave it out.`);
  });
  const { url, database, login, password, apiKey, version } = running;
  const wrong = faults.find(({ id }) => id === fault);
  terminal.out(
    line.json
      ? JSON.stringify({ url, database, login, password, apiKey, version, ...(fault ? { fault } : {}) })
      : [
          `The sandbox runs at ${url} as Odoo ${version} until this command ends (Ctrl+C).`,
          `Database ${database}, login ${login}, password ${password}`,
          `API key  ${apiKey}`,
          ...(wrong ? [`Fault    ${wrong.title}: ${wrong.summary}`] : []),
        ].join('\n'),
  );
  await new Promise<void>((resolve) => {
    terminal.signal.addEventListener('abort', () => resolve());
    if (terminal.signal.aborted) resolve();
    terminal.input.on('end', resolve);
    terminal.input.on('error', () => resolve());
    terminal.input.resume();
  });
  terminal.input.pause();
  await running.close();
  return true;
}

async function connect(line: CommandLine, terminal: Terminal) {
  const limits = { timeoutMs: line.timeoutMs ?? 120_000, maxBytes };
  const { transport, signal } = terminal;
  const { connection, secret } = await chooseConnection(
    line,
    terminal,
    (tls) => (request) => transport.send(request, { signal, ...limits, ...(tls ? { tls } : {}) }),
  );
  const client = new OdooClient({
    transport,
    secrets: { read: () => Promise.resolve(secret) },
    // Whoever types a command has said so; there is nobody to ask in a script.
    guard: {
      confirm: () => Promise.resolve(true),
      webSignIn: () => {
        terminal.err(
          'Signing in as the web client does: when the user is an administrator, Odoo now sets web.base.url to this address.',
        );
        return Promise.resolve(true);
      },
    },
    now: () => performance.now(),
    limits: () => limits,
  });
  return { client, connection };
}

function operands(line: CommandLine, count: number): string[] {
  const wanted: Record<string, string> = { call: 'call MODEL METHOD', run: 'run FILE' };
  if (line.operands.length === count) return line.operands;
  const form = wanted[line.command] ?? line.command;
  throw unusable('command', `The command is written “odoo-api ${form}”, with flags after it.`);
}

function json(text: string | undefined, part: 'args' | 'kwargs'): Json | undefined {
  if (text === undefined) return undefined;
  const read = readJson(text);
  if (!read.ok) throw new OdooError('request.json', { part, ...read.mistake });
  return read.value;
}
