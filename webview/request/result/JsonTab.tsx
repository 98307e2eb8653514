import { useEffect, useRef } from 'preact/hooks';
import { JsonView, mostLines } from '../../grid/JsonView';
import type { SliceStore } from '../../grid/sliceStore';
import { Button } from '../../ui/Button';
import { Message } from '../../ui/Message';
import { Spinner } from '../../ui/Spinner';
import type { RequestPage } from '../state';
import type { Answer } from './answer';
import { FindBar } from './FindBar';
import { words } from './words';

/** The whole answer as text, with a search of its own: the window's search sees only the lines that are made. */
export function JsonTab({ page, answer }: { page: RequestPage; answer: Answer }) {
  const result = answer.result.value;
  const total = answer.lineCount.value;
  const { json } = answer;
  const view = useRef<HTMLDivElement>(null);
  // The line below says it already.
  const saysStatusOnly = result.summary === `HTTP ${result.status ?? ''}`;

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const finds = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'f';
      const inResult =
        event.target instanceof Element && event.target.closest('[data-region="result"]') !== null;
      if (!finds || !inResult) return;
      event.preventDefault();
      json.openFind();
      view.current?.querySelector<HTMLInputElement>('.find-bar input')?.select();
    };
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, [json]);

  if (result.note === 'noneOverXmlRpc') return <div class="empty">{words.done}</div>;
  return (
    <div class="json-tab" ref={view}>
      {result.kind !== 'table' && !saysStatusOnly && <div class="said">{result.summary}</div>}
      {json.finding.value && (
        <FindBar
          state={json}
          onFailed={(error) => void page.ask(() => Promise.reject(asError(error)))}
          onClose={() => {
            json.closeFind();
            view.current?.querySelector<HTMLElement>('[data-testid="json"]')?.focus();
          }}
        />
      )}
      <SliceTrouble store={answer.lines} />
      {total !== undefined && total > mostLines && <div class="said dim">{words.tooManyLines}</div>}
      {total === undefined ? (
        <div class="empty">{answer.lines.problem.value ? null : <Spinner />}</div>
      ) : (
        <JsonView
          key={result.resultId}
          total={total}
          lines={answer.lines}
          state={json}
          plain={result.kind === 'text'}
          onCopy={() => void page.ask(() => page.bridge.call('copyJson', { resultId: result.resultId }))}
          onFold={(line) => {
            if (json.folds.value.isFolded(line)) json.unfold(line);
            else void page.ask(() => json.fold(line));
          }}
        />
      )}
    </div>
  );
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** A slice the host could not give: the answer is gone from it, or the call failed. */
function SliceTrouble({ store }: { store: SliceStore<string> }) {
  const problem = store.problem.value;
  if (!problem) return null;
  return (
    <div class="failure">
      <Message kind="error">
        <h2>{problem.title}</h2>
        <div>{problem.sentence}</div>
        <div class="row">
          <Button onClick={() => store.retry()}>{words.tryAgain}</Button>
        </div>
      </Message>
    </div>
  );
}
