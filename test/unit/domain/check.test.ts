import { describe, expect, it } from 'vitest';
import { unknownFields } from '../../../src/domain/check';
import { editDistance, nearest } from '../../../src/domain/nearest';
import type { FieldInfo } from '../../../src/model/schemaInfo';

function field(name: string): FieldInfo {
  return { name, label: name, type: 'char', required: false, readonly: false, stored: true };
}

const partner = ['id', 'name', 'city', 'country_id', 'display_name', 'active'].map(field);

describe('unknownFields', () => {
  it('finds nothing in a domain on known fields, dotted paths included', () => {
    const domain = ['|', ['name', '=', 'x'], ['country_id.anything.at_all', '=', 1], [1, '=', 1]];
    expect(unknownFields(domain, partner)).toEqual([]);
  });

  it('names an unknown field and the one that was probably meant', () => {
    expect(unknownFields([['nmae', '=', 'x']], partner)).toEqual([
      { field: 'nmae', message: 'This model has no field "nmae". Did you mean "name"?', suggestion: 'name' },
    ]);
  });

  it('keeps the rest of the path in the suggestion', () => {
    expect(unknownFields([['contry_id.code', '=', 'BE']], partner)).toMatchObject([
      { field: 'contry_id.code', suggestion: 'country_id.code' },
    ]);
  });

  it('suggests nothing for a name unlike any field', () => {
    expect(unknownFields([['x_studio_colour', '=', 'x']], partner)).toEqual([
      { field: 'x_studio_colour', message: 'This model has no field "x_studio_colour".' },
    ]);
  });

  it('names each unknown field once, in order', () => {
    const domain = [
      ['b', '=', 1],
      ['a', '=', 1],
      ['b', '=', 2],
    ];
    expect(unknownFields(domain, partner).map((unknown) => unknown.field)).toEqual(['b', 'a']);
  });

  it('leaves the domain of an any condition to its own model', () => {
    expect(unknownFields([['country_id', 'any', [['code', '=', 'BE']]]], partner)).toEqual([]);
  });
});

describe('nearest', () => {
  it('counts a swap of neighbours as one change', () => {
    expect(editDistance('nmae', 'name')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('kitten', 'sitting')).toBe(3);
  });

  it('prefers the nearest name and gives up on distant ones', () => {
    expect(nearest('partner_d', ['partner_ids', 'partner_id'])).toBe('partner_id');
    expect(nearest('abc', ['xyz'])).toBeUndefined();
  });
});
