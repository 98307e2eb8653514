import type { Json, JsonObject } from '../../../src/model/json';
import type { RequestSpec } from '../../../src/model/requestSpec';
import type { FieldInfo } from '../../../src/model/schemaInfo';
import { OdooError } from '../../../src/odoo/error';
import type { WritePort } from '../../../src/writes/snapshot';

export function field(name: string, type: string, more: Partial<FieldInfo> = {}): FieldInfo {
  return { name, label: `The ${name}`, type, required: false, readonly: false, stored: true, ...more };
}

/** A server of one model that answers reads, and remembers what was asked of it. */
export class RecordsPort implements WritePort {
  readonly asked: RequestSpec[] = [];
  /** Records of the model, by id, and names of any others. */
  readonly records = new Map<number, JsonObject>();
  refuses = false;

  constructor(
    readonly known: FieldInfo[],
    records: JsonObject[],
  ) {
    for (const record of records) this.records.set(Number(record['id']), record);
  }

  run(spec: RequestSpec): Promise<Json> {
    this.asked.push(spec);
    if (this.refuses) return Promise.reject(new OdooError('server.accessRights', {}));
    if (spec.operation !== 'read') return Promise.reject(new Error(`${spec.operation} is no reading`));
    const { ids, fields = [] } = spec;
    const rows = ids.flatMap((id): JsonObject[] => {
      const record = spec.model === 'res.partner' ? this.records.get(id) : { display_name: `Name of ${id}` };
      if (!record) return [];
      return [{ id, ...Object.fromEntries(fields.map((name) => [name, record[name] ?? false])) }];
    });
    return Promise.resolve(rows);
  }

  fields(): Promise<FieldInfo[]> {
    return Promise.resolve(this.known);
  }
}

export const partnerFields = [
  field('display_name', 'char', { readonly: true, stored: false }),
  field('write_date', 'datetime', { readonly: true }),
  field('name', 'char', { required: true }),
  field('phone', 'char'),
  field('active', 'boolean'),
  field('color', 'integer'),
  field('user_id', 'many2one', { relation: 'res.users' }),
  field('category_id', 'many2many', { relation: 'res.partner.category' }),
  field('child_ids', 'one2many', { relation: 'res.partner' }),
  field('image_1920', 'binary'),
];

export function partner(id: number, more: JsonObject = {}): JsonObject {
  return {
    id,
    display_name: `Partner ${id}`,
    write_date: '2026-01-01 10:00:00',
    name: `Partner ${id}`,
    phone: false,
    active: true,
    color: 0,
    user_id: [2, 'Mitchell'],
    category_id: [5],
    child_ids: [],
    image_1920: false,
    ...more,
  };
}
