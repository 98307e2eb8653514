import { describe, expect, it } from 'vitest';
import { emptyDraft, type Draft } from '../../src/model/draft';
import { operationLabels, type Operation } from '../../src/model/requestSpec';
import {
  companies,
  confirmOrder,
  live,
  noPlaces,
  openRequest,
  requestHost,
  shop,
  staging,
} from './support/requestHost';
import { chooseOperation, formRows, namelessControls } from './support/requestForm';
import { eventually, keptDraft, picture, useBrowser } from './support/webPage';

useBrowser();

const draft: Draft = { ...emptyDraft, connectionId: 'shop', operation: 'restList', route: 'partner' };

function restHost(more: Parameters<typeof requestHost>[0] = {}) {
  return requestHost({
    open: () => ({ connections: [shop, staging, live], activeConnectionId: 'shop', sendNow: false }),
    ...more,
  });
}

describe('the operations', () => {
  it('are those that the connection carries, and a new request starts with one of them', async () => {
    const host = restHost();
    const page = await openRequest(host);
    await eventually(() => keptDraft(page)).toMatchObject({ connectionId: 'shop', operation: 'restList' });
    const shown = page.getByTestId('operation').locator('vscode-option');
    const labels = (operations: Operation[]): string[] => operations.map((each) => operationLabels[each]);
    const rest: Operation[] = [
      'restList',
      'restRead',
      'restCreate',
      'restUpdate',
      'restDelete',
      'restCall',
      'http',
    ];
    expect(await shown.allTextContents()).toEqual([...labels(rest), 'API operations (OpenAPI)']);
    await page.getByRole('combobox', { name: 'Connection' }).click();
    await page.getByRole('option', { name: 'Acme live' }).click();
    const orm: Operation[] = [
      ...(['searchRead', 'search', 'count', 'read', 'readGroup', 'nameSearch'] as const),
      ...([
        'fieldsGet',
        'defaultGet',
        'exportData',
        'create',
        'update',
        'delete',
        'copy',
        'load',
        'call',
      ] as const),
    ];
    await eventually(() => shown.allTextContents()).toEqual(labels(orm));
    await eventually(() => keptDraft(page)).toMatchObject({ connectionId: 'live', operation: 'searchRead' });
    // The REST connection was never asked for models, which would have asked for its secret.
    expect(host.calls('models')).toEqual([{ connectionId: 'live', again: false }]);
  });

  it('keep what was typed where the connection cannot carry it, and say what fits', async () => {
    const page = await openRequest(restHost(), { state: companies });
    await page.getByTestId('fields').waitFor();
    await page.getByRole('combobox', { name: 'Connection' }).click();
    await page.getByRole('option', { name: 'Shop' }).click();
    const misfit = page.getByTestId('misfit');
    await eventually(() => misfit.textContent()).toContain(
      '“Search & read” calls Odoo’s models, and this connection signs in to a REST module. What you typed is kept.',
    );
    expect(await page.getByRole('combobox', { name: 'Model' }).inputValue()).toBe('res.partner');
    await picture(page, 'rest-misfit');
    await page.getByTestId('use-sign-in').click();
    await eventually(() => misfit.count()).toBe(0);
    await eventually(() => keptDraft(page)).toEqual({
      ...companies,
      connectionId: 'shop',
      signIn: { auth: 'password', protocol: 'jsonRpc' },
    });
  });

  it('change to the one that fits by a press, and find what was typed when they change back', async () => {
    const page = await openRequest(restHost(), {
      state: { ...draft, connectionId: 'live', route: 'partner', ids: 'NkK9', operation: 'restRead' },
    });
    await page.getByTestId('misfit').waitFor();
    await page.getByTestId('use-operation').press('Enter');
    await eventually(() => keptDraft(page)).toMatchObject({
      operation: 'read',
      route: 'partner',
      ids: 'NkK9',
    });
    await page.getByRole('combobox', { name: 'Model' }).waitFor();
  });
});

describe('the sign-in methods', () => {
  it('are all shown, with their versions and safety; those the connection lacks something for cannot be chosen', async () => {
    const page = await openRequest(restHost(), { state: companies });
    await page.getByRole('combobox', { name: 'Sign-in method' }).click();
    const jwt = page.getByRole('option', { name: 'JWT · REST needs REST settings' });
    await jwt.waitFor();
    expect(await jwt.getAttribute('aria-disabled')).toBe('true');
    expect(await jwt.getAttribute('title')).toContain('Needs REST settings.');
    await picture(page, 'rest-sign-in');
    await jwt.click({ force: true });
    await page.keyboard.press('Escape');
    expect(await keptDraft(page)).not.toHaveProperty('signIn');
    const chosen = page.getByRole('combobox', { name: 'Sign-in method' });
    expect(await chosen.getAttribute('title')).toBe(
      'API key · JSON-2. Odoo 19 and later. The key can be revoked.',
    );
  });
});

