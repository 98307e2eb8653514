import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeViolations } from './support/axe';
import { problem, Refusal } from './support/scriptedHost';
import type { ThemeName } from './support/themes';
import { draftOf, openValues, valuesAre, valuesHost, writing } from './support/valuesHost';
import { eventually, picture, useBrowser } from './support/webPage';

useBrowser();

/** A value of every type, with numbers and spaces that no program would write. */
const everything = `{
  "name": "S0001",
  "note": "two\\nlines",
  "sequence": 9007199254740991,
  "discount" : 1.10,
  "amount": 250.00, "currency_id": 1,
  "active": true,
  "state": "sale",
  "day": "2026-12-31",
  "date_order": "2026-07-15 10:00:00",
  "partner_id": 12,
  "order_line": [[0, 0, {"name": "Desk", "qty": 2.0}], [4, 13, 0], [2, 14, 0]],
  "tag_ids": [[6, 0, [12, 13]]],
  "about": "res.partner,12",
  "logo": "aGVsbG8=",
  "payload": {"a": [1, 2]},
  "x_own": "kept"
}`;

const row = (page: Page, name: string) => page.getByTestId(`value-${name}`).first();

describe('the form and the JSON', () => {
  it('show one text: a change in the form touches the changed value alone', async () => {
    const page = await openValues(valuesHost(), writing(everything));
    await row(page, 'name').getByRole('textbox').fill('S0002');
    await valuesAre(page, everything.replace('S0001', 'S0002'));
    await page.getByRole('radio', { name: 'JSON' }).click();
    await eventually(() => page.getByTestId('values').textContent()).toContain('S0002');
    await page.getByRole('radio', { name: 'Form' }).click();
    expect(await row(page, 'discount').getByRole('textbox').inputValue()).toBe('1.10');
  });

  it('keep JSON that is half typed, and say in the form where it breaks', async () => {
    const half = '{"name": "x",\n "color": ';
    const page = await openValues(valuesHost(), writing(half));
    const message = page.getByTestId('values-broken');
    await eventually(() => message.textContent()).toContain('line 2, column 11');
    await message.getByRole('button', { name: 'Show the JSON' }).click();
    await eventually(() => page.getByTestId('values').textContent()).toContain('"color":');
    await page.getByRole('radio', { name: 'Form' }).click();
    await message.waitFor();
    await valuesAre(page, half);
  });

  it('keep a value that is half typed as JSON in the form, through both views and a new life of the page', async () => {
    const page = await openValues(valuesHost(), writing('{"payload": {"a": 1}, "name": "x"}'));
    const payload = row(page, 'payload').getByRole('textbox');
    await payload.fill('{"a": [1, ');
    await valuesAre(page, '{"payload": {"a": [1, , "name": "x"}');
    await row(page, 'name').getByRole('textbox').fill('y');
    await valuesAre(page, '{"payload": {"a": [1, , "name": "y"}');
    await page.getByRole('radio', { name: 'JSON' }).click();
    await page.getByRole('radio', { name: 'Form' }).click();
    await eventually(() => row(page, 'payload').getByRole('textbox').textContent()).toContain('{"a": [1,');
    const again = await openValues(valuesHost(), await draftOf(page));
    await again.getByTestId('values-broken').waitFor();
    await row(page, 'payload').getByRole('textbox').fill('{"a": [1, 2]}');
    await valuesAre(page, '{"payload": {"a": [1, 2]}, "name": "y"}');
  });

  it('mark in both what Odoo would refuse, with what would put it right', async () => {
    const text = '{"date_order": "2026-07-15T10:00:00+02:00", "nmae": "x"}';
    const page = await openValues(valuesHost(), writing(text));
    await eventually(() => row(page, 'nmae').textContent()).toContain('Did you mean name?');
    await row(page, 'date_order')
      .getByRole('button', { name: /^Write "2026-07-15 08:00:00"/ })
      .click();
    await valuesAre(page, text.replace('2026-07-15T10:00:00+02:00', '2026-07-15 08:00:00'));
    await page.getByRole('radio', { name: 'JSON' }).click();
    await page.getByRole('button', { name: /^Write name/ }).click();
    await valuesAre(page, '{"date_order": "2026-07-15 08:00:00", "name": "x"}');
  });

  it('show a REST resource as JSON alone', async () => {
    const page = await openValues(
      valuesHost(),
      writing('{"a": 1}', { operation: 'restCreate', route: 'partner' }),
    );
    await page.getByTestId('values').waitFor();
    expect(await page.getByRole('radio').count()).toBe(0);
  });
});

