import { describe, expect, it } from 'vitest';
import { explainError } from '../../../src/diagnosis/explain';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { writesOf } from '../../../src/odoo/writeEach';
import { exceptionAnswer, resultAnswer, type Script } from '../../support/scriptedTransport';
import { clientOn, connection, failure } from './clientBench';

const list = {
  operation: 'update',
  model: 'res.partner',
  values: [
    { id: 1, color: 5, name: 'A' },
    { id: 2, name: 'A', color: 5 },
    { id: 3, color: 6 },
    { id: 4, color: 7 },
  ],
} satisfies RequestSpec;

/** Hands the arguments of each call after the sign-in to the test. */
function calls(answer: (args: unknown[], count: number) => ReturnType<Script>): Script {
  let count = 0;
  return ({ body }) => {
    const { service, args } = (JSON.parse(body ?? '') as { params: { service: string; args: unknown[] } })
      .params;
    return service === 'common' ? resultAnswer(7) : answer(args.slice(3), ++count);
  };
}

describe('an update with values for each record', () => {
  it('is one write for records that get the same', async () => {
    const seen: unknown[] = [];
    const { client } = clientOn(
      calls((args) => {
        seen.push(args);
        return resultAnswer(true);
      }),
    );
    expect((await client.run(connection, list)).value).toBe(true);
    expect(seen).toEqual([
      ['res.partner', 'write', [[1, 2], { color: 5, name: 'A' }], {}],
      ['res.partner', 'write', [[3], { color: 6 }], {}],
      ['res.partner', 'write', [[4], { color: 7 }], {}],
    ]);
  });

  it('writes later what comes later for the same record', () => {
    const writes = writesOf([
      { id: 1, a: 2 },
      { id: 1, a: 1 },
      { id: 1, a: 2 },
    ]);
    expect(writes.map(({ ids, values }) => [ids, values])).toEqual([
      [[1], { a: 2 }],
      [[1], { a: 1 }],
      [[1], { a: 2 }],
    ]);
  });

  it('says how many records were written before it failed', async () => {
    const { client } = clientOn(
      calls((_, count) =>
        count === 2 ? exceptionAnswer('odoo.exceptions.ValidationError', 'No.') : resultAnswer(true),
      ),
    );
    const error = await failure(client.run(connection, list));
    expect(error).toMatchObject({ code: 'server.refused', facts: { updated: 2, of: 4 } });
    expect(explainError(error).sentence).toMatch(
      / 2 of 4 records were written before that, and stay written\.$/,
    );
  });

  it('stops between two writes when it is cancelled, and says what stays', async () => {
    const stop = new AbortController();
    const { client, transport } = clientOn(
      calls(() => {
        stop.abort();
        return resultAnswer(true);
      }),
    );
    const error = await failure(client.run(connection, list, { signal: stop.signal }));
    expect(error).toMatchObject({ code: 'call.cancelled', facts: { updated: 2, of: 4, write: true } });
    expect(transport.requests).toHaveLength(2);
  });

  it('sends nothing where an object names no record', async () => {
    const { client, transport } = clientOn(calls(() => resultAnswer(true)));
    const error = await failure(client.run(connection, { ...list, values: [{ color: 1 }] }));
    expect(error).toMatchObject({ code: 'request.incomplete', facts: { part: 'values' } });
    expect(transport.requests).toEqual([]);
  });
});

describe('copies', () => {
  const copy = { operation: 'copy', model: 'res.partner', ids: [1, 2] } satisfies RequestSpec;

  it.each([
    ['17.0', [10, 11], 2],
    [undefined, [10, 11], 2],
    ['18.0', [[10, 11]], 1],
  ])('on Odoo %s are ids in the order of the records', async (serverVersion, answers, asked) => {
    const { client, transport } = clientOn(calls((_, count) => resultAnswer(answers[count - 1])));
    const self = serverVersion === undefined ? connection : { ...connection, serverVersion };
    expect((await client.run(self, copy)).value).toEqual([10, 11]);
    expect(transport.requests).toHaveLength(1 + asked);
  });
});

describe('rows that are loaded', () => {
  const load = {
    operation: 'load',
    model: 'res.partner',
    fields: ['name', 'country_id'],
    rows: [
      ['A', ''],
      ['B', 'Nowhere'],
    ],
  } satisfies RequestSpec;

  it('are refused as a whole, in the server’s words and by their rows', async () => {
    const message = "No matching record found for name 'Nowhere' in field 'Country'";
    const { client } = clientOn(
      calls(() =>
        resultAnswer({
          ids: false,
          messages: [
            { type: 'error', rows: { from: 1, to: 1 }, record: 1, message },
            { type: 'warning', rows: { from: 0, to: 0 }, message: 'Odd.' },
            { type: 'error', message: 'A line of its own.' },
          ],
        }),
      ),
    );
    const error = await failure(client.run(connection, load));
    expect(error).toMatchObject({
      code: 'server.loadRefused',
      facts: { messages: 2, first: `Row 2: ${message}\nA line of its own.` },
    });
    expect(explainError(error).sentence).toBe(
      `Odoo refused the rows with 2 messages, so it wrote none. Row 2: ${message}. A line of its own.`,
    );
  });

  it('are an answer where there are no errors among the messages', async () => {
    const value = { ids: [1, 2], messages: [{ type: 'warning', message: 'Odd.' }], nextrow: 0 };
    const { client } = clientOn(calls(() => resultAnswer(value)));
    expect((await client.run(connection, load)).value).toEqual(value);
  });
});
