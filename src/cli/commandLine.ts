import { parseArgs } from 'node:util';
import { AuthMethodSchema, ProtocolSchema, type AuthMethod, type Protocol } from '../model/authMethod';
import { OdooError } from '../odoo/error';

export const usage = `odoo-api: Odoo's API in a terminal

  odoo-api models                                        the models of the database
  odoo-api call MODEL METHOD [--args JSON] [--kwargs JSON]
  odoo-api run FILE [--name NAME]                        a request of a *.odoo.yaml file
  odoo-api diagnose                                      why a connection does not work, check by check
  odoo-api sandbox [--port PORT] [--version 14..20] [--fault NAME] [--list-faults]
                                                         a small server on this computer to try things on: as another
                                                         Odoo, or with something that goes wrong

Connection: flags, or these variables of the environment.
  --url URL            ODOO_URL        https://erp.example.com
  --db NAME            ODOO_DB         may be left out when the server has one database
  --login LOGIN        ODOO_LOGIN      may be left out with an API key over JSON-2
  --auth WAY           ODOO_AUTH       password, apiKey or webSession; for an added REST module jwt, oauth2, secureApiKey,
                                       basic, header or public
  --protocol PROTOCOL  ODOO_PROTOCOL   jsonRpc, xmlRpc, json2, web or rest; without it, the one recommended for the server's version
  --settings FILE      ODOO_SETTINGS   YAML or JSON with what a REST module needs: rest, token, oauth2, header; and tls, databaseHeader
The secret comes from ODOO_PASSWORD, ODOO_API_KEY or ODOO_SECRET, or from standard input; never from an argument.
  --secret-stdin       read it from standard input even when a variable is set

  --timeout SECONDS    how long to wait for an answer (120; for each check of a diagnosis 15)
  --json               the result and nothing else on standard output; a failure is one JSON object on standard error
  --help, --version

Flags of diagnose:
  --details            what each check asked, and what came back
  --markdown           a report to hand to someone else
  --without-names      hosts, addresses, databases and logins replaced: host-1, login-1
  --allow-session-probe, --allow-call-probe, --allow-databases-probe
                       questions that leave a trace on the server, asked only where the result says that they would tell more
  --admin-login LOGIN [--admin-auth WAY] [--admin-protocol PROTOCOL]
                       look the user up as this administrator; the secret comes from ODOO_ADMIN_PASSWORD or ODOO_ADMIN_API_KEY

The exit code is 0 only on success, 130 when cancelled with Ctrl+C.
`;

/** What was asked for, before the environment is looked at. */
export interface CommandLine {
  command: string;
  /** What follows the command: model and method, or a file. */
  operands: string[];
  url?: string;
  database?: string;
  login?: string;
  auth?: AuthMethod;
  protocol?: Protocol;
  /** A file with a connection's further settings. */
  settings?: string;
  args?: string;
  kwargs?: string;
  /** The request's name in a file. */
  name?: string;
  port?: number;
  /** The Odoo the sandbox imitates, as it was written. */
  odooVersion?: string;
  /** What goes wrong in the sandbox, as it was written. */
  fault?: string;
  listFaults: boolean;
  timeoutMs?: number;
  json: boolean;
  secretStdin: boolean;
  details: boolean;
  markdown: boolean;
  withoutNames: boolean;
  /** Leave for questions of a diagnosis that leave a trace. */
  allowSessionProbe: boolean;
  allowCallProbe: boolean;
  allowDatabasesProbe: boolean;
  /** As whom a diagnosis may look the user up. */
  adminLogin?: string;
  adminAuth?: AuthMethod;
  adminProtocol?: Protocol;
  help: boolean;
  version: boolean;
}

