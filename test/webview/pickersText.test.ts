import { describe, expect, it } from 'vitest';
import { emptyDraft, type Draft } from '../../src/model/draft';
import type { FieldInfo, MethodInfo } from '../../src/model/schemaInfo';
import { contextSummary, contextValue, withContext } from '../../webview/request/pickers/contextText';
import { fieldAt, pathOptions } from '../../webview/request/pickers/fieldOptions';
import { aggregateOptions, functionsOf, groupByOptions } from '../../webview/request/pickers/groupOptions';
import {
  argsWithRecords,
  parametersLeft,
  recordsOfArgs,
  withParameter,
} from '../../webview/request/pickers/methodText';
import {
  orderOptions,
  sortableFields,
  sortableGroups,
  strangeOrder,
} from '../../webview/request/pickers/orderOptions';
import { unfinished, withMore, wordsOf } from '../../webview/request/pickers/recordText';
import { changeUpdateKind, updateKind } from '../../webview/request/pickers/updateKind';
import { isAtLeast, majorVersion } from '../../webview/request/pickers/version';
import { groupOf, inGroups, operationsFor, withOperation } from '../../webview/request/operations';
import { filterOptions } from '../../webview/ui/comboboxFilter';
import { partnerFields } from './support/requestHost';

function field(name: string, type: string, more: Partial<FieldInfo> = {}): FieldInfo {
  return { name, label: name, type, required: false, readonly: false, stored: true, ...more };
}

const country = [
  field('code', 'char', { label: 'Country Code' }),
  field('currency_id', 'many2one', { relation: 'res.currency' }),
];
const known = (model?: string): FieldInfo[] | undefined =>
  model === undefined ? partnerFields : model === 'res.country' ? country : undefined;
const values = (options: readonly { value: string }[]): string[] => options.map((option) => option.value);

describe('Completing by what is like the text', () => {
  const options = [
    { value: 'crm.lead', label: 'Lead' },
    { value: 'res.partner.bank', label: 'Bank Accounts' },
    { value: 'res.partner', label: 'Contact' },
    { value: 'account.move', label: 'Écriture comptable' },
    { value: 'x_sale.partner', label: 'Own' },
  ];

  it('puts an exact name first, then what starts with the text, then a part of a name, then a label', () => {
    expect(values(filterOptions(options, 'res.partner'))).toEqual(['res.partner', 'res.partner.bank']);
    expect(values(filterOptions(options, 'partner'))).toEqual([
      'res.partner.bank',
      'res.partner',
      'x_sale.partner',
    ]);
    expect(values(filterOptions(options, 'contact'))).toEqual(['res.partner']);
  });

  it('finds a name with letters left out, a letter wrong, and in another script', () => {
    expect(values(filterOptions(options, 'respartner'))).toContain('res.partner');
    expect(values(filterOptions(options, 'parnter'))).toContain('res.partner');
    expect(values(filterOptions(options, 'écrture'))).toEqual(['account.move']);
    expect(values(filterOptions(options, 'zzzz'))).toEqual([]);
  });

  it('keeps what is only like the text behind what holds it', () => {
    const found = values(filterOptions([{ value: 'res_parner', label: '' }, ...options], 'res.partner'));
    expect(found[0]).toBe('res.partner');
  });
});

describe('Completing fields', () => {
  it('offers a relation itself, and its own fields behind it', () => {
    expect(values(pathOptions(known, 'countr', '.', []))).toEqual(['country_id', 'country_id.']);
    expect(pathOptions(known, 'countr', '.', [])[1]).toMatchObject({ into: 'country_id.', leads: true });
    expect(values(pathOptions(known, 'country_id.co', '.', []))).toEqual(['country_id.code']);
    expect(values(pathOptions(known, 'country_id.country code', '.', []))).toEqual(['country_id.code']);
  });

  it('leaves out what is chosen, and offers nothing behind what is no relation or not known', () => {
    expect(values(pathOptions(known, 'country_id.co', '.', ['country_id.code']))).toEqual([]);
    expect(values(pathOptions(known, 'name.x', '.', []))).toEqual([]);
    expect(values(pathOptions(known, 'country_id.currency_id.', '.', []))).toEqual([]);
    expect(fieldAt(known, 'country_id.code')?.label).toBe('Country Code');
    expect(fieldAt(known, 'country_id.nothing')).toBeUndefined();
  });

  it('writes the paths of exports with slashes, and knows their two ids', () => {
    expect(values(pathOptions(known, '', '/', [])).slice(0, 2)).toEqual(['id', '.id']);
    expect(values(pathOptions(known, '.i', '/', []))).toContain('.id');
    expect(values(pathOptions(known, 'country_id/', '/', []))).toContain('country_id/.id');
    expect(values(pathOptions(known, 'country_id/cod', '/', []))).toEqual(['country_id/code']);
  });
});

