import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json';
import type { Outcome } from '../../../src/model/outcome';
import type { ExplainedProblem } from '../../../src/model/problem';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { loadMore } from '../../../src/vscode/views/request/moreRecords';
import type { ListSpec } from '../../../src/vscode/views/request/storedResult';

const searchRead: ListSpec = {
  operation: 'searchRead',
  model: 'm',
  fields: ['name'],
  order: 'name',
  limit: 2,
};
const explained: ExplainedProblem = {
  code: 'tcp.closed',
  facts: {},
  title: 't',
  sentence: 's',
  remedies: [],
};

function record(id: number): JsonObject {
  return { id, name: `N ${id}` };
}

function outcome(value: Json, more: Partial<Outcome> = {}): Outcome {
  return { value, method: 'm', protocol: 'json2', ms: 1, bytes: 100, ...more };
}

interface Setting {
  spec?: ListSpec;
  loaded?: JsonObject[];
  all?: boolean;
  answer: (spec: RequestSpec, call: number) => Outcome;
  abort?: AbortController;
  bytes?: number;
}

async function load({
  spec = searchRead,
  loaded = [record(1), record(2)],
  all = false,
  ...setting
}: Setting) {
  const asked: RequestSpec[] = [];
  const progress: [number, number][] = [];
  const abort = setting.abort ?? new AbortController();
  const result = await loadMore({
    spec,
    loaded: { rows: loaded, bytes: setting.bytes ?? 200 },
    all,
    run: (each) => {
      asked.push(each);
      return Promise.resolve().then(() => setting.answer(each, asked.length));
    },
    signal: abort.signal,
    progress: (count, of) => progress.push([count, of]),
    explain: () => explained,
  });
  return { ...result, asked, progress };
}

/** A server with these ids, in their order. */
function server(ids: number[]): Setting['answer'] {
  return (spec) => {
    if (spec.operation === 'search') return outcome(ids.slice(0, spec.limit));
    if (spec.operation === 'read') return outcome(spec.ids.filter((id) => ids.includes(id)).map(record));
    throw new Error(`Nobody asked for ${spec.operation}`);
  };
}

