import { useState } from 'preact/hooks';
import { Grid } from '../../grid/Grid';
import { Button } from '../../ui/Button';
import type { RequestPage } from '../state';
import type { Answer } from './answer';
import { EditsBar } from './EditsBar';
import { RowDetail } from './RowDetail';
import { existWords, words } from './words';

/** The records in a grid, beside it the one that is looked at. */
export function Records({ page, answer }: { page: RequestPage; answer: Answer }) {
  const result = answer.result.value;
  if (result.rowCount === 0) return <NoRecords page={page} answer={answer} />;
  const { resultId, opens, groups, model, columns } = result;
  const { bridge, pane } = page;
  const { connectionId } = page.drafts.draft.value;
  const ask = (question: () => Promise<unknown>): void => void page.ask(question);
  const inRow = (row: number) => ({ resultId, arrangement: answer.arrangement, row });
  const edits =
    model !== undefined && columns.some((column) => column.editable)
      ? pane.editsOf(connectionId, model)
      : undefined;
  return (
    <div class="records-beside">
      <Grid
        key={resultId}
        label={groups ? words.groups : words.records}
        columns={columns}
        rowCount={answer.rowCount.value}
        allRows={result.rowCount}
        rows={answer.rows.value}
        layout={pane.layoutOf(result)}
        onLayout={(layout) => pane.keepLayout(result, layout)}
        sort={answer.sort.value}
        filters={answer.filters.value}
        onArrange={(sort, filters) => ask(() => answer.arrange(sort, filters))}
        arranging={answer.arranging.value}
        onCopy={(copy) =>
          ask(() => bridge.call('copyCells', { resultId, arrangement: answer.arrangement, ...copy }))
        }
        onCopyText={(text) => ask(() => bridge.call('copy', { text }))}
        onSay={(text) => (page.said.value = text)}
        onShowRow={(row) => (answer.detail.value = row)}
        readRow={(row) => bridge.call('record', inRow(row))}
        searchRecords={(related, text, signal) =>
          bridge.call('records', { connectionId, model: related, text, limit: 20 }, signal)
        }
        bar={edits && <EditsBar page={page} answer={answer} edits={edits} />}
        {...(opens ? { onOpen: (row: number) => ask(() => bridge.call('openRecord', inRow(row))) } : {})}
        {...(model === undefined || groups
          ? {}
          : {
              onOpenRelated: (row: number, column: string) =>
                ask(() => bridge.call('openRelated', { ...inRow(row), column })),
            })}
        {...(groups
          ? {
              onDrill: (row: number) =>
                ask(async () => page.loadDraft(await bridge.call('drill', inRow(row)))),
            }
          : {})}
        {...(edits
          ? {
              edits: edits.edits.value,
              onEdit: (rowId, column, value) => edits.set(rowId, column, value),
            }
          : {})}
      />
      <RowDetail page={page} answer={answer} />
    </div>
  );
}

/** Nothing came; how many there would be without the filter is counted when it is asked for. */
function NoRecords({ page, answer }: { page: RequestPage; answer: Answer }) {
  const { model, groups, countable } = answer.result.value;
  const [all, setAll] = useState<number | 'counting' | undefined>(undefined);
  const draft = page.drafts.draft.value;
  const { connectionId, signIn } = draft;
  async function count(asked: string): Promise<void> {
    setAll('counting');
    try {
      setAll(
        await page.bridge.call('count', {
          connectionId,
          model: asked,
          domain: [],
          ...(signIn ? { signIn } : {}),
        }),
      );
    } catch (error) {
      setAll(undefined);
      throw error;
    }
  }
  return (
    <div class="empty" data-testid="no-records">
      <p class="dim">{groups ? words.noGroups : words.noMatch}</p>
      {model !== undefined && (countable || groups) && (
        <p role="status" class="no-records-all">
          {all === undefined ? (
            <Button testId="count-all" onClick={() => void page.ask(() => count(model))}>
              {words.countAll}
            </Button>
          ) : all === 'counting' ? (
            words.counting
          ) : (
            existWords(all)
          )}
        </p>
      )}
    </div>
  );
}