describe('Grouping', () => {
  const fields = [
    field('state', 'selection'),
    field('date_order', 'datetime', { label: 'Order Date' }),
    field('birthday', 'date'),
    field('tag_ids', 'many2many'),
    field('line_ids', 'one2many'),
    field('note', 'html'),
    field('shown_total', 'float', { stored: false }),
    field('declared', 'char', { stored: false, groupable: true }),
    field('amount', 'monetary'),
    field('active', 'boolean'),
    field('rank', 'integer', { aggregator: 'max' }),
    field('id', 'integer'),
  ];

  it('offers what a server says can be grouped by, and guesses where it says nothing', () => {
    const offered = values(groupByOptions(fields, '19.0', '', []));
    expect(offered).toEqual([
      'state',
      'date_order:month',
      'birthday:month',
      'tag_ids',
      'declared',
      'amount',
      'active',
      'rank',
    ]);
    const on14 = values(groupByOptions(fields, '14.0', '', []));
    expect(on14).not.toContain('tag_ids');
    expect(on14).not.toContain('id');
  });

  it('leaves out what a server tells of and cannot group, sum up or sort', () => {
    const told = [
      field('in_group_12', 'boolean', { groupable: true, aggregator: 'bool_or', sortable: true }),
      field('sel_groups_1_9_10', 'selection'),
      field('properties', 'properties', { groupable: true }),
    ];
    expect(groupByOptions(told, '14.0', '', [])).toEqual([]);
    expect(aggregateOptions(told, '14.0', '', [])).toEqual([]);
    expect(sortableFields(told)).toEqual([]);
    const counted = field('message_count', 'integer', { stored: false, aggregator: 'sum' });
    expect(functionsOf(counted, '14.0')).toEqual([]);
    expect(functionsOf(counted, '19.0')).toEqual(['sum']);
  });

  it('offers a date’s periods behind a colon, and its parts from Odoo 18 on', () => {
    const on14 = values(groupByOptions(fields, '14.0', 'date_order:', []));
    expect(on14).toEqual(
      ['day', 'week', 'month', 'quarter', 'year', 'hour'].map((period) => `date_order:${period}`),
    );
    expect(values(groupByOptions(fields, '19.0', 'date_order:', []))).toContain('date_order:day_of_week');
    const ofDate = values(groupByOptions(fields, '19.0', 'birthday:', []));
    expect(ofDate).not.toContain('birthday:hour');
    expect(ofDate).not.toContain('birthday:hour_number');
    expect(values(groupByOptions(fields, '19.0', 'birthday:', ['birthday:day']))).not.toContain(
      'birthday:day',
    );
    expect(groupByOptions(fields, '19.0', 'state:', [])).toEqual([]);
  });

  it('sums a field up in its usual way first, and in all that fit its type and the version', () => {
    expect(values(aggregateOptions(fields, '19.0', '', [])).slice(0, 2)).toEqual(['amount:sum', 'rank:max']);
    expect(functionsOf(field('amount', 'monetary'), '19.0')).toContain('sum_currency');
    expect(functionsOf(field('amount', 'monetary'), '18.0')).not.toContain('sum_currency');
    expect(values(aggregateOptions(fields, '19.0', 'active:', []))).toEqual([
      'active:bool_or',
      'active:bool_and',
      'active:count',
      'active:array_agg',
    ]);
    expect(functionsOf(field('line_ids', 'one2many'), '19.0')).toEqual([]);
    expect(functionsOf(field('shown_total', 'float', { stored: false }), '19.0')).toEqual([]);
  });
});

