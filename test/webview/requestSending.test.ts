import { describe, expect, it } from 'vitest';
import { companies as draft, openRequest, requestHost, staging, tableResult } from './support/requestHost';
import { problem, Refusal, untilCancelled } from './support/scriptedHost';
import { eventually, keptDraft, useBrowser } from './support/webPage';

useBrowser();

const cancelled = problem('call.cancelled', { title: 'Cancelled', sentence: 'Cancelled after 2.4 s.' });

describe('sending', () => {
  it('sends exactly the draft on Ctrl+Enter, from inside the filter’s editor too', async () => {
    const host = requestHost();
    const page = await openRequest(host);
    await page.getByRole('combobox', { name: 'Model' }).fill('res.partner');
    await page.getByRole('combobox', { name: 'Add field' }).fill('name, email');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Order' }).fill('name asc');
    await page.getByRole('radio', { name: 'Text' }).click();
    await page.getByTestId('filter').click();
    await page.keyboard.type("[('is_company', '=', True)]");
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('grid').waitFor();
    expect(host.calls('send')).toEqual([{ draft }]);
    expect(await page.getByTestId('filter').textContent()).toBe(draft.domain);
  });

  it('sends only once while a request is running', async () => {
    const host = requestHost({ send: (_params, signal) => untilCancelled(signal, cancelled) });
    const page = await openRequest(host, { state: draft });
    await page.getByTestId('send').click();
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('cancel').waitFor();
    await page.keyboard.press('Control+Enter');
    expect(host.calls('send')).toHaveLength(1);
  });

  it('asks for the total only when the limit was reached, and shows it in the space kept for it', async () => {
    const limited = requestHost();
    const page = await openRequest(limited, { state: draft });
    await page.getByTestId('send').click();
    const summary = page.getByTestId('result-summary');
    await eventually(() => summary.textContent()).toContain('80 of 4,213');
    expect(await summary.textContent()).toMatch(/143 ms.*62 KB.*res\.partner\.search_read over JSON-2/);

    const exact = requestHost({ total: () => 80 });
    const all = await openRequest(exact, { state: draft });
    await all.getByTestId('send').click();
    await eventually(() => all.getByTestId('result-summary').textContent()).toContain('80 records');

    const whole = requestHost({ send: () => tableResult(12) });
    const other = await openRequest(whole, { state: draft });
    await other.getByTestId('send').click();
    await eventually(() => other.getByTestId('result-summary').textContent()).toContain('12 records');
    expect(whole.calls('total')).toEqual([]);
  });

  it('moves the focus to the answer’s summary, but not away from someone who types on', async () => {
    const page = await openRequest(requestHost(), { state: draft });
    await page.getByTestId('send').click();
    const focused = (): Promise<string | undefined> =>
      page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['testid']);
    await eventually(focused).toBe('result-summary');

    const slow = requestHost({
      send: () => new Promise((resolve) => setTimeout(() => resolve(tableResult(3)), 600)),
    });
    const other = await openRequest(slow, { state: draft });
    await other.getByRole('combobox', { name: 'Order' }).click();
    await other.keyboard.press('Control+Enter');
    await other.keyboard.press('End');
    await other.keyboard.type(', id');
    await other.getByTestId('grid').waitFor();
    expect(await other.getByRole('combobox', { name: 'Order' }).inputValue()).toBe('name asc, id');
    await other.keyboard.type(' desc');
    expect(await other.getByRole('combobox', { name: 'Order' }).inputValue()).toBe('name asc, id desc');
  });

  it('runs a saved request as soon as it is shown', async () => {
    const saved = { ...draft, name: 'Belgian companies' };
    const host = requestHost({
      open: () => ({ connections: [staging], activeConnectionId: 'staging', draft: saved, sendNow: true }),
    });
    const page = await openRequest(host);
    await page.getByTestId('grid').waitFor();
    expect(host.calls('send')).toEqual([{ draft: saved }]);
    expect(await page.getByTestId('request-name').textContent()).toBe('Belgian companies');
  });

  it('says that a call without a value was carried out', async () => {
    const host = requestHost({
      send: () => tableResult(0, { kind: 'value', columns: [], summary: 'Done', note: 'noneOverXmlRpc' }),
    });
    const page = await openRequest(host, { state: { ...draft, operation: 'call', method: 'action_post' } });
    await page.getByTestId('send').click();
    await page.getByText('Done. Odoo carried it out; it has no value to return over XML-RPC.').waitFor();
  });

  it('says so when no records match', async () => {
    const page = await openRequest(requestHost({ send: () => tableResult(0) }), { state: draft });
    await page.getByTestId('send').click();
    await page.getByText('No records match.').waitFor();
  });
});

