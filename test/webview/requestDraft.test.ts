import { describe, expect, it } from 'vitest';
import { emptyDraft, type Draft } from '../../src/model/draft';
import {
  companies as draft,
  live,
  openRequest,
  partnerColumns,
  requestHost,
  staging,
  tableResult,
} from './support/requestHost';
import { eventually, keptDraft, keptState, useBrowser } from './support/webPage';

useBrowser();

describe('the draft', () => {
  it('comes back as it was when the page is built again', async () => {
    const kept: Draft = { ...draft, limit: '5', offset: '10', context: '{"lang": "fr_FR"}' };
    const page = await openRequest(requestHost(), { state: kept });
    await eventually(() => page.getByRole('combobox', { name: 'Model' }).inputValue()).toBe('res.partner');
    await page.getByText('Context: lang fr_FR').click();
    expect(await page.getByTestId('context').textContent()).toBe(kept.context);
    await page.getByRole('radio', { name: 'Text' }).click();
    expect(await page.getByTestId('filter').textContent()).toBe(kept.domain);
    expect(await page.getByRole('textbox', { name: 'Limit' }).inputValue()).toBe('5');
    expect(await page.getByRole('textbox', { name: 'Offset' }).inputValue()).toBe('10');
    expect(await page.getByTestId('fields').textContent()).toContain('email');
  });

  it('is kept with every change, and nothing but the draft', async () => {
    const page = await openRequest(requestHost(), { state: draft });
    await page.getByRole('combobox', { name: 'Order' }).fill('id desc');
    await eventually(() => keptDraft(page)).toEqual({ ...draft, order: 'id desc' });
  });

  it('is kept together with what was changed in the grid and not written yet', async () => {
    const edits = [{ of: 'staging res.partner', changes: [['9', { name: 'Azure Exterior' }]] }];
    const columns = partnerColumns.map((column) => ({ ...column, editable: column.name !== 'id' }));
    const host = requestHost({ send: () => tableResult(20, { columns }) });
    const page = await openRequest(host, { state: { draft, sent: [], at: -1, edits } });
    await page.getByTestId('send').click();
    await eventually(() => page.getByTestId('edits-count').innerText()).toContain('1 change in 1 record');
    await eventually(() => page.getByTestId('grid').innerText()).toContain('Azure Exterior');
    await page.getByTestId('edits-discard').click();
    await eventually(() => keptState(page)).toMatchObject({ draft, edits: [] });
  });

  it('starts anew on what was kept by something else', async () => {
    const page = await openRequest(requestHost(), { state: { operation: 'nonsense', password: 'x' } });
    await eventually(() => page.getByRole('textbox', { name: 'Limit' }).inputValue()).toBe('80');
  });

  it('survives a change of connection and of operation', async () => {
    const page = await openRequest(requestHost(), {
      state: { ...draft, signIn: { auth: 'apiKey', protocol: 'jsonRpc' } },
    });
    await page.getByRole('combobox', { name: 'Connection' }).click();
    await page.getByRole('option', { name: 'Acme live' }).click();
    await page.getByRole('combobox', { name: 'Operation' }).click();
    await page.getByRole('option', { name: 'Create' }).click();
    await page.getByTestId('values-part').waitFor();
    await page.getByRole('combobox', { name: 'Operation' }).click();
    await page.getByRole('option', { name: 'Search & read' }).click();
    await page.getByRole('radio', { name: 'Text' }).click();
    expect(await page.getByTestId('filter').textContent()).toBe(draft.domain);
    // The sign-in method that the other server does not offer is the only thing to go.
    await eventually(() => keptDraft(page)).toEqual({ ...draft, connectionId: 'live' });
  });

  it('gives way to a loaded one, and what had been typed can be brought back', async () => {
    const host = requestHost();
    const typed = { ...draft, domain: "[('customer_rank', '>', 0)]" };
    const page = await openRequest(host, { state: typed });
    await page.getByTestId('send').waitFor();
    host.push('load', {
      draft: { ...emptyDraft, connectionId: 'live', model: 'sale.order' },
      sendNow: false,
    });
    await eventually(() => page.getByRole('combobox', { name: 'Model' }).inputValue()).toBe('sale.order');
    await page.getByRole('radio', { name: 'Text' }).click();
    expect(await page.getByTestId('filter').textContent()).not.toContain('customer_rank');
    await page.getByText('Bring it back').click();
    expect(await page.getByTestId('filter').textContent()).toBe(typed.domain);
  });

  it('takes the name it was saved under', async () => {
    const host = requestHost();
    const page = await openRequest(host, { state: draft });
    await page.getByTestId('save').click();
    await eventually(() => page.getByTestId('request-name').textContent()).toBe('Belgian companies');
    expect(host.calls('save')).toEqual([{ draft }]);
    await eventually(() => keptDraft(page)).toEqual({ ...draft, name: 'Belgian companies' });
  });
});

describe('the connection', () => {
  it('is shown with its server, database and version, and marked when it is production or read-only', async () => {
    const page = await openRequest(requestHost(), { state: draft });
    await page.getByText('erp-staging.example.com · acme · 19.0').waitFor();
    expect(await page.getByTestId('mark-production').count()).toBe(0);
    await page.getByRole('combobox', { name: 'Connection' }).click();
    await page.getByRole('option', { name: 'Acme live' }).click();
    await page.getByTestId('mark-production').waitFor();
    expect(await page.getByTestId('mark-readOnly').textContent()).toBe('Read-only');
  });

  it('offers the sign-in methods of its version, and its own needs no choice', async () => {
    const host = requestHost();
    const page = await openRequest(host, { state: draft });
    await page.getByRole('combobox', { name: 'Sign-in method' }).click();
    await page.getByRole('option', { name: 'Password · XML-RPC' }).click();
    await eventually(() => keptDraft(page)).toEqual({
      ...draft,
      signIn: { auth: 'password', protocol: 'xmlRpc' },
    });
    await page.getByRole('combobox', { name: 'Sign-in method' }).click();
    await page.getByRole('option', { name: 'API key · JSON-2' }).click();
    await eventually(() => keptDraft(page)).toEqual(draft);
  });

  it('can be added when there is none, and the form appears when there is one', async () => {
    const host = requestHost({ open: () => ({ connections: [], sendNow: false }) });
    const page = await openRequest(host);
    await page.getByTestId('add-connection').click();
    await eventually(() => host.calls('addConnection')).toEqual([{}]);
    host.push('connections', { connections: [staging], activeConnectionId: 'staging' });
    await page.getByTestId('send').waitFor();
    await eventually(() => host.calls('models')).toEqual([{ connectionId: 'staging', again: false }]);
  });

  it('waits for a choice when the draft’s own is gone, so that nothing is sent elsewhere', async () => {
    const host = requestHost();
    const page = await openRequest(host, { state: draft });
    await page.getByTestId('send').waitFor();
    host.push('connections', { connections: [live], activeConnectionId: 'live' });
    await eventually(() => page.getByTestId('connection').getAttribute('title')).toBe('Choose a connection');
    await page.getByTestId('send').click();
    await eventually(() => host.calls('send')).toEqual([{ draft }]);
  });
});
