import { Button } from '../../ui/Button';
import { LinkButton } from '../../ui/LinkButton';
import type { RequestPage } from '../state';
import type { Answer } from './answer';
import type { EditStore } from './editStore';
import { editsWords, words } from './words';

/** How much was changed in the grid and is not written, with the way to look at it and to drop it. */
export function EditsBar(props: { page: RequestPage; answer: Answer; edits: EditStore }) {
  const { page, answer, edits } = props;
  const { changes, records } = edits.counts.value;
  return (
    <span class="edits-bar">
      <span role="status" data-testid="edits-count">
        {changes > 0 ? editsWords(changes, records) : ''}
      </span>
      {changes > 0 && (
        <>
          <Button
            primary
            testId="edits-review"
            onClick={() => {
              const asked = edits.changes();
              void page.reviewEdits(answer.resultId, asked, (rows) => {
                edits.written(asked);
                answer.replaceRows(rows);
              });
            }}
          >
            {words.review}
          </Button>
          <LinkButton
            testId="edits-discard"
            onClick={() => {
              edits.discard();
              page.said.value = words.discarded;
            }}
          >
            {words.discard}
          </LinkButton>
        </>
      )}
    </span>
  );
}
