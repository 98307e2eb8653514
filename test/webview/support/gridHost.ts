import type { Page } from 'playwright-core';
import { requestApi, type RequestApi, type RequestPushes } from '../../../src/contract/requestApi';
import type { Column, ColumnFilter, SortKey } from '../../../src/contract/request/resultApi';
import type { Handlers } from '../../../src/contract/rpc';
import type { Json, JsonObject } from '../../../src/model/json';
import { cellText } from '../../../src/table/cellText';
import type { GridSetup } from './gridPage';
import { ScriptedHost } from './scriptedHost';
import { openPage, type PageOptions } from './webPage';

export type GridHost = ScriptedHost<RequestApi, RequestPushes>;

/** A pixel, as an image field holds it. */
export const tinyPicture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A column of each type that a sales order may have. */
export const orderColumns: Column[] = [
  { name: 'id', label: 'ID', type: 'integer' },
  { name: 'name', label: 'Order Reference', type: 'char', editable: true },
  { name: 'partner_id', label: 'Customer', type: 'many2one', relation: 'res.partner', editable: true },
  { name: 'tag_ids', label: 'Tags', type: 'many2many', relation: 'crm.tag' },
  { name: 'amount_total', label: 'Total', type: 'monetary', currencyField: 'currency_id', editable: true },
  { name: 'quantity', label: 'Quantity', type: 'integer', editable: true },
  { name: 'rate', label: 'Rate', type: 'float', decimals: 3, editable: true },
  { name: 'active', label: 'Active', type: 'boolean', editable: true },
  {
    name: 'state',
    label: 'Status',
    type: 'selection',
    editable: true,
    selection: [
      ['draft', 'Quotation'],
      ['sale', 'Sales Order'],
    ],
  },
  { name: 'date', label: 'Date', type: 'date', editable: true },
  { name: 'confirmed', label: 'Confirmed at', type: 'datetime', editable: true },
  { name: 'note', label: 'Terms', type: 'html' },
  { name: 'comment', label: 'Comment', type: 'text', editable: true },
  { name: 'document', label: 'Document', type: 'binary' },
  { name: 'image_128', label: 'Image', type: 'image' },
  { name: 'data', label: 'Data', type: 'json' },
  { name: 'origin', label: 'Origin', type: 'reference' },
  { name: 'currency_id', label: 'Currency', type: 'many2one', relation: 'res.currency' },
];

const customers = ['Azure Interior', 'Brasserie du Cygne', 'Deco Addict', 'شركة النور', 'Ready Mat'];

export function order(index: number): JsonObject {
  return {
    id: index + 1,
    name: `S${String(index + 1).padStart(5, '0')}`,
    partner_id: index % 4 === 3 ? false : [10 + (index % 5), customers[index % 5] ?? ''],
    tag_ids: index % 3 === 0 ? [3, 8] : [],
    amount_total: 1234.5 + index * 10,
    quantity: 1000 + index * 7,
    rate: 0.5,
    active: index % 2 === 0,
    state: index % 3 === 0 ? 'draft' : 'sale',
    date: '2026-01-31',
    confirmed: index % 4 === 3 ? false : '2026-01-31 23:30:05',
    note: '<p>Net <b>30</b> days &amp; no <script>alert(1)</script> rebate</p>',
    comment: index % 2 === 0 ? 'Two\nlines' : false,
    document: '12.30 Kb',
    image_128: index % 2 === 0 ? tinyPicture : false,
    data: { colour: ['red', 1] },
    origin: 'sale.order,7',
    currency_id: index % 2 === 0 ? [1, 'EUR'] : [2, 'JPY'],
  };
}