describe('Ordering', () => {
  const sortable = sortableFields([
    field('name', 'char'),
    field('write_date', 'datetime'),
    field('computed', 'char', { stored: false }),
    field('related', 'char', { stored: false, sortable: true }),
    field('tag_ids', 'many2many'),
  ]);

  it('offers what can be sorted, up and down', () => {
    expect(values(sortable)).toEqual(['name', 'write_date', 'related']);
    expect(values(orderOptions('wri', sortable))).toEqual(['write_date', 'write_date desc']);
  });

  it('completes behind the last comma and keeps what stands before it', () => {
    expect(values(orderOptions('name asc, wri', sortable))).toEqual([
      'name asc, write_date',
      'name asc, write_date desc',
    ]);
    expect(values(orderOptions('name asc,', sortable))).not.toContain('name asc, name');
    expect(values(orderOptions('name d', sortable))).toEqual(['name', 'name desc']);
  });

  it('orders groups by what they hold, as each version takes it', () => {
    const groups = sortableGroups(['date:month'], ['amount:sum'], '19.0');
    expect(values(groups)).toEqual(['date:month', 'amount:sum', '__count']);
    expect(values(sortableGroups(['date:month'], ['amount:sum'], '17.0'))).toEqual(['date:month', 'amount']);
    expect(strangeOrder('date:month desc, name asc', groups)).toEqual(['name']);
    expect(strangeOrder('', groups)).toEqual([]);
  });
});

describe('The text of the record ids', () => {
  it('is read with any separator, and added to as it is', () => {
    expect(wordsOf('1, 2;3\n4')).toEqual(['1', '2', '3', '4']);
    expect(withMore('', '5')).toBe('5');
    expect(withMore('1, 2', '5')).toBe('1, 2, 5');
    expect(withMore('1,2,', '5')).toBe('1,2,5');
  });

  it('takes numbers as they are finished, and a name with its spaces', () => {
    expect(unfinished('12')).toBe('12');
    expect(unfinished('12,')).toBe('');
    expect(unfinished('12, 3')).toBe('3');
    expect(unfinished('azure int')).toBe('azure int');
    expect(unfinished('12 azure')).toBe('azure');
  });
});

describe('The context', () => {
  it('is summed up in a line', () => {
    expect(contextSummary('{"lang": "fr_FR", "active_test": false}')).toBe('lang fr_FR, archived shown');
    expect(contextSummary('{"allowed_company_ids": [1, 3], "bin_size": true, "default_name": 1}')).toBe(
      'companies 1, 3, file sizes only, default_name',
    );
    expect(contextSummary('{"a":1,"b":1,"c":1,"__proto__":1}')).toBe('4 more keys');
    expect(contextSummary('{}')).toBe('empty');
    expect(contextSummary('{"lang"')).toBe('not readable');
  });

  it('changes one key and leaves every other character alone', () => {
    const text = '{\n  "big": 12345678901234567890,\n  "lang": "en_US"\n}';
    expect(withContext(text, 'lang', 'fr_FR')).toBe(text.replace('en_US', 'fr_FR'));
    expect(JSON.parse(withContext('', 'lang', 'fr_FR'))).toEqual({ lang: 'fr_FR' });
    expect(withContext('{"lang": "fr_FR"}', 'lang', undefined)).toBe('');
    expect(contextValue(withContext(text, 'active_test', false), 'active_test')).toBe(false);
  });
});

describe('A method’s parameters', () => {
  const method: MethodInfo = {
    name: 'name_search',
    signature: "(name='', limit=100, *args)",
    ofModel: true,
    parameters: [
      { name: 'name', required: false, default: "''" },
      { name: 'limit', required: false, default: '100' },
      { name: 'domain', required: true },
      { name: '*args', required: false },
    ],
  };

  it('are offered until the keywords hold them, with their defaults as JSON', () => {
    expect(parametersLeft(method, '', '')?.map((each) => each.name)).toEqual(['name', 'limit', 'domain']);
    expect(parametersLeft(method, '{"limit": 1}', '')?.map((each) => each.name)).toEqual(['name', 'domain']);
    expect(parametersLeft(method, '[', '')).toBeUndefined();
    expect(parametersLeft(method, '', '["Azure"]')?.map((each) => each.name)).toEqual(['limit', 'domain']);
    const [name, limit, domain] = method.parameters;
    if (!name || !limit || !domain) throw new Error('The method lost its parameters.');
    expect(JSON.parse(withParameter(withParameter(withParameter('', name), limit), domain))).toEqual({
      name: '',
      limit: 100,
      domain: null,
    });
  });

  it('have the records in front, where that can be told', () => {
    expect(recordsOfArgs('')).toBe('');
    expect(recordsOfArgs('[[1, 2], "x"]')).toBe('1, 2');
    expect(recordsOfArgs('["x"]')).toBeUndefined();
    expect(recordsOfArgs('[[1, ')).toBeUndefined();
    expect(argsWithRecords('[[1], "x"]', [7, 8])).toBe('[[7, 8], "x"]');
    expect(argsWithRecords('', [7])).toBe('[[7]]');
  });
});

