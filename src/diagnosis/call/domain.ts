import { isConditionOperator, takesDomain } from '../../domain/operators';
import { parseDomain } from '../../domain/parse';
import type { Json } from '../../model/json';
import type { Problem, ProblemCode, ProblemFacts } from '../../model/problem';
import type { OrmSpec } from '../../model/requestSpec';
import type { ServerVersion } from '../../model/schemaInfo';
import { t } from '../words/translate';
import { conditionsIn, domainText, type Condition } from './conditions';
import { conditionSentence, fieldsLike, nearestSentence } from './fieldNames';
import { found, nothing, suggestionFacts, type Finding } from './finding';
import { isAtLeast, type Questions, type SeenField } from './questions';

/** A condition that Odoo cannot use, the character from which on, and why. */
interface Fault {
  condition: Condition;
  position: number;
  evidence: string[];
  facts: ProblemFacts;
  code: ProblemCode;
}

/** Which condition of the request's domain Odoo cannot use, and at which character it stops making sense. */
export async function wrongDomain(problem: Problem, spec: OrmSpec, questions: Questions): Promise<Finding> {
  const text = domainText(spec);
  if (text === undefined) return nothing(problem);
  const parsed = parseDomain(text);
  if (!parsed.ok) return unreadable(problem, text, parsed.position, parsed.message);
  for (const condition of conditionsIn(text)) {
    const fault =
      wrongOperator(condition, questions.known.version) ??
      (await wrongPath(condition, spec.model, questions)) ??
      (await wrongValue(condition, spec.model, questions));
    if (!fault) continue;
    const where = conditionSentence(condition, fault.position);
    const { name: operator } = condition.operator;
    const facts = { leaf: condition.text, condition: condition.number, position: fault.position, operator };
    return found(
      problem,
      [...fault.evidence, where],
      { ...facts, field: condition.field.name, ...fault.facts },
      fault.code,
    );
  }
  return nothing(problem);
}

/** A domain that came as a list, and that our own parser does not take once it is printed. */
function unreadable(problem: Problem, text: string, position: number, why: string): Finding {
  const before = conditionsIn(text).filter((condition) => condition.position <= position);
  const around = before.at(-1);
  const evidence = [
    t('The domain {domain} stops making sense at character {position}.', {
      domain: text.replace(/\s+/g, ' '),
      position: position + 1,
    }),
    why,
  ];
  const facts: ProblemFacts = around
    ? {
        leaf: around.text,
        condition: around.number,
        field: around.field.name,
        operator: around.operator.name,
      }
    : {};
  return found(problem, evidence, { position, ...facts }, 'server.domain');
}

/** Operators that a version does not have yet; every one that nobody has is found by the parser. */
function wrongOperator(condition: Condition, version: ServerVersion | undefined): Fault | undefined {
  const { name, position } = condition.operator;
  if (!isConditionOperator(name)) return undefined;
  const fault = (evidence: string): Fault => ({
    condition,
    position,
    evidence: [evidence],
    facts: {},
    code: 'server.domain',
  });
  if (name.endsWith('any!')) {
    return fault(
      t('Odoo takes the operator {operator} from its own code only; write any.', { operator: name }),
    );
  }
  const since = takesDomain(name) ? 17 : name.startsWith('not =') ? 19 : undefined;
  return version && since !== undefined && !isAtLeast(version, since)
    ? fault(
        t('The operator {operator} came with Odoo {since}; this server is {version}.', {
          operator: name,
          since,
          version: version.text,
        }),
      )
    : undefined;
}

interface Walked {
  /** The last field of the path; undefined where the way to it is not known. */
  field: SeenField | undefined;
  fault?: Omit<Fault, 'condition' | 'code'> & { code?: ProblemCode };
}

