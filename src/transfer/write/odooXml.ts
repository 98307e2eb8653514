import type { Json, JsonObject } from '../../model/json';
import type { FieldInfo } from '../../model/schemaInfo';
import { shown } from '../table';
import type { ExportColumn, FormatWriter } from './format';
import { xmlAttribute, xmlComment, xmlText } from './xmlText';

/** Tells external ids; empty where the user may not read them. */
export type ExternalIds = (model: string, ids: readonly number[]) => Promise<ReadonlyMap<number, string>>;

/** Fields that the server fills by itself. */
const own = new Set([
  'id',
  'display_name',
  'create_uid',
  'create_date',
  'write_uid',
  'write_date',
  '__last_update',
]);
/** What no data file can hold in a way that means the same on another database. */
const unportable = new Set([
  'one2many',
  'reference',
  'many2one_reference',
  'properties',
  'properties_definition',
  'json',
]);

/**
 * Records as an Odoo data file, which loads again (Odoo 14–19, odoo/tools/convert.py). A record goes by its external id, or by one that
 * is made of its model and id, which lands in the module that loads the file. Related records are referred to where their external id is
 * known, or they are in the file; what cannot be referred to is said in a comment in its place.
 * @param fields the model's fields, for those that can be written
 */
export function odooXmlWriter(
  model: string,
  columns: readonly ExportColumn[],
  fields: readonly FieldInfo[],
  externalIds: ExternalIds,
): FormatWriter {
  const known = new Map(fields.map((field) => [field.name, field]));
  const written = columns.flatMap(({ name }) => {
    const field = known.get(name);
    return field && !own.has(name) && !unportable.has(field.type) && field.stored && !field.readonly
      ? [field]
      : [];
  });
  const left = columns
    .map(({ name }) => name)
    .filter((name) => name !== 'id' && !written.some((field) => field.name === name));
  /** The records in the file so far. */
  const here = new Set<number>();
  /** References to records that come later in the file: [record, field, referred]. */
  const later: [number, string, number][] = [];
  const names = new Map<number, string>();

  const idOf = (id: number, found: ReadonlyMap<number, string> | undefined): string =>
    found?.get(id) ?? generated(model, id);

  return {
    begin: (put) =>
      put(
        `<?xml version="1.0" encoding="utf-8"?>\n<odoo>\n${left.length > 0 ? `    <!-- Left out, since they cannot be loaded: ${xmlComment(left.join(', '))} -->\n` : ''}`,
      ),
    async write(records, put) {
      const found = await lookUp(records, model, written, externalIds);
      let text = '';
      for (const record of records) {
        const { id } = record;
        if (typeof id !== 'number') continue;
        const ownId = idOf(id, found.get(model));
        if (found.get(model)?.has(id)) names.set(id, ownId);
        text += `    <record id="${xmlAttribute(ownId)}" model="${xmlAttribute(model)}">\n`;
        const refer = (relation: string, target: number): string | undefined =>
          found.get(relation)?.get(target) ??
          (relation === model && here.has(target)
            ? (names.get(target) ?? generated(model, target))
            : undefined);
        for (const field of written) {
          const value = record[field.name];
          if (value === undefined) continue;
          text += `        ${fieldXml(field, value, refer)}\n`;
          const target = field.type === 'many2one' && field.relation === model ? targetOf(value) : undefined;
          if (target !== undefined && refer(model, target) === undefined)
            later.push([id, field.name, target]);
        }
        text += '    </record>\n';
        here.add(id);
      }
      await put(text);
    },
    async end(put) {
      const name = (id: number): string => names.get(id) ?? generated(model, id);
      const text = later
        .filter(([, , target]) => here.has(target))
        .map(
          ([id, field, target]) =>
            `    <record id="${xmlAttribute(name(id))}" model="${xmlAttribute(model)}">\n        <field name="${xmlAttribute(field)}" ref="${xmlAttribute(name(target))}"/>\n    </record>\n`,
        )
        .join('');
      await put(`${text}</odoo>\n`);
    },
    remarks: () =>
      left.length === 0
        ? []
        : [
            `Left out, since an Odoo data file cannot load them: ${left.slice(0, 10).join(', ')}${left.length > 10 ? ', …' : ''}.`,
          ],
  };
}

function generated(model: string, id: number): string {
  return `${model.replace(/\W/g, '_')}_${id}`;
}

/** The external ids of the records and of all that they refer to, one question for each model. */
async function lookUp(
  records: readonly JsonObject[],
  model: string,
  fields: readonly FieldInfo[],
  externalIds: ExternalIds,
): Promise<Map<string, ReadonlyMap<number, string>>> {
  const wanted = new Map<string, Set<number>>();
  const want = (of: string, id: Json | undefined): void => {
    if (typeof id !== 'number') return;
    const ids = wanted.get(of) ?? new Set();
    wanted.set(of, ids.add(id));
  };
  for (const record of records) {
    want(model, record['id']);
    for (const { name, type, relation } of fields) {
      if (!relation) continue;
      const value = record[name];
      if (type === 'many2one') want(relation, targetOf(value));
      else if (Array.isArray(value)) for (const id of value) want(relation, id);
    }
  }
  const found = new Map<string, ReadonlyMap<number, string>>();
  for (const [of, ids] of wanted) found.set(of, await externalIds(of, [...ids]));
  return found;
}

/** The record of a many2one as read() gives it: [15, "Azure Interior"], 15 or false. */
function targetOf(value: Json | undefined): number | undefined {
  const id = Array.isArray(value) ? value[0] : value;
  return typeof id === 'number' ? id : undefined;
}

type Refer = (relation: string, id: number) => string | undefined;

function fieldXml(field: FieldInfo, value: Json, refer: Refer): string {
  const start = `<field name="${xmlAttribute(field.name)}"`;
  switch (field.type) {
    case 'boolean':
      return `${start} eval="${value === true ? 'True' : 'False'}"/>`;
    case 'integer':
    case 'float':
    case 'monetary':
      return `${start} eval="${typeof value === 'number' ? value : 'False'}"/>`;
    case 'many2one': {
      const target = targetOf(value);
      if (target === undefined) return `${start} eval="False"/>`;
      const external = refer(field.relation ?? '', target);
      return external === undefined
        ? noReference(field, [target], shown(Array.isArray(value) ? value[1] : ''))
        : `${start} ref="${xmlAttribute(external)}"/>`;
    }
    case 'many2many': {
      const ids = Array.isArray(value) ? value.filter((id) => typeof id === 'number') : [];
      const external = ids.map((id) => refer(field.relation ?? '', id));
      const missing = ids.filter((_, index) => external[index] === undefined);
      const refs = external.flatMap((name) =>
        name === undefined ? [] : [`ref('${name.replace(/[\\']/g, '\\$&')}')`],
      );
      const line = `${start} eval="[(6, 0, [${xmlAttribute(refs.join(', '))}])]"/>`;
      return missing.length === 0 ? line : `${line} ${noReference(field, missing)}`;
    }
    default:
      if (value === false || value === null) return `${start} eval="False"/>`;
      return `${start}>${xmlText(typeof value === 'string' ? value : JSON.stringify(value))}</field>`;
  }
}

function noReference({ name, relation = '' }: FieldInfo, ids: readonly number[], called = ''): string {
  const some = ids.slice(0, 20).join(', ');
  return `<!-- ${xmlComment(`${name}: ${relation} ${some}${called ? ` “${called}”` : ''} has no external id here`)} -->`;
}
