import type { CompletionSource } from '@codemirror/autocomplete';
import { useMemo } from 'preact/hooks';
import { parseDomain } from '../../src/domain/parse';
import { Editor } from '../editor/Editor';
import type { RequestPage } from '../request/state';
import { usePaused } from './usePaused';
import { filterWords } from './words';

/** A condition on groups: on the count and the sums that the request asks for. */
export function HavingText({ page }: { page: RequestPage }) {
  const { having, aggregates } = page.drafts.draft.value;
  const paused = usePaused(having);
  const error = useMemo(() => {
    const parsed = paused.trim() === '' ? undefined : parseDomain(paused);
    return parsed?.ok === false ? parsed : undefined;
  }, [paused]);
  const complete = useMemo(() => havingCompletion(aggregates), [aggregates]);
  return (
    <Editor
      label={filterWords.having}
      testId="having"
      language="domain"
      placeholder={filterWords.havingPlaceholder}
      value={having}
      error={error}
      complete={complete}
      onChange={(changed) => page.update({ having: changed })}
    />
  );
}

/** [("  or  [(  */
const atName = /[([]\s*(["'])?([\w.:]*)$/;

function havingCompletion(aggregates: readonly string[]): CompletionSource {
  const names = ['__count', ...aggregates.filter((each) => each !== '__count')];
  return (context) => {
    const found = atName.exec(context.state.sliceDoc(Math.max(0, context.pos - 200), context.pos));
    if (!found) return null;
    const [, quote, typed = ''] = found;
    if (quote === undefined && !context.explicit) return null;
    return {
      from: context.pos - typed.length,
      options: names.map((label) => ({ label, ...(quote === undefined ? { apply: `'${label}'` } : {}) })),
      validFor: /^[\w.:]*$/,
    };
  };
}
