import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../src/contract/rpc';
import { eventually, openPage, useBrowser, type PageOptions } from './support/webPage';

useBrowser();

/** A page with one control on it. */
async function show(control: string, options?: PageOptions): Promise<Page> {
  let post: (frame: Frame) => void = () => undefined;
  const host = {
    receive: () => undefined,
    connect: (to: typeof post) => {
      post = to;
    },
  };
  const page = await openPage('controls', 'test/webview/support/controls.tsx', host, options);
  post({ kind: 'push', event: control, value: undefined });
  await page.waitForFunction(() => document.getElementById('app')?.firstChild);
  return page;
}

const reported = (page: Page): Promise<unknown[]> => page.evaluate(() => window.reported);

/** Whether the element with the focus is this one or has it in its shadow. */
const hasFocus = (page: Page, label: string): Promise<boolean> =>
  page.evaluate((wanted) => document.activeElement?.getAttribute('aria-label') === wanted, label);

const focusedText = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent ?? '');

describe('Button', () => {
  it('reports a click and the keyboard once each, and nothing while it is disabled', async () => {
    const page = await show('button');
    const send = page.getByRole('button', { name: 'Send' });
    await send.click();
    await page.keyboard.press('Enter');
    await page.getByText('Cancel').click({ force: true });
    expect(await reported(page)).toEqual(['sent', 'sent']);
  });

  it('is 26 pixels high and has the theme’s colours in the first frame, in every theme', async () => {
    for (const [theme, background] of [
      ['dark', 'rgb(0, 120, 212)'],
      ['light', 'rgb(0, 95, 184)'],
      ['hc', 'rgb(0, 0, 0)'],
    ] as const) {
      const page = await show('button', { theme });
      const button = page.locator('vscode-button').first();
      expect((await button.boundingBox())?.height).toBe(26);
      expect(await button.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(background);
    }
  });
});

describe('IconButton', () => {
  it('is read aloud by what it does', async () => {
    const page = await show('iconButton');
    await page.getByRole('button', { name: 'Read all fields' }).click();
    expect(await reported(page)).toEqual(['cleared']);
  });
});

describe('LinkButton', () => {
  it('is a button that says whether it is expanded', async () => {
    const page = await show('linkButton');
    await page.getByRole('button', { name: 'Add context', expanded: false }).click();
    expect(await reported(page)).toEqual(['opened']);
  });
});

describe('Icon', () => {
  it('is kept from screen readers', async () => {
    const page = await show('icon');
    expect(await page.locator('svg').getAttribute('aria-hidden')).toBe('true');
  });
});

describe('Select', () => {
  it('shows the value it is given though the options arrive later, and keeps it when they change', async () => {
    const page = await show('select');
    const shown = (): Promise<string> =>
      page
        .locator('vscode-dropdown')
        .evaluate((element) => (element as HTMLElement & { displayValue: string }).displayValue);
    await eventually(shown).toBe('Second');
    await page.getByText('More choices').click();
    await eventually(() => page.locator('vscode-option').count()).toBe(4);
    await eventually(shown).toBe('Second');
    expect(await reported(page)).toEqual([]);
  });

  it('is chosen from by mouse and by keyboard, and Escape leaves it as it was', async () => {
    const page = await show('select');
    const select = page.getByRole('combobox', { name: 'Choice' });
    await select.click();
    await page.getByRole('option', { name: 'Third' }).click();
    await select.press('Enter');
    await select.press('ArrowUp');
    await select.press('Enter');
    await select.press('Enter');
    await select.press('ArrowUp');
    await select.press('Escape');
    expect(await reported(page)).toEqual(['three', 'two']);
  });
});

describe('TextField', () => {
  it('reports every change, takes a value from outside, and is found by its label', async () => {
    const page = await show('textField');
    const field = page.getByRole('textbox', { name: 'Order' });
    expect(await field.inputValue()).toBe('typed');
    await field.press('End');
    await field.pressSequentially(' on');
    expect(await page.locator('output').textContent()).toBe('typed on');
    await page.getByText('Empty it').click();
    await eventually(() => field.inputValue()).toBe('');
    expect(await field.getAttribute('placeholder')).toBe('name asc');
  });
});

describe('Combobox', () => {
  it('completes by name and by label, best first', async () => {
    const page = await show('combobox');
    const input = page.getByRole('combobox', { name: 'Model' });
    await input.fill('res.partner');
    const first = page.getByRole('option').first();
    await eventually(() => first.textContent()).toBe('res.partnerContact');
    await input.fill('bank acc');
    await eventually(() => first.textContent()).toBe('res.partner.bankBank Accounts');
    await input.press('Enter');
    expect(await input.inputValue()).toBe('res.partner.bank');
    expect(await page.getByRole('option').count()).toBe(0);
  });

  it('shows thousands of options, makes only the near ones, and says how many there are', async () => {
    const page = await show('combobox');
    const input = page.getByRole('combobox', { name: 'Model' });
    await input.click();
    await page.getByRole('option').first().waitFor();
    expect(await page.getByRole('option').count()).toBeLessThan(40);
    expect(await page.getByRole('option').first().getAttribute('aria-setsize')).toBe('5003');
    await input.press('ArrowUp');
    await page.getByRole('option', { name: 'x.number_4999' }).waitFor();
    const active = await input.getAttribute('aria-activedescendant');
    expect(await page.locator(`[id="${active ?? ''}"]`).textContent()).toContain('x.number_4999');
    await input.press('PageUp');
    await page.getByRole('option', { name: 'x.number_4988', selected: true }).waitFor();
  });

  it('takes a name that is in no list, and closes on Escape without forgetting it', async () => {
    const page = await show('combobox');
    const input = page.getByRole('combobox', { name: 'Model' });
    await input.fill('x.number_12');
    await eventually(() => input.getAttribute('aria-expanded')).toBe('true');
    await input.press('Escape');
    expect(await input.getAttribute('aria-expanded')).toBe('false');
    expect(await input.inputValue()).toBe('x.number_12');
    await input.fill('my.own.model');
    await input.press('Enter');
    expect(await reported(page)).toEqual(['my.own.model']);
    await input.fill('');
    await input.press('Escape');
    await input.press('Backspace');
    expect(await reported(page)).toEqual(['my.own.model', 'backspace']);
  });

  it('is chosen from by mouse without losing the focus', async () => {
    const page = await show('combobox');
    const input = page.getByRole('combobox', { name: 'Model' });
    await input.click();
    await page.getByRole('option', { name: 'crm.lead' }).click();
    expect(await input.inputValue()).toBe('crm.lead');
    expect(await hasFocus(page, 'Model')).toBe(true);
  });
});

describe('Tabs', () => {
  it('shows the active tab’s page, and is moved through by arrows and the mouse', async () => {
    const page = await show('tabs');
    await page.getByText('The page of grid').waitFor();
    await page.getByRole('tab', { name: 'Grid' }).click();
    await page.keyboard.press('ArrowRight');
    await page.getByText('The page of json').waitFor();
    await page.getByRole('tab', { name: 'Grid' }).click();
    await page.getByText('The page of grid').waitFor();
    expect(await reported(page)).toEqual(['json', 'grid']);
  });

  it('follows when the page itself changes the tab, and is not confused by what changes inside', async () => {
    const page = await show('tabs');
    await page.getByText('Show JSON').click();
    await page.getByRole('tab', { name: 'JSON', selected: true }).waitFor();
    await page.getByLabel('Inside').fill('text');
    await page.getByLabel('Inside').blur();
    expect(await reported(page)).toEqual([]);
  });
});

describe('Menu', () => {
  it('opens at its first item by the down arrow and at its last by the up arrow, and goes round by arrows', async () => {
    const page = await show('menu');
    const button = page.getByRole('button', { name: 'Columns' });
    await button.press('ArrowDown');
    await eventually(() => focusedText(page)).toContain('Copy');
    await page.keyboard.press('ArrowUp');
    await eventually(() => focusedText(page)).toContain('Pin');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await eventually(() => page.getByRole('menu').count()).toBe(0);
    expect(await focusedText(page)).toContain('Columns');
    await button.press('ArrowUp');
    await eventually(() => focusedText(page)).toContain('Pin');
    await page.keyboard.press('Space');
    expect(await reported(page)).toEqual(['json', 'pin']);
  });

  it('finds an item by its first letters, and leaves one that cannot be used alone', async () => {
    const page = await show('menu');
    await page.getByRole('button', { name: 'Columns' }).press('Enter');
    await page.getByRole('menu', { name: 'Columns' }).waitFor();
    await page.keyboard.type('de');
    await eventually(() => focusedText(page)).toContain('Delete');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('menuitem', { name: 'Delete' }).getAttribute('aria-disabled')).toBe('true');
    expect(await page.getByRole('menuitemcheckbox', { name: 'Pin', checked: true }).count()).toBe(1);
    expect(await reported(page)).toEqual([]);
  });

  it('closes on Escape, on Tab and on a click elsewhere, with the focus where it belongs', async () => {
    const page = await show('menu');
    const columns = page.getByRole('button', { name: 'Columns' });
    await columns.click();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('menu').count()).toBe(0);
    expect(await focusedText(page)).toContain('Columns');
    await columns.click();
    await page.keyboard.press('Tab');
    expect(await page.getByRole('menu').count()).toBe(0);
    expect(await hasFocus(page, 'More')).toBe(true);
    await columns.click();
    await page.getByRole('menu').waitFor();
    await columns.click();
    expect(await page.getByRole('menu').count()).toBe(0);
    await columns.click();
    await page.mouse.click(600, 600);
    await eventually(() => page.getByRole('menu').count()).toBe(0);
  });

  it('stays whole where it is asked for at the window’s corner', async () => {
    const page = await show('menu');
    await page.getByText('At the corner').click();
    const box = await page.getByRole('menu', { name: 'Row' }).boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(1280);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(720);
  });
});

