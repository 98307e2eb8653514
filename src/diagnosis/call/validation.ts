import type { Json, JsonObject } from '../../model/json';
import type { Problem } from '../../model/problem';
import type { OrmSpec } from '../../model/requestSpec';
import { isJsonObject } from '../../model/json';
import { t } from '../words/translate';
import { rightOf, valuesOf } from './asked';
import { fact, found, listed, nothing, type Finding } from './finding';
import type { Questions, SeenField } from './questions';

/** Which field a refused write is about: the one that Odoo names, a required one without a value, or one whose value cannot be. */
export async function refusedWrite(problem: Problem, spec: OrmSpec, questions: Questions): Promise<Finding> {
  const records = valuesOf(spec);
  const named = fact(problem, 'field') || fieldSaid(problem, spec.model);
  const model = fact(problem, 'model') || spec.model;
  if (records.length === 0 && !named) return nothing(problem);
  const fields = await questions.fields(model);
  if (!fields) return nothing(problem);
  const field = fields.find(({ name }) => name === named);
  const told = field
    ? [
        t('The field is {field}, called “{label}” in Odoo, of type {type}.', {
          field: field.name,
          label: field.label,
          type: field.type,
        }),
      ]
    : [];
  const own = model === spec.model;
  const wrong = own ? fields.flatMap((one) => wrongValues(one, records)) : [];
  const lacking =
    own && rightOf(spec) === 'create' ? await withoutValue(model, fields, records, questions) : [];
  const evidence = [
    ...told,
    ...(field && own ? await lostReference(field, records, questions) : []),
    ...wrong.map(({ sentence }) => sentence),
    ...(lacking.length > 0
      ? [
          t('Required, without a value in the request and without a default: {fields}.', {
            fields: listed(lacking.map(({ name, label }) => `${name} (“${label}”)`)),
          }),
        ]
      : []),
  ];
  const about = field ?? wrong[0]?.field ?? lacking[0];
  if (!about) return found(problem, evidence);
  const several = lacking.length > 0 ? { fields: lacking.map(({ name }) => name).join(', ') } : {};
  return found(problem, evidence, { model, field: about.name, label: about.label, ...several });
}

/**
 * The field that a message names without saying so: "Wrong value for res.partner.type: 'nonsense'" (Odoo 12 to 19, fields.Selection), and
 * the constraint "res_partner_country_id_fkey" (up to 18, odoo/service/model.py). Neither is translated.
 */
function fieldSaid(problem: Problem, model: string): string {
  const message = problem.server?.message ?? '';
  const said = /^Wrong value for ([\w.]+)\.(\w+): /.exec(message);
  if (said?.[1] === model) return said[2] ?? '';
  const constraint = /\b(\w+)_fkey\b/.exec(message)?.[1] ?? '';
  const table = `${model.replaceAll('.', '_')}_`;
  return constraint.startsWith(table) ? constraint.slice(table.length) : '';
}

/** A many2one that refers to a record which is not there. Odoo then speaks of deleting (14 to 19). */
async function lostReference(
  field: SeenField,
  records: readonly JsonObject[],
  questions: Questions,
): Promise<string[]> {
  if (field.type !== 'many2one' || !field.relation) return [];
  const ids = [
    ...new Set(records.map((record) => record[field.name]).filter((id) => typeof id === 'number')),
  ];
  if (ids.length === 0) return [];
  const visible = await questions.visible(field.relation, ids);
  const lost = visible ? ids.filter((id) => !visible.includes(id)) : [];
  return lost.length > 0
    ? [
        t('{field} refers to records of {relation} that this user does not find: {ids}.', {
          field: field.name,
          relation: field.relation,
          ids: listed(lost),
        }),
      ]
    : [];
}

/** Required fields of a new record that get no value: what default_get gives is no reason to refuse. */
async function withoutValue(
  model: string,
  fields: readonly SeenField[],
  records: readonly JsonObject[],
  questions: Questions,
): Promise<SeenField[]> {
  const empty = fields.filter(
    (field) =>
      field.required && !field.readonly && records.some((record) => isEmpty(record[field.name], field)),
  );
  if (empty.length === 0) return [];
  const names = empty.map(({ name }) => name);
  const answer = await questions.ask({ operation: 'call', model, method: 'default_get', args: [names] });
  if (!answer.ok || !isJsonObject(answer.value)) return [];
  const defaults = answer.value;
  return empty.filter(
    (field) =>
      records.some((record) => Object.hasOwn(record, field.name) && isEmpty(record[field.name], field)) ||
      isEmpty(defaults[field.name], field),
  );
}

function isEmpty(value: Json | undefined, field: SeenField): boolean {
  return (
    value === undefined || value === null || value === '' || (value === false && field.type !== 'boolean')
  );
}

/** Values that the field's type cannot take; a form that Odoo may still read is no reason. */
function wrongValues(
  field: SeenField,
  records: readonly JsonObject[],
): { field: SeenField; sentence: string }[] {
  const wrong = records.map((record) => record[field.name]).find((value) => !fits(value, field));
  if (wrong === undefined) return [];
  const places = { value: JSON.stringify(wrong), field: field.name, label: field.label };
  switch (field.type) {
    case 'selection':
      return [
        {
          field,
          sentence: t('{value} is no choice of {field} (“{label}”); the choices are {choices}.', {
            ...places,
            choices: listed(field.choices, 12),
          }),
        },
      ];
    case 'date':
    case 'datetime':
      return [
        {
          field,
          sentence: t(
            '{value} does not fit {field} (“{label}”): write 2030-12-31, or 2030-12-31 23:59:59 in UTC.',
            places,
          ),
        },
      ];
    default:
      return [
        {
          field,
          sentence: t('{value} does not fit {field} (“{label}”), which is of type {type}.', {
            ...places,
            type: field.type,
          }),
        },
      ];
  }
}

/** False only where it is certain that Odoo cannot write the value. */
function fits(value: Json | undefined, field: SeenField): boolean {
  if (value === undefined || value === null || value === false || value === '') return true;
  switch (field.type) {
    case 'selection':
      return (
        field.choices.length === 0 ||
        ((typeof value === 'string' || typeof value === 'number') && field.choices.includes(String(value)))
      );
    case 'date':
    case 'datetime':
      return typeof value === 'string' && isMoment(value);
    case 'integer':
    case 'float':
    case 'monetary':
      return typeof value !== 'string' || !Number.isNaN(Number(value));
    case 'many2one':
      return (
        typeof value === 'number' || value === true || (typeof value === 'string' && /^\d+$/.test(value))
      );
    case 'one2many':
    case 'many2many':
      return Array.isArray(value);
    default:
      return true;
  }
}

/** "2030-12-31" or "2030-12-31 23:59:59": no T, no time zone (Odoo 12 to 19, fields.Datetime). */
function isMoment(value: string): boolean {
  const read = /^(\d{4}-\d{2}-\d{2})(?: (\d{2}:\d{2}:\d{2})(?:\.\d+)?)?$/.exec(value);
  return read !== null && !Number.isNaN(Date.parse(`${read[1] ?? ''}T${read[2] ?? '00:00:00'}Z`));
}
