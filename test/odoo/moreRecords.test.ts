import { afterAll, describe, expect, it, vi } from 'vitest';
import type { RequestSpec } from '../../src/model/requestSpec';
import { answerFields } from '../../src/vscode/views/request/answerFields';
import { loadMore } from '../../src/vscode/views/request/moreRecords';
import { groupRequest, relatedRequest } from '../../src/vscode/views/request/relatedRequests';
import { ResultStore } from '../../src/vscode/views/request/resultStore';
import { describeModel } from '../../src/odoo/schema';
import { isList } from '../../src/vscode/views/request/storedResult';
import { clientWith, connection, transport, wayName, ways } from './target';

const client = clientWith();
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => transport.close());

describe.each(ways)('an answer $auth over $protocol', (way) => {
  const self = connection({ ...way, id: `more-${wayName(way)}` });
  const run = (spec: RequestSpec) => client.run(self, spec);
  const schema = { fields: (_: typeof self, model: string) => describeModel(client, self, model) };

  async function kept(spec: RequestSpec) {
    const store = new ResultStore();
    const fields = await answerFields(schema, self, spec);
    const summary = store.keep(self, spec, await run(spec), fields);
    const more = async (all: boolean) => {
      const { resultId } = summary;
      if (!isList(spec)) throw new Error('no list');
      const loaded = await loadMore({
        spec,
        loaded: store.loaded(resultId),
        all,
        run,
        signal: new AbortController().signal,
        progress: () => undefined,
        explain: (error) => {
          throw error;
        },
      });
      return store.append(resultId, loaded);
    };
    return { store, summary, more };
  }

  it('is loaded on, in the order of the request, until every record is there once', async () => {
    const spec = {
      operation: 'searchRead',
      model: 'ir.model.fields',
      fields: ['name', 'model_id', 'model_id.model'],
      domain: "[('model', 'in', ['res.partner', 'res.users', 'res.company'])]",
      order: 'model desc, name',
      limit: 30,
    } satisfies RequestSpec;
    const { model, domain, order } = spec;
    const whole = await run({ operation: 'search', model, domain, order });
    const { store, summary, more } = await kept(spec);
    expect(summary).toMatchObject({ rowCount: 30, loadable: true, loadStep: 30 });
    expect(summary.columns.at(-1)).toMatchObject({ name: 'model_id.model', type: 'char' });
    expect(await more(false)).toMatchObject({ rowCount: 60, loadable: true });
    const all = await more(true);
    expect(all).toMatchObject({ loadable: false, limited: false });
    expect(store.loadedRows(summary.resultId).map(({ id }) => id)).toEqual(whole.value);
    expect(store.record(summary.resultId, 0, all.rowCount - 1)).toHaveProperty(['model_id.model']);
    const { arrangement, rowCount } = store.arrange(
      summary.resultId,
      [{ column: 'name', descending: true }],
      [{ column: 'model_id.model', text: '=res.partner' }],
    );
    expect(rowCount).toBeGreaterThan(20);
    const [first] = store.wholeRows(summary.resultId, arrangement, 0, 1);
    expect(first).toMatchObject({ 'model_id.model': 'res.partner' });
  });

  it('of groups leads on to the records of each, as many as it says', async () => {
    const spec: RequestSpec = {
      operation: 'readGroup',
      model: 'res.country',
      groupBy: ['currency_id'],
      aggregates: ['phone_code:sum'],
    };
    const { store, summary } = await kept(spec);
    expect(summary).toMatchObject({ groups: true, kind: 'table' });
    for (const row of [0, summary.rowCount - 1]) {
      const group = store.record(summary.resultId, 0, row);
      const drilled = groupRequest(spec, group);
      if (drilled?.operation !== 'searchRead') throw new Error('no request for the group');
      const { value } = await run({ ...drilled, limit: 500 });
      expect(value).toHaveLength(Number(group['__count']));
    }
  });

  it('leads on to what its relations hold', async () => {
    const spec: RequestSpec = {
      operation: 'searchRead',
      model: 'res.country',
      fields: ['currency_id', 'state_ids'],
      domain: "[('code', '=', 'US')]",
    };
    const { store, summary } = await kept(spec);
    const row = store.record(summary.resultId, 0, 0);
    const lead = async (name: string) => {
      const column = summary.columns.find((each) => each.name === name);
      const related = column && relatedRequest(spec, column, row[name] ?? false);
      if (!related) throw new Error(`${name} leads nowhere`);
      return (await run(related)).value;
    };
    expect(await lead('currency_id')).toMatchObject([{ name: 'USD' }]);
    const states = await lead('state_ids');
    expect(states).toHaveLength(Array.isArray(row['state_ids']) ? row['state_ids'].length : -1);
  });
});
