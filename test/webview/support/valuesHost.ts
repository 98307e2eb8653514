import type { Page } from 'playwright-core';
import type { RequestApi } from '../../../src/contract/requestApi';
import type { Handlers } from '../../../src/contract/rpc';
import { emptyDraft, type Draft } from '../../../src/model/draft';
import type { FieldInfo, RecordName } from '../../../src/model/schemaInfo';
import { requestHost, type RequestHost } from './requestHost';
import { eventually, keptDraft, openPage, type PageOptions } from './webPage';

function field(name: string, label: string, type: string, more: Partial<FieldInfo> = {}): FieldInfo {
  return { name, label, type, required: false, readonly: false, stored: true, ...more };
}

/** A model with a field of every type. */
export const orderFields: FieldInfo[] = [
  field('id', 'ID', 'integer', { readonly: true }),
  field('name', 'Order Reference', 'char', { required: true }),
  field('note', 'Terms', 'text'),
  field('comment', 'Comment', 'html'),
  field('sequence', 'Sequence', 'integer'),
  field('discount', 'Discount', 'float'),
  field('amount', 'Amount', 'monetary', { currencyField: 'currency_id' }),
  field('currency_id', 'Currency', 'many2one', { relation: 'res.currency' }),
  field('active', 'Active', 'boolean'),
  field('state', 'Status', 'selection', {
    required: true,
    selection: [
      ['draft', 'Quotation'],
      ['sale', 'Sales Order'],
    ],
  }),
  field('day', 'Validity', 'date'),
  field('date_order', 'Order Date', 'datetime'),
  field('partner_id', 'Customer', 'many2one', { relation: 'res.partner', required: true }),
  field('order_line', 'Order Lines', 'one2many', { relation: 'sale.order.line' }),
  field('tag_ids', 'Tags', 'many2many', { relation: 'res.partner.category' }),
  field('res_model', 'Resource Model', 'char'),
  field('res_id', 'Resource', 'many2one_reference'),
  field('about', 'About', 'reference', {
    selection: [
      ['res.partner', 'Contact'],
      ['res.country', 'Country'],
    ],
  }),
  field('logo', 'Logo', 'binary'),
  field('extra', 'Properties', 'properties', { definitionRecord: 'team_id' }),
  field('payload', 'Payload', 'json'),
  field('amount_total', 'Total', 'monetary', { readonly: true, currencyField: 'currency_id' }),
  field('write_date', 'Last Updated on', 'datetime', { readonly: true }),
];

const lineFields: FieldInfo[] = [
  field('order_id', 'Order', 'many2one', { relation: 'sale.order', required: true }),
  field('name', 'Description', 'text', { required: true }),
  field('product_id', 'Product', 'many2one', { relation: 'product.product' }),
  field('qty', 'Quantity', 'float'),
];

const names: RecordName[] = [
  { id: 12, name: 'Azure Interior' },
  { id: 13, name: 'Deco Addict' },
  { id: 20, name: 'Belgium' },
];

/** A request that writes, with these values as typed. */
export function writing(values: string, more: Partial<Draft> = {}): Draft {
  return {
    ...emptyDraft,
    connectionId: 'staging',
    operation: 'update',
    model: 'sale.order',
    values,
    ...more,
  };
}

export function valuesHost(handlers: Partial<Handlers<RequestApi>> = {}): RequestHost {
  return requestHost({
    fields: ({ model }) =>
      model === 'sale.order' ? orderFields : model === 'sale.order.line' ? lineFields : [],
    records: ({ text }) => names.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())),
    recordNames: ({ ids }) => names.filter(({ id }) => ids.includes(id)),
    properties: () => [
      { name: 'a1', label: 'Color', type: 'char' },
      { name: 'b2', label: 'Partners', type: 'many2many', relation: 'res.partner' },
    ],
    defaults: () => ({ state: 'draft', date_order: '2026-11-22 10:00:00', active: true, note: false }),
    pickFile: () => ({ name: 'logo.png', bytes: 4, base64: 'iVBORw==' }),
    ...handlers,
  });
}

export function openValues(host: RequestHost, draft: Draft, options: PageOptions = {}): Promise<Page> {
  return openPage('values', 'test/webview/support/valuesPart.tsx', host, {
    timeZone: 'Europe/Brussels',
    ...options,
    state: draft,
  });
}

/** Waits until the draft's values are this text. */
export async function valuesAre(page: Page, text: string): Promise<void> {
  await eventually(async () => (await draftOf(page)).values).toBe(text);
}

/** The draft that the page has kept, once it has kept one. */
export async function draftOf(page: Page): Promise<Draft> {
  return (await keptDraft(page)) as Draft;
}
