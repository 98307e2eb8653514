import type { BulkCheck } from '../../src/contract/request/bulkApi';
import type { CellProblem } from '../../src/model/bulk';
import type { RequestPage } from '../request/state';
import { Button } from '../ui/Button';
import { Message } from '../ui/Message';
import { Spinner } from '../ui/Spinner';
import type { Asked } from './bulkStore';
import { RunView } from './RunView';
import { words } from './words';

/** Stands where the answer is: what is known of the rows before they are written, then how the writing goes. */
export function BulkResult({ page }: { page: RequestPage }) {
  const { bulk } = page;
  return (
    <section class="bulk" data-region="result" data-testid="bulk" aria-label="Result">
      {bulk.progress.value ? (
        <RunView page={page} progress={bulk.progress.value} />
      ) : bulk.table.value ? (
        <Before page={page} />
      ) : (
        <div class="empty dim">{words.noTable}</div>
      )}
    </section>
  );
}

function Before({ page }: { page: RequestPage }) {
  const { bulk } = page;
  const check = bulk.check.value;
  const trying = bulk.dryRun.value.state === 'asking';
  return (
    <div class="bulk-before">
      <div class="row wrap bulk-line">
        <div role="status" data-testid="bulk-check">
          <CheckLine check={check} rowCount={bulk.table.value?.rowCount ?? 0} />
        </div>
        <span class="grow" />
        <Button testId="bulk-check-now" onClick={() => void bulk.checkNow()}>
          {words.check}
        </Button>
        <span title={words.dryRunTitle}>
          <Button
            testId="bulk-dry-run"
            onClick={() => (trying ? bulk.stopTrying() : void bulk.tryOnServer())}
          >
            {trying ? words.cancel : words.dryRun}
          </Button>
        </span>
      </div>
      <DryRun page={page} />
      {check.state === 'ready' && <Checked check={check.value} />}
    </div>
  );
}

function CheckLine({ check, rowCount }: { check: Asked<BulkCheck>; rowCount: number }) {
  switch (check.state) {
    case 'none':
      return null;
    case 'asking':
      return (
        <>
          <Spinner /> {words.checking}
        </>
      );
    case 'failed':
      return (
        <span>
          {check.problem.title}. {check.problem.sentence}
        </span>
      );
    case 'ready':
      return <span>{words.good(check.value.goodRows, rowCount)}</span>;
  }
}

function DryRun({ page }: { page: RequestPage }) {
  const dryRun = page.bulk.dryRun.value;
  switch (dryRun.state) {
    case 'none':
      return null;
    case 'asking':
      return (
        <div class="note dim" role="status">
          <Spinner /> {words.dryRunning}
        </div>
      );
    case 'failed':
      return (
        <Message kind="warning" testId="bulk-dry-run-said">
          <strong>{dryRun.problem.title}</strong>
          <div>{dryRun.problem.sentence}</div>
        </Message>
      );
    case 'ready': {
      const { rows, problems } = dryRun.value;
      return (
        <Message kind={problems.length > 0 ? 'warning' : 'info'} testId="bulk-dry-run-said">
          <div>{problems.length > 0 ? words.dryRunBad(rows) : words.dryRunGood(rows)}</div>
          <Problems problems={problems} />
        </Message>
      );
    }
  }
}

function Checked({ check }: { check: BulkCheck }) {
  const { problems, problemCount, preview, missing } = check;
  const names = [...new Set(preview.flatMap((record) => Object.keys(record)))];
  return (
    <>
      {missing.length > 0 && <p class="dim">{words.missing(missing)}</p>}
      {problems.length > 0 && (
        <>
          <h2>{words.problems(problems.length, problemCount)}</h2>
          <Problems problems={problems} />
        </>
      )}
      {preview.length > 0 && (
        <>
          <h2>{words.preview}</h2>
          <div class="bulk-scroll" tabIndex={0} role="region" aria-label={words.preview}>
            <table data-testid="bulk-preview">
              <thead>
                <tr>
                  {names.map((name) => (
                    <th key={name} scope="col" class="mono">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {preview.map((record, index) => (
                  <tr key={index}>
                    {names.map((name) => (
                      <td key={name} class="mono" dir="auto">
                        {textOf(Object.hasOwn(record, name) ? record[name] : undefined)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </>
  );
}

function Problems({ problems }: { problems: readonly CellProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <div class="bulk-scroll" tabIndex={0} role="region" aria-label={words.what}>
      <table data-testid="bulk-problems">
        <thead>
          <tr>
            <th scope="col">{words.row}</th>
            <th scope="col">{words.column}</th>
            <th scope="col">{words.what}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ row, column, message }, index) => (
            <tr key={index}>
              <td>{row}</td>
              <td dir="auto">{column ?? ''}</td>
              <td dir="auto">{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const longest = 200;

function textOf(value: unknown): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
