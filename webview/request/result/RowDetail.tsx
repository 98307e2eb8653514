import { useEffect, useRef, useState } from 'preact/hooks';
import type { Column } from '../../../src/contract/request/resultApi';
import type { JsonObject } from '../../../src/model/json';
import type { ExplainedProblem } from '../../../src/model/problem';
import { problemOf } from '../../bridge';
import { valueAt } from '../../grid/cell';
import { IconButton } from '../../ui/IconButton';
import { LinkButton } from '../../ui/LinkButton';
import { Spinner } from '../../ui/Spinner';
import type { RequestPage } from '../state';
import type { Answer } from './answer';
import { FieldValue } from './FieldValue';
import { recordPlaceWords, words } from './words';

/** One whole row: every field with its names and type, values as long as they are. Escape closes it. */
export function RowDetail({ page, answer }: { page: RequestPage; answer: Answer }) {
  const row = answer.detail.value;
  if (row === undefined) return null;
  return <Detail key={answer.resultId} page={page} answer={answer} row={row} />;
}

type Read =
  | { state: 'reading' }
  | { state: 'here'; record: JsonObject }
  | { state: 'failed'; problem: ExplainedProblem };

function Detail({ page, answer, row }: { page: RequestPage; answer: Answer; row: number }) {
  const { columns, opens, groups, model } = answer.result.value;
  const rows = answer.rowCount.value;
  const head = useRef<HTMLHeadingElement>(null);
  const [read, setRead] = useState<Read>({ state: 'reading' });
  const version = answer.detailVersion.value;
  const inRow = { resultId: answer.resultId, arrangement: answer.arrangement, row };

  useEffect(() => head.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const abort = new AbortController();
    page.bridge.call('record', inRow, abort.signal).then(
      (record) => {
        if (!abort.signal.aborted) setRead({ state: 'here', record });
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setRead({ state: 'failed', problem: problemOf(error) });
      },
    );
    return () => abort.abort();
  }, [row, version]);

  function close(): void {
    answer.detail.value = undefined;
    document.querySelector<HTMLElement>('.result [role="grid"]')?.focus();
  }

  /** At the first and the last record the buttons stay usable for the focus, which would be lost with them. */
  function move(by: number): void {
    answer.detail.value = Math.min(rows - 1, Math.max(0, row + by));
  }

  const shown = groups ? columns.map((column) => ({ column, link: false })) : linked(columns, model);
  return (
    <aside
      class="detail"
      aria-label={words.record}
      data-testid="row-detail"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <div class="detail-head">
        <h2 ref={head} tabIndex={-1} class="ellipsis">
          {title(read, model)}
        </h2>
        <span class="dim" role="status">
          {recordPlaceWords(row + 1, rows)}
        </span>
        <span class="grow" />
        <button
          type="button"
          class="menu-icon"
          aria-label={words.previousRecord}
          title={words.previousRecord}
          aria-disabled={row === 0}
          onClick={() => move(-1)}
        >
          ↑
        </button>
        <button
          type="button"
          class="menu-icon"
          aria-label={words.nextRecord}
          title={words.nextRecord}
          aria-disabled={row >= rows - 1}
          onClick={() => move(1)}
        >
          ↓
        </button>
        <IconButton icon="close" label={words.closeRecord} testId="close-detail" onClick={close} />
      </div>
      {opens && (
        <div class="detail-do">
          <LinkButton onClick={() => void page.ask(() => page.bridge.call('openRecord', inRow))}>
            {words.openRecord}
          </LinkButton>
        </div>
      )}
      {read.state === 'failed' ? (
        <div class="failure" role="alert">
          {read.problem.sentence}
        </div>
      ) : read.state === 'reading' ? (
        <div class="empty">
          <Spinner />
        </div>
      ) : (
        <dl class="detail-fields">
          {shown.map(({ column, link }) => (
            <FieldValue
              key={column.name}
              column={column}
              value={valueAt(read.record, column.name)}
              onCopy={(text) =>
                void page.ask(async () => {
                  await page.bridge.call('copy', { text });
                  page.said.value = words.copied;
                })
              }
              {...(link
                ? {
                    onOpen: () =>
                      void page.ask(() => page.bridge.call('openRelated', { ...inRow, column: column.name })),
                  }
                : {})}
            />
          ))}
        </dl>
      )}
    </aside>
  );
}

function linked(columns: readonly Column[], model: string | undefined): { column: Column; link: boolean }[] {
  return columns.map((column) => ({
    column,
    link: model !== undefined && (column.relation !== undefined || column.type === 'reference'),
  }));
}

function title(read: Read, model: string | undefined): string {
  if (read.state !== 'here') return words.record;
  const { record } = read;
  const name = valueAt(record, 'display_name') ?? valueAt(record, 'name');
  if (typeof name === 'string' && name !== '') return name;
  const id = valueAt(record, 'id');
  return typeof id === 'number' || typeof id === 'string' ? `${model ?? ''} ${id}`.trim() : words.record;
}
