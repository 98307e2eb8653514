import { version } from '../../package.json';
import { explainError } from '../diagnosis/explain';
import type { ExplainedProblem } from '../model/problem';
import { readCommandLine, unusable, usage, type CommandLine } from './commandLine';
import { commands } from './commands';
import { printProblem } from './printing';
import type { Terminal } from './terminal';

/** Exit codes by the shell's rule: 128 and the signal's number. */
const stoppedBy = { SIGINT: 130, SIGTERM: 143 };

/** Carries out one command line and gives its exit code. Never throws. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  // What cannot be read may still have asked for JSON.
  let json = argv.includes('--json');
  try {
    const line = readCommandLine(argv);
    json = line.json;
    if (line.version) terminal.out(version);
    else if (line.help || line.command === 'help') terminal.out(usage.trimEnd());
    else return (await carryOut(line, terminal)) ? 0 : 1;
    return 0;
  } catch (error) {
    const problem = inTerminalWords(explainError(error));
    terminal.err(json ? JSON.stringify(problem) : printProblem(problem));
    return terminal.signal.aborted
      ? stoppedBy[terminal.signal.reason === 'SIGTERM' ? 'SIGTERM' : 'SIGINT']
      : 1;
  }
}

function carryOut(line: CommandLine, terminal: Terminal): Promise<boolean> {
  const command = commands.get(line.command);
  if (command) return command(line, terminal);
  const known = [...commands.keys()].join(', ');
  throw unusable(
    'command',
    line.command
      ? `There is no command “${line.command}”; the commands are ${known}.`
      : `Name a command: ${known}. odoo-api --help says more.`,
  );
}

/** Some remedies are other ones here than in VS Code. */
function inTerminalWords(problem: ExplainedProblem): ExplainedProblem {
  switch (problem.code) {
    case 'signIn.noSecret':
      return {
        ...problem,
        sentence: 'There is no password or API key to sign in with.',
        remedies: [{ text: 'Set ODOO_PASSWORD or ODOO_API_KEY, or give the secret on standard input.' }],
      };
    case 'address.empty':
      return {
        ...problem,
        remedies: [{ text: 'Name the server: --url https://erp.example.com, or the variable ODOO_URL.' }],
      };
    default:
      return problem;
  }
}
