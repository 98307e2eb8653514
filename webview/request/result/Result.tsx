import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { elapsed } from '../../format';
import { LinkButton } from '../../ui/LinkButton';
import { Tabs } from '../../ui/Tabs';
import type { RequestPage } from '../state';
import type { Answer } from './answer';
import { ExchangeTab } from './ExchangeTab';
import { ExportMenu } from './ExportMenu';
import { Failure } from './Failure';
import { JsonTab } from './JsonTab';
import { Records } from './Records';
import type { ResultTab } from './resultPane';
import { Status } from './Status';
import { TimingTab } from './TimingTab';
import { LoadProblem, Warnings } from './Warnings';
import { words } from './words';
import './result.css';

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
        <Failure page={page} problem={shown.problem} />
      ) : (
        <div class="empty dim">{words.nothing}</div>
      )}
    </section>
  );
}

function Waiting({ page, ms }: { page: RequestPage; ms: number }) {
  return (
    <div class="empty dim" data-testid="waiting">
      {page.run.cancelling.value
        ? words.cancelling
        : `Waiting for the server. ${elapsed(ms)} since the request was sent.`}
    </div>
  );
}

const tabs: Record<ResultTab, { label: string; keys: string }> = {
  grid: { label: 'Grid', keys: 'Alt+1' },
  json: { label: 'JSON', keys: 'Alt+2' },
  exchange: { label: 'Exchange', keys: 'Alt+3' },
  timing: { label: 'Timing', keys: 'Alt+4' },
};

function AnswerView({ page, answer, summary }: ResultProps & { answer: Answer }) {
  const result = answer.result.value;
  const { pane } = page;
  const tab = pane.tab.value;
  useEffect(() => {
    if (tab === 'json') answer.showJson();
  }, [answer, tab]);
  return (
    <>
      <Status page={page} answer={answer} summary={summary} />
      <Warnings answer={answer} />
      <LoadProblem result={result} />
      {result.note === 'signedInAgain' && (
        <div class="said dim" role="status" data-testid="signed-in-again">
          {words.signedInAgain}
        </div>
      )}
      <Tabs
        active={tab}
        onChange={(id) => pane.tabs.value.filter((each) => each === id).forEach((each) => pane.show(each))}
        key={result.kind}
        tabs={pane.tabs.value.map((id) => ({
          id,
          ...tabs[id],
          ...(id === 'json' && result.kind === 'text' ? { label: 'Text' } : {}),
        }))}
        end={<TabActions page={page} answer={answer} tab={tab} />}
      >
        {tab === 'grid' ? (
          <Records page={page} answer={answer} />
        ) : tab === 'json' ? (
          <JsonTab page={page} answer={answer} />
        ) : tab === 'exchange' ? (
          <ExchangeTab page={page} />
        ) : (
          <TimingTab page={page} result={result} />
        )}
      </Tabs>
    </>
  );
}

/** What can be done with what a tab shows. */
function TabActions({ page, answer, tab }: { page: RequestPage; answer: Answer; tab: ResultTab }) {
  const { kind, resultId } = answer.result.value;
  if (tab === 'grid') return <ExportMenu page={page} answer={answer} />;
  if (tab !== 'json') return null;
  return (
    <>
      <LinkButton
        testId="copy-json"
        onClick={() => void page.ask(() => page.bridge.call('copyJson', { resultId }))}
      >
        {kind === 'text' ? words.copyText : words.copyJson}
      </LinkButton>
      <LinkButton
        testId="open-json"
        onClick={() => void page.ask(() => page.bridge.call('openJson', { resultId }))}
      >
        {words.openDocument}
      </LinkButton>
    </>
  );
}