describe('fields', () => {
  it('are added by name or label, take the focus, and are taken away again', async () => {
    const page = await openValues(valuesHost(), writing(''));
    const add = page.getByRole('combobox', { name: 'Add field' });
    await add.fill('order ref');
    await page.getByRole('option', { name: /^name/ }).waitFor();
    await add.press('Enter');
    await valuesAre(page, '{\n  "name": ""\n}');
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Order Reference (name)',
    );
    await page.keyboard.type('S1');
    await valuesAre(page, '{\n  "name": "S1"\n}');
    await page.getByRole('button', { name: 'Remove name' }).click();
    await valuesAre(page, '{}');
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Add field',
    );
    expect(await page.getByTestId('said').textContent()).toBe('Removed name');
  });

  it('that a new record requires are offered, all with one click', async () => {
    const page = await openValues(valuesHost(), writing('', { operation: 'create' }));
    await page.getByTestId('add-required').click();
    await valuesAre(page, '{\n  "name": "",\n  "state": false,\n  "partner_id": false\n}');
    expect(await page.getByTestId('required').count()).toBe(0);
  });

  it('are filled in with Odoo’s own defaults, without touching what is set', async () => {
    const host = valuesHost();
    const page = await openValues(host, writing('{"state": "sale"}', { operation: 'create' }));
    await page.getByTestId('fill-defaults').click();
    await valuesAre(
      page,
      '{"state": "sale", "date_order": "2026-11-22 10:00:00", "active": true}'.replace(
        '"sale", ',
        '"sale", ',
      ),
    );
    const [asked] = host.calls('defaults') as { fields: string[] }[];
    expect(asked?.fields).toContain('name');
    expect(asked?.fields).not.toContain('state');
    expect(asked?.fields).not.toContain('amount_total');
  });

  it('say what went wrong when the defaults do not come', async () => {
    const host = valuesHost({ defaults: () => Promise.reject(new Refusal(problem('dns.notFound'))) });
    const page = await openValues(host, writing('', { operation: 'create' }));
    await page.getByTestId('fill-defaults').click();
    await eventually(() => page.getByTestId('trouble').textContent()).toBe('Title of dns.notFound');
  });

  it('keep the digits of a number as they are typed, and what is no number as a text that is said to be none', async () => {
    const page = await openValues(valuesHost(), writing('{"discount": 1.10, "sequence": 9007199254740991}'));
    const discount = row(page, 'discount').getByRole('textbox');
    await discount.fill('2.50');
    await valuesAre(page, '{"discount": 2.50, "sequence": 9007199254740991}');
    await discount.fill('2,5');
    await valuesAre(page, '{"discount": "2,5", "sequence": 9007199254740991}');
    await row(page, 'discount')
      .getByRole('button', { name: /^Write 2.5/ })
      .click();
    await valuesAre(page, '{"discount": 2.5, "sequence": 9007199254740991}');
  });

  it('take their types’ own controls', async () => {
    const page = await openValues(
      valuesHost(),
      writing('{"active": true, "state": "draft", "day": "2026-12-31"}'),
    );
    await row(page, 'active').getByRole('radio', { name: 'false' }).click();
    await valuesAre(page, '{"active": false, "state": "draft", "day": "2026-12-31"}');
    const state = row(page, 'state').getByRole('combobox');
    await state.fill('sales');
    await page.getByRole('option', { name: /^sale/ }).waitFor();
    await state.press('Enter');
    await row(page, 'day').locator('input').fill('2027-01-01');
    await valuesAre(page, '{"active": false, "state": "sale", "day": "2027-01-01"}');
    await row(page, 'day').getByRole('button', { name: 'Empty day' }).click();
    await valuesAre(page, '{"active": false, "state": "sale", "day": false}');
  });

  it('hold records that are found by name, one question for what is typed last', async () => {
    const host = valuesHost();
    const page = await openValues(host, writing('{"partner_id": 12}'));
    await row(page, 'partner_id').getByText('Azure Interior').waitFor();
    const box = row(page, 'partner_id').getByRole('combobox');
    await box.pressSequentially('deco');
    await page.getByRole('option', { name: /Deco Addict/ }).click();
    await valuesAre(page, '{"partner_id": 13}');
    await row(page, 'partner_id').getByRole('listitem').getByText('Deco Addict').waitFor();
    const asked = (host.calls('records') as { text: string }[]).map(({ text }) => text).filter(Boolean);
    expect(asked).toEqual(['deco']);
    await row(page, 'partner_id').getByRole('button', { name: 'Remove 13 Deco Addict' }).click();
    await valuesAre(page, '{"partner_id": false}');
  });

  it('hold a file by its name and size, never its base64', async () => {
    const page = await openValues(valuesHost(), writing('{"logo": false}'));
    await row(page, 'logo').getByRole('button', { name: 'Choose file for logo' }).click();
    await valuesAre(page, '{"logo": "iVBORw=="}');
    await eventually(() => row(page, 'logo').textContent()).toContain('logo.png, 4 bytes');
    expect(await page.locator('body').textContent()).not.toContain('iVBORw');
  });

  it('hold a model and a record of it as a reference', async () => {
    const page = await openValues(valuesHost(), writing('{"about": "res.partner,12"}'));
    await row(page, 'about').getByText('Azure Interior').waitFor();
    const record = row(page, 'about').getByRole('combobox', { name: 'About (about), record' });
    await record.fill('13');
    await record.press('Enter');
    await valuesAre(page, '{"about": "res.partner,13"}');
    const model = row(page, 'about').getByRole('combobox', { name: 'About (about), model' });
    await model.fill('res.country');
    await valuesAre(page, '{"about": "res.country,"}');
  });

  it('hold properties by their definition', async () => {
    const page = await openValues(valuesHost(), writing('{"extra": {"a1": "red"}}'));
    await row(page, 'a1').getByText('Color').waitFor();
    await row(page, 'a1').getByRole('textbox').fill('blue');
    await page.getByRole('combobox', { name: 'Add property' }).fill('b2');
    await page.keyboard.press('Enter');
    await valuesAre(page, '{"extra": {"a1": "blue", "b2": []}}');
    await row(page, 'b2').getByRole('combobox').fill('12');
    await page.keyboard.press('Enter');
    await valuesAre(page, '{"extra": {"a1": "blue", "b2": [12]}}');
  });

  it('that the form cannot show are left as they are, and can be changed as JSON', async () => {
    const text = '{"partner_id": [12, "Azure"], "x_own": {"deep": [1.10]}, "name": 5}';
    const page = await openValues(valuesHost(), writing(text));
    await eventually(() => row(page, 'partner_id').getByRole('textbox').textContent()).toBe('[12, "Azure"]');
    await row(page, 'partner_id')
      .getByRole('button', { name: /^Write 12/ })
      .click();
    await valuesAre(page, text.replace('[12, "Azure"]', '12'));
    await eventually(() => row(page, 'x_own').textContent()).toContain('1.10');
  });
});

