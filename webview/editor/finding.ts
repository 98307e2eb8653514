import type { Diagnostic } from '@codemirror/lint';

/** Something wrong at one place of the text; `position` counts characters from 0. */
export interface EditorError {
  message: string;
  position: number;
}

/** Something to be said of a part of the text: from 0, `to` not included. */
export interface EditorFinding {
  severity: 'error' | 'warning' | 'info';
  message: string;
  from: number;
  to: number;
  /** What would put it right, as long as `instead` still stands between the places; and what the button says. */
  fix?: { label: string; from: number; to: number; instead: string; insert: string };
}

/** The one character where a text stops making sense. */
export function findingOf(error: EditorError): EditorFinding {
  return { severity: 'error', message: error.message, from: error.position, to: error.position + 1 };
}

/** The findings as marks inside a text of this length; the one behind the last character is a point. */
export function marks(findings: readonly EditorFinding[], length: number): Diagnostic[] {
  return findings
    .map(({ severity, message, from, to }) => {
      const start = Math.min(Math.max(0, from), length);
      return { severity, message, from: start, to: Math.min(Math.max(start, to), length) };
    })
    .sort((a, b) => a.from - b.from);
}
