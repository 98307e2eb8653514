import type { Finding } from '../../src/values/finding';
import type { EditorFinding } from '../editor/finding';
import { severityWords } from '../editor/words';

/** A finding's sentence, with a word for its weight where it is no error. */
export function findingsLabel({ severity, message }: Finding): string {
  return severity === 'error' ? message : `${severityWords[severity]}: ${message}`;
}

/** A finding about a text, as the editor of the JSON shows it. */
export function asEditorFinding({ severity, message, from, to, fix }: Finding, text: string): EditorFinding {
  return {
    severity,
    message,
    from,
    to,
    ...(fix
      ? { fix: { label: fix.label, from, to, instead: text.slice(from, to), insert: fix.written } }
      : {}),
  };
}