describe('datetimes', () => {
  it('are shown in local time, with the zone and the UTC that is sent', async () => {
    const page = await openValues(valuesHost(), writing('{"date_order": "2026-07-15 10:00:00"}'));
    const input = row(page, 'date_order').locator('input');
    expect(await input.inputValue()).toMatch(/^2026-07-15T12:00(:00)?$/);
    await eventually(() => row(page, 'date_order').textContent()).toContain('Europe/Brussels');
    await input.fill('2026-01-15T12:00:30');
    await valuesAre(page, '{"date_order": "2026-01-15 11:00:30"}');
    await eventually(() => row(page, 'date_order').textContent()).toContain(
      'sent as 2026-01-15 11:00:30 UTC',
    );
  });

  it('that the clocks skip or show twice are said to be so', async () => {
    const page = await openValues(valuesHost(), writing('{"date_order": false}'));
    const input = row(page, 'date_order').locator('input');
    await input.fill('2026-03-29T02:30:00');
    await valuesAre(page, '{"date_order": "2026-03-29 01:30:00"}');
    await eventually(() => row(page, 'date_order').textContent()).toContain(
      'it is sent as 2026-03-29 03:30:00',
    );
    await input.fill('2026-10-25T02:30:00');
    await valuesAre(page, '{"date_order": "2026-10-25 00:30:00"}');
    await row(page, 'date_order').getByRole('radio', { name: 'Later' }).click();
    await valuesAre(page, '{"date_order": "2026-10-25 01:30:00"}');
  });

  it('that are none stay as typed until they are some', async () => {
    const page = await openValues(valuesHost(), writing('{"date_order": "next week"}'));
    // Before the fields are known the value is shown as JSON.
    const input = row(page, 'date_order').locator('input');
    expect(await input.inputValue()).toBe('next week');
    await input.fill('2026');
    await input.pressSequentially('-01-02 03:04:05');
    await valuesAre(page, '{"date_order": "2026-01-02 03:04:05"}');
    await page.getByRole('combobox', { name: 'Add field' }).focus();
    expect(await row(page, 'date_order').locator('input[type="datetime-local"]').count()).toBe(1);
  });
});

