import type { Access, Certainty, Verdict } from '../../src/model/diagnosis';
import type { RunKind } from './state';

/** Every sentence, title and button of the diagnostics page; what the host says about causes and checks is the host's. */
export const words = {
  runAgain: 'Run again',
  copyReport: 'Copy report',
  copied: 'Copied',
  reportCopied: 'The report is on the clipboard.',
  saveJson: 'Save as JSON',
  saved: 'Saved',
  jsonSaved: 'The diagnosis is saved as JSON.',
  withoutNames: 'Without names',
  withoutNamesMeans: 'Leaves host names, addresses, databases and logins out of the report and of the JSON.',

  cancel: 'Cancel',
  stopping: 'Stopping',
  stopped: 'Stopped before the end',
  checksDone: 'The checks below were done.',
  noChecks: 'No check was done.',
  offline: 'This computer says that it has no network.',

  works: 'Everything works',
  ready: 'The server is ready for a sign-in',
  notTried: 'Signing in was not tried: there is nothing stored to try it with.',
  better: (method: string) => `${method} works too, and is what is recommended on this server.`,
  lookAtChecks: 'One of the checks below has something to look at.',

  undecided: 'Undecided',

  against: 'What speaks against it',
  toDo: 'What to do',
  administrator: 'For your administrator',
  copyMessage: 'Copy a message for your administrator',
  messageCopied: 'The message is on the clipboard.',
  showMessage: 'Show the message',
  documentation: 'Read about it in the documentation',
  others: (count: number) => `What else it could be (${count})`,
  excluded: 'Ruled out',
  notes: 'Worth knowing',
  access: 'Which API accepts what',
  checks: 'Checks',

  api: 'API',
  openUntil: 'Open until',
  noEnd: 'no end announced',
  openUntilThen: (until: string) => `Open until ${until}.`,
  recommended: 'recommended',
  inUse: 'in use',
  use: 'Use',
  useMethod: (method: string) => `Use ${method}`,

  asked: 'Asked',
  answered: 'Answered',
  took: 'Took',
  proves: 'This proves',
  waiting: 'waiting',
  running: 'running',
  /** @param seconds whole ones since the question was asked */
  counting: (seconds: number, limit: number) => `${seconds} s of at most ${limit} s`,
};

export const verdictWords: Record<Verdict, { sign: string; word: string; look: string }> = {
  ok: { sign: '✓', word: 'passed', look: 'passed' },
  warning: { sign: '!', word: 'warning', look: 'warned' },
  failed: { sign: '✕', word: 'failed', look: 'failed' },
  skipped: { sign: '–', word: 'not run', look: 'dim' },
};

export const accessWords: Record<Access['state'], { sign: string; word: string; look: string }> = {
  works: { sign: '✓', word: 'Works', look: 'passed' },
  refused: { sign: '✕', word: 'Refused', look: 'failed' },
  unavailable: { sign: '–', word: 'Does not exist', look: 'dim' },
  untried: { sign: '·', word: 'Not tried', look: 'dim' },
};

export const certaintyWords: Record<Certainty, { sign: string; word: string; means: string; why: string }> = {
  certain: { sign: '●', word: 'Certain', means: 'a check has proved it.', why: 'Why we are sure' },
  likely: { sign: '◐', word: 'Likely', means: 'it fits everything that was seen.', why: 'What points to it' },
  possible: { sign: '○', word: 'Possible', means: 'one of several causes that fit.', why: 'What was seen' },
};

/** What the verdict says of its certainty. A cause that is not proven, beside others that fit, decides nothing. */
export function certaintySaid(
  certainty: Certainty,
  others: number,
): { sign: string; word: string; means: string } {
  const said = certaintyWords[certainty];
  if (certainty === 'certain' || others === 0) return said;
  const means = certainty === 'likely' ? 'the likeliest of several causes that fit.' : said.means;
  return { sign: said.sign, word: words.undecided, means };
}

/** What a cell of the matrix says below its state, without beginning with that state's word once more. */
export function reasonBelow({ state, reason }: Pick<Access, 'state' | 'reason'>): string {
  const { word } = accessWords[state];
  const rest = reason.startsWith(word) ? reason.slice(word.length).replace(/^[\s:.,]+/, '') : reason;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** What a run is called while it goes on. */
export function runTitle(what: RunKind): string {
  if (what === 'all') return 'Looking for the cause';
  return what === 'changed' ? 'Checking what depends on the change' : 'Asking one more question';
}

/** What a check that was not done again is marked with, by the run that left it out. */
export function keptWords(what: RunKind | undefined): string {
  if (what === 'all') return 'from the failed call';
  return what === undefined ? 'from before' : 'from the run before';
}

export function checksSoFar(done: number, all: number): string {
  if (done === 0) return 'The first check is running. Nothing is changed on the server.';
  return `${done} of ${all} checks done. Nothing is changed on the server.`;
}

export function questionsTitle(count: number): string {
  if (count === 1) return 'One question would tell more';
  return `${count === 2 ? 'Two' : count} questions would tell more`;
}
