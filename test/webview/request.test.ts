import { describe, expect, it } from 'vitest';
import { emptyDraft, type Draft } from '../../src/model/draft';
import { allModels, live, openRequest, requestHost, staging, tableResult } from './support/requestHost';
import { problem, Refusal, untilCancelled } from './support/scriptedHost';
import { eventually, keptState, useBrowser } from './support/webPage';

useBrowser();

const draft: Draft = {
  ...emptyDraft,
  connectionId: 'staging',
  model: 'res.partner',
  fields: ['name', 'email'],
  domain: "[('is_company', '=', True)]",
  order: 'name asc',
};

const cancelled = problem('call.cancelled', { title: 'Cancelled', sentence: 'Cancelled after 2.4 s.' });

describe('sending', () => {
  it('sends exactly the draft on Ctrl+Enter, from inside the filter’s editor too', async () => {
    const host = requestHost();
    const page = await openRequest(host);
    await page.getByRole('combobox', { name: 'Model' }).fill('res.partner');
    await page.getByRole('combobox', { name: 'Add field' }).fill('name, email');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Order' }).fill('name asc');
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
    await other.getByRole('textbox', { name: 'Order' }).click();
    await other.keyboard.press('Control+Enter');
    await other.keyboard.press('End');
    await other.keyboard.type(', id');
    await other.getByTestId('grid').waitFor();
    expect(await other.getByRole('textbox', { name: 'Order' }).inputValue()).toBe('name asc, id');
    await other.keyboard.type(' desc');
    expect(await other.getByRole('textbox', { name: 'Order' }).inputValue()).toBe('name asc, id desc');
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
    await page.getByRole('textbox', { name: 'Order' }).click();
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
    expect(await page.getByRole('textbox', { name: 'Order' }).inputValue()).toContain('!');
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
    expect(await page.getByTestId('filter').textContent()).toBe(draft.domain);
    expect(await page.getByRole('textbox', { name: 'Order' }).inputValue()).toBe(draft.order);
    expect(await keptState(page)).toEqual(draft);
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
    expect(await page.getByTestId('filter').textContent()).toBe(draft.domain);
  });
});

