import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { emptyDraft, type Draft } from '../../src/model/draft';
import {
  diagnosticsHost,
  openDiagnostics,
  reached,
  twoFactor,
  undecided,
  works,
} from './support/diagnosticsHost';
import { openRequest, requestHost, tableResult } from './support/requestHost';
import { problem, Refusal, untilCancelled } from './support/scriptedHost';
import { eventually, picture, useBrowser } from './support/webPage';

useBrowser();

const draft: Draft = {
  ...emptyDraft,
  connectionId: 'staging',
  model: 'res.partner',
  fields: ['name', 'email', 'country_id', 'category_id', 'customer_rank', 'write_date'],
  domain: "[('is_company', '=', True), ('country_id.code', 'in', ['BE', 'FR', 'LU'])]",
  order: 'name asc',
};

async function sent(page: Page): Promise<void> {
  await page.getByTestId('send').click();
  await page.getByText('80 of 4,213').first().waitFor();
}

describe('pictures for people to look at', () => {
  for (const theme of ['dark', 'light', 'hc'] as const) {
    it(`shows results in ${theme}`, async () => {
      const page = await openRequest(requestHost(), { state: draft, theme });
      await sent(page);
      await page.getByRole('gridcell', { name: 'Azure Interior', exact: true }).click();
      await picture(page, `results-${theme}`);
    });

    it(`shows a failure in ${theme}`, async () => {
      const said = problem('signIn.keyRejected', {
        title: 'Staging does not accept this API key',
        sentence:
          'The server knows the database acme, but no valid key like this one. Keys expire: the default is one day.',
        remedies: [
          {
            text: 'Make a new key in Odoo and enter it here.',
            action: { kind: 'editConnection', step: 'secret' },
          },
          { text: 'Look up whether the user is still active.', forAdministrator: true },
        ],
        server: {
          name: 'odoo.exceptions.AccessDenied',
          message: 'Access Denied',
          debug: 'Traceback (most recent call last):\n  …',
        },
      });
      const host = requestHost({ send: () => Promise.reject(new Refusal(said)) });
      const page = await openRequest(host, { state: draft, theme });
      await page.getByTestId('send').click();
      await page.getByTestId('problem-title').waitFor();
      await page.getByText('What the server said').click();
      await picture(page, `error-${theme}`);
    });

    it(`shows a certain cause in ${theme}`, async () => {
      const page = await openDiagnostics(diagnosticsHost(twoFactor), { theme, width: 1100, height: 1000 });
      await page.getByTestId('verdict').waitFor();
      await picture(page, `doctor-certain-${theme}`);
    });
  }

  it('shows results in a narrow editor', async () => {
    const page = await openRequest(requestHost(), { state: draft, width: 500, height: 900 });
    await sent(page);
    await picture(page, 'results-narrow-dark');
  });

  it('shows the answer as JSON', async () => {
    const page = await openRequest(requestHost(), { state: draft });
    await sent(page);
    await page.keyboard.press('Alt+2');
    await page.getByTestId('json').waitFor();
    await picture(page, 'json-dark');
  });

  it('shows a running request', async () => {
    const host = requestHost({
      send: (_params, signal) => untilCancelled(signal, problem('call.cancelled')),
    });
    const page = await openRequest(host, { state: draft });
    await page.getByTestId('send').click();
    await page.getByText('Waiting for the server.').waitFor();
    await picture(page, 'running-dark');
  });

  it('shows a write on a production server', async () => {
    const state: Draft = {
      ...draft,
      name: 'Set phone numbers',
      connectionId: 'live',
      operation: 'update',
      ids: '14, 15',
      values: '{\n  "phone": "+32 2 555 01 10",\n  "user_id": 6\n}',
    };
    for (const theme of ['dark', 'light'] as const) {
      const page = await openRequest(requestHost(), { state, theme });
      await page.getByTestId('mark-production').waitFor();
      await picture(page, `write-${theme}`);
    }
  });

  it('shows the pickers open', async () => {
    for (const theme of ['dark', 'light', 'hc'] as const) {
      const page = await openRequest(requestHost(), { state: draft, theme });
      await page.getByRole('combobox', { name: 'Model' }).fill('partner');
      await page.getByRole('option', { name: 'res.partner.category' }).waitFor();
      await picture(page, `model-picker-${theme}`);
      await page.getByRole('combobox', { name: 'Add field' }).fill('comp');
      await page.getByRole('option', { name: /is_company/ }).waitFor();
      await picture(page, `fields-picker-${theme}`);
      await page.getByRole('combobox', { name: 'Operation' }).click();
      await page.getByRole('option', { name: 'Count' }).waitFor();
      await picture(page, `operation-list-${theme}`);
    }
  });

  it('shows a domain that is wrong, and completion in it', async () => {
    for (const theme of ['dark', 'light'] as const) {
      const page = await openRequest(requestHost(), { state: { ...draft, domain: '' }, theme });
      await page.getByRole('radio', { name: 'Text' }).click();
      await page.getByTestId('filter').click();
      await page.keyboard.type("[('is_company' '=', True), ('country_id.");
      await page.getByText('Country Code').waitFor();
      await eventually(() => page.getByTestId('filter').getAttribute('aria-invalid')).toBe('true');
      await picture(page, `domain-${theme}`);
    }
  });

  it('shows the forms without a result', async () => {
    const host = requestHost({ models: () => ({ source: 'refused', models: [] }) });
    const page = await openRequest(host, {
      state: {
        ...draft,
        operation: 'call',
        method: 'name_search',
        args: '["azure"]',
        kwargs: '{"limit": 5',
        context: '{"lang": "fr_FR"}',
      },
    });
    await page.getByTestId('models-note').waitFor();
    await picture(page, 'call-dark');
  });

  it('shows the empty states', async () => {
    const none = await openRequest(requestHost({ open: () => ({ connections: [], sendNow: false }) }));
    await none.getByTestId('add-connection').waitFor();
    await picture(none, 'no-connections-dark');
    const host = requestHost({ send: () => tableResult(0) });
    const page = await openRequest(host, { state: draft, theme: 'light' });
    await page.getByTestId('send').click();
    await page.getByText('No records match.').waitFor();
    await picture(page, 'no-records-light');
    const failed = requestHost({
      models: () =>
        Promise.reject(
          new Refusal(
            problem('dns.notFound', {
              title: 'No server by this name',
              sentence: 'The name erp-staging.example.com leads nowhere.',
            }),
          ),
        ),
    });
    const broken = await openRequest(failed, { state: { ...draft, connectionId: 'gone' } });
    await broken.getByTestId('connection').waitFor();
    await picture(broken, 'connection-gone-dark');
    const models = await openRequest(failed, { state: draft, width: 500, height: 800 });
    await models.getByTestId('models-note').waitFor();
    await picture(models, 'models-failed-narrow-dark');
  });

  it('shows checks that run, that went well, and a cause among several', async () => {
    const running = diagnosticsHost(works, {
      run: (_params, signal) => {
        for (const step of reached) running.push('step', step);
        running.push('progress', {
          probe: 'signIn',
          asking: 'POST /jsonrpc, common.authenticate',
          limitMs: 15_000,
        });
        return untilCancelled(signal, problem('call.cancelled'));
      },
    });
    const page = await openDiagnostics(running, { width: 1100, height: 800 });
    await page.getByText('s of at most 15 s').waitFor();
    await picture(page, 'doctor-running-dark');

    const fine = await openDiagnostics(diagnosticsHost(works), { theme: 'light', width: 1100, height: 900 });
    await fine.getByTestId('access').waitFor();
    await picture(fine, 'doctor-works-light');

    const hc = await openDiagnostics(diagnosticsHost(undecided), { theme: 'hc', width: 1100, height: 1300 });
    await hc.getByTestId('verdict').waitFor();
    await hc.getByText('What else it could be').click();
    await hc.getByTestId('step-http').locator('summary').click();
    await picture(hc, 'doctor-undecided-hc');

    for (const width of [320, 500]) {
      const narrow = await openDiagnostics(diagnosticsHost(width === 320 ? twoFactor : undecided), {
        width,
        height: 2000,
      });
      await narrow.getByTestId('verdict').waitFor();
      await picture(narrow, `doctor-narrow-${width}-dark`);
    }
  });
});