/** A host that keeps `rowCount` orders, or rows of another kind, and sorts and filters them by their text. */
export function gridHost(
  rowCount: number,
  handlers: Partial<Handlers<RequestApi>> = {},
  rowAt: (index: number) => JsonObject = order,
): GridHost {
  const arrangements = new Map<number, number[]>();
  let last = 0;
  return new ScriptedHost<RequestApi, RequestPushes>(requestApi, {
    rows: ({ arrangement, offset, count }) => {
      const places = arrangements.get(arrangement);
      const end = Math.min(offset + count, places?.length ?? rowCount);
      return Array.from({ length: Math.max(0, end - offset) }, (_, index) =>
        rowAt(places?.[offset + index] ?? offset + index),
      );
    },
    arrange: ({ sort, filters }) => {
      const places = Array.from({ length: rowCount }, (_, index) => index)
        .filter((index) => filters.every((filter) => keeps(rowAt(index), filter)))
        .sort((a, b) => compare(rowAt(a), rowAt(b), sort));
      arrangements.set(++last, places);
      return { arrangement: last, rowCount: places.length };
    },
    record: ({ arrangement, row }) => rowAt(arrangements.get(arrangement)?.[row] ?? row),
    records: ({ text }) =>
      customers
        .map((name, index) => ({ id: 10 + index, name }))
        .filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())),
    copyCells: ({ firstRow, lastRow }) => lastRow - firstRow + 1,
    copy: () => Promise.resolve(undefined),
    openRecord: () => Promise.resolve(undefined),
    openRelated: () => Promise.resolve(undefined),
    ...handlers,
  } as Handlers<RequestApi>);
}

const textOf = (row: JsonObject, name: string): string => cellText(row[name], { name, type: 'char' });

function keeps(row: JsonObject, { column, text }: ColumnFilter): boolean {
  const value = textOf(row, column);
  if (text === 'empty') return value === '';
  return text.startsWith('=') ? value === text.slice(1) : value.toLowerCase().includes(text.toLowerCase());
}

function compare(a: JsonObject, b: JsonObject, sort: readonly SortKey[]): number {
  for (const { column, descending } of sort) {
    const order = textOf(a, column).localeCompare(textOf(b, column), 'en', { numeric: true });
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}

/** Opens a page with nothing but a grid, and waits for it. */
export async function openGrid(
  host: GridHost,
  setup: Partial<GridSetup> & { rowCount: number },
  options: PageOptions = {},
): Promise<Page> {
  const page = await openPage('grid', 'test/webview/support/gridPage.tsx', host, {
    ...options,
    state: { columns: orderColumns, ...setup },
  });
  await page.getByTestId('grid').waitFor();
  return page;
}

/** A grid of orders with the default host. */
export async function showOrders(
  rowCount: number,
  setup: Partial<GridSetup> = {},
  options: PageOptions = {},
): Promise<{ page: Page; host: GridHost }> {
  const host = gridHost(rowCount);
  return { host, page: await openGrid(host, { rowCount, ...setup }, options) };
}

/** A cell by its row and its column's place among those shown, both from 0. */
export const cell = (page: Page, row: number, column: number) =>
  page.locator(`[data-row="${row}"] [role="gridcell"][data-column="${column}"]`);

export const head = (page: Page, name: string) =>
  page.getByRole('columnheader', { name: new RegExp(`^${name},`) });

/** The names of the columns that are shown and made, from left to right. */
export const columnNames = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[role="columnheader"]')]
      .sort((a, b) => Number(a.getAttribute('aria-colindex')) - Number(b.getAttribute('aria-colindex')))
      .map((each) => each.getAttribute('aria-label')?.split(',')[0] ?? ''),
  );

/** The text of the element that the grid points screen readers at. */
export const activeText = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => {
    const id = document.querySelector('[role="grid"]')?.getAttribute('aria-activedescendant');
    return document.getElementById(id ?? '')?.textContent;
  });

export const said = (page: Page): Promise<string[]> => page.evaluate(() => window.gridTold.said);

export const edits = (page: Page): Promise<Record<string, Record<string, Json>>> =>
  page.evaluate(() => window.gridEdits);
