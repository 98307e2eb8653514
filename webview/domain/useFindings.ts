import { useMemo } from 'preact/hooks';
import { describeText } from '../../src/domain/describe';
import type { EditorFinding } from '../editor/Editor';
import type { RequestPage } from '../request/state';

/** What is to be said of a filter's text, errors first; anew whenever fields have arrived. */
export function useFindings(page: RequestPage, text: string): readonly EditorFinding[] {
  const arrived = page.schema.version.value;
  return useMemo(() => {
    if (text.trim() === '') return [];
    const { error } = describeText(text);
    return error ? [{ severity: 'error' as const, ...error }] : [];
  }, [text, arrived]);
}
