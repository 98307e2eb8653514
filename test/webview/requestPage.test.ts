import { describe, expect, it } from 'vitest';
import { companies as draft, openRequest, requestHost, staging, tableResult } from './support/requestHost';
import { eventually, useBrowser } from './support/webPage';

useBrowser();

describe('the keyboard', () => {
  it('goes through header, form and result by F6, and back to where it was', async () => {
    const page = await openRequest(requestHost(), { state: draft });
    await page.getByTestId('send').click();
    await page.getByTestId('grid').waitFor();
    await page.getByRole('combobox', { name: 'Order' }).click();
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
    expect(await page.getByRole('combobox', { name: 'Order' }).inputValue()).toContain('!');
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
    await page.getByRole('radio', { name: 'Text' }).click();
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