describe('commands', () => {
  it('are verbs with records, and show what is sent', async () => {
    const page = await openValues(valuesHost(), writing('{"tag_ids": []}'));
    await page.getByTestId('add-command-tag_ids').click();
    await page.getByRole('menuitem', { name: /^Link/ }).click();
    const record = row(page, 'tag_ids').getByRole('combobox', { name: /record/ });
    await record.fill('12');
    await record.press('Enter');
    await valuesAre(page, '{"tag_ids": [[4, 12, 0]]}');
    await eventually(() => row(page, 'tag_ids').textContent()).toContain('sent as [4, 12, 0]');
    await row(page, 'tag_ids').getByText('Azure Interior').waitFor();
  });

  it('hold the values of a record that is made, in a form of its own', async () => {
    const page = await openValues(
      valuesHost(),
      writing('{"order_line": [[0, 0, {}]]}', { operation: 'create' }),
    );
    const lines = row(page, 'order_line');
    await lines.getByRole('button', { name: 'Add field name' }).click();
    await valuesAre(page, '{"order_line": [[0, 0, {"name": ""}]]}');
    await lines.getByTestId('value-name').getByRole('textbox').fill('Desk');
    await valuesAre(page, '{"order_line": [[0, 0, {"name": "Desk"}]]}');
    // The link to the order itself is Odoo's to set.
    expect(await lines.getByTestId('required').count()).toBe(0);
  });

  it('change their verb and keep their record, go away, and can be written as triples', async () => {
    const page = await openValues(valuesHost(), writing('{"tag_ids": [[4, 12, 0], [4, 13, 0]]}'));
    const verb = row(page, 'tag_ids').locator('vscode-dropdown').first();
    await verb.click();
    await verb.locator('vscode-option', { hasText: 'Unlink' }).click();
    await valuesAre(page, '{"tag_ids": [[3, 12, 0], [4, 13, 0]]}');
    await page.getByRole('button', { name: 'Remove tag_ids, command 1 of 2' }).click();
    await valuesAre(page, '{"tag_ids": [[4, 13, 0]]}');
    await page.getByRole('button', { name: 'JSON of tag_ids' }).click();
    await row(page, 'tag_ids').getByRole('textbox').fill('[[5, 0, 0]]');
    await valuesAre(page, '{"tag_ids": [[5, 0, 0]]}');
  });

  it('in shorter forms stay as they are until they are changed', async () => {
    const page = await openValues(valuesHost(), writing('{"tag_ids": [12]}'));
    await row(page, 'tag_ids').getByText('Azure Interior').waitFor();
    const box = row(page, 'tag_ids').getByRole('combobox');
    await box.fill('13');
    await box.press('Enter');
    await valuesAre(page, '{"tag_ids": [12, 13]}');
  });
});

describe('lists of records', () => {
  it('are gone through one by one', async () => {
    const page = await openValues(valuesHost(), writing('{"name": "a"}', { operation: 'create' }));
    await page.getByTestId('add-record').click();
    await valuesAre(page, '[{"name": "a"}, {}]');
    const records = page.getByTestId('records');
    await eventually(() => records.textContent()).toContain('Record 2 of 2');
    await records.getByRole('button', { name: 'Previous record' }).click();
    await row(page, 'name').getByRole('textbox').fill('b');
    await valuesAre(page, '[{"name": "b"}, {}]');
    await records.getByRole('button', { name: 'Duplicate record 1' }).click();
    await valuesAre(page, '[{"name": "b"}, {}, {"name": "b"}]');
    await eventually(() => records.textContent()).toContain('Record 3 of 3');
    await records.getByRole('button', { name: 'Remove record 3' }).click();
    await valuesAre(page, '[{"name": "b"}, {}]');
  });

  it('of changes lead to the record that each is about', async () => {
    const page = await openValues(valuesHost(), writing('[{"id": 12, "discount": 1.10}, {"id": 13}]'));
    await row(page, 'id').getByText('Azure Interior').waitFor();
    await page.getByRole('button', { name: 'Next record' }).click();
    await row(page, 'id').getByRole('listitem').getByText('Deco Addict').waitFor();
    const box = row(page, 'id').getByRole('combobox');
    await box.fill('20');
    await box.press('Enter');
    await valuesAre(page, '[{"id": 12, "discount": 1.10}, {"id": 20}]');
  });
});