describe('Segmented', () => {
  it('is one stop for Tab, and its arrows choose among what can be chosen', async () => {
    const page = await show('segmented');
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Form');
    await page.keyboard.press('ArrowRight');
    expect(await focusedText(page)).toBe('JSON');
    await page.getByRole('radio', { name: 'JSON', checked: true }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('radio', { name: 'Form', checked: true }).waitFor();
    await page.getByRole('radio', { name: 'JSON' }).click();
    expect(await reported(page)).toEqual(['json', 'form', 'json']);
  });
});

describe('Spinner', () => {
  it('turns only where motion is welcome, and says nothing by itself', async () => {
    const moves = (page: Page): Promise<string> =>
      page
        .locator('vscode-progress-ring circle')
        .last()
        .evaluate((element) => getComputedStyle(element).animationName);
    const calm = await show('spinner');
    expect(await moves(calm)).toBe('none');
    expect(await calm.getByRole('alert').count()).toBe(0);
    const lively = await show('spinner', { reducedMotion: false });
    expect(await moves(lively)).toBe('spin-infinite');
  });
});

describe('Chip', () => {
  it('can be taken away, and says what it stands for', async () => {
    const page = await show('chip');
    await page.getByRole('button', { name: 'Remove email' }).click();
    expect(await reported(page)).toEqual(['removed']);
    expect(await page.getByTitle('Email · char').count()).toBe(1);
  });
});

describe('Disclosure', () => {
  it('is folded until it is opened', async () => {
    const page = await show('disclosure');
    expect(await page.getByText('Access Denied').isVisible()).toBe(false);
    await page.getByText('What the server said').click();
    expect(await page.getByText('Access Denied').isVisible()).toBe(true);
  });
});

describe('Message', () => {
  it('is read aloud at once when it is an error, and in its turn otherwise', async () => {
    const page = await show('message');
    expect(await page.getByRole('alert').textContent()).toBe('Broken');
    expect(await page.getByRole('status').textContent()).toBe('Careful');
  });
});

describe('Mark', () => {
  it('says in words what its colour says', async () => {
    const page = await show('mark');
    const color = (text: string): Promise<string> =>
      page.getByText(text).evaluate((element) => getComputedStyle(element).borderColor);
    expect(await color('Production')).toBe('rgb(241, 76, 76)');
    expect(await color('Read-only')).toBe('rgb(204, 167, 0)');
  });
});

describe('Editor', () => {
  it('takes typing and a value from outside, and shows where an error is', async () => {
    const page = await show('editor');
    const filter = page.getByRole('textbox', { name: 'Filter' });
    await filter.fill('x = 1');
    expect(await page.getByTestId('domain').textContent()).toBe('x = 1');
    await page.getByText('Not an x.').waitFor();
    expect(await filter.getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('.cm-lintRange-error').textContent()).toBe('x');
    await page.getByText('Load another').click();
    await eventually(() => filter.textContent()).toBe('[]');
    expect(await filter.getAttribute('aria-invalid')).toBe('false');
  });

  it('completes fields, dotted paths, operators and choices inside a domain', async () => {
    const page = await show('editor');
    await page.getByRole('textbox', { name: 'Filter' }).click();
    await page.keyboard.type("[('coun");
    await page.getByRole('option', { name: /country_id/ }).waitFor();
    // CodeMirror lets a list stand a moment before it takes Enter for a choice.
    await page.waitForTimeout(150);
    await page.keyboard.press('Enter');
    await page.keyboard.type('.');
    await page.getByRole('option', { name: /code/ }).waitFor();
    await page.waitForTimeout(150);
    await page.keyboard.press('Enter');
    await page.keyboard.type("', 'not i");
    await page.getByRole('option', { name: 'not in' }).waitFor();
    await page.keyboard.type("n', ['BE']), ('type', '=', 'inv");
    await page.getByRole('option', { name: /invoice/ }).waitFor();
    await page.waitForTimeout(150);
    await page.keyboard.press('Enter');
    expect(await page.getByTestId('domain').textContent()).toBe(
      "[('country_id.code', 'not in', ['BE']), ('type', '=', 'invoice')]",
    );
  });

  it('completes only fields that can be written among the keys of values', async () => {
    const page = await show('editor');
    await page.getByRole('textbox', { name: 'Values' }).click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('{"');
    await page.getByRole('option', { name: /country_id/ }).waitFor();
    expect(await page.getByRole('option', { name: /write_date/ }).count()).toBe(0);
  });

  it('lets Tab go on to the next control', async () => {
    const page = await show('editor');
    await page.getByRole('textbox', { name: 'Filter' }).click();
    await page.keyboard.press('Tab');
    expect(await hasFocus(page, 'Values')).toBe(true);
  });
});
