import { useEffect } from 'preact/hooks';
import type { ResultSummary } from '../../../src/contract/request/resultApi';
import { duration, size } from '../../format';
import type { RequestPage } from '../state';
import { phasesOf } from './timings';
import { words } from './words';

/** Where an answer's time went, phase by phase, and which calls it took. */
export function TimingTab({ page, result }: { page: RequestPage; result: ResultSummary }) {
  const { pane } = page;
  useEffect(() => void page.ask(() => pane.readExchanges()), [result.resultId]);
  const { timings, ms, bytes } = result;
  const phases = timings ? phasesOf(timings) : [];
  const longest = Math.max(ms, ...phases.map((phase) => phase.ms), 1);
  const calls = pane.exchanges.value ?? [];
  return (
    <div
      class="result-scroll timing"
      data-testid="timing"
      tabIndex={0}
      role="region"
      aria-label={words.phases}
    >
      <table class="phases-table">
        <caption class="unseen">{words.phases}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{words.phase}</th>
            <th scope="col">{words.time}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {phases.map((phase) => (
            <tr key={phase.name}>
              <th scope="row">{phase.name}</th>
              <td class="number">{duration(phase.ms)}</td>
              <td class="bar-cell" aria-hidden="true">
                <span class="bar" style={{ width: `${Math.max(0.5, (phase.ms / longest) * 100)}%` }} />
              </td>
            </tr>
          ))}
          <tr class="whole">
            <th scope="row">{words.total}</th>
            <td class="number">{duration(ms)}</td>
            <td class="dim">{size(bytes)}</td>
          </tr>
        </tbody>
      </table>
      {!timings && <p class="dim">{words.notMeasured}</p>}
      {calls.length > 0 && (
        <>
          <h2>{words.calls}</h2>
          <ol class="calls mono">
            {calls.map((call, index) => (
              <li key={index}>
                {call.method} {call.url}{' '}
                <span class="dim">
                  {call.status === undefined ? words.noResponse : `HTTP ${call.status}`} {duration(call.ms)}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