describe('the form of a REST call', () => {
  it('has the parts of each operation and no others, each with a name', async () => {
    const page = await openRequest(restHost(), { state: draft });
    const expected: Record<string, string[]> = {
      'REST: list': ['Fields', 'Filter', 'Order'],
      'REST: read': ['Records', 'Fields'],
      'REST: create': ['Values'],
      'REST: update': ['Records', 'Values'],
      'REST: delete': ['Records', 'Sent'],
      'REST: call a method': ['Call with', 'Records', 'Values'],
      'Any path': ['Path', 'Query', 'Headers'],
    };
    for (const [label, parts] of Object.entries(expected)) {
      await chooseOperation(page, label);
      await eventually(() => formRows(page)).toEqual(['Operation', ...parts]);
      expect(await namelessControls(page), label).toEqual([]);
      await picture(page, `rest-${label.replace(/\W+/g, '-').toLowerCase()}`);
    }
  });

  it('sends exactly what was typed', async () => {
    const host = restHost();
    const page = await openRequest(host, { state: { ...draft, operation: 'restDelete' } });
    await page.getByRole('textbox', { name: 'Record ids' }).fill('NkK9, 12');
    await page.getByRole('combobox', { name: 'How the records are sent' }).click();
    await page.getByRole('option', { name: 'Always as a list: […]' }).click();
    await page.keyboard.press('Control+Enter');
    await eventually(() => host.calls('send')).toEqual([
      { draft: { ...draft, operation: 'restDelete', ids: 'NkK9, 12', bulkForm: 'list' } },
    ]);
  });

  it('suggests the routes that are known of the server', async () => {
    const host = restHost({ places: () => ({ ...noPlaces, routes: ['partner', 'sale/order'] }) });
    const page = await openRequest(host, { state: { ...draft, route: '' } });
    await page.getByRole('combobox', { name: 'Route' }).fill('ord');
    await page.getByRole('option', { name: 'sale/order' }).click();
    await eventually(() => keptDraft(page)).toMatchObject({ route: 'sale/order' });
  });

  it('has a body only where the method has one, and keeps it meanwhile', async () => {
    const state: Draft = { ...draft, operation: 'http', httpMethod: 'POST', path: '/x', body: '{"a": 1' };
    const page = await openRequest(restHost(), { state });
    await page.getByTestId('body').waitFor();
    expect(await page.getByTestId('body').getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('combobox', { name: 'HTTP method' }).click();
    await page.getByRole('option', { name: 'GET', exact: true }).click();
    await eventually(() => page.getByTestId('body').count()).toBe(0);
    await eventually(() => keptDraft(page)).toEqual({ ...state, httpMethod: 'GET' });
  });

  it('has room for everything at a width of 500 pixels', async () => {
    const states: Draft[] = [
      { ...draft, operation: 'restDelete' },
      { ...companies, connectionId: 'shop' },
      { ...draft, operation: 'http', apiOperation: confirmOrder.id, path: confirmOrder.path },
    ];
    for (const [index, state] of states.entries()) {
      const page = await openRequest(
        restHost({ places: () => ({ ...noPlaces, operations: [confirmOrder] }) }),
        {
          state,
          width: 500,
          theme: 'light',
        },
      );
      await page.getByTestId('send').waitFor();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over).toBeLessThanOrEqual(0);
      await picture(page, `rest-narrow-${index}`);
    }
  });
});

describe('the operations of an OpenAPI document', () => {
  const host = () => restHost({ places: () => ({ ...noPlaces, operations: [confirmOrder] }) });

  it('fill the form, with what is left to write named and what can be added offered', async () => {
    const page = await openRequest(host());
    await page.getByRole('combobox', { name: 'Operation', exact: true }).click();
    await page.getByRole('option', { name: 'API operations (OpenAPI)' }).click();
    const picker = page.getByRole('combobox', { name: 'API operation', exact: true });
    await picker.fill('confirm');
    await page.getByRole('option', { name: /Confirm an order/ }).click();
    await eventually(() => keptDraft(page)).toMatchObject({
      operation: 'http',
      apiOperation: confirmOrder.id,
      httpMethod: 'POST',
      path: '/api/v1/orders/{id}/confirm',
      query: 'notify={notify}',
      headers: '',
      body: '{\n  "note": "text"\n}',
    });
    expect(await page.getByTestId('replaced').count()).toBe(0);
    expect(await page.getByTestId('placeholders').textContent()).toBe('Write a value in place of {id}.');
    await picture(page, 'rest-openapi');
    await page.getByRole('button', { name: 'lang' }).press('Enter');
    await page.getByRole('button', { name: 'X-Trace' }).click();
    await eventually(() => keptDraft(page)).toMatchObject({
      query: 'notify={notify}\nlang=fr_FR',
      headers: 'X-Trace: ',
    });
    expect(await page.getByRole('button', { name: 'lang' }).count()).toBe(0);
  });

  it('leave what was typed within reach', async () => {
    const state: Draft = { ...draft, operation: 'http', apiOperation: '', path: '/mine', query: 'a=1' };
    const page = await openRequest(host(), { state });
    await page.getByRole('combobox', { name: 'API operation', exact: true }).click();
    await page.getByRole('option', { name: /Confirm an order/ }).click();
    await eventually(() => keptDraft(page)).toMatchObject({ path: confirmOrder.path });
    await page.getByText('Bring it back').click();
    await eventually(() => keptDraft(page)).toEqual(state);
  });

  it('are imported from the form where there are none, and appear when they have come', async () => {
    let operations: (typeof confirmOrder)[] = [];
    const importing = restHost({
      places: () => ({ ...noPlaces, operations }),
      importOpenApi: () => {
        operations = [confirmOrder];
        importing.push('places', { connectionId: 'shop' });
        return Promise.resolve();
      },
    });
    const page = await openRequest(importing, { state: { ...draft, operation: 'http', apiOperation: '' } });
    await page.getByTestId('import-openapi').click();
    await eventually(() => importing.calls('importOpenApi')).toEqual([{ connectionId: 'shop' }]);
    await page.getByRole('combobox', { name: 'API operation', exact: true }).click();
    await page.getByRole('option', { name: /Confirm an order/ }).waitFor();
  });
});
