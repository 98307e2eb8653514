import type { Locator, Page } from 'playwright-core';
import type { FieldInfo } from '../../../src/model/schemaInfo';
import type { Handlers } from '../../../src/contract/rpc';
import type { RequestApi } from '../../../src/contract/requestApi';
import { emptyDraft, type Draft } from '../../../src/model/draft';
import { openRequest, partnerFields, requestHost, type RequestHost } from './requestHost';
import { eventually, keptDraft, type PageOptions } from './webPage';

/** The filter's text editor, shown if the tree was. */
export async function filterText(page: Page): Promise<Locator> {
  await page.getByTestId('filter-view').getByRole('radio', { name: 'Text' }).click();
  return page.getByTestId('filter');
}

export async function filterTree(page: Page): Promise<Locator> {
  await page.getByTestId('filter-view').getByRole('radio', { name: 'Tree' }).click();
  return page.getByTestId('filter-tree');
}

/** The line of a condition by its number: "1.2". */
export function line(page: Page, number: string): Locator {
  return page.getByRole('group', { name: `Condition ${number}`, exact: true });
}

function field(name: string, label: string, type: string, more: Partial<FieldInfo> = {}): FieldInfo {
  return { name, label, type, required: false, readonly: false, stored: true, ...more };
}

const schema: Record<string, FieldInfo[]> = {
  'res.partner': [
    ...partnerFields,
    field('child_ids', 'Contacts', 'one2many', { relation: 'res.partner' }),
    field('date', 'Date', 'date'),
    field('active', 'Active', 'boolean'),
    field('self', 'Self', 'char', { stored: false, searchable: false }),
  ],
  'res.country': [
    field('code', 'Country Code', 'char'),
    field('name', 'Country Name', 'char'),
    field('currency_id', 'Currency', 'many2one', { relation: 'res.currency' }),
  ],
  'res.currency': [field('name', 'Currency', 'char'), field('rounding', 'Rounding Factor', 'float')],
};

/** A host with a schema along which fields lead from model to model. */
export function filterHost(handlers: Partial<Handlers<RequestApi>> = {}): RequestHost {
  return requestHost({ fields: ({ model }) => schema[model] ?? [], ...handlers });
}

export async function openFilter(
  domain: string,
  host = filterHost(),
  options: PageOptions = {},
): Promise<Page> {
  const draft: Draft = { ...emptyDraft, connectionId: 'staging', model: 'res.partner', domain };
  const page = await openRequest(host, { ...options, state: draft });
  await page.getByTestId('filter-tree').waitFor();
  return page;
}

/** Waits until the draft's domain is this text. */
export async function expectDomain(page: Page, text: string): Promise<void> {
  await eventually(() => keptDraft(page)).toMatchObject({ domain: text });
}
