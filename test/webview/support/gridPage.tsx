// The page of the grid's tests: a grid whose rows, arrangements and clipboard are the scripted host's, as a result's are.
import { render } from 'preact';
import { useState } from 'preact/hooks';
import '../../../webview/ui/page.css';
import '../../../webview/ui/toolkit.css';
import '../../../webview/ui/controls.css';
import '../../../webview/grid/grid.css';
import './gridPage.css';
import type { Column, ColumnFilter, SortKey } from '../../../src/contract/request/resultApi';
import type { RequestApi, RequestPushes } from '../../../src/contract/requestApi';
import type { Json, JsonObject } from '../../../src/model/json';
import { Bridge } from '../../../webview/bridge';
import { Grid } from '../../../webview/grid/Grid';
import type { GridLayout } from '../../../webview/grid/layout';
import { SliceStore } from '../../../webview/grid/sliceStore';
import { takeKeys } from '../../../webview/keys';

/** What a test says about its grid, as the page's state. */
export interface GridSetup {
  columns: Column[];
  rowCount: number;
  editable?: boolean;
  groups?: boolean;
  /** Rows that cannot be opened. */
  plain?: boolean;
  layout?: GridLayout;
  /** Each row comes as JSON text in `json`: the browser's debugger, which carries the frames here, loses names such as __proto__. */
  rowsAsText?: boolean;
}

declare global {
  interface Window {
    /** What the grid told its owner, in order. */
    gridTold: { said: string[]; shownRows: number[]; drilled: number[]; layouts: (GridLayout | undefined)[] };
    gridEdits: Record<string, Record<string, Json>>;
  }
}
window.gridTold = { said: [], shownRows: [], drilled: [], layouts: [] };
window.gridEdits = {};

const bridge = new Bridge<RequestApi, RequestPushes>();
const setup = bridge.getState() as GridSetup;

function storeOf(arrangement: number): SliceStore<JsonObject> {
  return new SliceStore(
    async (offset, count, abort) => {
      const rows = await bridge.call('rows', { resultId: 1, arrangement, offset, count }, abort);
      return setup.rowsAsText ? rows.map((row) => JSON.parse(row['json'] as string) as JsonObject) : rows;
    },
    { chunk: 100, kept: 100 },
  );
}

interface Arranged {
  arrangement: number;
  rowCount: number;
  rows: SliceStore<JsonObject>;
  sort: readonly SortKey[];
  filters: readonly ColumnFilter[];
}

/** Counts what was asked for, so that only the last answer is shown. */
let arrangements = 0;

function Owner({ first }: { first: Arranged }) {
  const [arranged, setArranged] = useState(first);
  const [arranging, setArranging] = useState(false);
  const [layout, setLayout] = useState(setup.layout);
  const [edits, setEdits] = useState<ReadonlyMap<string, Record<string, Json>>>(new Map());
  const [said, setSaid] = useState('');
  const { arrangement, rowCount, rows } = arranged;

  async function arrange(sort: SortKey[], filters: ColumnFilter[]): Promise<void> {
    setArranging(true);
    const turn = ++arrangements;
    const answer = await bridge.call('arrange', { resultId: 1, sort, filters });
    const store = storeOf(answer.arrangement);
    if (turn === arrangements && answer.rowCount > 0) await store.prime();
    if (turn !== arrangements) return;
    setArranged({ ...answer, rows: store, sort, filters });
    setArranging(false);
  }

  function edit(rowId: string, column: string, value: Json | undefined): void {
    const changes = new Map(Object.entries(edits.get(rowId) ?? {}));
    if (value === undefined) changes.delete(column);
    else changes.set(column, value);
    const next = new Map(edits);
    if (changes.size === 0) next.delete(rowId);
    else next.set(rowId, Object.fromEntries(changes));
    window.gridEdits = Object.fromEntries(next);
    setEdits(next);
  }

  const row = { resultId: 1, arrangement };
  return (
    <main class="test-grid">
      <h1 class="unseen">Grid</h1>
      <Grid
        label="Records"
        columns={setup.columns}
        rowCount={rowCount}
        allRows={setup.rowCount}
        rows={rows}
        layout={layout}
        onLayout={(next) => {
          window.gridTold.layouts.push(next);
          setLayout(next);
        }}
        sort={arranged.sort}
        filters={arranged.filters}
        arranging={arranging}
        onArrange={(sort, filters) => void arrange(sort, filters)}
        onCopy={(copy) => void bridge.call('copyCells', { ...row, ...copy })}
        onCopyText={(text) => void bridge.call('copy', { text })}
        onSay={(text) => {
          window.gridTold.said.push(text);
          setSaid(text);
        }}
        onShowRow={(index) => window.gridTold.shownRows.push(index)}
        {...(setup.groups ? { onDrill: (index: number) => window.gridTold.drilled.push(index) } : {})}
        {...(setup.plain
          ? {}
          : {
              onOpen: (index: number) => void bridge.call('openRecord', { ...row, row: index }),
              onOpenRelated: (index: number, column: string) =>
                void bridge.call('openRelated', { ...row, row: index, column }),
            })}
        {...(setup.editable
          ? {
              edits,
              onEdit: edit,
              searchRecords: (model: string, text: string, signal: AbortSignal) =>
                bridge.call('records', { connectionId: 'staging', model, text, limit: 20 }, signal),
              readRow: (index: number) => bridge.call('record', { ...row, row: index }),
            }
          : {})}
      />
      <button type="button" class="after">
        After the grid
      </button>
      <div class="unseen" role="status" data-testid="said">
        {said}
      </div>
    </main>
  );
}

async function start(): Promise<void> {
  takeKeys(() => false);
  const rows = storeOf(0);
  if (setup.rowCount > 0) await rows.prime();
  const app = document.getElementById('app');
  const first: Arranged = { arrangement: 0, rowCount: setup.rowCount, rows, sort: [], filters: [] };
  if (app) render(<Owner first={first} />, app);
}
void start();