const options = {
  url: { type: 'string' },
  db: { type: 'string' },
  login: { type: 'string' },
  auth: { type: 'string' },
  protocol: { type: 'string' },
  settings: { type: 'string' },
  args: { type: 'string' },
  kwargs: { type: 'string' },
  name: { type: 'string' },
  port: { type: 'string' },
  'odoo-version': { type: 'string' },
  fault: { type: 'string' },
  'list-faults': { type: 'boolean' },
  timeout: { type: 'string' },
  json: { type: 'boolean' },
  'secret-stdin': { type: 'boolean' },
  details: { type: 'boolean' },
  markdown: { type: 'boolean' },
  'without-names': { type: 'boolean' },
  'allow-session-probe': { type: 'boolean' },
  'allow-call-probe': { type: 'boolean' },
  'allow-databases-probe': { type: 'boolean' },
  'admin-login': { type: 'string' },
  'admin-auth': { type: 'string' },
  'admin-protocol': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** A sentence about what is wrong with the command line. */
export function unusable(part: string, reason: string): OdooError {
  return new OdooError('request.incomplete', { part, reason });
}

/**
 * Reads the command line. A secret among the arguments is refused, whatever it is called: other programs can read them.
 * @throws OdooError request.incomplete with a sentence
 */
export function readCommandLine(argv: readonly string[]): CommandLine {
  if (
    argv.some((argument) =>
      /^--?(admin-?)?(password|passwd|pass|pwd|api-?key|key|secret|token)(=|$)/i.test(argument),
    )
  ) {
    throw unusable(
      'secret',
      'A password or API key is never taken from the command line, where others could read it: set ODOO_PASSWORD or ODOO_API_KEY, or give it on standard input with --secret-stdin. An administrator’s goes into ODOO_ADMIN_PASSWORD or ODOO_ADMIN_API_KEY.',
    );
  }
  const { values, positionals } = parse(argv);
  const [command = '', ...operands] = positionals;
  const read: CommandLine = {
    command,
    operands,
    json: values.json ?? false,
    secretStdin: values['secret-stdin'] ?? false,
    help: values.help ?? false,
    version: values.version ?? false,
    listFaults: values['list-faults'] ?? false,
    details: values.details ?? false,
    markdown: values.markdown ?? false,
    withoutNames: values['without-names'] ?? false,
    allowSessionProbe: values['allow-session-probe'] ?? false,
    allowCallProbe: values['allow-call-probe'] ?? false,
    allowDatabasesProbe: values['allow-databases-probe'] ?? false,
  };
  if (values.url !== undefined) read.url = values.url;
  if (values.db !== undefined) read.database = values.db;
  if (values.login !== undefined) read.login = values.login;
  if (values.auth !== undefined) read.auth = readAuth(values.auth, '--auth');
  if (values.protocol !== undefined) read.protocol = readProtocol(values.protocol, '--protocol');
  if (values.settings !== undefined) read.settings = values.settings;
  if (values.args !== undefined) read.args = values.args;
  if (values.kwargs !== undefined) read.kwargs = values.kwargs;
  if (values.name !== undefined) read.name = values.name;
  if (values.port !== undefined) read.port = number(values.port, '--port', 65_535);
  if (values['odoo-version'] !== undefined) read.odooVersion = values['odoo-version'];
  if (values.fault !== undefined) read.fault = values.fault;
  if (values['admin-login'] !== undefined) read.adminLogin = values['admin-login'];
  if (values['admin-auth'] !== undefined) read.adminAuth = readAuth(values['admin-auth'], '--admin-auth');
  if (values['admin-protocol'] !== undefined)
    read.adminProtocol = readProtocol(values['admin-protocol'], '--admin-protocol');
  if (values.timeout !== undefined) read.timeoutMs = number(values.timeout, '--timeout', 86_400) * 1000;
  return read;
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: withOdooVersion(argv), options, allowPositionals: true });
  } catch (cause) {
    const first = cause instanceof Error ? (cause.message.split(/[.\n]/)[0] ?? '') : '';
    throw unusable('flag', `${first || 'A flag cannot be read'}; odoo-api --help lists the flags.`);
  }
}

/** The sandbox's `--version 18` says which Odoo; everywhere else, and without a value, `--version` asks for ours. */
function withOdooVersion(argv: readonly string[]): string[] {
  if (!argv.includes('sandbox')) return [...argv];
  return argv.map((argument, at) => {
    const takesNext =
      argument === '--version' && /^[^-]/.test(argv[at + 1] ?? '') && argv[at + 1] !== 'sandbox';
    return takesNext || argument.startsWith('--version=')
      ? argument.replace('--version', '--odoo-version')
      : argument;
  });
}

/** Spelt as in the documentation, or with dashes and in any case. @throws OdooError request.incomplete */
export function readAuth(text: string, where: string): AuthMethod {
  const { options: known } = AuthMethodSchema;
  const found = known.find(
    (auth) => plain(auth) === plain(text) || (auth === 'apiKey' && plain(text) === 'key'),
  );
  if (found) return found;
  throw unusable('auth', `${where} is one of ${known.join(', ')}, not “${text}”.`);
}

/** @throws OdooError request.incomplete */
export function readProtocol(text: string, where: string): Protocol {
  const { options: known } = ProtocolSchema;
  const found = known.find((protocol) => plain(protocol) === plain(text));
  if (found) return found;
  throw unusable('protocol', `${where} is one of ${known.join(', ')}, not “${text}”.`);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[-_ ]/g, '');
}

function number(text: string, flag: string, most: number): number {
  const value = Number(text);
  if (!(value > 0 && value <= most))
    throw unusable(flag, `${flag} is a number above 0 and up to ${most}, not “${text}”.`);
  return value;
}
