import { probeLabels, probeNames, type DiagnosisStep, type Verdict } from '../../src/model/diagnosis';
import { duration } from '../format';
import { Spinner } from '../ui/Spinner';

const signs: Record<Verdict, { sign: string; word: string; class: string }> = {
  ok: { sign: '✓', word: 'passed', class: 'passed' },
  warning: { sign: '!', word: 'warning', class: 'warned' },
  failed: { sign: '✕', word: 'failed', class: 'failed' },
  skipped: { sign: '–', word: 'skipped', class: 'dim' },
};

/** The checks that are done and, while they run, those still to come. */
export function Checks(props: { steps: readonly DiagnosisStep[]; running?: boolean }) {
  const done = new Set(props.steps.map((step) => step.probe));
  const waiting = props.running ? probeNames.filter((probe) => !done.has(probe)) : [];
  return (
    <ol class="steps" data-testid="steps">
      {props.steps.map((step) => {
        const { sign, word, class: look } = signs[step.verdict];
        return (
          <li key={step.probe} data-testid={`step-${step.probe}`} data-verdict={step.verdict}>
            <span class={look} aria-hidden="true">
              {sign}
            </span>
            <span>
              {probeLabels[step.probe]}
              <span class="unseen"> {word}: </span>
            </span>
            <span class={step.verdict === 'skipped' ? 'detail dim' : 'detail'}>{step.detail}</span>
            <span class="time dim">{step.verdict === 'skipped' ? '' : duration(step.ms)}</span>
          </li>
        );
      })}
      {waiting.map((probe, index) => (
        <li key={probe} class="dim" data-testid={`step-${probe}`} data-verdict="waiting">
          {index === 0 ? <Spinner /> : <span aria-hidden="true">·</span>}
          <span>
            {probeLabels[probe]}
            <span class="unseen">{index === 0 ? ' running' : ' waiting'}</span>
          </span>
          <span />
          <span />
        </li>
      ))}
    </ol>
  );
}
