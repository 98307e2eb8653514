import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/model/json';
import type { SavedRequest } from '../../../src/model/savedRequest';
import { parseRequestFile, printRequests, replaceRequest } from '../../../src/requests/file';

const search: SavedRequest = {
  name: 'Azure',
  connection: 'Sandbox',
  request: {
    operation: 'searchRead',
    model: 'res.partner',
    domain: "['|',\n ('name', 'ilike', 'azure'),  # by name\n ('city', '=', \"Brussels\")]\n",
    fields: ['name', 'city'],
    limit: 80,
  },
};
const remove: SavedRequest = {
  name: 'Remove',
  request: { operation: 'delete', model: 'res.partner', ids: [7] },
};

const file = `# My requests
name: Azure # the first
connection: Sandbox
request:
  operation: searchRead
  model: res.partner
  # in name or city
  domain: |
    ['|',
     ('name', 'ilike', 'azure'),  # by name
     ('city', '=', "Brussels")]
  fields: [name, city]
  limit: 80
---
# the second
name: Remove
request: {operation: delete,   model: res.partner, ids: [7]} # spaces stay
`;

function problemsOf(text: string): [number, number, string][] {
  return parseRequestFile(text).problems.map(({ line, column, message }) => [line, column, message]);
}

describe('parseRequestFile', () => {
  it('reads every document with the line it starts at', () => {
    expect(parseRequestFile(file)).toEqual({
      requests: [
        { value: search, line: 2 },
        { value: remove, line: 16 },
      ],
      problems: [],
    });
  });

  it('finds nothing in an empty file, in comments and between markers', () => {
    for (const text of [
      '',
      '\n',
      '# soon\n',
      '---\n',
      '---\n---\n# a\n...\n',
      '%YAML 1.2\n---\n',
      '\uFEFF# a\n',
    ]) {
      expect(parseRequestFile(text), JSON.stringify(text)).toEqual({ requests: [], problems: [] });
    }
  });

  it('reads files with Windows line ends and a byte order mark', () => {
    expect(parseRequestFile(`\uFEFF${file.replaceAll('\n', '\r\n')}`)).toEqual({
      requests: [
        { value: search, line: 2 },
        { value: remove, line: 16 },
      ],
      problems: [],
    });
  });

  it('keeps the good requests when a document between them is not YAML', () => {
    for (const broken of ['name: [a', 'name: "a', "name: 'a", 'a: b: c', '\tname: x', '{', '- a\nb: c']) {
      const text = `${printRequests([search])}---\n${broken}\n---\n${printRequests([remove])}`;
      const read = parseRequestFile(text);
      expect(
        read.requests.map((one) => one.value),
        broken,
      ).toEqual([search, remove]);
      expect(read.problems.length, broken).toBeGreaterThan(0);
      expect(read.problems[0]?.message).toMatch(/^This is not YAML: /);
    }
  });

  it('says which key is missing, at the mapping that should have it', () => {
    expect(problemsOf('name: A\nrequest:\n  operation: read\n  ids: [1]\n')).toEqual([
      [2, 1, '"request.model" is missing.'],
    ]);
    expect(problemsOf('request:\n  operation: count\n  model: res.partner\n')).toEqual([
      [1, 1, '"name" is missing.'],
    ]);
  });

  it('says what a value must be, at the value', () => {
    const head = 'name: A\nrequest:\n  model: res.partner\n';
    expect(problemsOf(`${head}  operation: serchRead\n`)).toEqual([
      [
        4,
        3,
        '"request.operation" must be one of searchRead, search, count, read, readGroup, nameSearch, create, update, delete, copy, fieldsGet, defaultGet, exportData, load, call, restList, restRead, restCreate, restUpdate, restDelete, restCall, http, not "serchRead".',
      ],
    ]);
    expect(problemsOf(`${head}  operation: read\n  ids: [1, x]\n`)).toEqual([
      [5, 12, '"request.ids.1" must be a record id, a whole number, not "x".'],
    ]);
    expect(problemsOf(`${head}  operation: searchRead\n  limit: -1\n`)).toEqual([
      [5, 3, '"request.limit" must be a whole number, 0 or more, not -1.'],
    ]);
    expect(problemsOf(`${head}  operation: create\n  values: 3\n`)).toEqual([
      [5, 3, '"request.values" must be a mapping of fields to values, not 3.'],
    ]);
    expect(problemsOf('name: ""\nrequest: 5\n')).toEqual([
      [1, 1, '"name" must be a name, not "".'],
      [2, 1, '"request" must be a mapping with operation and what it needs, not 5.'],
    ]);
  });

  it('reports a key nobody reads, which is mostly a misspelt one', () => {
    const text = 'name: A\nconection: B\nrequest: {operation: count, model: x, fields: [a]}\n';
    expect(problemsOf(text)).toEqual([
      [2, 1, '"conection" is not known here: use name, connection, request.'],
      [3, 39, '"request.fields" is not known here: use operation, model, domain, context.'],
    ]);
  });

  it('refuses numbers that would not arrive as they are written', () => {
    const head = 'name: A\nrequest:\n  operation: create\n  model: x\n  values:\n';
    expect(problemsOf(`${head}    a: 12345678901234567890\n    b: .nan\n`)).toEqual([
      [6, 8, 'This number is too large to be sent exactly.'],
      [7, 8, 'This is not a number that can be sent.'],
    ]);
  });

  it('keeps integers, floats, dates and words as they are written', () => {
    const text =
      'name: A\nrequest:\n  operation: create\n  model: x\n' +
      '  values: {a: 9007199254740991, b: 0.5, c: 2026-01-01, d: yes, e: true, f: ~, g: "1", h: -3}\n';
    expect(parseRequestFile(text).requests[0]?.value.request).toMatchObject({
      values: { a: 9007199254740991, b: 0.5, c: '2026-01-01', d: 'yes', e: true, f: null, g: '1', h: -3 },
    });
  });

  it('reports a name that stands twice, and a document that is no mapping', () => {
    expect(problemsOf(`${printRequests([remove])}---\n${printRequests([remove])}`)).toEqual([
      [7, 1, 'Line 1 has a request of this name too: give each its own.'],
    ]);
    expect(problemsOf('just words\n')).toEqual([
      [1, 1, 'Write a request here: a mapping with name and request.'],
    ]);
  });

  it('refuses tags it does not know and aliases that multiply without end', () => {
    expect(problemsOf('name: !secret A\nrequest: {operation: count, model: x}\n')[0]?.[2]).toMatch(
      /Unresolved tag/,
    );
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map(
        (key, index) =>
          `${key}: &${key} [${Array(9)
            .fill(`*${'abcdefg'.charAt(index)}`)
            .join(',')}]\n`,
      )
      .join('')}`;
    expect(problemsOf(bomb)[0]?.[2]).toMatch(/alias/);
  });
});

describe('printRequests', () => {
  it('writes a domain of several lines as it was typed and short lists on one line', () => {
    expect(printRequests([search, remove])).toBe(`name: Azure
connection: Sandbox
request:
  operation: searchRead
  model: res.partner
  domain: |
    ['|',
     ('name', 'ilike', 'azure'),  # by name
     ('city', '=', "Brussels")]
  fields: [name, city]
  limit: 80
---
name: Remove
request:
  operation: delete
  model: res.partner
  ids: [7]
`);
  });

  it('writes each condition of a list domain on its own line', () => {
    const domain = ['|', ['name', '=', 'true'], ['id', 'in', [1, 2]]];
    const text = printRequests([{ name: 'A', request: { operation: 'count', model: 'x', domain } }]);
    expect(text).toContain('  domain:\n    - "|"\n    - [name, =, "true"]\n    - [id, in, [1, 2]]\n');
  });

  it('quotes strings that some reader of YAML would take for something else', () => {
    const values = {
      a: 'yes',
      b: '1',
      c: 'null',
      d: '2026-01-01',
      e: '1e3',
      f: ' x ',
      g: '',
      h: '0123',
      i: '12:30',
    };
    const saved: SavedRequest = { name: 'true', request: { operation: 'create', model: 'x', values } };
    const text = printRequests([saved]);
    for (const value of Object.values(values)) expect(text).toContain(`"${value}"`);
    expect(parseRequestFile(text).requests[0]?.value).toEqual(saved);
  });
});

describe('replaceRequest', () => {
  it('changes one value and leaves the comments and every other letter', () => {
    const changed = { ...search, request: { ...search.request, limit: 10 } } as SavedRequest;
    expect(replaceRequest(file, 'Azure', changed)).toBe(file.replace('limit: 80', 'limit: 10'));
  });

  it('leaves the other documents as they are, broken ones too', () => {
    const text = `${file}---\nname: [broken\n---\n# fourth\nname:   Last\nrequest: {operation: count, model: a}\n`;
    const changed: SavedRequest = { name: 'Last', request: { operation: 'count', model: 'b' } };
    expect(replaceRequest(text, 'Last', changed)).toBe(
      text.replace(
        'name:   Last\nrequest: {operation: count, model: a}',
        'name: Last\nrequest: {operation: count, model: b}',
      ),
    );
  });

  it('adds, removes and renames', () => {
    const changed: SavedRequest = {
      name: 'Brussels',
      request: {
        operation: 'searchRead',
        model: 'res.partner',
        domain: "[('city', '=', 'Brussels')]",
        order: 'name',
      },
    };
    const text = replaceRequest(file, 'Azure', changed);
    expect(text.split('---\n')[0]).toBe(`# My requests
name: Brussels # the first
request:
  operation: searchRead
  model: res.partner
  # in name or city
  domain: "[('city', '=', 'Brussels')]"
  order: name
`);
    expect(text.split('---\n')[1]).toBe(file.split('---\n')[1]);
  });

  it('appends a request the file does not have', () => {
    expect(replaceRequest(file, 'Other', remove)).toBe(`${file}---\n${printRequests([remove])}`);
    expect(replaceRequest('', 'Remove', remove)).toBe(printRequests([remove]));
    expect(replaceRequest('# mine', 'Remove', remove)).toBe(`# mine\n${printRequests([remove])}`);
    expect(replaceRequest(file.trimEnd(), 'Other', remove)).toBe(`${file}---\n${printRequests([remove])}`);
  });

  it('keeps Windows line ends', () => {
    const text = replaceRequest(file.replaceAll('\n', '\r\n'), 'Azure', { ...search, name: 'A' });
    expect(text).toBe(file.replace('name: Azure', 'name: A').replaceAll('\n', '\r\n'));
  });

  it('keeps a document start after an end marker', () => {
    const text = `${printRequests([search])}...\n---\n${printRequests([remove])}`;
    const changed = { ...remove, name: 'Gone' };
    expect(
      parseRequestFile(replaceRequest(text, 'Remove', changed)).requests.map((one) => one.value),
    ).toEqual([search, changed]);
    expect(replaceRequest(text, 'Remove', changed)).toContain('...\n---\nname: Gone\n');
    expect(replaceRequest(text, 'Azure', search)).toBe(text);
  });
});

