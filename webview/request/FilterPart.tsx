import { useEffect, useMemo, useState } from 'preact/hooks';
import { Explain } from '../domain/Explain';
import { FilterState } from '../domain/filterState';
import { FilterText } from '../domain/FilterText';
import { filterView } from '../domain/filterView';
import { HavingText } from '../domain/HavingText';
import { TreeView } from '../domain/TreeView';
import { filterWords } from '../domain/words';
import { Segmented } from '../ui/Segmented';
import { Row } from './Row';
import type { RequestPage } from './state';
import '../domain/domain.css';

interface FilterPartProps {
  page: RequestPage;
  /** `having` is about groups that are not there yet: it is text alone. */
  part?: 'domain' | 'having';
}

/** Which records a request is about, as a tree or as text. */
export function FilterPart({ page, part = 'domain' }: FilterPartProps) {
  if (part === 'having') {
    return (
      <Row label={filterWords.having} tall>
        <HavingText page={page} />
      </Row>
    );
  }
  return (
    <Row label={filterWords.filter} tall>
      <DomainFilter page={page} />
    </Row>
  );
}

function DomainFilter({ page }: { page: RequestPage }) {
  const state = useMemo(() => new FilterState(page.drafts), [page]);
  const [caret, setCaret] = useState<number | undefined>(undefined);
  const view = filterView.value;
  // The caret is placed once, when the text is shown.
  useEffect(() => setCaret(undefined), [view]);
  return (
    <div class="filter">
      <div class="filter-body">
        {view === 'tree' ? (
          <TreeView
            page={page}
            state={state}
            onText={(position = 0) => {
              setCaret(position);
              filterView.value = 'text';
            }}
          />
        ) : (
          <FilterText page={page} caret={caret} />
        )}
      </div>
      <Segmented
        label={filterWords.shownAs}
        testId="filter-view"
        value={view}
        options={[
          { value: 'tree', label: filterWords.tree },
          { value: 'text', label: filterWords.text },
        ]}
        onChange={(chosen) => (filterView.value = chosen)}
      />
      <Explain page={page} />
      <div class="unseen" role="status">
        {state.said.value}
      </div>
    </div>
  );
}
