import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { elapsed } from '../format';
import { Grid } from '../grid/Grid';
import { JsonView, mostLines } from '../grid/JsonView';
import { ProblemView } from '../problem/ProblemView';
import { Button } from '../ui/Button';
import { LinkButton } from '../ui/LinkButton';
import { Message } from '../ui/Message';
import { Spinner } from '../ui/Spinner';
import { Tabs } from '../ui/Tabs';
import type { Answer } from './answer';
import { needsDiagnosis } from './needsDiagnosis';
import type { RequestPage } from './state';
import { Status } from './Status';

interface ResultProps {
  page: RequestPage;
  /** Takes the focus when an answer has come. */
  summary: RefObject<HTMLDivElement | null>;
}

/** What came of the last Send. */
export function Result({ page, summary }: ResultProps) {
  const shown = page.run.shown.value;
  const waiting = page.run.waiting.value;
  return (
    <section
      class="result"
      data-region="result"
      data-testid="result"
      aria-label="Result"
      aria-busy={page.run.running.value}
    >
      {waiting !== undefined ? (
        <Waiting page={page} ms={waiting} />
      ) : shown.kind === 'answer' ? (
        <AnswerView page={page} answer={shown.answer} summary={summary} />
      ) : shown.kind === 'problem' ? (
        <Failure page={page} />
      ) : (
        <div class="empty dim">Send to see the answer here.</div>
      )}
    </section>
  );
}

function Waiting({ page, ms }: { page: RequestPage; ms: number }) {
  return (
    <div class="empty dim" data-testid="waiting">
      {page.run.cancelling.value
        ? 'Cancelling.'
        : `Waiting for the server. ${elapsed(ms)} since the request was sent.`}
    </div>
  );
}

function Failure({ page }: { page: RequestPage }) {
  const shown = page.run.shown.value;
  if (shown.kind !== 'problem') return null;
  const { problem } = shown;
  if (problem.code === 'call.cancelled' || problem.code === 'call.declined') {
    return (
      <div class="empty dim" role="status" data-testid="calm">
        <div data-testid="problem-title">{problem.title}</div>
        <div data-testid="problem-sentence">{problem.sentence}</div>
      </div>
    );
  }
  const offered = problem.remedies.some((remedy) => remedy.action?.kind === 'diagnose');
  return (
    <div class="failure">
      <ProblemView
        problem={problem}
        auth={(page.drafts.draft.value.signIn ?? page.connection.value?.signIn)?.auth}
        onAction={(action) => void page.remedy(action)}
      >
        {needsDiagnosis(problem.code) && !offered && (
          <Button testId="diagnose" onClick={() => void page.diagnose()}>
            Diagnose
          </Button>
        )}
      </ProblemView>
    </div>
  );
}

const gridTab = { id: 'grid', label: 'Grid', keys: 'Alt+1' };
const jsonTab = { id: 'json', label: 'JSON', keys: 'Alt+2' };
const textTab = { ...jsonTab, label: 'Text' };

function AnswerView({ page, answer, summary }: ResultProps & { answer: Answer }) {
  const { result } = answer;
  const tab = page.tab.value;
  useEffect(() => {
    if (tab === 'json') answer.showJson();
  }, [answer, tab]);
  return (
    <>
      <Status answer={answer} summary={summary} />
      {result.note === 'signedInAgain' && (
        <div class="said dim" role="status" data-testid="signed-in-again">
          The session had ended; signed in again and sent once more.
        </div>
      )}
      <Tabs
        active={tab}
        onChange={(id) => page.showTab(id === 'json' ? 'json' : 'grid')}
        key={result.kind}
        tabs={result.kind === 'table' ? [gridTab, jsonTab] : result.kind === 'text' ? [textTab] : [jsonTab]}
        end={
          <>
            <LinkButton
              testId="copy-json"
              onClick={() => void page.ask(() => page.bridge.call('copyJson', { resultId: result.resultId }))}
            >
              {result.kind === 'text' ? 'Copy text' : 'Copy JSON'}
            </LinkButton>
            <LinkButton
              testId="open-json"
              onClick={() => void page.ask(() => page.bridge.call('openJson', { resultId: result.resultId }))}
            >
              Open as document
            </LinkButton>
          </>
        }
      >
        {tab === 'grid' ? <Records page={page} answer={answer} /> : <JsonText page={page} answer={answer} />}
      </Tabs>
    </>
  );
}

function Records({ page, answer }: { page: RequestPage; answer: Answer }) {
  const { result, rows } = answer;
  if (result.rowCount === 0) return <div class="empty dim">No records match.</div>;
  return (
    <>
      <SliceTrouble store={rows} />
      <Grid
        key={result.resultId}
        label="Records"
        columns={result.columns}
        rowCount={result.rowCount}
        rows={rows}
        onCopy={(text) => void page.ask(() => page.bridge.call('copy', { text }))}
        {...(result.opens
          ? {
              onOpen: (row: number) =>
                void page.ask(() =>
                  page.bridge.call('openRecord', { resultId: result.resultId, arrangement: 0, row }),
                ),
            }
          : {})}
      />
    </>
  );
}

function JsonText({ page, answer }: { page: RequestPage; answer: Answer }) {
  const { result } = answer;
  const total = answer.lineCount.value;
  // The line below says it already.
  const saysStatusOnly = result.summary === `HTTP ${result.status ?? ''}`;
  if (result.note === 'noneOverXmlRpc') {
    return <div class="empty">Done. Odoo carried it out; it has no value to return over XML-RPC.</div>;
  }
  return (
    <>
      {result.kind !== 'table' && !saysStatusOnly && <div class="said">{result.summary}</div>}
      <SliceTrouble store={answer.lines} />
      {total !== undefined && total > mostLines && (
        <div class="note dim">
          This answer is longer than a page can show. Open it as a document to see its end.
        </div>
      )}
      {total === undefined ? (
        <div class="empty">{answer.lines.problem.value ? null : <Spinner />}</div>
      ) : (
        <JsonView
          key={result.resultId}
          total={total}
          lines={answer.lines}
          plain={result.kind === 'text'}
          onCopy={() => void page.ask(() => page.bridge.call('copyJson', { resultId: result.resultId }))}
        />
      )}
    </>
  );
}

/** A slice the host could not give: the answer is gone from it, or the call failed. */
function SliceTrouble({ store }: { store: Answer['rows'] | Answer['lines'] }) {
  const problem = store.problem.value;
  if (!problem) return null;
  return (
    <div class="failure">
      <Message kind="error">
        <h2>{problem.title}</h2>
        <div>{problem.sentence}</div>
        <div class="row">
          <Button onClick={() => store.retry()}>Try again</Button>
        </div>
      </Message>
    </div>
  );
}
