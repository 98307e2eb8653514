import { probeLabels, probeNames, type Asked, type DiagnosisStep } from '../../src/model/diagnosis';
import { duration } from '../format';
import { Icon } from '../ui/Icon';
import { Spinner } from '../ui/Spinner';
import type { Asking, RunKind } from './state';
import { useSecondsSince } from './useSeconds';
import { keptWords, verdictWords, words } from './words';

interface ChecksProps {
  steps: readonly DiagnosisStep[];
  /** The run they are of. */
  last: RunKind | undefined;
  running?: boolean;
  /** What is being asked now. */
  asking?: Asking | undefined;
}

/** The checks that are done and, while they run, those still to come. */
export function Checks({ steps, last, running, asking }: ChecksProps) {
  const done = new Map(steps.map((step) => [step.probe, step]));
  const next = asking?.probe ?? probeNames.find((probe) => !done.has(probe));
  return (
    <ol class="steps" data-testid="steps">
      {probeNames.map((probe) => {
        const step = done.get(probe);
        const runs = running && probe === next;
        if (step && !(runs && asking)) return <Done key={probe} step={step} last={last} />;
        if (!running) return null;
        return (
          <li key={probe} data-testid={`step-${probe}`} data-verdict={runs ? 'running' : 'waiting'}>
            <div class={runs ? 'step' : 'step dim'}>
              {runs ? <Spinner /> : <span aria-hidden="true">·</span>}
              <span>
                {probeLabels[probe]}
                <span class="unseen"> {runs ? words.running : words.waiting}</span>
              </span>
              {runs && asking ? <Counting asking={asking} /> : <span />}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function Counting({ asking }: { asking: Asking }) {
  const seconds = useSecondsSince(asking.since);
  return (
    <>
      <span class="detail mono" dir="auto">
        {asking.asking}
      </span>
      <span class="time dim">
        {seconds > 0 ? words.counting(seconds, Math.ceil(asking.limitMs / 1000)) : ''}
      </span>
    </>
  );
}

function Done({ step, last }: { step: DiagnosisStep; last: RunKind | undefined }) {
  const { probe, verdict, asked = [], proves } = step;
  const more = asked.length > 0 || proves !== undefined;
  return (
    <li data-testid={`step-${probe}`} data-verdict={verdict}>
      {more ? (
        <details>
          <summary class="step">
            <Line step={step} last={last} />
            <Icon name="chevronRight" />
          </summary>
          <Detail asked={asked} proves={proves} />
        </details>
      ) : (
        <div class="step">
          <Line step={step} last={last} />
        </div>
      )}
    </li>
  );
}

function Line({ step, last }: { step: DiagnosisStep; last: RunKind | undefined }) {
  const { sign, word, look } = verdictWords[step.verdict];
  return (
    <>
      <span class={look} aria-hidden="true">
        {sign}
      </span>
      <span>
        {probeLabels[step.probe]}
        <span class="unseen"> {word}: </span>
      </span>
      <span class={step.verdict === 'skipped' ? 'detail dim' : 'detail'} dir="auto">
        {step.detail}
      </span>
      <span class="time dim">{step.kept ? keptWords(last) : step.ms > 0 ? duration(step.ms) : ''}</span>
    </>
  );
}

/** What a check asked, what came back, how long that took, and what it proves. */
function Detail({ asked, proves }: { asked: readonly Asked[]; proves: string | undefined }) {
  return (
    <div class="step-detail">
      {asked.map(({ question, answer, ms }, index) => (
        <dl key={index}>
          <dt>{words.asked}</dt>
          <dd class="mono" dir="auto">
            {question}
          </dd>
          <dt>{words.answered}</dt>
          <dd class="mono" dir="auto">
            {answer}
          </dd>
          <dt>{words.took}</dt>
          <dd>{duration(ms)}</dd>
        </dl>
      ))}
      {proves !== undefined && (
        <dl>
          <dt>{words.proves}</dt>
          <dd dir="auto">{proves}</dd>
        </dl>
      )}
    </div>
  );
}