describe('cancelling', () => {
  it('cancels by Escape with a cancel frame, says so calmly, and gives the focus back', async () => {
    const host = requestHost({ send: (_params, signal) => untilCancelled(signal, cancelled) });
    const page = await openRequest(host, { state: draft });
    await page.getByRole('combobox', { name: 'Order' }).click();
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('cancel').waitFor();
    await page.getByText('Waiting for the server.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Cancelled after 2.4 s.').waitFor();
    const call = host.frames.find((frame) => frame.kind === 'call' && frame.method === 'send');
    expect(host.frames).toContainEqual({ kind: 'cancel', id: call?.kind === 'call' ? call.id : -1 });
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByTestId('send').waitFor();
    await page.keyboard.type('!');
    expect(await page.getByRole('combobox', { name: 'Order' }).inputValue()).toContain('!');
  });

  it('goes on by itself when the host does not answer a cancel', async () => {
    const host = requestHost({ send: () => new Promise(() => undefined) });
    const page = await openRequest(host, { state: draft });
    await page.getByTestId('send').click();
    await page.getByTestId('cancel').click();
    await page.getByText('The request was stopped before an answer came.').waitFor();
    await page.getByTestId('send').waitFor();
  });
});

describe('failures', () => {
  const rejected = problem('signIn.keyRejected', {
    title: 'Staging does not accept this API key',
    sentence: 'Keys expire: the default is one day.',
    remedies: [{ text: 'Make a new key.', action: { kind: 'editConnection', step: 'secret' } }],
    server: { name: 'odoo.exceptions.AccessDenied', message: 'Access Denied' },
  });

  it('says what happened and what to do, and folds away what the server said', async () => {
    const host = requestHost({ send: () => Promise.reject(new Refusal(rejected)) });
    const page = await openRequest(host, { state: draft });
    await page.getByTestId('send').click();
    await eventually(() => page.getByTestId('problem-title').textContent()).toBe(rejected.title);
    expect(await page.getByTestId('problem-sentence').textContent()).toBe(rejected.sentence);
    expect(await page.getByTestId('remedies').textContent()).toBe('Make a new key.');
    expect(await page.getByText('Access Denied').isVisible()).toBe(false);
    await page.getByText('What the server said').click();
    await page.getByText('Access Denied').waitFor();
    await page.getByRole('button', { name: 'Enter an API key' }).click();
    await page.getByTestId('diagnose').click();
    await eventually(() => host.calls('diagnose')).toEqual([{ connectionId: 'staging' }]);
    expect(host.calls('remedy')).toEqual([
      { connectionId: 'staging', action: { kind: 'editConnection', step: 'secret' } },
    ]);
  });

  it('loses nothing that was typed', async () => {
    const host = requestHost({ send: () => Promise.reject(new Refusal(rejected)) });
    const page = await openRequest(host, { state: draft });
    await page.getByTestId('send').click();
    await page.getByTestId('problem-title').waitFor();
    await page.getByRole('radio', { name: 'Text' }).click();
    expect(await page.getByTestId('filter').textContent()).toBe(draft.domain);
    expect(await page.getByRole('combobox', { name: 'Order' }).inputValue()).toBe(draft.order);
    expect(await keptDraft(page)).toEqual(draft);
  });

  it('offers no diagnosis for what the server says about a call', async () => {
    const said = problem('server.unknownField', { title: 'The server has no field “nmae” on res.partner' });
    const page = await openRequest(requestHost({ send: () => Promise.reject(new Refusal(said)) }), {
      state: draft,
    });
    await page.getByTestId('send').click();
    await page.getByTestId('problem-title').waitFor();
    expect(await page.getByTestId('diagnose').count()).toBe(0);
  });

  it('says what was found out about a call, and leads to where it is documented', async () => {
    const documentation = 'https://www.odoo.com/documentation/19.0/developer/reference/backend/orm.html';
    const said = problem('server.unknownField', {
      title: 'The server has no field “nmae” on res.partner',
      evidence: ['Fields of a similar name: name, email_normalized.', '<b>as text</b>'],
      documentation,
    });
    const host = requestHost({ send: () => Promise.reject(new Refusal(said)) });
    const page = await openRequest(host, { state: draft });
    await page.getByTestId('send').click();
    await page.getByTestId('problem-evidence').waitFor();
    expect(await page.getByTestId('problem-evidence').getByRole('listitem').allTextContents()).toEqual(
      said.evidence,
    );
    await page.getByTestId('documentation').click();
    await eventually(() => host.calls('remedy')).toEqual([
      { connectionId: 'staging', action: { kind: 'openExternal', url: documentation } },
    ]);
  });

  it('shows a refused write without alarm', async () => {
    const said = problem('connection.readOnly', {
      title: 'Nothing was sent',
      sentence: 'Staging is marked read-only, so nothing was sent.',
    });
    const page = await openRequest(requestHost({ send: () => Promise.reject(new Refusal(said)) }), {
      state: { ...draft, operation: 'delete', ids: '7' },
    });
    await page.getByTestId('send').click();
    await page.getByText('Staging is marked read-only, so nothing was sent.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('shows a failed save above the form and leaves the form alone', async () => {
    const host = requestHost({
      save: () => Promise.reject(new Refusal(problem('request.incomplete', { title: 'A model is missing' }))),
    });
    const page = await openRequest(host, { state: draft });
    await page.getByTestId('save').click();
    await page.getByText('A model is missing').waitFor();
    await page.getByRole('radio', { name: 'Text' }).click();
    expect(await page.getByTestId('filter').textContent()).toBe(draft.domain);
  });
});
