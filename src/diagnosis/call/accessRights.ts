import type { Problem } from '../../model/problem';
import type { OrmSpec } from '../../model/requestSpec';
import { t } from '../words/translate';
import { grantsOf, rulesOf, type RecordRule } from './accessRows';
import { fieldsOf, idsOf, rightOf, rights, type Right } from './asked';
import { domainFields } from './conditions';
import { fact, found, listed, rightName, shortened, type Finding } from './finding';
import type { Questions, Self } from './questions';
import { closedFieldsSaid, groupsSaid, rightSaid, rulesSaid } from './serverSaid';

/**
 * What refuses a call of a user who is signed in: a field that only some groups see, the right on the model as a whole, or a rule about
 * its records; and which row or rule that is, as far as this user may read it.
 */
export async function accessRights(problem: Problem, spec: OrmSpec, questions: Questions): Promise<Finding> {
  const model = fact(problem, 'model') || spec.model;
  const said = problem.server?.message ?? '';
  const own = model === spec.model;
  const right = (own ? rightOf(spec) : undefined) ?? rightSaid(said);
  const facts = { model, ...(right ? { operation: right } : {}) };
  const elsewhere = own
    ? []
    : [t('The refusal is about {model}, which the call uses beside {asked}.', { model, asked: spec.model })];
  const field = own ? await closedFields(spec, said, questions) : undefined;
  if (field) return found(problem, field.evidence, { ...facts, reason: 'field', ...field.facts });
  const granted = right ? await questions.granted(model, right) : undefined;
  if (granted === false && right) {
    const { evidence, groups } = await noGrant(model, right, said, questions);
    const who = groups.length > 0 ? { groups: groups.join(', ') } : {};
    return found(problem, [...elsewhere, ...evidence], { ...facts, reason: 'access', ...who });
  }
  if (granted === true && right) {
    const { evidence, rules } = await refusedByRule(model, right, own ? idsOf(spec) : [], said, questions);
    const which = rules.length > 0 ? { rules: rules.join(', ') } : {};
    return found(problem, [...elsewhere, ...evidence], { ...facts, reason: 'rule', ...which });
  }
  const groups = groupsSaid(said);
  const allowed =
    groups.length > 0 ? [t('Odoo says which groups may do it: {groups}.', { groups: listed(groups) })] : [];
  return found(problem, [...elsewhere, ...allowed, ...(await anyRight(model, questions))], {
    ...facts,
    ...(groups.length > 0 ? { reason: 'access', groups: groups.join(', ') } : {}),
  });
}

/** The fields of the request that this user is not told of, which Odoo refuses by name. */
async function closedFields(spec: OrmSpec, said: string, questions: Questions) {
  const asked = new Set([...fieldsOf(spec).map(({ name }) => name), ...domainFields(spec)]);
  if (asked.size === 0) return undefined;
  const named = closedFieldsSaid(said, asked);
  const seen = await questions.fields(spec.model);
  const untold = seen ? [...asked].filter((name) => !seen.some((field) => field.name === name)) : [];
  const fields = named.fields.length > 0 ? named.fields : untold;
  const [first] = fields;
  if (first === undefined) return undefined;
  const names = listed(fields);
  const evidence = [
    fields.length === 1
      ? t('The field {field} of {model} is closed to this user.', { field: first, model: spec.model })
      : t('These fields of {model} are closed to this user: {fields}.', { model: spec.model, fields: names }),
    ...(named.groups.length > 0
      ? [t('Only these groups see it: {groups}.', { groups: listed(named.groups) })]
      : []),
    ...(fields.every((name) => untold.includes(name))
      ? [t('Odoo leaves it out of the fields that it tells this user of (fields_get).')]
      : []),
  ];
  const groups = named.groups.length > 0 ? { groups: named.groups.join(', ') } : {};
  return { evidence, facts: { fields: fields.join(', '), ...groups } };
}