describe('Loading more records', () => {
  it('finds the ids first, in the order of the request, and reads those that are not there yet', async () => {
    const { rows, complete, asked, progress, bytes } = await load({ answer: server([1, 2, 3, 4, 5]) });
    expect(asked).toEqual([
      { operation: 'search', model: 'm', order: 'name', limit: 5 },
      { operation: 'read', model: 'm', ids: [3, 4], fields: ['name'] },
    ]);
    expect(rows).toEqual([record(3), record(4)]);
    expect({ complete, bytes }).toEqual({ complete: false, bytes: 200 });
    expect(progress).toEqual([
      [2, 4],
      [4, 4],
    ]);
  });

  it('knows when there are no more', async () => {
    expect(await load({ answer: server([1, 2, 3, 4]) })).toMatchObject({ complete: true, capped: false });
    expect(await load({ answer: server([1, 2]) })).toMatchObject({ complete: true, rows: [] });
  });

  it('reads no record twice and misses none, although others came before them meanwhile', async () => {
    const { rows } = await load({ answer: server([9, 1, 8, 2, 3]), all: true });
    expect(rows.map(({ id }) => id)).toEqual([9, 8, 3]);
  });

  it('reads all of them in parts whose size follows what the answers weigh', async () => {
    const ids = Array.from({ length: 2500 }, (_, index) => index + 1);
    const heavy: Setting['answer'] = (spec) => ({ ...server(ids)(spec, 0), bytes: 1_000_000 });
    const { rows, asked, complete } = await load({ answer: heavy, all: true });
    expect(rows.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(complete).toBe(true);
    const sizes = asked.flatMap((spec) => (spec.operation === 'read' ? [spec.ids.length] : []));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(2498);
    const enormous: Setting['answer'] = (spec) => ({
      ...server(ids.slice(0, 82))(spec, 0),
      bytes: 9_000_000,
    });
    const small = await load({ answer: enormous, all: true, bytes: 1_000_000_000 / 4 });
    expect(small.asked[1]).toMatchObject({ ids: { length: 20 } });
  });

  it('gives what had come when it is cancelled, and says nothing of a failure then', async () => {
    const abort = new AbortController();
    const ids = Array.from({ length: 50 }, (_, index) => index + 1);
    const cancelled = await load({
      all: true,
      bytes: 2_000_000_000 / 8,
      abort,
      answer: (spec, call) => {
        if (call === 3) {
          abort.abort();
          throw new Error('aborted');
        }
        return { ...server(ids)(spec, call), bytes: 5_000_000 };
      },
    });
    expect(cancelled.rows).toHaveLength(20);
    expect(cancelled).toMatchObject({ complete: false, capped: false });
    expect(cancelled.problem).toBeUndefined();
  });

  it('gives what had come when a call fails, with the words for it', async () => {
    const failing: Setting['answer'] = (spec, call) => {
      if (call === 2) throw new Error('closed');
      return server([1, 2, 3])(spec, call);
    };
    expect(await load({ answer: failing })).toMatchObject({ rows: [], complete: false, problem: explained });
    const refused = load({
      answer: () => {
        throw new Error('refused');
      },
    });
    await expect(refused).rejects.toThrow('refused');
  });

  it('stops where no more is kept in memory, and says so', async () => {
    const capped = await load({ answer: server([1, 2, 3]), all: true, bytes: 400_000_001 });
    expect(capped).toMatchObject({ rows: [], capped: true, complete: false });
  });

  it('loads the ids alone where the request asked for no more', async () => {
    const spec: ListSpec = { operation: 'search', model: 'm', limit: 2, offset: 5, domain: '[]' };
    const { rows, asked } = await load({ spec, answer: server([1, 2, 3]), all: true });
    expect(rows).toEqual([{ id: 3 }]);
    expect(asked).toEqual([{ operation: 'search', model: 'm', domain: '[]', offset: 5, limit: 500_001 }]);
  });
});

describe('Loading more of a REST list', () => {
  const spec: ListSpec = { operation: 'restList', route: 'partner', limit: 2 };
  const pages = (all: Json[], total?: number): Setting['answer'] => {
    return (asked) => {
      if (asked.operation !== 'restList') throw new Error('another call');
      const offset = asked.offset ?? 0;
      const value = all.slice(offset, offset + (asked.limit ?? 80));
      return outcome(value, total === undefined ? {} : { total });
    };
  };
  const loaded = ['a', 'b'].map((id) => ({ id }));
  const five = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));

  it('asks for the next page, or for one after the other until the last', async () => {
    const one = await load({ spec, loaded, answer: pages(five, 5) });
    expect(one.rows.map(({ id }) => id)).toEqual(['c', 'd']);
    expect(one).toMatchObject({ complete: false, total: 5 });
    const all = await load({ spec, loaded, all: true, answer: pages(five) });
    expect(all.rows.map(({ id }) => id)).toEqual(['c', 'd', 'e']);
    expect(all.complete).toBe(true);
    expect(all.asked).toHaveLength(2);
  });

  it('leaves out what was there already, and ends where a module takes no notice of the offset', async () => {
    const stuck = await load({ spec, loaded, all: true, answer: () => outcome(five.slice(0, 2)) });
    expect(stuck).toMatchObject({ rows: [], complete: true });
    expect(stuck.asked).toHaveLength(1);
    const shifted = await load({ spec, loaded, answer: () => outcome([{ id: 'b' }, { id: 'c' }]) });
    expect(shifted.rows).toEqual([{ id: 'c' }]);
  });

  it('keeps the pages that came before one failed', async () => {
    const failing: Setting['answer'] = (asked, call) => {
      if (call === 2) throw new Error('closed');
      return pages(five)(asked, call);
    };
    const { rows, problem, complete } = await load({ spec, loaded, all: true, answer: failing });
    expect(rows.map(({ id }) => id)).toEqual(['c', 'd']);
    expect({ problem, complete }).toEqual({ problem: explained, complete: false });
  });
});
