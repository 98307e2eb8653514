import { useState } from 'preact/hooks';
import type { ExplainedProblem } from '../../../src/model/problem';
import { ProblemView } from '../../problem/ProblemView';
import { Button } from '../../ui/Button';
import { LinkButton } from '../../ui/LinkButton';
import { needsDiagnosis } from '../needsDiagnosis';
import type { RequestPage } from '../state';
import { ExchangeTab } from './ExchangeTab';
import { words } from './words';

/** A Send that brought no answer: why, and what went over the wire. */
export function Failure({ page, problem }: { page: RequestPage; problem: ExplainedProblem }) {
  const [wire, setWire] = useState<ExplainedProblem | undefined>(undefined);
  if (problem.code === 'call.cancelled' || problem.code === 'call.declined') {
    return (
      <div class="empty dim" role="status" data-testid="calm">
        <div data-testid="problem-title">{problem.title}</div>
        <div data-testid="problem-sentence">{problem.sentence}</div>
      </div>
    );
  }
  const offered = problem.remedies.some((remedy) => remedy.action?.kind === 'diagnose');
  const open = wire === problem;
  return (
    <div class="result-scroll">
      <div class="failure">
        <ProblemView
          problem={problem}
          auth={(page.drafts.draft.value.signIn ?? page.connection.value?.signIn)?.auth}
          onAction={(action) => void page.remedy(action)}
        >
          {needsDiagnosis(problem.code) && !offered && (
            <Button testId="diagnose" onClick={() => void page.diagnose()}>
              {words.diagnose}
            </Button>
          )}
        </ProblemView>
        {!problem.code.startsWith('request.') && (
          <LinkButton testId="wire" expanded={open} onClick={() => setWire(open ? undefined : problem)}>
            {words.overTheWire}
          </LinkButton>
        )}
      </div>
      {open && <ExchangeTab page={page} />}
    </div>
  );
}
