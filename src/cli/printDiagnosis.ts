import { sureness } from '../diagnosis/report';
import { authLabels, protocolLabels } from '../model/authMethod';
import {
  probeLabels,
  type Access,
  type Diagnosis,
  type DiagnosisStep,
  type QuestionId,
  type Remark,
  type Verdict,
} from '../model/diagnosis';
import { messageLines, remedyLines } from './remedies';
import { pad, printable, width } from './text';

const verdictSigns: Record<Verdict, string> = {
  ok: 'passed',
  warning: 'warning',
  failed: 'FAILED',
  skipped: 'not run',
};
const accessWords: Record<Access['state'], string> = {
  works: 'works',
  refused: 'refused',
  unavailable: 'not available',
  untried: 'not tried',
};

/** What gives leave to ask a question. */
const leaveFlags: Record<QuestionId, string> = {
  session: '--allow-session-probe',
  call: '--allow-call-probe',
  databases: '--allow-databases-probe',
  account: '--admin-login LOGIN',
};

export interface PrintOptions {
  /** What each check asked, and what came back. */
  details?: boolean;
}

/** A diagnosis as a person reads it: the verdict, why, what to do, then the checks. */
export function printDiagnosis(diagnosis: Diagnosis, { details = false }: PrintOptions = {}): string {
  const { evidence, against, remedies, message, documentation, questions, others, excluded, notes } =
    diagnosis;
  return [
    ...verdict(diagnosis),
    ...(diagnosis.cause ? section('Why', bullets(evidence)) : []),
    ...section('What speaks against it', bullets(against)),
    ...section('What to do', remedyLines(remedies)),
    ...section('Message for the administrator', message ? messageLines(message) : []),
    ...(documentation ? ['', `Documentation: ${printable(documentation)}`] : []),
    ...section(
      'What would tell more',
      bullets(questions.map(({ id, tells, cost }) => `${tells} ${cost} (${leaveFlags[id]})`)),
    ),
    ...section('What else it could be', others.flatMap(remark)),
    ...section('Ruled out', bullets(excluded.map(({ title, because }) => `${stopped(title)} ${because}`))),
    ...section('Worth knowing', notes.flatMap(remark)),
    ...section(
      'Checks',
      diagnosis.steps.flatMap((step) => [`  ${stepLine(step)}`, ...(details ? detailLines(step) : [])]),
    ),
    ...section('Which API accepts what', accessLines(diagnosis.access)),
  ].join('\n');
}

function verdict({ cause, evidence, others }: Diagnosis): string[] {
  if (!cause) return ['Everything works.', ...evidence.map(printable)];
  const { title, certainty, sentence } = cause;
  return [
    `${printable(title)}${certainty === 'certain' ? '' : ` (${sureness(cause, others.length)})`}`,
    printable(sentence),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', title, ...lines] : [];
}

function bullets(texts: readonly string[]): string[] {
  return texts.map((text) => `  - ${printable(text)}`);
}

function remark({ title, certainty, sentence, evidence }: Remark): string[] {
  const sure = certainty === 'certain' ? '' : ` (${certainty})`;
  return [
    `  - ${printable(stopped(`${title}${sure}`))} ${printable(sentence)}`,
    ...evidence.map((text) => `      ${printable(text)}`),
  ];
}

function stopped(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** One check on one line: "passed   TCP               port 8069 answers, 3 ms". */
export function stepLine({ probe, verdict, ms, detail, kept }: DiagnosisStep): string {
  const time = verdict === 'skipped' ? '' : `, ${Math.round(ms)} ms`;
  const before = kept ? ', known from before' : '';
  return `${pad(verdictSigns[verdict], 8)} ${pad(probeLabels[probe], 17)} ${printable(detail)}${time}${before}`;
}

function detailLines({ asked = [], proves }: DiagnosisStep): string[] {
  return [
    ...asked.flatMap(({ question, answer, ms }) => [
      `             asked   ${printable(question)}`,
      `             answer  ${printable(answer)} (${Math.round(ms)} ms)`,
    ]),
    ...(proves ? [`             proves  ${printable(proves)}`] : []),
  ];
}

function accessLines(access: readonly Access[]): string[] {
  const rows = access.map(({ auth, protocol, state, reason, until, own, recommended }) => {
    const marks = [...(own ? ['this connection'] : []), ...(recommended ? ['recommended'] : [])];
    return {
      name: `${authLabels[auth]} over ${protocolLabels[protocol]}`,
      state: accessWords[state],
      text: [
        printable(reason),
        ...(until ? [`Until ${printable(until)}.`] : []),
        ...(marks.length > 0 ? [`(${marks.join(', ')})`] : []),
      ].join(' '),
    };
  });
  const widest = Math.max(23, ...rows.map(({ name }) => width(name)));
  return rows.map(({ name, state, text }) => `  ${pad(state, 14)} ${pad(name, widest)} ${text}`);
}