describe('the draft', () => {
  it('comes back as it was when the page is built again', async () => {
    const kept: Draft = { ...draft, limit: '5', offset: '10', context: '{"lang": "fr_FR"}' };
    const page = await openRequest(requestHost(), { state: kept });
    await eventually(() => page.getByRole('combobox', { name: 'Model' }).inputValue()).toBe('res.partner');
    expect(await page.getByTestId('filter').textContent()).toBe(kept.domain);
    expect(await page.getByTestId('context').textContent()).toBe(kept.context);
    expect(await page.getByRole('textbox', { name: 'Limit' }).inputValue()).toBe('5');
    expect(await page.getByRole('textbox', { name: 'Offset' }).inputValue()).toBe('10');
    expect(await page.getByTestId('fields').textContent()).toContain('email');
  });

  it('is kept with every change, and nothing but the draft', async () => {
    const page = await openRequest(requestHost(), { state: draft });
    await page.getByRole('textbox', { name: 'Order' }).fill('id desc');
    await eventually(() => keptState(page)).toEqual({ ...draft, order: 'id desc' });
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
    await page.getByTestId('values').waitFor();
    await page.getByRole('combobox', { name: 'Operation' }).click();
    await page.getByRole('option', { name: 'Search & read' }).click();
    expect(await page.getByTestId('filter').textContent()).toBe(draft.domain);
    // The sign-in method that the other server does not offer is the only thing to go.
    await eventually(() => keptState(page)).toEqual({ ...draft, connectionId: 'live' });
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
    await eventually(() => keptState(page)).toEqual({ ...draft, name: 'Belgian companies' });
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
    await eventually(() => keptState(page)).toEqual({
      ...draft,
      signIn: { auth: 'password', protocol: 'xmlRpc' },
    });
    await page.getByRole('combobox', { name: 'Sign-in method' }).click();
    await page.getByRole('option', { name: 'API key · JSON-2' }).click();
    await eventually(() => keptState(page)).toEqual(draft);
  });

  it('can be added when there is none, and the form appears when there is one', async () => {
    const host = requestHost({ open: () => ({ connections: [], sendNow: false }) });
    const page = await openRequest(host);
    await page.getByTestId('add-connection').click();
    await eventually(() => host.calls('addConnection')).toEqual([{}]);
    host.push('connections', { connections: [staging], activeConnectionId: 'staging' });
    await page.getByTestId('send').waitFor();
    await eventually(() => host.calls('models')).toEqual([{ connectionId: 'staging' }]);
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

describe('the model picker', () => {
  it('completes the server’s models by name and label', async () => {
    const host = requestHost();
    const page = await openRequest(host);
    const model = page.getByRole('combobox', { name: 'Model' });
    await model.fill('contact');
    await page
      .getByRole('option', { name: /^res\.partner/ })
      .first()
      .waitFor();
    await model.press('Enter');
    expect(await model.inputValue()).toBe('res.partner');
    await eventually(() => host.calls('fields')).toEqual([{ connectionId: 'staging', model: 'res.partner' }]);
  });

  it('takes any name where the server refuses its list, and says why it is empty', async () => {
    const host = requestHost({ models: () => ({ source: 'refused', models: [] }) });
    const page = await openRequest(host);
    await page
      .getByText('This server lists its models to administrators only. Type a model’s name to open it.')
      .waitFor();
    await page.getByRole('combobox', { name: 'Model' }).fill('res.partner');
    await eventually(() => host.calls('fields')).toEqual([{ connectionId: 'staging', model: 'res.partner' }]);
  });

  it('says how many models the user may read', async () => {
    const models = allModels.models.slice(0, 214);
    const page = await openRequest(requestHost({ models: () => ({ source: 'readable', models }) }));
    await page
      .getByText(
        'Showing the 214 models you may read. Listing all of them needs the Access Rights permission.',
      )
      .waitFor();
  });

  it('says that it is loading, and what went wrong when it fails, with a second try and a diagnosis', async () => {
    let answer = (): void => undefined;
    let tries = 0;
    const host = requestHost({
      models: () => {
        if (++tries > 1) return allModels;
        return new Promise((_resolve, reject) => {
          answer = () => reject(new Refusal(problem('dns.notFound', { title: 'No server by this name' })));
        });
      },
    });
    const page = await openRequest(host, { state: draft });
    await page.getByText('Reading the list of models').waitFor();
    answer();
    const note = page.getByTestId('models-note');
    await eventually(() => note.textContent()).toContain('No server by this name.');
    await note.getByText('Diagnose').click();
    await eventually(() => host.calls('diagnose')).toEqual([{ connectionId: 'staging' }]);
    await note.getByText('Try again').click();
    await eventually(() => note.count()).toBe(0);
  });
});

describe('the fields picker', () => {
  it('adds fields as chips, drops them again, and reads all when none is left', async () => {
    const page = await openRequest(requestHost(), { state: { ...draft, fields: [] } });
    const picker = page.getByRole('combobox', { name: 'Add field' });
    expect(await picker.getAttribute('placeholder')).toBe('All fields. Add one to read only some');
    await picker.fill('comp');
    await page.getByRole('option', { name: /is_company/ }).click();
    await picker.fill('x_own');
    await picker.press('Enter');
    await eventually(() => keptState(page)).toEqual({ ...draft, fields: ['is_company', 'x_own'] });
    await page.getByRole('button', { name: 'Remove is_company' }).click();
    await picker.press('Backspace');
    await eventually(() => keptState(page)).toEqual({ ...draft, fields: [] });
  });

  it('counts a whole name as chosen when it is left or sent, and keeps half a name to be finished', async () => {
    const host = requestHost();
    const page = await openRequest(host, { state: { ...draft, fields: [] } });
    const picker = page.getByRole('combobox', { name: 'Add field' });
    await eventually(() => host.calls('fields').length).toBe(1);
    await picker.fill('comp');
    await page.getByRole('textbox', { name: 'Order' }).click();
    expect(await picker.inputValue()).toBe('comp');
    await picker.fill('name');
    await page.getByRole('textbox', { name: 'Order' }).click();
    await eventually(() => keptState(page)).toEqual({ ...draft, fields: ['name'] });
    await picker.fill('email');
    await page.keyboard.press('Control+Enter');
    await eventually(() => host.calls('send')).toEqual([{ draft }]);
  });

  it('says when the fields cannot be read, and takes names all the same', async () => {
    const host = requestHost({
      fields: () => Promise.reject(new Refusal(problem('server.unknownModel', { title: 'No such model' }))),
    });
    const page = await openRequest(host, { state: { ...draft, fields: [] } });
    await page.getByTestId('fields-note').waitFor();
    await page.getByRole('combobox', { name: 'Add field' }).fill('name');
    await page.keyboard.press('Enter');
    await eventually(() => keptState(page)).toEqual({ ...draft, fields: ['name'] });
  });
});

describe('the editors', () => {
  it('asks the host about a domain when typing pauses, and shows where it stops making sense', async () => {
    const host = requestHost();
    const page = await openRequest(host, { state: { ...draft, domain: '' } });
    await page.getByTestId('filter').click();
    await page.keyboard.type('name = 1');
    await page.getByText('A domain is a list: it starts with [.').waitFor();
    expect(host.calls('checkDomain')).toEqual([{ text: 'name = 1' }]);
    expect(await page.getByTestId('filter').getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await eventually(() => page.getByTestId('filter').getAttribute('aria-invalid')).toBe('false');
  });

  it('completes the model’s own fields inside the domain', async () => {
    const page = await openRequest(requestHost(), { state: { ...draft, domain: '' } });
    await page.getByTestId('filter').click();
    await page.keyboard.type("[('country_id.co");
    await page.getByText('Country Code').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByText('Country Code').count()).toBe(0);
  });

  it('checks JSON as it is typed', async () => {
    const page = await openRequest(requestHost(), {
      state: { ...draft, operation: 'create', values: "{'name': 1}" },
    });
    await page.getByText('A name in double quotes must stand here.').waitFor();
  });
});

describe('the keyboard', () => {
  it('goes through header, form and result by F6, and back to where it was', async () => {
    const page = await openRequest(requestHost(), { state: draft });
    await page.getByTestId('send').click();
    await page.getByTestId('grid').waitFor();
    await page.getByRole('textbox', { name: 'Order' }).click();
    const region = (): Promise<string | undefined> =>
      page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset['region']);
    expect(await region()).toBe('form');
    const seen: unknown[] = [];
    for (let press = 0; press < 3; press++) {
      await page.keyboard.press('F6');
      seen.push(await region());
    }
    await page.keyboard.press('Shift+F6');
    seen.push(await region());
    expect(seen).toEqual(['result', 'header', 'form', 'header']);
    await page.keyboard.press('F6');
    await page.keyboard.type('!');
    expect(await page.getByRole('textbox', { name: 'Order' }).inputValue()).toContain('!');
  });

  it('keeps from VS Code the keys that the page has used, and no others', async () => {
    const page = await openRequest(requestHost(), { state: draft });
    await page.getByTestId('send').click();
    await page.getByTestId('grid').waitFor();
    await page.evaluate(() => {
      window.reported = [];
      window.addEventListener('keydown', (event) => window.reported.push(event.key));
    });
    for (const key of ['Alt+2', 'Control+Enter', 'F6', 'F1', 'Control+s']) await page.keyboard.press(key);
    expect(await page.evaluate(() => window.reported)).toEqual(['Alt', 'Control', 'F1', 'Control']);
  });

  it('changes the tab by Alt+1 and Alt+2', async () => {
    const host = requestHost();
    const page = await openRequest(host, { state: draft });
    await page.getByTestId('send').click();
    await page.getByTestId('grid').waitFor();
    await page.keyboard.press('Alt+2');
    await page.getByTestId('json').waitFor();
    await page.getByText('"AB Constructions SA"').first().waitFor();
    expect(host.calls('jsonLines')[0]).toEqual({ resultId: 1, offset: 0, count: 200 });
    await page.getByTestId('copy-json').click();
    await page.getByTestId('open-json').click();
    await eventually(() => host.calls('openJson')).toEqual([{ resultId: 1 }]);
    expect(host.calls('copyJson')).toEqual([{ resultId: 1 }]);
    await page.keyboard.press('Alt+1');
    await page.getByTestId('grid').waitFor();
  });
});

describe('the page', () => {
  it('has no field for a secret, whatever the operation', async () => {
    const page = await openRequest(requestHost(), { state: draft });
    await page.getByTestId('send').waitFor();
    for (const operation of ['Read', 'Count', 'Create', 'Update', 'Delete', 'Call a method']) {
      await page.getByRole('combobox', { name: 'Operation' }).click();
      await page.getByRole('option', { name: operation, exact: true }).click();
      const names = await page.evaluate(() =>
        [...document.querySelectorAll('input, textarea, vscode-text-field, [contenteditable="true"]')].map(
          (element) => `${element.getAttribute('type') ?? ''} ${element.getAttribute('aria-label') ?? ''}`,
        ),
      );
      expect(names.length).toBeGreaterThan(0);
      expect(names.filter((name) => /password|secret|\bkey\b|token/i.test(name))).toEqual([]);
    }
  });

  it('shows the panel’s last answer again after it was hidden', async () => {
    const host = requestHost({
      open: () => ({
        connections: [staging],
        activeConnectionId: 'staging',
        sendNow: false,
        result: tableResult(3),
      }),
    });
    const page = await openRequest(host, { state: draft });
    await page.getByRole('gridcell', { name: 'Azure Interior' }).waitFor();
    expect(host.calls('send')).toEqual([]);
  });

  it('folds the form of a short page when the answer has come, and unfolds it again', async () => {
    const page = await openRequest(requestHost(), { state: draft, height: 400 });
    await page.getByTestId('send').click();
    await page.getByText('Search & read on res.partner').waitFor();
    await page.getByTestId('unfold').click();
    expect(await page.getByTestId('filter').textContent()).toBe(draft.domain);
  });

  it('says what is wrong when it cannot be opened', async () => {
    const host = requestHost({ open: () => Promise.reject(new Error('The host is gone.')) });
    const page = await openRequest(host);
    await page.getByText('The host is gone.').waitFor();
  });

  it('has room for everything at a width of 500 pixels', async () => {
    for (const operation of ['searchRead', 'update', 'call'] as const) {
      const page = await openRequest(requestHost(), {
        state: { ...draft, connectionId: 'live', operation },
        width: 500,
      });
      await page.getByTestId('send').waitFor();
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over).toBeLessThanOrEqual(0);
      for (const control of await page.locator('vscode-button, vscode-dropdown, .box').all()) {
        const box = await control.boundingBox();
        if (box) expect(box.x + box.width).toBeLessThanOrEqual(500);
      }
    }
  });
});
