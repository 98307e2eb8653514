// The page of the grid's measurements: one table of typed data in its memory, shown by our grid or by AG Grid.
import { AllCommunityModule, createGrid, ModuleRegistry, themeQuartz } from 'ag-grid-community';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import '../../webview/ui/page.css';
import '../../webview/ui/toolkit.css';
import '../../webview/ui/controls.css';
import '../../webview/grid/grid.css';
import type { JsonObject } from '../../src/model/json';
import { cellView } from '../../webview/grid/cell';
import { Grid } from '../../webview/grid/Grid';
import type { GridLayout } from '../../webview/grid/layout';
import { SliceStore } from '../../webview/grid/sliceStore';
import { benchColumns, benchRow } from './gridData';
import { firstPaint, scroll, type ScrollTimes } from './gridScroll';

const rowHeight = 24;
const headHeight = 28;
const columnWidth = 120;
/** Rows in a slice, slices kept, and the milliseconds a slice takes to come from the host. */
const slice = { rows: 100, kept: 100, ms: 2 };

/** `ours` asks an asynchronous host for slices; AG Grid is given every row at once, as it is mostly used. */
export type Shown = 'ours' | 'agGrid';

declare global {
  interface Window {
    bench: {
      prepare: (rowCount: number) => number;
      show: (what: Shown) => Promise<number>;
      scroll: (what: Shown) => Promise<ScrollTimes>;
    };
  }
}

let rows: JsonObject[] = [];

/** Rows as they come over from the host: later, and as copies. */
async function ask(offset: number, count: number): Promise<JsonObject[]> {
  await new Promise((resolve) => setTimeout(resolve, slice.ms));
  return structuredClone(rows.slice(offset, offset + count));
}

const layout: GridLayout = {
  order: [],
  hidden: [],
  pinned: ['id'],
  widths: Object.fromEntries(benchColumns.map(({ name }) => [name, columnWidth])),
};
const nothing = (): void => undefined;

function Ours() {
  const [store] = useState(() => new SliceStore<JsonObject>(ask, { chunk: slice.rows, kept: slice.kept }));
  const [kept, setKept] = useState<GridLayout | undefined>(layout);
  return (
    <Grid
      label="Records"
      columns={benchColumns}
      rowCount={rows.length}
      rows={store}
      layout={kept}
      onLayout={setKept}
      sort={[]}
      filters={[]}
      onArrange={nothing}
      onCopy={nothing}
      onCopyText={nothing}
      onSay={nothing}
      onOpen={nothing}
      onOpenRelated={nothing}
    />
  );
}

function showAgGrid(app: HTMLElement): void {
  ModuleRegistry.registerModules([AllCommunityModule]);
  createGrid(app, {
    theme: themeQuartz,
    rowHeight,
    headerHeight: headHeight,
    rowData: rows,
    columnDefs: benchColumns.map((column) => ({
      colId: column.name,
      headerName: column.name,
      width: columnWidth,
      pinned: column.name === 'id' ? 'left' : null,
      valueGetter: ({ data }) => data?.[column.name],
      // The same texts as ours shows.
      valueFormatter: ({ value, data }) => {
        const view = cellView(value, column, data);
        return view.dim ? `${view.text} ${view.dim}` : view.text;
      },
    })),
  });
}

function place(): HTMLElement {
  const app = document.getElementById('app');
  if (!app) throw new Error('The page has no place for a grid.');
  return app;
}

window.bench = {
  prepare: (rowCount) => {
    rows = Array.from({ length: rowCount }, (_, index) => benchRow(index));
    return rows.length;
  },
  show: (what) =>
    firstPaint(place(), what === 'ours', () => {
      if (what === 'ours') render(<Ours />, place());
      else showAgGrid(place());
    }),
  scroll: (what) => scroll(place(), what === 'ours', rows.length, rowHeight),
};
