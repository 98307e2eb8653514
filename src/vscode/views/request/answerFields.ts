import type { Connection } from '../../../model/connection';
import { isOrm, type RequestSpec } from '../../../model/requestSpec';
import type { FieldInfo } from '../../../model/schemaInfo';

interface Fields {
  fields: (connection: Connection, model: string) => Promise<FieldInfo[]>;
}

/** Relations followed at most from one field: "partner_id.country_id.code" follows two. */
const deepest = 5;

/**
 * The fields that an answer's columns are named and formatted by: the model's own, and for each path that was asked for
 * ("country_id.code") the field at its end, under the whole path and with the labels along the way. What cannot be read is left out.
 */
export async function answerFields(
  schema: Fields,
  connection: Connection,
  spec: RequestSpec,
): Promise<FieldInfo[]> {
  if (!isOrm(spec)) return [];
  const own = await fieldsOf(schema, connection, spec.model);
  const asked = 'fields' in spec ? (spec.fields ?? []) : [];
  const paths = asked.filter((name) => name.includes('.'));
  const ends = await Promise.all(paths.map((path) => fieldAt(schema, connection, own, path)));
  return [...own, ...ends.filter((field) => field !== undefined)];
}

async function fieldAt(
  schema: Fields,
  connection: Connection,
  own: readonly FieldInfo[],
  path: string,
): Promise<FieldInfo | undefined> {
  const names = path.split('.').slice(0, deepest + 1);
  const labels: string[] = [];
  let fields = own;
  let throughList = false;
  for (const [depth, name] of names.entries()) {
    const field = fields.find((each) => each.name === name);
    if (!field) return undefined;
    labels.push(field.label);
    if (depth === names.length - 1) {
      // Through a one2many the cell holds a list of values, which no type describes.
      const { relation, selection, digits } = field;
      return {
        name: path,
        label: labels.join(' / '),
        type: throughList ? '' : field.type,
        required: false,
        readonly: true,
        stored: field.stored,
        ...(relation && !throughList ? { relation } : {}),
        ...(selection && !throughList ? { selection } : {}),
        ...(digits && !throughList ? { digits } : {}),
      };
    }
    throughList ||= field.type === 'one2many' || field.type === 'many2many';
    fields = field.relation ? await fieldsOf(schema, connection, field.relation) : [];
  }
  return undefined;
}

function fieldsOf(schema: Fields, connection: Connection, model: string): Promise<FieldInfo[]> {
  return schema.fields(connection, model).catch((): FieldInfo[] => []);
}
