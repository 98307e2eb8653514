import { nearestNames } from '../../domain/nearest';
import type { Problem, ProblemFacts } from '../../model/problem';
import type { OrmSpec } from '../../model/requestSpec';
import { t } from '../words/translate';
import { fieldsOf, type FieldPlace } from './asked';
import { conditionsIn, domainText, type Condition } from './conditions';
import { fact, found, nothing, suggestionFacts, type Finding } from './finding';
import type { Questions, SeenField } from './questions';

/** Fields that were renamed, model by model; a name only counts where fields_get has it. Odoo 14 to 19, the modules' models. */
const renamed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'res.users': { groups_id: 'group_ids', group_ids: 'groups_id' },
  'sale.order.line': { product_uom: 'product_uom_id', product_uom_id: 'product_uom' },
  'stock.move.line': { qty_done: 'quantity', product_uom_qty: 'quantity' },
  'stock.picking': { move_lines: 'move_ids', move_ids: 'move_lines' },
  'project.task': { user_id: 'user_ids', planned_hours: 'allocated_hours' },
};

/** How Odoo 14 to 19 refuses a dotted name in a list of fields: "Invalid field 'country_id.code' on (model) 'res.partner'". */
const dottedSaid = /^Invalid field '(\w+(?:\.\w+)+)' (?:on|in) (?:model )?'([\w.]+)'/;

/** The dotted field that an exception of the server is about; undefined where it is about something else. */
export function dottedField(problem: Problem): { path: string; model: string } | undefined {
  const said = dottedSaid.exec(problem.server?.message ?? '');
  return said?.[1] && said[2] ? { path: said[1], model: said[2] } : undefined;
}

/** A field that the model has not: which names are near, and where in the request it stands. */
export async function unknownField(problem: Problem, spec: OrmSpec, questions: Questions): Promise<Finding> {
  const model = fact(problem, 'model') || spec.model;
  const dotted = dottedField(problem);
  const field = fact(problem, 'field') || dotted?.path || '';
  if (!field) return nothing(problem);
  const fields = await questions.fields(model);
  if (dotted) return throughRelation(problem, dotted, fields);
  const { evidence: where, facts: at } = places(spec, field);
  if (!fields) return found(problem, where, { ...at, model, field });
  if (fields.some(({ name }) => name === field)) {
    return found(problem, [t('The model {model} has a field {field} now.', { model, field })], {
      model,
      field,
    });
  }
  const suggestions = fieldsLike(field, model, fields);
  const evidence = [
    t('Of the {count} fields of {model} that this user sees, none is called {field}.', {
      count: fields.length,
      model,
      field,
    }),
    ...nearestSentence(suggestions, fields),
    ...where,
  ];
  return found(problem, evidence, {
    ...at,
    model,
    field,
    ...suggestionFacts(suggestions),
  });
}

/** The fields that may have been meant: renamed ones first, then the same label, then names nearly alike. */
export function fieldsLike(name: string, model: string, fields: readonly SeenField[]): string[] {
  const names = fields.map((field) => field.name);
  const successor = Object.hasOwn(renamed, model) ? renamed[model]?.[name] : undefined;
  const label = name.replaceAll('_', ' ').toLowerCase();
  const labelled = fields.filter((field) => field.label.toLowerCase() === label).map((field) => field.name);
  // A relation's name without its ending, or the other ending.
  const stem = name.replace(/_ids?$/, '');
  const related = [stem, `${stem}_id`, `${stem}_ids`];
  const candidates = [
    ...(successor === undefined ? [] : [successor]),
    ...related,
    ...nearestNames(name, names, 3),
    ...labelled,
  ];
  return [...new Set(candidates)].filter((one) => one !== name && names.includes(one)).slice(0, 3);
}

export function nearestSentence(suggestions: readonly string[], fields: readonly SeenField[]): string[] {
  const shown = suggestions.map((name) => {
    const label = fields.find((field) => field.name === name)?.label;
    return label ? `${name} (“${label}”)` : name;
  });
  return shown.length > 0 ? [t('Nearest names: {names}.', { names: shown.join(', ') })] : [];
}

/** "country_id.code" where read takes only the model's own fields. */
function throughRelation(
  problem: Problem,
  { path, model }: { path: string; model: string },
  fields: readonly SeenField[] | undefined,
): Finding {
  const [first = '', second = ''] = path.split('.');
  const relation = fields?.find(({ name }) => name === first);
  const facts = { model, field: path, segment: second };
  const evidence = [
    t('A list of fields takes the model’s own fields only; {path} goes through one.', { path }),
    ...(relation?.relation
      ? [
          t('Read {field}, then read {second} of the records of {relation}.', {
            field: first,
            second,
            relation: relation.relation,
          }),
        ]
      : []),
  ];
  return found(
    problem,
    evidence,
    relation?.relation ? { ...facts, suggestion: first } : facts,
    'server.unknownField',
  );
}

/** Where in the request a field is named, and for a condition of the domain at which character. */
function places(spec: OrmSpec, field: string): { evidence: string[]; facts: ProblemFacts } {
  const conditions = conditionsIn(domainText(spec) ?? '').filter(({ field: { name } }) =>
    name.split('.').includes(field),
  );
  const named = fieldsOf(spec).filter(({ name }) => name.split('.').includes(field));
  const [first] = conditions;
  return {
    evidence: [
      ...named.map(({ place }) => placeSentence(place, field)),
      ...conditions.map((condition) => conditionSentence(condition, positionIn(condition, field))),
    ],
    facts: first
      ? {
          leaf: first.text,
          condition: first.number,
          position: positionIn(first, field),
          operator: first.operator.name,
        }
      : {},
  };
}

/** Where in the domain a segment of a condition's path begins, behind the quote. */
function positionIn({ field: { name, position } }: Condition, segment: string): number {
  const segments = name.split('.');
  return (
    position +
    1 +
    segments.slice(0, segments.indexOf(segment)).join('.').length +
    Number(segments[0] !== segment)
  );
}

/** @param position from 0 */
export function conditionSentence({ number, text }: Condition, position: number): string {
  return t('Condition {number} of the domain, at character {position}: {condition}', {
    number,
    position: position + 1,
    condition: text,
  });
}

function placeSentence(place: FieldPlace, field: string): string {
  switch (place) {
    case 'fields':
      return t('{field} stands in the list of fields to read.', { field });
    case 'order':
      return t('{field} stands in the order.', { field });
    case 'groupBy':
      return t('{field} stands in what the records are grouped by.', { field });
    case 'values':
      return t('{field} stands in the values to write.', { field });
  }
}