describe('hostile values', () => {
  const hostile = {
    name: '<img src=x onerror="document.title=1"><script>document.title=1</script>',
    note: 'مرحبا 😀 \u202e\u0000',
  };

  it('are shown as text, whatever they hold and are called', async () => {
    const text = JSON.stringify(hostile).replace('{', '{"__proto__": {"x": 1}, "constructor": "c", ');
    const page = await openValues(valuesHost(), writing(text));
    const shown = row(page, 'name').locator('input, textarea').first();
    expect(await shown.inputValue()).toBe(hostile.name);
    await eventually(() => row(page, '__proto__').textContent()).toContain('"x": 1');
    await row(page, 'constructor').getByRole('textbox').fill('"d"');
    await valuesAre(page, text.replace('"constructor": "c"', '"constructor": "d"'));
    expect(await page.title()).not.toBe('1');
    expect(await page.locator('img').count()).toBe(0);
  });

  it('of a megabyte are shown in part and stay whole', async () => {
    const long = 'ab '.repeat(350_000);
    const text = JSON.stringify({ note: long, x_own: { long }, logo: 'A'.repeat(1_000_000), name: 'x' });
    const page = await openValues(valuesHost(), writing(text));
    await eventually(() => row(page, 'note').textContent()).toContain('1,050,000 characters');
    await row(page, 'name').getByRole('textbox').fill('y');
    await valuesAre(page, text.replace('"name":"x"', '"name":"y"'));
    expect(await page.evaluate(() => document.body.textContent.length)).toBeLessThan(20_000);
  });
});

describe('the values’ form', () => {
  const draft = writing(everything.replace('"x_own": "kept"', '"x_own": "kept", "day": "31/12/2026"'), {
    operation: 'create',
  });
  for (const theme of ['dark', 'light', 'hc', 'hcLight'] as ThemeName[]) {
    it(`has nothing that axe finds wrong in ${theme}`, async () => {
      const page = await openValues(valuesHost(), draft, { theme, height: 1400 });
      await row(page, 'partner_id').getByText('Azure Interior').waitFor();
      await picture(page, `values-${theme}`);
      expect(await axeViolations(page)).toEqual([]);
    });
  }

  for (const width of [320, 1600]) {
    it(`fits ${width} pixels`, async () => {
      const page = await openValues(valuesHost(), draft, { width, height: 1400 });
      await row(page, 'partner_id').getByText('Azure Interior').waitFor();
      await picture(page, `values-${width}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const form = await page.getByTestId('values-part').boundingBox();
      expect((form?.x ?? 0) + (form?.width ?? 0)).toBeLessThanOrEqual(width);
    });
  }

  it('is used by keys alone: views, fields, verbs, records', async () => {
    const page = await openValues(valuesHost(), writing('{"tag_ids": [[4, 12, 0]]}'));
    await row(page, 'tag_ids').getByText('Azure Interior').waitFor();
    const reached: string[] = [];
    for (let step = 0; step < 20; step++) {
      await page.keyboard.press('Tab');
      const label = await page.evaluate(() => {
        const at = document.activeElement;
        return at === document.body ? '' : (at?.getAttribute('aria-label') ?? at?.textContent ?? '');
      });
      if (reached.includes(label) || label === '') break;
      reached.push(label);
    }
    expect(reached).toEqual([
      'Form',
      'What command 1 of tag_ids does',
      'Remove 12 Azure Interior',
      'tag_ids, command 1 of 1, record',
      'Remove tag_ids, command 1 of 1',
      'Add command',
      'JSON of tag_ids',
      'Empty tag_ids',
      'Remove tag_ids',
      'Add field',
    ]);
  });
});
