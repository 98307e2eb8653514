import { describe, expect, it } from 'vitest';
import { cellText, tableText } from '../../src/table/cellText';
import { checkJson } from '../../webview/editor/jsonCheck';
import { count, duration, elapsed, size } from '../../webview/format';
import { cellView, tellingLabel } from '../../webview/grid/cell';
import { Folds } from '../../webview/grid/jsonFolds';
import { jsonTokens } from '../../webview/grid/jsonTokens';
import { matchesIn, matchParts } from '../../webview/grid/matchParts';
import { remedyLabel } from '../../webview/problem/remedyLabel';
import { filterOptions } from '../../webview/ui/comboboxFilter';

describe('checking JSON', () => {
  it('finds nothing wrong in what JSON.parse takes, and something in what it refuses', () => {
    const good = ['{}', '[]', ' {"a": [1, -2.5e3, true, null, "x\\n\\u00e9"], "b": {}} ', '[[], {"a": "b"}]'];
    const bad = [
      '{',
      '[1,]',
      '{"a" 1}',
      '{"a": }',
      '{a: 1}',
      '["x]',
      '[01]',
      '[1 2]',
      '{} {}',
      '["\\q"]',
      '[tru]',
      '{"a": 1,}',
    ];
    for (const text of good) {
      expect(checkJson(text, 'objectOrList'), text).toBeUndefined();
      expect(() => JSON.parse(text) as unknown).not.toThrow();
    }
    for (const text of bad) {
      expect(checkJson(text, 'objectOrList'), text).toBeDefined();
      expect(() => JSON.parse(text) as unknown).toThrow();
    }
  });

  it('says where, and in words that help', () => {
    const wrong = (text: string) => checkJson(text, 'object');
    expect(wrong('{"a": True}')).toEqual({ position: 6, message: 'JSON writes True as true.' });
    expect(wrong("{'a': 1}")).toEqual({ position: 1, message: 'A name in double quotes must stand here.' });
    expect(wrong('{"a": [1, 2}')).toEqual({ position: 11, message: 'A comma or ] is missing before this.' });
    expect(wrong('{"a": {"b": 1}')).toEqual({ position: 0, message: 'This is never closed with }.' });
    expect(wrong('{"a": 1} x')).toEqual({ position: 9, message: 'Nothing may follow here.' });
  });

  it('asks for the shape that belongs there, and lets an empty text be', () => {
    expect(checkJson('', 'object')).toBeUndefined();
    expect(checkJson(' \n', 'list')).toBeUndefined();
    expect(checkJson('[]', 'object')).toEqual({ position: 0, message: 'This must be a JSON object in { }.' });
    expect(checkJson(' {}', 'list')).toEqual({ position: 1, message: 'This must be a JSON list in [ ].' });
  });
});

describe('filtering a list of completions', () => {
  const options = [
    { value: 'account.move', label: 'Journal Entry' },
    { value: 'sale.order', label: 'Sales Order' },
    { value: 'x.sale', label: 'Other' },
    { value: 'sale', label: 'Point' },
    { value: 'product.wholesale', label: 'Goods' },
    { value: 'a.b', label: 'Sale in words' },
  ];
  const values = (typed: string): string[] => filterOptions(options, typed).map((option) => option.value);

  it('puts the name itself first, then what starts with the text, then parts, then labels', () => {
    expect(values('sale')).toEqual(['sale', 'sale.order', 'x.sale', 'a.b', 'product.wholesale']);
  });

  it('wants every word, in the name or the label', () => {
    expect(values('order sale')).toEqual(['sale.order']);
    expect(values('journal')).toEqual(['account.move']);
    expect(values('nothing')).toEqual([]);
    expect(values(' ')).toHaveLength(options.length);
  });
});

describe('a cell', () => {
  const column = (type?: string) => ({ name: 'x', label: 'X', ...(type ? { type } : {}) });

  it('shows a many2one by its name, and false as what it means for the field', () => {
    expect(cellView([15, 'Azure'], column('many2one'))).toEqual({ text: 'Azure', dim: '15' });
    expect(cellView(false, column('many2one'))).toEqual({ text: '' });
    expect(cellView(false, column('boolean'))).toMatchObject({ text: '–', spoken: 'false', quiet: true });
    expect(cellView(0, column('integer'))).toEqual({ text: '0' });
  });

  it('is copied whole, and quoted only where a spreadsheet needs it', () => {
    expect(cellText([15, 'Azure'], column('many2one'))).toBe('Azure');
    expect(cellText([3, 8], column('many2many'))).toBe('3, 8');
    expect(cellText('x'.repeat(5000), column('text'))).toHaveLength(5000);
    expect(tableText([['a "b"']])).toBe('a "b"');
    expect(
      tableText([
        ['a\tb', 'c'],
        ['d\ne', 'say "x"'],
      ]),
    ).toBe('"a\tb"\tc\n"d\ne"\t"say ""x"""');
  });

  it('has a label in its head only where that says more than the name', () => {
    const label = (name: string, text: string): string => tellingLabel({ name, label: text });
    expect(label('customer_rank', 'Customer Rank')).toBe('');
    expect(label('country_id', 'Country')).toBe('');
    expect(label('write_date', 'Last Updated on')).toBe('Last Updated on');
  });
});

