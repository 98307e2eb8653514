import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json';
import { numberAsTyped, removeAt, setAt, writeJson } from '../../../src/values/jsonEdit';
import { readTree, valueOf, type JsonPath } from '../../../src/values/jsonTree';
import { fuzz } from '../fuzz/fuzz';
import type { Random } from '../fuzz/random';

describe('setting a value in JSON', () => {
  const text = `{
    "big":9007199254740993,  "price" : 1.10,
    "tags": [ [6,0,[ 1,2 ]] ]
}`;

  it('touches nothing but the value', () => {
    expect(setAt(text, ['price'], '2.50')).toBe(text.replace('1.10', '2.50'));
    expect(setAt(text, ['tags', 0, 2, 1], '7')).toBe(text.replace('1,2', '1,7'));
  });

  it('adds a key as its neighbours are laid out', () => {
    expect(setAt(text, ['name'], '"x"')).toBe(text.replace(']] ]', ']] ],\n    "name": "x"'));
    expect(setAt('{"a": 1}', ['b'], 'true')).toBe('{"a": 1, "b": true}');
    expect(setAt('{ "a":1,"b":2 }', ['c'], '3')).toBe('{ "a":1,"b":2, "c": 3 }');
  });

  it('gives a first key a line of its own', () => {
    expect(setAt('', ['name'], '"x"')).toBe('{\n  "name": "x"\n}');
    expect(setAt(' {} ', ['name'], '"x"')).toBe(' {\n  "name": "x"\n} ');
    expect(setAt(setAt('', ['a'], '1'), ['b'], '2')).toBe('{\n  "a": 1,\n  "b": 2\n}');
  });

  it('makes what the path leads through', () => {
    expect(setAt('{"a": 1}', ['lines', 0, 2, 'name'], '"x"')).toBe('{"a": 1}');
    expect(setAt('{"a": 1}', ['lines', 0], '[5, 0, 0]')).toBe('{"a": 1, "lines": [[5, 0, 0]]}');
    expect(setAt('{"a": {}}', ['a', 'b'], '1')).toBe('{"a": {"b": 1}}');
  });

  it('sets the last of two keys with one name, which is the one that counts', () => {
    expect(setAt('{"a": 1, "a": 2}', ['a'], '3')).toBe('{"a": 1, "a": 3}');
  });

  it('takes the name __proto__ for data', () => {
    const set = setAt('{"a": 1}', ['__proto__'], '{"x": 1}');
    expect(set).toBe('{"a": 1, "__proto__": {"x": 1}}');
    const tree = readTree(set);
    const value = tree.ok ? valueOf(tree.root) : null;
    expect(Object.keys(value as JsonObject)).toEqual(['a', '__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('leaves a text alone that is no JSON', () => {
    expect(setAt('{"a": 1', ['a'], '2')).toBe('{"a": 1');
    expect(removeAt('{"a": 1', ['a'])).toBe('{"a": 1');
    expect(setAt('{"a": 1}', ['a', 'b'], '2')).toBe('{"a": 1}');
  });
});

describe('taking a value away', () => {
  it('takes the comma and the white space that go with it', () => {
    expect(removeAt('{"a": 1, "b": 2, "c": 3}', ['a'])).toBe('{"b": 2, "c": 3}');
    expect(removeAt('{"a": 1, "b": 2, "c": 3}', ['b'])).toBe('{"a": 1, "c": 3}');
    expect(removeAt('{"a": 1, "b": 2, "c": 3}', ['c'])).toBe('{"a": 1, "b": 2}');
    expect(removeAt('{\n  "a": 1,\n  "b": 2\n}', ['b'])).toBe('{\n  "a": 1\n}');
    expect(removeAt('{\n  "a": 1\n}', ['a'])).toBe('{}');
    expect(removeAt('{"l": [1, 2, 3]}', ['l', 1])).toBe('{"l": [1, 3]}');
    expect(removeAt('[{"a": 1}, {"a": 2}]', [0])).toBe('[{"a": 2}]');
  });
});

describe('numbers as they are typed', () => {
  it('keeps digits, and takes nothing that JSON does not', () => {
    expect(['1.10', '9007199254740993', ' -0.5 ', '1e3'].map(numberAsTyped)).toEqual([
      '1.10',
      '9007199254740993',
      '-0.5',
      '1e3',
    ]);
    expect(['', '-', '1.', '.5', '+1', '1,5', '0x1', '01', 'NaN'].map(numberAsTyped)).toEqual(
      Array.from({ length: 9 }),
    );
  });
});

describe('reading JSON with its places', () => {
  it('reads a string of many megabytes', () => {
    const text = `{"file": "${'A'.repeat(20_000_000)}"}`;
    const tree = readTree(text);
    expect(tree.ok && tree.root.to).toBe(text.length);
  });

  it('says where the JSON ends to be some', () => {
    const wrong = [
      '{"a": }',
      '[1, 2',
      '{"a" 1}',
      '{a: 1}',
      '"x',
      '1 2',
      '[1,]',
      '{"a": 01}',
      '// x\n1',
      'tru',
    ];
    expect(wrong.map((text) => readTree(text))).toEqual(
      [6, 5, 5, 1, 0, 2, 3, 6, 0, 0].map((position) => ({ ok: false, position })),
    );
    expect(readTree('['.repeat(3000))).toMatchObject({ ok: false });
  });

  fuzz('reads what JSON.parse reads, and refuses what it refuses', (random) => {
    const text = spoilt(random, laidOut(random, made(random, 4)));
    const tree = readTree(text);
    let expected: Json | undefined;
    try {
      expected = JSON.parse(text) as Json;
    } catch {
      expected = undefined;
    }
    expect(tree.ok ? valueOf(tree.root) : undefined).toEqual(expected);
  });

  fuzz('sets and takes away what JavaScript would, whatever the layout', (random) => {
    const value = made(random, 4);
    const text = laidOut(random, value);
    const path = somewhere(random, value);
    if (path.length === 0) return;
    const fresh = made(random, 1);
    expect(JSON.parse(setAt(text, path, writeJson(fresh)))).toEqual(changed(value, path, fresh));
    expect(JSON.parse(removeAt(text, path))).toEqual(changed(value, path, undefined));
  });
});

const keys = ['a', 'b "quoted"', 'ключ', '', 'constructor', '__proto__'] as const;

function made(random: Random, depth: number): Json {
  const kind = random.below(depth > 0 ? 7 : 5);
  if (kind === 0) return random.pick([null, true, false]);
  if (kind === 1) return random.below(100_000) / 8;
  if (kind < 5) return random.pick(['', 'text', '😀\n"\\', '١٢٣', '</script>']);
  if (kind === 5) return random.some(4, () => made(random, depth - 1));
  const object: JsonObject = {};
  for (const key of random.some(4, () => random.pick(keys))) {
    define(object, key, made(random, depth - 1));
  }
  return object;
}

function define(object: JsonObject, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

function laidOut(random: Random, value: Json): string {
  const gap = (): string => random.pick(['', ' ', '\n', '\t ', '\r\n  ']);
  if (Array.isArray(value)) {
    return `[${value.map((each) => gap() + laidOut(random, each) + gap()).join(',')}${gap()}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([key, each]) => `${gap()}${JSON.stringify(key)}${gap()}:${gap()}${laidOut(random, each)}${gap()}`,
    );
    return `{${members.join(',')}${gap()}}`;
  }
  return JSON.stringify(value);
}

function spoilt(random: Random, text: string): string {
  if (random.below(2) === 0) return text;
  const at = random.below(text.length + 1);
  return (
    text.slice(0, at) +
    random.pick(['', ',', '"', '}', '\\', '0', 'x', ':']) +
    text.slice(at + random.below(2))
  );
}

function somewhere(random: Random, value: Json): JsonPath {
  const path: (string | number)[] = [];
  let at: Json | undefined = value;
  while (typeof at === 'object' && at !== null) {
    const steps: (string | number)[] = Array.isArray(at) ? at.map((_item, index) => index) : Object.keys(at);
    const step = steps[random.below(steps.length)];
    if (step === undefined || (path.length > 0 && random.below(3) === 0)) break;
    path.push(step);
    at = Array.isArray(at) ? at[Number(step)] : (Object.getOwnPropertyDescriptor(at, step)?.value as Json);
  }
  return path;
}

function changed(value: Json, path: JsonPath, fresh: Json | undefined): Json {
  const [step, ...rest] = path;
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => {
      if (index !== step) return [item];
      return rest.length > 0 ? [changed(item, rest, fresh)] : fresh === undefined ? [] : [fresh];
    });
  }
  const object: JsonObject = {};
  for (const [key, each] of Object.entries(value as JsonObject)) {
    if (key !== step) define(object, key, each);
    else if (rest.length > 0) define(object, key, changed(each, rest, fresh));
    else if (fresh !== undefined) define(object, key, fresh);
  }
  return object;
}
