import { count } from '../format';
import type { EditorFinding } from './finding';

/** Said before a finding's sentence; an error needs no such word. */
export const severityWords: Record<EditorFinding['severity'], string> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Note',
};

/** What there is to be said in all: "2 errors, 1 warning". */
export function findingCount(findings: readonly EditorFinding[]): string {
  const of = (severity: EditorFinding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings, notes] = [of('error'), of('warning'), of('info')];
  return [
    errors === 1 ? '1 error' : errors > 1 ? `${count(errors)} errors` : '',
    warnings === 1 ? '1 warning' : warnings > 1 ? `${count(warnings)} warnings` : '',
    notes === 1 ? '1 note' : notes > 1 ? `${count(notes)} notes` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

export const findingWords = {
  goTo: 'Go to it',
  goToOf: (message: string) => `Go to it: ${message}`,
  showAll: (counted: string) => `Show all: ${counted}`,
  showFirst: 'Show the first only',
  notListed: (more: number) => `${count(more)} more are marked in the text.`,
};
