import type { RequestPage } from '../request/state';
import { LinkButton } from '../ui/LinkButton';
import { actionOf } from './bulkStore';
import { words } from './words';

/** The way to writing many records, for the operations that a table can be written by. */
export function BulkLink({ page }: { page: RequestPage }) {
  const action = actionOf(page.drafts.draft.value.operation);
  if (!action) return null;
  return (
    <LinkButton testId="bulk-start" onClick={() => (page.bulk.open.value = true)}>
      {words.open[action]}
    </LinkButton>
  );
}
