import { describe, expect, it } from 'vitest';
import type { FieldInfo } from '../../../src/model/schemaInfo';
import { browsingFields } from '../../../src/vscode/browsingFields';

function field(name: string, type = 'char', more: Partial<FieldInfo> = {}): FieldInfo {
  return { name, label: name, type, required: false, readonly: false, stored: true, ...more };
}

describe('The columns of Browse Records', () => {
  it('are always named, because without names Odoo refuses plain users some models', () => {
    expect(browsingFields([field('name')])).toEqual(['name']);
  });

  it('begin with what tells records apart, and hold no name beside the display name', () => {
    const fields = [field('zip'), field('name'), field('email'), field('display_name')];
    expect(browsingFields(fields)).toEqual(['display_name', 'email', 'zip']);
  });

  it('prefer required fields to others', () => {
    const fields = [field('a'), field('b'), field('z', 'many2one', { required: true })];
    expect(browsingFields(fields)).toEqual(['z', 'a', 'b']);
  });

  it('leave out what is computed, binary, of many records, or bookkeeping', () => {
    const fields = [
      field('computed', 'char', { stored: false }),
      field('image', 'binary'),
      field('line_ids', 'one2many'),
      field('message_ids'),
      field('create_uid', 'many2one'),
      field('active', 'boolean'),
      field('ref'),
    ];
    expect(browsingFields(fields)).toEqual(['ref']);
  });

  it('are at most eight', () => {
    expect(browsingFields(Array.from({ length: 30 }, (_, index) => field(`f${index}`)))).toHaveLength(8);
  });
});
