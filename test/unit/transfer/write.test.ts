import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/model/json';
import type { RequestSpec } from '../../../src/model/requestSpec';
import { OdooError } from '../../../src/odoo/error';
import { exportRecords, exportRows, type ExportJob, type Format } from '../../../src/transfer/exportRecords';
import { readTable } from '../../../src/transfer/read/readTable';
import { guarded } from '../../../src/transfer/write/csv';
import type { ExportColumn } from '../../../src/transfer/write/format';
import { field } from './memoryServer';

const folder = mkdtempSync(join(tmpdir(), 'odoo-api-explorer-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const types: [string, string, string?][] = [
  ['id', 'integer'],
  ['name', 'char'],
  ['note', 'text'],
  ['active', 'boolean'],
  ['amount', 'float'],
  ['day', 'date'],
  ['moment', 'datetime'],
  ['country_id', 'many2one', 'res.country'],
  ['parent_id', 'many2one', 'x.thing'],
  ['tag_ids', 'many2many', 'x.tag'],
  ['line_ids', 'one2many', 'x.line'],
];
const columns = types.map(([name, type, relation]): ExportColumn => ({
  name,
  type,
  label: name,
  ...(relation ? { relation } : {}),
}));
const fields = types.map(([name, type, relation]) => field(name, type, relation ? { relation } : {}));

const records: JsonObject[] = [
  {
    ...{
      id: 1,
      name: 'Plain',
      note: false,
      active: true,
      amount: 0.1,
      day: '2026-01-31',
      moment: '2026-01-31 08:30:15',
    },
    ...{ country_id: [20, 'Belgium'], parent_id: [2, 'Later'], tag_ids: [5, 6], line_ids: [7] },
  },
  {
    ...{
      id: 2,
      name: '=1+1 "quoted", & <b>\n\ud83d\ude00',
      note: ' kept ',
      active: false,
      amount: -12.5,
      day: false,
      moment: false,
    },
    ...{ country_id: false, parent_id: [1, 'Plain'], tag_ids: [], line_ids: [] },
  },
  {
    ...{
      id: 3,
      name: 'Control \u0001 -- ]]> \r\n',
      note: '+32 2',
      active: false,
      amount: 0,
      day: '1850-05-05',
      moment: false,
    },
    ...{ country_id: [21, 'Nowhere'], parent_id: [99, 'Away'], tag_ids: [5, 9], line_ids: [] },
  },
];

const external = new Map([
  ['res.country/20', 'base.be'],
  ['x.tag/5', 'x.tag_a'],
  ['x.tag/6', "x.it's"],
]);

/** A server that holds the records, and external ids of some. */
const port = {
  run(spec: RequestSpec): Promise<Json> {
    if (spec.operation === 'search') {
      const [leaf] = Array.isArray(spec.domain) ? spec.domain : [];
      const among = Array.isArray(leaf) ? (leaf[2] as number[]) : undefined;
      return Promise.resolve(
        records.map(({ id }) => id as number).filter((id) => !among || (among.includes(id) && id !== 2)),
      );
    }
    if (spec.operation === 'read')
      return Promise.resolve(records.filter(({ id }) => spec.ids.includes(id as number)));
    if (spec.operation !== 'searchRead' || !Array.isArray(spec.domain))
      throw new Error(`Not expected: ${spec.operation}`);
    const [[, , model], [, , ids]] = spec.domain as [[string, string, string], [string, string, number[]]];
    return Promise.resolve(
      ids.flatMap((id) => {
        const [module = '', name = ''] = external.get(`${model}/${id}`)?.split('.') ?? [];
        return name ? [{ module, name, res_id: id }] : [];
      }),
    );
  },
};

let files = 0;
async function exported(format: Format, changes: Partial<ExportJob> = {}, served = port): Promise<string> {
  const file = join(folder, `${files++}.${format}`);
  await exportRecords({ format, columns, file, model: 'x.thing', fields, ...changes }, {}, served, {
    signal: new AbortController().signal,
  });
  return file;
}

const python = (program: string, ...args: string[]): Json =>
  JSON.parse(execFileSync('python3', ['-c', program, ...args], { encoding: 'utf8' })) as Json;

describe('CSV', () => {
  it('is read by Python’s csv as it was meant, with formulas guarded', async () => {
    const file = await exported('csv');
    expect(readFileSync(file).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const rows = python(
      "import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline='')))))",
      file,
    );
    expect(rows).toEqual([
      columns.map(({ name }) => name),
      ['1', 'Plain', '', 'true', '0.1', '2026-01-31', '2026-01-31 08:30:15', 'Belgium', 'Later', '5, 6', '7'],
      ['2', '\'=1+1 "quoted", & <b>\n😀', ' kept ', 'false', '-12.5', '', '', '', 'Plain', '', ''],
      [
        '3',
        'Control \u0001 -- ]]> \r\n',
        "'+32 2",
        'false',
        '0',
        '1850-05-05',
        '',
        'Nowhere',
        'Away',
        '5, 9',
        '',
      ],
    ]);
  });

  it.each(['=1+1', '+32 2 555', '-x', '@SUM(A1)', '\tx', '\rx', '=cmd|x'])('guards %j', (text) => {
    expect(guarded(text)).toBe(`'${text}`);
  });

  it.each(['-5', '+3.2', '-1,5', '1e-7', '', 'a=b', '-0.5E+3'])('leaves %j as it is', (text) => {
    expect(guarded(text)).toBe(text);
  });
});

describe('XLSX', () => {
  it('is read again with its types', async () => {
    const file = await exported('xlsx');
    const table = await readTable('x.xlsx', readFileSync(file));
    expect(table.columns).toEqual(columns.map(({ name }) => name));
    expect(table.rows).toEqual([
      [1, 'Plain', null, true, 0.1, '2026-01-31', '2026-01-31 08:30:15', 'Belgium', 'Later', '5, 6', '7'],
      [2, '=1+1 "quoted", & <b>\n😀', ' kept ', false, -12.5, null, null, null, 'Plain', null, null],
      [3, 'Control  -- ]]> \r\n', '+32 2', false, 0, '1850-05-05', null, 'Nowhere', 'Away', '5, 9', null],
    ]);
  });

  it('cuts a text that no cell holds, and says so', async () => {
    const file = join(folder, 'long.xlsx');
    const signal = new AbortController().signal;
    const job: ExportJob = { format: 'xlsx', columns: columns.slice(0, 2), file };
    const result = await exportRows(job, [{ id: 1, name: 'x'.repeat(40_000) }], port, { signal });
    expect(result.remarks).toEqual(['One text was cut: a cell of a sheet holds 32,767 characters.']);
    expect((await readTable('x.xlsx', readFileSync(file))).rows[0]?.[1]).toBe('x'.repeat(32_767));
  });

  it('says before anything is written that a sheet does not hold so many rows', async () => {
    const many = { run: () => Promise.resolve(Array.from({ length: 1_048_576 }, (_, index) => index + 1)) };
    await expect(exported('xlsx', {}, many as typeof port)).rejects.toMatchObject({
      code: 'export.tooManyRows',
    });
  });
});

describe('JSON', () => {
  it('holds the values as the server sent them', async () => {
    expect(JSON.parse(readFileSync(await exported('json'), 'utf8'))).toEqual(records);
    const lines = readFileSync(await exported('jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line) as Json)).toEqual(records);
  });

  it('is an empty list where there is nothing', async () => {
    const nothing = { run: () => Promise.resolve([]) };
    expect(JSON.parse(readFileSync(await exported('json', {}, nothing as typeof port), 'utf8'))).toEqual([]);
    expect(readFileSync(await exported('jsonl', {}, nothing as typeof port), 'utf8')).toBe('');
    const file = await exported('xlsx', {}, nothing);
    await expect(readTable('x.xlsx', readFileSync(file))).rejects.toMatchObject({ code: 'bulk.empty' });
  });
});

describe('Odoo XML data', () => {
  const program = `
import json, sys
import xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
print(json.dumps([[r.get('id'), r.get('model'), {f.get('name'): f.get('ref') or f.get('eval') or f.text for f in r}] for r in root]))`;

  it('is well-formed, refers by external ids, and leaves out what cannot be loaded', async () => {
    const file = await exported('xml');
    expect(python(program, file)).toEqual([
      [
        'x_thing_1',
        'x.thing',
        {
          name: 'Plain',
          note: 'False',
          active: 'True',
          amount: '0.1',
          day: '2026-01-31',
          moment: '2026-01-31 08:30:15',
          country_id: 'base.be',
          tag_ids: "[(6, 0, [ref('x.tag_a'), ref('x.it\\'s')])]",
        },
      ],
      [
        'x_thing_2',
        'x.thing',
        {
          name: '=1+1 "quoted", & <b>\n😀',
          note: ' kept ',
          active: 'False',
          amount: '-12.5',
          day: 'False',
          moment: 'False',
          country_id: 'False',
          parent_id: 'x_thing_1',
          tag_ids: '[(6, 0, [])]',
        },
      ],
      [
        'x_thing_3',
        'x.thing',
        {
          name: 'Control  -- ]]> \r\n',
          note: '+32 2',
          active: 'False',
          amount: '0',
          day: '1850-05-05',
          moment: 'False',
          tag_ids: "[(6, 0, [ref('x.tag_a')])]",
        },
      ],
      ['x_thing_1', 'x.thing', { parent_id: 'x_thing_2' }],
    ]);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('Left out, since they cannot be loaded: line_ids');
    expect(text).toContain('country_id: res.country 21 “Nowhere” has no external id here');
  });

  it('does without external ids where they may not be read, and asks for them once', async () => {
    let asked = 0;
    const strict = {
      run: (spec: RequestSpec) => {
        if (spec.operation !== 'searchRead') return port.run(spec);
        asked++;
        return Promise.reject(new OdooError('server.accessRights'));
      },
    };
    const file = await exported('xml', {}, strict);
    expect(asked).toBe(1);
    expect((python(program, file) as Json[]).length).toBe(4);
  });
});

describe('an export', () => {
  it('leaves the old file and nothing else when it is cancelled or fails', async () => {
    const file = await exported('csv');
    const before = readFileSync(file, 'utf8');
    const abort = new AbortController();
    const failing = {
      run: (spec: RequestSpec) =>
        spec.operation === 'read' ? Promise.reject(new OdooError('tcp.closed')) : port.run(spec),
    };
    await expect(exported('csv', { file }, failing)).rejects.toMatchObject({ code: 'tcp.closed' });
    abort.abort();
    const job: ExportJob = { format: 'json', columns, file };
    await expect(exportRows(job, records, port, { signal: abort.signal })).rejects.toMatchObject({
      code: 'call.cancelled',
    });
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('says when the file cannot be written', async () => {
    await expect(exported('csv', { file: join(folder, 'no such folder', 'x.csv') })).rejects.toMatchObject({
      code: 'export.failed',
    });
  });

  it('goes on without records that were deleted meanwhile', async () => {
    let first = true;
    const shrinking = {
      run: (spec: RequestSpec) => {
        if (spec.operation !== 'read' || !first) return port.run(spec);
        first = false;
        return Promise.reject(new OdooError('server.missingRecord'));
      },
    };
    const lines = readFileSync(await exported('jsonl', {}, shrinking), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => (JSON.parse(line) as JsonObject)['id'])).toEqual([1, 3]);
  });

  it('asks for fewer at once where an answer is too large', async () => {
    const small = {
      run: (spec: RequestSpec) =>
        spec.operation === 'read' && spec.ids.length > 1
          ? Promise.reject(new OdooError('http.tooLarge'))
          : port.run(spec),
    };
    expect(JSON.parse(readFileSync(await exported('json', {}, small), 'utf8'))).toEqual(records);
  });
});
