import { LinkButton } from '../../ui/LinkButton';
import type { RequestPage } from '../state';
import type { Answer } from './answer';
import { loadedWords, loadingWords, loadMoreWords, words } from './words';

/** Loads the records that the limit left out: as many again, or all. Its place is kept while it loads. */
export function LoadMore({ page, answer }: { page: RequestPage; answer: Answer }) {
  const result = answer.result.value;
  const running = answer.loading.running.value;
  if (running) {
    return (
      <span class="load-more" data-testid="loading">
        <span aria-hidden="true">
          {running.cancelling ? words.cancelling : loadingWords(running.loaded, running.of)}
        </span>
        {!running.cancelling && (
          <LinkButton
            testId="cancel-loading"
            label={words.cancelLoading}
            onClick={() => answer.loading.cancel()}
          >
            {words.cancel}
          </LinkButton>
        )}
      </span>
    );
  }
  // What a filter left over says nothing about how many there are.
  const total = answer.total.value;
  const left = total.state === 'known' ? total.total - result.rowCount : undefined;
  if (!result.loadable || (left !== undefined && left <= 0)) return null;
  const step = result.loadStep ?? result.rowCount;
  const load = (all: boolean): void =>
    void page.ask(async () => {
      const more = await answer.loading.more(all);
      if (more) page.said.value = more.loadProblem ? words.loadStopped : loadedWords(more.rowCount);
    });
  return (
    <span class="load-more">
      {(left === undefined || left > step) && (
        <LinkButton testId="load-more" onClick={() => load(false)}>
          {loadMoreWords(step)}
        </LinkButton>
      )}
      <LinkButton testId="load-all" onClick={() => load(true)}>
        {words.loadAll}
      </LinkButton>
    </span>
  );
}