/** No row gives the right: who has it, by Odoo's own words or by the rows. */
async function noGrant(model: string, right: Right, said: string, questions: Questions) {
  const evidence = [
    t('This user has no {right} to {model}: Odoo refused before it looked at any record.', {
      right: rightName(right),
      model,
    }),
  ];
  const grants = await grantsOf(questions, model, right);
  const ofRows = grants?.flatMap(({ group }) => (group ? [group.name] : [])) ?? [];
  const groups = [...new Set(ofRows.length > 0 ? ofRows : groupsSaid(said))];
  if (groups.length > 0) {
    evidence.push(
      t('These groups have {right} to it: {groups}.', { right: rightName(right), groups: listed(groups) }),
    );
  } else if (grants) {
    evidence.push(
      t('No row of the access rights gives {right} to {model} to anyone.', {
        right: rightName(right),
        model,
      }),
    );
  }
  if (grants && grants.length > 0) {
    evidence.push(t('Rows that give it: {rows}.', { rows: listed(grants.map(({ name }) => `“${name}”`)) }));
    return { evidence, groups };
  }
  // Odoo's own words have said the groups already, where there are any; what else the user may do is then the next best thing.
  const others = await otherRights(model, right, questions);
  return { evidence: [...evidence, ...others], groups };
}

async function otherRights(model: string, right: Right, questions: Questions): Promise<string[]> {
  const rest = rights.filter((one) => one !== right);
  const answers = await Promise.all(rest.map((one) => questions.granted(model, one)));
  const may = rest.filter((_, index) => answers[index] === true).map(rightName);
  if (may.length > 0) {
    return [t('What this user has on {model}: {rights}.', { model, rights: may.join(', ') })];
  }
  return answers.every((answer) => answer === false)
    ? [t('This user has no right at all on {model}.', { model })]
    : [];
}

/** The right is there, so it is a rule about records: which ones are hidden, and which rules say so. */
async function refusedByRule(
  model: string,
  right: Right,
  ids: readonly number[],
  said: string,
  questions: Questions,
) {
  const evidence = [
    t('This user has {right} to {model}, so a rule about single records refuses these.', {
      right: rightName(right),
      model,
    }),
  ];
  const visible = ids.length > 0 ? await questions.visible(model, ids) : undefined;
  if (visible) evidence.push(seen(ids, visible));
  const rules = await rulesOf(questions, model, right);
  const self = rules && rules.length > 0 ? await questions.self() : undefined;
  const binding = rules?.filter((rule) => binds(rule, self)) ?? [];
  const blamed = rulesSaid(said);
  if (blamed.length > 0) {
    evidence.push(t('Odoo itself blames: {rules}.', { rules: listed(blamed.map((name) => `“${name}”`)) }));
  }
  for (const rule of binding.slice(0, 4)) {
    const places = { name: rule.name, domain: shortened(rule.domain) };
    evidence.push(
      rule.groups.length === 0
        ? t('The rule “{name}” binds everyone: {domain}.', places)
        : t('The rule “{name}” is for a group of this user: {domain}.', places),
    );
  }
  if (!rules && blamed.length === 0) {
    evidence.push(
      t('Which rule it is, only a user with Access Rights can read (Settings, Technical, Record Rules).'),
    );
  }
  const names = blamed.length > 0 ? blamed : binding.map(({ name }) => name);
  return { evidence, rules: names };
}

/** Rules of no group bind everyone; of the others those of the user's groups. All of them where the groups are not known. */
function binds(rule: RecordRule, self: Self | undefined): boolean {
  return rule.groups.length === 0 || !self || rule.groups.some((group) => self.groups.includes(group));
}

function seen(ids: readonly number[], visible: readonly number[]): string {
  const hidden = ids.filter((id) => !visible.includes(id));
  if (hidden.length === 0) {
    return t('This user finds all of the records when searching, so the rule is about changing them.');
  }
  return visible.length === 0
    ? t('Searching for them finds none of the records {ids}.', { ids: listed(hidden) })
    : t('Searching for them finds {visible}, but not {hidden}.', {
        visible: listed(visible),
        hidden: listed(hidden),
      });
}

/** A method of its own may need any right: what the user has on the model is all that can be said. */
async function anyRight(model: string, questions: Questions): Promise<string[]> {
  const answers = await Promise.all(rights.map((right) => questions.granted(model, right)));
  if (answers.some((answer) => answer === undefined)) return [];
  const may = rights.filter((_, index) => answers[index]).map(rightName);
  const lacking = rights.filter((_, index) => !answers[index]).map(rightName);
  if (may.length === 0) return [t('This user has no right at all on {model}.', { model })];
  return lacking.length === 0
    ? [
        t(
          'This user has every right on {model}, so a rule about single records, or the method itself, refuses.',
          {
            model,
          },
        ),
      ]
    : [
        t('What this user has on {model}: {rights}.', { model, rights: may.join(', ') }),
        t('What this user lacks on {model}: {rights}.', { model, rights: lacking.join(', ') }),
      ];
}
