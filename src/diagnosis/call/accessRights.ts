import type { Problem, ProblemFacts } from '../../model/problem';
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
  const asked = own
    ? new Set([...fieldsOf(spec).map(({ name }) => name), ...domainFields(spec)])
    : new Set<string>();
  const named = closedFieldsSaid(said, asked);
  if (named.fields.length > 0) return closed(problem, named, model, facts);
  const granted = right ? await questions.granted(model, right) : undefined;
  if (granted === false && right) {
    const { evidence, groups } = await noGrant(model, right, said, questions);
    const who = groups.length > 0 ? { groups: groups.join(', ') } : {};
    return found(problem, [...elsewhere, ...evidence], { ...facts, reason: 'access', ...who });
  }
  const untold = asked.size > 0 ? await untoldFields(model, asked, questions) : [];
  if (untold.length > 0) return closed(problem, { fields: untold, groups: [] }, model, facts);
  if (granted === true && right) {
    const { evidence, certain, rules } = await refusedByRule(
      model,
      right,
      own ? idsOf(spec) : [],
      said,
      questions,
    );
    return found(problem, [...elsewhere, ...evidence], {
      ...facts,
      ...(certain ? { reason: 'rule' } : {}),
      ...(rules.length > 0 ? { rules: rules.join(', ') } : {}),
    });
  }
  const groups = groupsSaid(said);
  const allowed =
    groups.length > 0 ? [t('Odoo says which groups may do it: {groups}.', { groups: listed(groups) })] : [];
  return found(problem, [...elsewhere, ...allowed, ...(await anyRight(model, questions))], {
    ...facts,
    ...(groups.length > 0 ? { reason: 'access', groups: groups.join(', ') } : {}),
  });
}

/** The fields that fields_get does not tell this user of: those of a group that the user is not in. */
async function untoldFields(
  model: string,
  asked: ReadonlySet<string>,
  questions: Questions,
): Promise<string[]> {
  const seen = await questions.fields(model);
  return seen ? [...asked].filter((name) => !seen.some((field) => field.name === name)) : [];
}

/** Fields that only some groups see, which Odoo names (`groups` with them) or leaves out of what it tells. */
function closed(
  problem: Problem,
  { fields, groups }: { fields: string[]; groups: string[] },
  model: string,
  facts: ProblemFacts,
): Finding {
  const evidence = [
    fields.length === 1
      ? t('The field {field} of {model} is closed to this user.', { field: fields.join(''), model })
      : t('These fields of {model} are closed to this user: {fields}.', { model, fields: listed(fields) }),
    groups.length > 0
      ? t('Open to these groups only: {groups}.', { groups: listed(groups) })
      : t(
          'Odoo does not tell this user of it (fields_get), as it does with fields that are for some groups only.',
        ),
  ];
  const who = groups.length > 0 ? { groups: groups.join(', ') } : {};
  return found(problem, evidence, { ...facts, reason: 'field', fields: fields.join(', '), ...who });
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

/** The right is there, so it is a rule about records, or the model's own code: which records are hidden, and which rules may be why. */
async function refusedByRule(
  model: string,
  right: Right,
  ids: readonly number[],
  said: string,
  questions: Questions,
) {
  const evidence = [
    t('This user has {right} to {model}, so what refuses is about single records.', {
      right: rightName(right),
      model,
    }),
  ];
  const visible = ids.length > 0 ? await questions.visible(model, ids) : undefined;
  if (visible) evidence.push(seen(ids, visible));
  const rules = await rulesOf(questions, model, right);
  const self = rules && rules.length > 0 ? await questions.self() : undefined;
  const candidates = mayRefuse(rules ?? [], self);
  const blamed = rulesSaid(said);
  if (blamed.length > 0) {
    evidence.push(t('Odoo itself blames: {rules}.', { rules: listed(blamed.map((name) => `“${name}”`)) }));
  }
  if (candidates.length > 1 && blamed.length === 0) {
    evidence.push(
      t(
        'One of these rules: a record has to fit all that are for everyone, and one of those for the user’s groups.',
      ),
    );
  }
  for (const rule of candidates.slice(0, 4)) {
    const places = { name: rule.name, domain: shortened(rule.domain) };
    evidence.push(
      rule.groups.length === 0
        ? t('The rule “{name}” is for everyone: {domain}', places)
        : t('The rule “{name}” is for a group of this user: {domain}', places),
    );
  }
  if (!rules && blamed.length === 0) {
    evidence.push(
      t('Which rule it is, only a user with Access Rights can read (Settings, Technical, Record Rules).'),
    );
  }
  // Code of a model's own may raise the same exception; only a rule hides, and only of a rule does Odoo name the right.
  const hides = visible !== undefined && ids.some((id) => !visible.includes(id));
  const certain = blamed.length > 0 || hides || rightSaid(said) !== undefined;
  const only = candidates.length === 1 ? candidates.map(({ name }) => name) : [];
  return { evidence, certain, rules: blamed.length > 0 ? blamed : certain ? only : [] };
}

/**
 * The rules that may be the ones that refuse. A record has to fit every rule of no group, and one of those of the user's groups: where
 * one of these lets everything through, none of them refuses (base/models/ir_rule.py _compute_domain).
 */
function mayRefuse(rules: readonly RecordRule[], self: Self | undefined): RecordRule[] {
  const binding = rules.filter((rule) => binds(rule, self));
  const open = ({ domain }: RecordRule): boolean =>
    /^\s*(\[\s*\])?\s*$/.test(domain) ||
    /^\[\s*[([]\s*1\s*,\s*['"]=['"]\s*,\s*1\s*[)\]]\s*,?\s*\]$/.test(domain.trim());
  const ofGroups = binding.filter(({ groups }) => groups.length > 0);
  const letThrough = self !== undefined && ofGroups.some(open);
  return binding.filter((rule) => !open(rule) && (rule.groups.length === 0 || !letThrough));
}

/** Rules of no group bind everyone; of the others those of the user's groups. All of them where the groups are not known. */
function binds(rule: RecordRule, self: Self | undefined): boolean {
  return rule.groups.length === 0 || !self || rule.groups.some((group) => self.groups.includes(group));
}

function seen(ids: readonly number[], visible: readonly number[]): string {
  const hidden = ids.filter((id) => !visible.includes(id));
  if (hidden.length === 0) {
    return t('Searching for them finds all of the records, so it is about changing them.');
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