/** Follows a dotted path from model to model, as far as the questions reach. */
async function walk(path: string, start: string, position: number, questions: Questions): Promise<Walked> {
  let model = start;
  let at = position;
  let field: SeenField | undefined;
  const segments = path.split('.');
  for (const [index, segment] of segments.entries()) {
    const fields = await questions.fields(model);
    if (!fields) return { field: undefined };
    field = fields.find(({ name }) => name === segment);
    if (!field) {
      const near = fieldsLike(segment, model, fields);
      return {
        field,
        fault: {
          position: at,
          evidence: [
            t('{model} has no field {field} that this user sees.', { model, field: segment }),
            ...nearestSentence(near, fields),
          ],
          facts: {
            field: segment,
            model,
            segment: index + 1,
            ...suggestionFacts(near),
          },
          code: 'server.unknownField',
        },
      };
    }
    at += segment.length + 1;
    const last = index === segments.length - 1;
    // Parts of a date ("create_date.month_number", 18 and later), and what properties hold.
    if (last || ['date', 'datetime', 'properties'].includes(field.type))
      return { field: last ? field : undefined };
    if (!field.relation) {
      return {
        field,
        fault: {
          position: at,
          evidence: [
            t('{field} of {model} is no relation ({type}), so nothing can follow it after a dot.', {
              field: segment,
              model,
              type: field.type,
            }),
          ],
          facts: { field: segment, model, segment: index + 1 },
        },
      };
    }
    model = field.relation;
  }
  return { field };
}

/** The path from the request's model, with what is around the condition. */
function pathOf({ within, field }: Condition): string {
  return within ? `${within}.${field.name}` : field.name;
}

async function walkTo(condition: Condition, model: string, questions: Questions): Promise<Walked> {
  const start = condition.field.position + 1 - (condition.within ? condition.within.length + 1 : 0);
  return walk(pathOf(condition), model, start, questions);
}

async function wrongPath(
  condition: Condition,
  model: string,
  questions: Questions,
): Promise<Fault | undefined> {
  if (condition.field.name === '') return undefined;
  const { fault } = await walkTo(condition, model, questions);
  return fault ? { code: 'server.domain', ...fault, condition } : undefined;
}

const wholeNumbers = ['integer', 'many2one_reference'];
const comparing = ['=', '!=', '<', '<=', '>', '>=', 'in', 'not in'];

/** A value that PostgreSQL cannot take for the field: text for a number, a day that no month has. */
async function wrongValue(
  condition: Condition,
  model: string,
  questions: Questions,
): Promise<Fault | undefined> {
  const { operator, value } = condition;
  if (condition.field.name === '' || !comparing.includes(operator.name)) return undefined;
  const { field } = await walkTo(condition, model, questions);
  if (!field) return undefined;
  const wrong = (Array.isArray(value.json) ? value.json : [value.json]).find(
    (one) => !fits(one, field, questions.known.version),
  );
  if (wrong === undefined) return undefined;
  const evidence = t('{value} does not fit {field}, which is of type {type}.', {
    value: JSON.stringify(wrong),
    field: condition.field.name,
    type: field.type,
  });
  return {
    condition,
    position: value.position,
    evidence: [evidence],
    facts: { type: field.type },
    code: 'server.domain',
  };
}

/** False only where it is certain that Odoo cannot use the value. */
function fits(value: Json, field: SeenField, version: ServerVersion | undefined): boolean {
  if (typeof value !== 'string') return true;
  if (field.name === 'id' || wholeNumbers.includes(field.type)) return /^\s*-?\d+\s*$/.test(value);
  if (['float', 'monetary'].includes(field.type)) return value.trim() !== '' && !Number.isNaN(Number(value));
  if (field.type !== 'date' && field.type !== 'datetime') return true;
  const day = /^(\d{4}-\d{2}-\d{2})(?:$|[ T])/.exec(value)?.[1];
  if (day !== undefined) return !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
  // 19 reckons from today: "today -1d", "=monday", "+3H" (odoo/tools/date_utils.py).
  return (
    isAtLeast(version, 19) &&
    /^(today|now|[=+-]|[+-]?\d|(mon|tues|wednes|thurs|fri|satur|sun)day)/.test(value)
  );
}
