import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { expectDomain, filterHost, filterText, line, openFilter } from './support/filter';
import { problem, Refusal, untilCancelled } from './support/scriptedHost';
import { eventually, useBrowser } from './support/webPage';

useBrowser();

const domain =
  "[('is_company', '=', True), '|', ('country_id.code', 'in', ['BE', 'FR']), ('customer_rank', '>', 5)]";

async function explain(page: Page): Promise<void> {
  await page.getByTestId('explain').locator('summary').click();
}

describe('explaining a filter', () => {
  it('says each clause in words, and asks the server nothing', async () => {
    const host = filterHost();
    const page = await openFilter(domain, host);
    await explain(page);
    await page.getByText('Is a Company is yes').waitFor();
    await page.getByText('Country → Country Code is one of “BE”, “FR”').waitFor();
    await page.getByText('Customer Rank is greater than 5').waitFor();
    expect(host.calls('count')).toEqual([]);
  });

  it('counts what each clause keeps and what is left after it, one question after the other', async () => {
    let running = 0;
    let most = 0;
    const host = filterHost({
      count: async ({ domain: asked }) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 20));
        running--;
        return asked.length === 0 ? 18_640 : asked.length === 1 ? 4982 : 4213;
      },
    });
    const page = await openFilter(domain, host);
    await explain(page);
    await page.getByTestId('count-each').click();
    await page.getByText('The filter keeps 4,213 of 18,640 records.').waitFor();
    expect(most).toBe(1);
    const [first] = await page.locator('.explained-clauses > li').all();
    expect(await first?.textContent()).toBe('Is a Company is yes4,982 of 18,640');
    await page.getByText('4,213 left').waitFor();
    expect(host.calls('count')).toContainEqual({
      connectionId: 'staging',
      model: 'res.partner',
      domain: [['is_company', '=', true]],
    });
  });

  it('counts the whole filter alone when that is asked for, with the request’s context', async () => {
    const host = filterHost();
    const page = await openFilter("[('name', '=', 'a')]", host);
    await page.getByTestId('add-context').click();
    await page.getByTestId('context').click();
    await page.keyboard.insertText('{"active_test": false}');
    await explain(page);
    await page.getByTestId('count-whole').click();
    await page.getByText('The filter keeps 4,213 of 4,213 records.').waitFor();
    expect(host.calls('count')).toHaveLength(2);
    expect(host.calls('count')[1]).toMatchObject({ context: { active_test: false } });
  });

  it('stops when the filter is changed, and forgets the numbers', async () => {
    let aborted = 0;
    const host = filterHost({
      count: ({ domain: asked }, signal) => {
        if (asked.length === 0) return 18_640;
        signal.addEventListener('abort', () => aborted++);
        return untilCancelled(signal, problem('call.cancelled'));
      },
    });
    const page = await openFilter(domain, host);
    await explain(page);
    await page.getByTestId('count-each').click();
    await page.getByText('Counting, 1 of').waitFor();
    await line(page, '2.2').getByRole('textbox', { name: 'Value' }).fill('6');
    await eventually(() => aborted).toBe(1);
    await page.getByTestId('count-each').waitFor();
    expect(await page.getByText(/of 18,640/).count()).toBe(0);
    expect(host.calls('count')).toHaveLength(2);
  });

  it('can be cancelled, and goes on with what is not counted yet', async () => {
    let patient = false;
    const host = filterHost({
      count: (_asked, signal) => (patient ? 7 : untilCancelled(signal, problem('call.cancelled'))),
    });
    const page = await openFilter(domain, host);
    await explain(page);
    await page.getByTestId('count-whole').click();
    await page.getByTestId('cancel-count').click();
    await page.getByText('Cancelled.').waitFor();
    patient = true;
    await page.getByTestId('count-whole').click();
    await page.getByText('The filter keeps 7 of 7 records.').waitFor();
  });

  it('says beside a clause why the server refuses it, and stops where none can be reached', async () => {
    let gone = false;
    const host = filterHost({
      count: ({ domain: asked }) => {
        if (gone) throw new Refusal(problem('tcp.refused', { title: 'Nobody answers' }));
        if (JSON.stringify(asked) === '[["is_company","=",true]]') {
          throw new Refusal(problem('server.domain', { title: 'The server refuses this condition' }));
        }
        return 9;
      },
    });
    const page = await openFilter(domain, host);
    await explain(page);
    await page.getByTestId('count-each').click();
    await page.getByText('The server refuses this condition').waitFor();
    await page.getByText('The filter keeps 9 of 9 records.').waitFor();
    gone = true;
    const before = host.calls('count').length;
    await page.getByTestId('count-each').click();
    await page.getByText(/^Nobody answers/).waitFor();
    expect(host.calls('count')).toHaveLength(before + 1);
  });

  it('waits for a text that makes sense', async () => {
    const page = await openFilter("[('name', '=', 'a'");
    await explain(page);
    await page.getByText('The filter is explained as soon as its text makes sense.').waitFor();
    await (await filterText(page)).press('Control+End');
    await page.keyboard.insertText(')]');
    await expectDomain(page, "[('name', '=', 'a')]");
    await page.getByText('Name is “a”').waitFor();
  });
});
