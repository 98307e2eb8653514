import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeViolations } from './support/axe';
import { expectDomain, filterHost, filterText, filterTree, line, openFilter } from './support/filter';
import { untilCancelled, problem } from './support/scriptedHost';
import { eventually, picture, useBrowser } from './support/webPage';

useBrowser();

const everyKind = `['|', ('is_company', '=', True), '&', ('country_id.code', 'in', ['BE', 'FR']), ('write_date', '>=', '2026-11-01 00:00:00'), '!', ('type', '=', 'invoice'), ('category_id', 'in', [3, 8]), ('date', '>', 'today -7d'), ('customer_rank', '>', 5), ('name', '=', 5), ('child_ids', 'any', [('name', 'ilike', 'x')]), ('custmer_rank', '=', 1), ('active', '=', True), ('self', '=', 'x')]`;

/** Chooses in a Select by its arrow keys, as a person without a mouse does. */
async function choose(page: Page, select: ReturnType<Page['getByRole']>, option: string): Promise<void> {
  await select.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: option, exact: true }).click();
}

describe('the filter as a tree', () => {
  it('shows the text’s conditions and groups, and writes what is changed back into it', async () => {
    const page = await openFilter("[('is_company', '=', True), ('name', 'ilike', 'azure')]  # mine");
    expect(await line(page, '1').getByRole('combobox', { name: 'Field' }).inputValue()).toBe('is_company');
    await line(page, '2').getByRole('textbox', { name: 'Value' }).fill('deco');
    await expectDomain(page, "[('is_company', '=', True), ('name', 'ilike', 'deco')]  # mine");
    await choose(page, page.getByRole('combobox', { name: 'Conditions that must hold' }), 'Any of');
    await expectDomain(page, "['|', ('is_company', '=', True), ('name', 'ilike', 'deco')]  # mine");
    const text = await filterText(page);
    expect(await text.textContent()).toContain("['|', ('is_company'");
    await text.press('Control+A');
    await page.keyboard.type("[('customer_rank', '>', 3)]");
    await filterTree(page);
    expect(await line(page, '1').getByRole('textbox', { name: 'Value' }).inputValue()).toBe('3');
  });

  it('keeps JSON as JSON', async () => {
    const page = await openFilter('[["name", "ilike", "azure"], ["is_company", "=", true]]');
    await choose(page, line(page, '2').getByRole('combobox', { name: 'Value' }), 'false');
    await expectDomain(page, '[["name", "ilike", "azure"], ["is_company", "=", false]]');
  });

  it('says where a broken text stops making sense, and keeps it', async () => {
    const broken = "[('name', '=', 'Azure'), ('email', 'ilik', 'x')]";
    const page = await openFilter(broken);
    const tree = page.getByTestId('filter-tree');
    await eventually(() => tree.textContent()).toContain("write 'ilike'");
    expect(await tree.textContent()).toContain('from line 1, character 36 on');
    await page.getByTestId('edit-text').click();
    expect(await page.getByTestId('filter').textContent()).toBe(broken);
    await page.keyboard.type('!');
    await expectDomain(page, broken.replace("'ilik'", "!'ilik'"));
  });

  it('is built, moved about and taken apart by the keyboard alone', async () => {
    const page = await openFilter('');
    await page.getByTestId('add-condition').focus();
    await page.keyboard.press('Enter');
    const focused = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);
    await eventually(focused).toBe('Field');
    await page.keyboard.type('customer');
    await page.getByRole('option', { name: /customer_rank/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await eventually(focused).toBe('Operator');
    await page.keyboard.press('Tab');
    await eventually(focused).toBe('Value');
    await page.keyboard.type('12');
    await expectDomain(page, "[('customer_rank', '=', 12)]");

    await page.keyboard.press('Alt+Enter');
    await eventually(focused).toBe('Field');
    await page.keyboard.type('country_id.co');
    await page.getByRole('option', { name: /country_id\.code/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('BE');
    await expectDomain(page, "[('customer_rank', '=', 12), ('country_id.code', 'ilike', 'BE')]");

    await page.keyboard.press('Alt+ArrowUp');
    await expectDomain(page, "[('country_id.code', 'ilike', 'BE'), ('customer_rank', '=', 12)]");
    await eventually(focused).toBe('Value');
    expect(await page.getByText('Moved to 1.').count()).toBe(1);
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await expectDomain(
      page,
      "[('country_id.code', 'ilike', 'BE'), ('country_id.code', 'ilike', 'BE'), ('customer_rank', '=', 12)]",
    );
    await page.keyboard.press('Alt+ArrowRight');
    await eventually(() => page.getByRole('group', { name: 'Group 2: Any of' }).count()).toBe(1);
    await eventually(focused).toBe('Value');
    await page.keyboard.press('Alt+Delete');
    await expectDomain(page, "[('country_id.code', 'ilike', 'BE'), ('customer_rank', '=', 12)]");
    await page.keyboard.press('Alt+Delete');
    await page.keyboard.press('Control+z');
    await eventually(() => page.getByRole('group', { name: /^Group 2/ }).count()).toBe(1);
  });

  it('has a toolbar in each line that is one stop, and does not do what cannot be done', async () => {
    const page = await openFilter("[('name', '=', 'a'), ('email', '=', 'b')]");
    const bar = line(page, '1').getByRole('toolbar');
    await bar.getByRole('button', { name: 'Remove' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Move up');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expectDomain(page, "[('email', '=', 'b'), ('name', '=', 'a')]");
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Move down',
    );
  });

  it('takes changes back with the text as it was', async () => {
    const page = await openFilter("[('name','=','a'),  ('email','=','b')]");
    await line(page, '1').getByRole('button', { name: 'Remove' }).click();
    await expectDomain(page, "[('email','=','b')]");
    await page.getByTestId('undo-filter').click();
    await expectDomain(page, "[('name','=','a'),  ('email','=','b')]");
  });

  it('leaves out a condition until it is complete, and says so', async () => {
    const page = await openFilter("[('name', '=', 'a')]");
    await page.getByTestId('add-condition').click();
    await line(page, '2').getByText('Left out until it is complete.').waitFor();
    await expectDomain(page, "[('name', '=', 'a')]");
    await page.getByTestId('add-group').click();
    await page.getByRole('group', { name: 'Group 3: Any of' }).waitFor();
    await expectDomain(page, "[('name', '=', 'a')]");
  });

  it('asks for conditions on related records', async () => {
    const page = await openFilter("[('child_ids', 'in', [3])]");
    await choose(
      page,
      line(page, '1').getByRole('combobox', { name: 'Operator' }),
      'has a record with (any)',
    );
    await line(page, '1').getByRole('button', { name: 'Add condition to group 1' }).click();
    await page.keyboard.type('email');
    await page.getByRole('option', { name: /^email/ }).waitFor();
    await page.keyboard.press('Enter');
    await line(page, '1.1').getByRole('textbox', { name: 'Value' }).fill('x');
    await expectDomain(page, "[('child_ids', 'any', [('email', 'ilike', 'x')])]");
  });

  it('draws a filter of a hundred levels', async () => {
    let nested = "('name', '=', 'deep')";
    for (let depth = 1; depth < 100; depth++) {
      nested = `'${depth % 2 === 1 ? '|' : '&'}', ${nested}, ('id', '=', ${depth})`;
    }
    const page = await openFilter(`[${nested}]`, filterHost(), { width: 320, height: 900 });
    await page.getByRole('button', { name: 'Show 98 more' }).click();
    const deepest = page.getByText('Level 99').last();
    await deepest.scrollIntoViewIfNeeded();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
});

describe('a condition’s value', () => {
  it('is a record searched by name, with what is no longer asked cancelled', async () => {
    const cancelled: string[] = [];
    const host = filterHost({
      records: ({ text }, signal) => {
        if (text !== 'az') {
          signal.addEventListener('abort', () => cancelled.push(text));
          return untilCancelled(signal, problem('call.cancelled'));
        }
        return [{ id: 15, name: 'Azure Interior' }];
      },
      recordNames: ({ ids }) => ids.map((id) => ({ id, name: `Record ${id}` })),
    });
    const page = await openFilter("[('country_id', '=', 7)]", host);
    await line(page, '1').getByText('Record 7').waitFor();
    const search = line(page, '1').getByRole('combobox', { name: 'Choose record' });
    await search.click();
    await eventually(() => host.calls('records').length).toBe(1);
    await search.fill('az');
    await page.getByRole('option', { name: /Azure Interior/ }).click();
    expect(cancelled).toEqual(['']);
    await expectDomain(page, "[('country_id', '=', 15)]");
    await line(page, '1').getByText('Azure Interior').waitFor();
    expect(host.calls('records').at(-1)).toEqual({
      connectionId: 'staging',
      model: 'res.country',
      text: 'az',
      limit: 20,
    });
    await search.fill('21');
    await search.press('Tab');
    await expectDomain(page, "[('country_id', '=', 21)]");
  });

  it('is shown by this computer’s clock and sent in UTC', async () => {
    const page = await openFilter("[('write_date', '>=', '2026-07-01 10:00:00')]", filterHost(), {
      timeZone: 'Europe/Brussels',
    });
    const moment = line(page, '1').getByLabel('Value, by this computer’s clock');
    expect(await moment.inputValue()).toBe('2026-07-01T12:00');
    await moment.fill('2026-01-15T12:30:00');
    await expectDomain(page, "[('write_date', '>=', '2026-01-15 11:30:00')]");
    await line(page, '1').getByText('2026-01-15 11:30:00 UTC').waitFor();
  });

  it('is a relative date on Odoo 19, said in words', async () => {
    const page = await openFilter("[('date', '>', '2026-01-31')]");
    await line(page, '1').getByRole('button', { name: 'Relative date' }).click();
    await page.getByRole('menuitem', { name: /7 days ago/ }).click();
    await expectDomain(page, "[('date', '>', 'today -7d')]");
    await line(page, '1').getByText('today, 7 days earlier').waitFor();
    const typed = line(page, '1').getByRole('combobox', { name: 'Relative date' });
    await typed.fill('today -');
    await line(page, '1')
      .getByText(/Odoo reads dates such as/)
      .waitFor();
    await expectDomain(page, "[('date', '>', 'today -7d')]");
    await typed.fill('today =1d');
    await expectDomain(page, "[('date', '>', 'today =1d')]");
  });

  it('is a choice of a selection, or several', async () => {
    const page = await openFilter("[('type', '=', 'contact')]");
    await choose(page, line(page, '1').getByRole('combobox', { name: 'Operator' }), 'is one of');
    await expectDomain(page, "[('type', 'in', ['contact'])]");
    await line(page, '1').getByRole('combobox', { name: 'Add value' }).fill('inv');
    await page.getByRole('option', { name: /Invoice Address/ }).click();
    await expectDomain(page, "[('type', 'in', ['contact', 'invoice'])]");
  });

  it('that does not fit its field is kept as it is written', async () => {
    const page = await openFilter("[('is_company', '=', 'maybe')]");
    await line(page, '1').getByText("'maybe'").waitFor();
    await line(page, '1').getByRole('button', { name: 'Edit as text' }).click();
    expect(await page.getByTestId('filter').textContent()).toBe("[('is_company', '=', 'maybe')]");
  });

  it('is shown as text whatever it holds', async () => {
    const hostile = [
      '<img src=x onerror=alert(1)>',
      '__proto__',
      'שלום עולם',
      '👩‍👩‍👧 café',
      'it\'s \\ "quoted"',
    ];
    const list = hostile.map((each) => JSON.stringify(each)).join(', ');
    const long = 'x'.repeat(1_000_000);
    const page = await openFilter(
      `[["name", "in", [${list}]], ["__proto__", "=", "constructor"], ["name", "=", "${long}"]]`,
    );
    for (const text of hostile) await line(page, '1').getByText(text, { exact: true }).waitFor();
    expect(await line(page, '2').getByRole('combobox', { name: 'Field' }).inputValue()).toBe('__proto__');
    const value = line(page, '3').getByRole('textbox', { name: 'Value' });
    expect((await value.inputValue()).length).toBe(1_000_000);
    expect(await page.locator('img').count()).toBe(0);
    await line(page, '2').getByRole('button', { name: 'Remove', exact: true }).click();
    await expectDomain(page, `[["name", "in", [${list}]], ["name", "=", "${long}"]]`);
  });
});

describe('what is wrong with a condition', () => {
  it('is said below it, with what would put it right', async () => {
    const page = await openFilter("[('custmer_rank', '=', 1), ('self', '=', 'x'), ('active', '=', True)]");
    await line(page, '1')
      .getByText(/has no field custmer_rank/)
      .waitFor();
    await line(page, '2')
      .getByText(/Odoo cannot search it/)
      .waitFor();
    await line(page, '1')
      .getByRole('button', { name: /^Use customer_rank/ })
      .click();
    await expectDomain(page, "[('customer_rank', '=', 1), ('self', '=', 'x'), ('active', '=', True)]");
    await eventually(() =>
      line(page, '1')
        .getByText(/has no field/)
        .count(),
    ).toBe(0);
  });

  it('says that archived records are left out', async () => {
    const page = await openFilter("[('name', '=', 'a')]");
    await page.getByText(/Archived records are left out/).waitFor();
  });
});

describe('the filter’s look', () => {
  for (const theme of ['dark', 'light', 'hc', 'hcLight'] as const) {
    it(`has nothing that axe objects to in ${theme}, as a tree and as text`, async () => {
      const page = await openFilter(everyKind, filterHost(), { theme, width: 1600, height: 1000 });
      await line(page, '8')
        .getByText(/has no field/)
        .waitFor();
      await page.getByTestId('explain').locator('summary').click();
      await page.getByTestId('count-each').click();
      await page.getByText('The filter keeps 4,213 of 4,213 records.').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await picture(page, `filter-tree-${theme}`);
      await filterText(page);
      await page.getByRole('button', { name: /^Show all/ }).click();
      expect(await axeViolations(page)).toEqual([]);
      await picture(page, `filter-text-${theme}`);
    });
  }

  it('has room for everything at 320 pixels, and nothing axe objects to', async () => {
    const page = await openFilter(everyKind, filterHost(), { width: 320, height: 1400 });
    await line(page, '8')
      .getByText(/has no field/)
      .waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    for (const control of await page
      .getByTestId('filter-tree')
      .locator('input, button, vscode-dropdown')
      .all()) {
      const box = await control.boundingBox();
      if (box) expect(box.x + box.width).toBeLessThanOrEqual(320);
    }
    expect(await axeViolations(page)).toEqual([]);
    await picture(page, 'filter-narrow-dark');
    await line(page, '4').getByRole('button', { name: 'Move, duplicate or remove 4' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await eventually(() => line(page, '10').count()).toBe(0);
  });
});