/** mulberry32: the same numbers on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const awkward = ['', 'yes', 'a: b', '# x', '- x', "it's", '"', 'a\nb', ' a\n  b\n', '\n', '\n\n a', 'a\n\n\n', '---', '...\nx', '---\nx', '\t', 'a\tb', '\\', '%', '@x', '&a', '*a', '!t', '{', '[a', '? x', '|', '>', '0x1F', '1_0', '.5', '~', 'é😀', '\u0001', '\u2028x', '\uFEFF', 'a\r\nb', 'x'.repeat(200), 'word '.repeat(40), '__proto__', '<<']; // prettier-ignore

function randomRequest(random: () => number, name: string): SavedRequest {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const value = (depth: number): Json => {
    const kind = Math.floor(random() * (depth > 2 ? 4 : 6));
    if (kind === 0) return pick([true, false, null]);
    if (kind === 1) return pick([0, 1, -7, 0.25, 1e21, Number.MAX_SAFE_INTEGER, 1e-7]);
    if (kind < 4) return pick(awkward);
    if (kind === 4) return Array.from({ length: Math.floor(random() * 4) }, () => value(depth + 1));
    return object(depth + 1);
  };
  const object = (depth: number): Record<string, Json> =>
    Object.fromEntries(
      Array.from({ length: Math.floor(random() * 4) }, (): [string, Json] => [
        pick(awkward.filter((key) => key !== '__proto__')),
        value(depth),
      ]),
    );
  const kind = Math.floor(random() * 4);
  const model = pick(['res.partner', 'x.y']);
  if (kind === 0) return { name, request: { operation: 'create', model, values: object(0) } };
  if (kind === 1)
    return { name, request: { operation: 'call', model, method: 'm', args: [value(0)], kwargs: object(0) } };
  if (kind === 2)
    return { name, request: { operation: 'searchRead', model, domain: [value(0), ['a', '=', value(1)]] } };
  return {
    name,
    connection: pick(awkward),
    request: { operation: 'count', model, domain: pick(awkward), context: object(0) },
  };
}

describe('a file of any requests', () => {
  it('is read back as it was written', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const random = randomFrom(seed);
      const requests = ['A', 'B', 'C'].map((name) => randomRequest(random, name));
      const text = printRequests(requests);
      const read = parseRequestFile(text);
      expect(read.problems, `seed ${seed}\n${text}`).toEqual([]);
      expect(
        read.requests.map((one) => one.value),
        `seed ${seed}\n${text}`,
      ).toEqual(requests);
    }
  });

  it('holds the new request and the old others after a replacement', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const random = randomFrom(seed);
      const [a, b, c, changed] = ['A', 'B', 'C', 'B'].map((name) => randomRequest(random, name));
      if (a === undefined || b === undefined || c === undefined || changed === undefined)
        throw new Error('unreachable');
      const text = printRequests([a, b, c]);
      const replaced = replaceRequest(text, 'B', changed);
      const read = parseRequestFile(replaced);
      expect(read.problems, `seed ${seed}\n${text}\n→\n${replaced}`).toEqual([]);
      expect(
        read.requests.map((one) => one.value),
        `seed ${seed}\n${text}\n→\n${replaced}`,
      ).toEqual([a, changed, c]);
    }
  });
});
