import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json';
import { isRecordGroup } from '../../../src/model/recordGroup';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { OdooError } from '../../../src/odoo/error';
import type { OrmCall } from '../../../src/odoo/protocol/wire';
import { NoneOverXmlRpc } from '../../../src/odoo/protocol/xmlRpc';
import { readGroups } from '../../../src/odoo/readGroups';

type Spec = Extract<RequestSpec, { operation: 'readGroup' }>;

const spec: Spec = {
  operation: 'readGroup',
  model: 'sale.order',
  domain: "['|', ('state', '=', 'sale'), ('state', '=', 'done')]",
  groupBy: ['partner_id', 'date_order:month'],
  aggregates: ['amount_total:sum', 'amount_total:avg'],
  order: 'amount_total:avg desc, __count, partner_id',
  context: { tz: 'UTC' },
};
const own = ['|', ['state', '=', 'sale'], ['state', '=', 'done']];

/** A server that answers with these, in their order, and what it was asked. */
function server(...answers: (Json | Error)[]) {
  const calls: OrmCall[] = [];
  const send = (call: OrmCall): Promise<Json> => {
    calls.push(call);
    const answer = answers.shift() ?? null;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { calls, send };
}

describe('records in groups', () => {
  it('are asked for by formatted_read_group from Odoo 19 on', async () => {
    const { calls, send } = server([
      {
        partner_id: [7, 'Azure'],
        'date_order:month': ['2026-11-01 00:00:00', 'November 2026'],
        'amount_total:sum': 30,
        'amount_total:avg': 15,
        __count: 2,
        __extra_domain: ['&', ['partner_id', '=', 7], ['date_order', '>=', '2026-11-01 00:00:00']],
      },
    ]);
    const groups = await readGroups(spec, '19.0', send);
    expect(calls).toEqual([
      {
        model: 'sale.order',
        method: 'formatted_read_group',
        args: [own],
        kwargs: {
          groupby: ['partner_id', 'date_order:month'],
          aggregates: ['__count', 'amount_total:sum', 'amount_total:avg'],
          order: 'amount_total:avg desc, __count, partner_id',
          context: { tz: 'UTC' },
        },
      },
    ]);
    expect(groups).toEqual([
      {
        partner_id: [7, 'Azure'],
        'date_order:month': ['2026-11-01 00:00:00', 'November 2026'],
        'amount_total:sum': 30,
        'amount_total:avg': 15,
        __count: 2,
        __domain: [...own, '&', ['partner_id', '=', 7], ['date_order', '>=', '2026-11-01 00:00:00']],
      },
    ]);
    expect(groups.every(isRecordGroup)).toBe(true);
  });

  it('come in the same shape from read_group, where each aggregate has a name of its own', async () => {
    const domain = [
      '&',
      '&',
      ['partner_id', '=', 7],
      '&',
      ['date_order', '>=', '2026-11-01 00:00:00'],
      ['date_order', '<', '2026-12-01 00:00:00'],
      ...own,
    ];
    const { calls, send } = server([
      {
        partner_id: [7, 'Azure'],
        'date_order:month': 'November 2026',
        aggregate_0: 30,
        aggregate_1: null,
        records_counted: 2,
        __count: 2,
        __domain: domain,
      },
    ]);
    expect(await readGroups(spec, '14.0', send)).toEqual([
      {
        partner_id: [7, 'Azure'],
        'date_order:month': ['2026-11-01 00:00:00', 'November 2026'],
        'amount_total:sum': 30,
        'amount_total:avg': false,
        __count: 2,
        __domain: domain,
      },
    ]);
    expect(calls[0]?.method).toBe('read_group');
    expect(calls[0]?.kwargs).toEqual({
      fields: [
        '__count',
        'aggregate_0:sum(amount_total)',
        'aggregate_1:avg(amount_total)',
        'records_counted:count(id)',
      ],
      groupby: ['partner_id', 'date_order:month'],
      lazy: false,
      orderby: 'aggregate_1 desc, records_counted, partner_id',
      context: { tz: 'UTC' },
    });
  });

  it('take a date’s start from its range where the server tells it', async () => {
    const row = {
      'date_order:month': 'November 2026',
      __range: { 'date_order:month': { from: '2026-11-01', to: '2026-12-01' } },
      __count: 1,
      __domain: [
        ['date_order', '>=', '2020-01-01'],
        ['date_order', '<', '2030-01-01'],
      ],
    };
    const { send } = server([row]);
    const [group] = await readGroups({ ...spec, groupBy: ['date_order:month'] }, '18.0', send);
    expect(group?.['date_order:month']).toEqual(['2026-11-01', 'November 2026']);
  });

  it('leave a text as it is, although the request asks for a range of it', async () => {
    const row = {
      name: 'S7',
      __count: 1,
      __domain: ['&', ['name', '=', 'S7'], '&', ['name', '>=', 'S'], ['name', '<', 'T']],
    };
    const { send } = server([row]);
    const [group] = await readGroups({ ...spec, groupBy: ['name'] }, '14.0', send);
    expect(group?.['name']).toBe('S7');
  });

  it('are asked for the other way where the server does not know the first', async () => {
    const unknown = new OdooError('server.unknownMethod', { method: 'formatted_read_group' });
    for (const version of [undefined, '19.0', '14.0']) {
      const { calls, send } = server(unknown, []);
      expect(await readGroups(spec, version, send)).toEqual([]);
      expect(new Set(calls.map(({ method }) => method))).toEqual(
        new Set(['read_group', 'formatted_read_group']),
      );
    }
  });

  it('give an offset a limit where Odoo would pass over it without one', async () => {
    const { calls, send } = server([], []);
    await readGroups({ ...spec, offset: 10 }, '14.0', send);
    expect(calls[0]?.kwargs).toMatchObject({ offset: 10, limit: 2_147_483_647 });
    await readGroups({ ...spec, offset: 10 }, '19.0', send);
    expect(calls[1]?.kwargs).not.toHaveProperty('limit');
  });

  it('are not filtered by a server that cannot', async () => {
    const { calls, send } = server();
    const filtered = readGroups({ ...spec, having: [['__count', '>', 1]] }, '18.0', send);
    await expect(filtered).rejects.toMatchObject({ code: 'request.incomplete', facts: { part: 'having' } });
    expect(calls).toEqual([]);
  });

  it('of nothing are added up one by one where XML-RPC cannot carry that there is no sum', async () => {
    const none = new NoneOverXmlRpc();
    const { calls, send } = server(none, [{ __count: 3 }], [{ __count: 3, aggregate_0: 7 }], none);
    const all = { ...spec, groupBy: [], order: '' };
    expect(await readGroups(all, '14.0', send)).toEqual([
      { 'amount_total:sum': 7, 'amount_total:avg': false, __count: 3, __domain: own },
    ]);
    expect(calls).toHaveLength(4);
  });
});
