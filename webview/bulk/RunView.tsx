import { useEffect, useRef } from 'preact/hooks';
import type { BulkProgress } from '../../src/contract/request/bulkApi';
import type { ExplainedProblem, Remedy } from '../../src/model/problem';
import { elapsed } from '../format';
import { ProblemView } from '../problem/ProblemView';
import type { RequestPage } from '../request/state';
import { Button } from '../ui/Button';
import { Segmented } from '../ui/Segmented';
import type { Only } from './bulkStore';
import { ReportRows } from './ReportRows';
import { words } from './words';

/** How the writing goes, what came of it, and what can be done about it. */
export function RunView({ page, progress }: { page: RequestPage; progress: BulkProgress }) {
  const { bulk } = page;
  const { state, done, failed, unsure, of, ms, problem } = progress;
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => head.current?.focus({ preventScroll: true }), [progress.runId]);
  const summary = [
    words.progress(done, of),
    ...(failed > 0 ? [words.failed(failed)] : []),
    ...(unsure > 0 ? [words.unsure(unsure)] : []),
  ].join(' · ');
  const ended = state === 'done' || state === 'cancelled';
  return (
    <div class="bulk-run">
      <div class="row wrap bulk-line" ref={head} tabIndex={-1} data-landing data-testid="bulk-progress">
        <strong data-testid="bulk-state">{words.state[state]}</strong>
        <span>{summary}</span>
        <span class="dim bulk-time">{elapsed(ms)}</span>
      </div>
      <progress
        aria-label={summary}
        max={Math.max(1, of)}
        value={done + failed + unsure}
        data-testid="bulk-bar"
      />
      {/* Said when it changes its state, not with every row. */}
      <div class="unseen" role="status">
        {state === 'running' ? words.state.running : `${words.state[state]}. ${summary}`}
      </div>
      {problem && (
        <div class="failure">
          <ProblemView
            problem={done > 0 ? withoutAddress(problem) : problem}
            auth={page.signIn.value?.auth}
            onAction={(action) => void page.remedy(action)}
          />
        </div>
      )}
      {state === 'interrupted' && <p>{words.interruptedHint}</p>}
      {state === 'cancelled' && <p>{words.cancelledHint}</p>}
      {unsure > 0 && <p>{words.unsureHint}</p>}
      <div class="row wrap">
        {state === 'running' && <Steer page={page} how="pause" text={words.pause} />}
        {(state === 'paused' || state === 'interrupted') && (
          <Steer page={page} how="resume" text={words.resume} primary />
        )}
        {!ended && <Steer page={page} how="cancel" text={words.cancel} />}
        {ended && (
          <Button testId="bulk-new" onClick={() => bulk.forgetRun()}>
            {words.newTable}
          </Button>
        )}
        {state !== 'running' && (
          <Button testId="bulk-save" onClick={() => void save(page)}>
            {words.saveReport}
          </Button>
        )}
        {ended && failed > 0 && (
          <Button testId="bulk-failed" onClick={() => void page.ask(() => bulk.takeFailed())}>
            {words.runFailed}
          </Button>
        )}
        <span class="grow" />
        <Segmented<Only>
          label={words.show}
          testId="bulk-only"
          value={bulk.only.value}
          options={[
            { value: 'all', label: words.all },
            { value: 'failed', label: words.onlyFailed, disabled: failed === 0 },
            { value: 'unsure', label: words.onlyUnsure, disabled: unsure === 0 },
          ]}
          onChange={(only) => bulk.showOnly(only)}
        />
      </div>
      <ReportRows page={page} />
    </div>
  );
}

/** Where rows have been written already, the address is not what is wrong. */
function withoutAddress(problem: ExplainedProblem): ExplainedProblem {
  const isAddress = ({ action }: Remedy): boolean =>
    action?.kind === 'useAddress' || (action?.kind === 'editConnection' && action.step === 'address');
  return { ...problem, remedies: problem.remedies.filter((remedy) => !isAddress(remedy)) };
}

function Steer(props: {
  page: RequestPage;
  how: 'pause' | 'resume' | 'cancel';
  text: string;
  primary?: boolean;
}) {
  const { page, how } = props;
  return (
    <Button
      testId={`bulk-${how}`}
      primary={props.primary === true}
      onClick={() => void page.ask(() => page.bulk.steer(how))}
    >
      {props.text}
    </Button>
  );
}

async function save(page: RequestPage): Promise<void> {
  await page.ask(async () => {
    const file = await page.bulk.saveReport();
    if (file !== undefined) page.notice.value = { text: words.saved(file) };
  });
}