describe('Updating the same or each', () => {
  const draft: Draft = { ...emptyDraft, operation: 'update', ids: '7, 15', values: '{"name": "A: \\"b\\""}' };

  it('starts a list with what was to be the same, and comes back to what was typed', () => {
    const each = { ...draft, ...changeUpdateKind(draft, 'each') };
    expect(updateKind(each.values)).toBe('each');
    expect(JSON.parse(each.values)).toEqual([
      { id: 7, name: 'A: "b"' },
      { id: 15, name: 'A: "b"' },
    ]);
    const changed = { ...each, values: each.values.replace('15', '16') };
    const same = { ...changed, ...changeUpdateKind(changed, 'same') };
    expect(same.values).toBe(draft.values);
    expect(same.ids).toBe('7, 15');
    expect({ ...same, ...changeUpdateKind(same, 'each') }.values).toBe(changed.values);
  });

  it('takes what a list’s records share, and their ids', () => {
    const list: Draft = {
      ...draft,
      ids: '',
      values: '[{"id": 1, "city": "Liège", "name": "a"}, {"id": 2, "city": "Liège", "name": "b"}]',
    };
    const same = changeUpdateKind(list, 'same');
    expect(JSON.parse(same.values ?? '')).toEqual({ city: 'Liège' });
    expect(same.ids).toBe('1, 2');
    expect(same.otherValues).toBe(list.values);
  });
});

describe('Choosing another operation', () => {
  it('keeps everything that was typed', () => {
    const typed: Draft = {
      ...emptyDraft,
      model: 'res.partner',
      domain: '[',
      ids: '1',
      values: '{',
      order: 'id',
    };
    for (const operation of inGroups([...operationsFor('json2'), ...operationsFor('rest')])) {
      const { model, domain, ids, values: kept, order } = { ...typed, ...withOperation(typed, operation) };
      expect({ model, domain, ids, values: kept, order }).toEqual({
        model: 'res.partner',
        domain: '[',
        ids: '1',
        values: '{',
        order: 'id',
      });
    }
  });

  it('writes the paths as the operation takes them, there and back', () => {
    const read: Draft = { ...emptyDraft, fields: ['name', 'country_id.code', 'x y'] };
    const exported = { ...read, ...withOperation(read, 'exportData') };
    expect(exported.fields).toEqual(['name', 'country_id/code', 'x y']);
    expect(withOperation({ ...exported, fields: [...exported.fields, '.id'] }, 'read').fields).toEqual([
      ...read.fields,
      '.id',
    ]);
    expect(withOperation(read, 'read')).not.toHaveProperty('fields');
  });

  it('calls a method on the records that were named', () => {
    expect(withOperation({ ...emptyDraft, operation: 'read', ids: '3, 4' }, 'call').args).toBe('[[3, 4]]');
    expect(withOperation({ ...emptyDraft, ids: '3', args: '[]' }, 'call')).not.toHaveProperty('args');
    expect(withOperation({ ...emptyDraft, ids: 'NkK9' }, 'call')).not.toHaveProperty('args');
  });

  it('has every operation under one heading, in the headings’ order', () => {
    const all = inGroups([...operationsFor('json2'), ...operationsFor('rest')]);
    expect([...new Set(all.map(groupOf))]).toEqual(['Read', 'Write', 'Methods', 'REST', 'Any path']);
    expect(all).toHaveLength(22);
  });
});

describe('A server’s version', () => {
  it('is compared by its first number, and counts as new where it is not known', () => {
    expect(majorVersion('saas~18.3+e')).toBe(18);
    expect(majorVersion('19.0')).toBe(19);
    expect(isAtLeast('18.0', 19)).toBe(false);
    expect(isAtLeast(undefined, 19)).toBe(true);
  });
});