describe('colouring a line of JSON', () => {
  it('tells names, texts, numbers and words apart and keeps every character', () => {
    const line = '    "na\\"me": ["x", -1.5e3, true, null],';
    const tokens = jsonTokens(line);
    expect(tokens.map((token) => token.text).join('')).toBe(line);
    const of = (kind: string): string[] =>
      tokens.filter((token) => token.kind === kind).map((token) => token.text);
    expect(of('json-name')).toEqual(['"na\\"me"']);
    expect(of('json-text')).toEqual(['"x"']);
    expect(of('json-digits')).toEqual(['-1.5e3']);
    expect(of('json-word')).toEqual(['true', 'null']);
  });
});

describe('numbers and units', () => {
  it('are written the way a person reads them', () => {
    expect(count(4213)).toBe('4,213');
    expect([duration(0.4), duration(143), duration(2400), duration(185_000)]).toEqual([
      '0 ms',
      '143 ms',
      '2.4 s',
      '3 min 5 s',
    ]);
    expect(elapsed(400)).toBe('0.4 s');
    expect([size(512), size(62_000), size(1_400_000)]).toEqual(['512 bytes', '62 KB', '1.4 MB']);
  });
});

describe('the button of a remedy', () => {
  it('says what it does', () => {
    expect(remedyLabel({ kind: 'editConnection', step: 'secret' }, 'apiKey')).toBe('Enter an API key');
    expect(remedyLabel({ kind: 'editConnection', step: 'secret' }, 'password')).toBe('Enter the password');
    expect(remedyLabel({ kind: 'editConnection' }, undefined)).toBe('Edit the connection');
    expect(remedyLabel({ kind: 'useDatabase', database: 'acme' }, undefined)).toBe('Use database acme');
    expect(remedyLabel({ kind: 'openExternal', url: 'https://erp.example.com/web#x' }, undefined)).toBe(
      'Open erp.example.com',
    );
  });
});

describe('marking what was searched', () => {
  const marked = (parts: string[], sought: string): string[] => {
    const matches = matchesIn(parts.join(''), sought);
    let offset = 0;
    return parts.map((part) => {
      const text = matchParts(part, offset, matches)
        .map((each) => (each.match ? `[${each.text}]` : each.text))
        .join('');
      offset += part.length;
      return text;
    });
  };

  it('finds every place, whatever its case', () => {
    expect(marked(['Odoo and odoo'], 'ODOO')).toEqual(['[Odoo] and [odoo]']);
    expect(marked(['aaa'], 'aa')).toEqual(['[aa]a']);
    expect(marked(['none'], '')).toEqual(['none']);
  });

  it('goes across the parts that a line is colored by', () => {
    expect(marked(['"id"', ': ', '30', ','], 'id": 3')).toEqual(['"[id"]', '[: ]', '[3]0', ',']);
  });

  it('marks nothing where lower case has another length, for the places would not fit', () => {
    expect(marked(['\u0130stanbul'], 'stan')).toEqual(['\u0130stanbul']);
  });
});

describe('folding lines', () => {
  const folds = new Folds().with({ first: 2, last: 5 }).with({ first: 8, last: 9 });

  it('counts what is folded away and tells places and lines apart', () => {
    expect(folds.hidden).toBe(4);
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((place) => folds.lineAt(place))).toEqual([0, 1, 2, 6, 7, 8, 10, 11]);
    expect([0, 2, 3, 5, 6, 8, 9, 10].map((line) => folds.placeOf(line))).toEqual([0, 2, 2, 2, 3, 5, 5, 6]);
  });

  it('takes the folds within a larger one along, and lays folds in their order', () => {
    expect(folds.with({ first: 1, last: 6 }).all).toEqual([
      { first: 1, last: 6 },
      { first: 8, last: 9 },
    ]);
    expect(folds.with({ first: 0, last: 0 }).all).toEqual(folds.all);
    expect(folds.without(2).all).toEqual([{ first: 8, last: 9 }]);
  });

  it('unfolds what hides a line, and nothing else', () => {
    expect(folds.showing(5).all).toEqual([{ first: 8, last: 9 }]);
    expect(folds.showing(2).all).toEqual(folds.all);
  });
});
