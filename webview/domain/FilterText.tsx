import { useMemo } from 'preact/hooks';
import { Editor } from '../editor/Editor';
import type { RequestPage } from '../request/state';
import { domainCompletion } from './domainCompletion';
import { filterContext } from './filterContext';
import { useFindings } from './useFindings';
import { usePaused } from './usePaused';
import { filterWords } from './words';

interface FilterTextProps {
  page: RequestPage;
  /** Where the caret goes when the text is shown; nowhere without it. */
  caret: number | undefined;
}

/** The filter as text, checked whenever the typing pauses. */
export function FilterText({ page, caret }: FilterTextProps) {
  const text = page.drafts.draft.value.domain;
  const findings = useFindings(page, usePaused(text));
  const complete = useMemo(
    () =>
      domainCompletion(() => {
        const { model, version } = filterContext(page);
        return {
          model,
          version,
          fieldsOf: (name) => page.schema.fieldsOf(name),
          search: (name, typed, signal) => page.lookups.search(name, typed, signal),
        };
      }),
    [page],
  );
  return (
    <Editor
      label={filterWords.filter}
      testId="filter"
      language="domain"
      placeholder={filterWords.placeholder}
      value={text}
      findings={findings}
      complete={complete}
      caret={caret}
      onChange={(domain) => page.update({ domain })}
    />
  );
}
