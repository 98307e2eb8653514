import { Examination } from '../diagnosis/diagnose';
import { presentable, report } from '../diagnosis/report';
import type { Diagnosis, QuestionId } from '../model/diagnosis';
import { OdooError } from '../odoo/error';
import { accountReader } from './adminAccount';
import { unusable, type CommandLine } from './commandLine';
import { connectionToDiagnose } from './connection';
import { printDiagnosis } from './printDiagnosis';
import { Progress } from './progress';
import type { Terminal } from './terminal';

/**
 * For what is asked before the checks, where the flags leave the protocol or database open: bytes, and milliseconds. The checks wait
 * longer, and say what is wrong.
 */
const maxBytes = 5_000_000;
const patienceMs = 5000;

/**
 * Finds out why the connection does not work, asks what its flags give leave to, and prints the result. Whether all is well.
 * @throws OdooError request.incomplete, call.cancelled
 */
export async function diagnoseConnection(line: CommandLine, terminal: Terminal): Promise<boolean> {
  if (line.operands.length > 0)
    throw unusable('command', 'The command is written “odoo-api diagnose”, with flags after it.');
  if (line.json && line.markdown) throw unusable('json', 'Choose one of --json and --markdown.');
  const timeoutMs = line.timeoutMs ?? 15_000;
  const { transport, network, signal, environment, live } = terminal;
  const { connection, secret } = await connectionToDiagnose(
    line,
    terminal,
    (tls) => (request) =>
      transport.send(request, {
        signal,
        timeoutMs: Math.min(timeoutMs, patienceMs),
        maxBytes,
        ...(tls ? { tls } : {}),
      }),
  );
  const reader = accountReader(line, connection, environment);
  const progress = live && !line.json ? new Progress(live) : undefined;
  const examination = new Examination(connection, {
    transport,
    network,
    environment,
    timeoutMs,
    signal,
    ...(secret ? { secret } : {}),
    ...(progress
      ? { onStep: (step) => progress.step(step), onProgress: (asked) => progress.asking(asked) }
      : {}),
  });
  if (reader) examination.useAccount(reader);
  let diagnosis: Diagnosis;
  try {
    diagnosis = await examine(examination, allowed(line), signal);
  } finally {
    progress?.end();
  }
  if (signal.aborted || diagnosis.cause?.code === 'call.cancelled') throw new OdooError('call.cancelled');
  const secrets = [secret, reader?.secret].filter((one) => one !== undefined);
  const options = { withoutNames: line.withoutNames, secrets };
  const told = presentable(connection, diagnosis, options).diagnosis;
  if (line.markdown) terminal.out(report(connection, diagnosis, options).trimEnd());
  else if (line.json) terminal.out(JSON.stringify(told));
  else terminal.out(printDiagnosis(told, { details: line.details }));
  return diagnosis.ok;
}

/** The questions that leave was given for, those first that leave no trace of the person who signs in. */
function allowed(line: CommandLine): QuestionId[] {
  const given: Record<QuestionId, boolean> = {
    account: line.adminLogin !== undefined,
    session: line.allowSessionProbe,
    call: line.allowCallProbe,
    databases: line.allowDatabasesProbe,
  };
  return (['account', 'databases', 'session', 'call'] as const).filter((id) => given[id]);
}

/** Every check, then each question that is open and may be asked, once. */
async function examine(
  examination: Examination,
  may: readonly QuestionId[],
  signal: AbortSignal,
): Promise<Diagnosis> {
  let diagnosis = await examination.run('all', signal);
  for (const id of may) {
    if (signal.aborted) break;
    if (diagnosis.questions.some((question) => question.id === id)) {
      diagnosis = await examination.ask(id, signal);
    }
  }
  return diagnosis;
}
