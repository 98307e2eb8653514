import type { Problem } from '../../model/problem';
import type { OrmSpec } from '../../model/requestSpec';
import { t } from '../words/translate';
import { companiesOf, idsOf } from './asked';
import { found, listed, nothing, type Finding } from './finding';
import { isAtLeast, numbers, type Questions } from './questions';
import { recordsSaid } from './serverSaid';

/** No list of ids longer than this is asked about. */
const mostIds = 1000;

type Fate = 'gone' | 'hidden' | 'unknown';

/**
 * Which of the records are there for this user, and what became of the others: deleted, or hidden by a rule. Both look alike in a
 * search; up to Odoo 18 `exists` tells them apart, and `read` does in every version: it answers nothing for what is deleted and refuses
 * what is hidden (Odoo 14, odoo/models.py _read; 19, odoo/orm/models.py fetch).
 */
export async function missingRecord(problem: Problem, spec: OrmSpec, questions: Questions): Promise<Finding> {
  const said = recordsSaid(problem.server?.message ?? '');
  const model = said?.model ?? spec.model;
  const own = model === spec.model;
  const ids = [...new Set(own && idsOf(spec).length > 0 ? idsOf(spec) : (said?.ids ?? []))];
  if (ids.length === 0 || ids.length > mostIds) return nothing(problem);
  const elsewhere = own
    ? []
    : [
        t('The missing record is of {model}: a value of the request, or a record of {asked}, refers to it.', {
          model,
          asked: spec.model,
        }),
      ];
  const visible = await questions.visible(model, ids);
  if (!visible) {
    return found(problem, elsewhere, { model, ids: ids.join(', '), reason: 'unknown' });
  }
  const missing = ids.filter((id) => !visible.includes(id));
  if (missing.length === 0) {
    const there = t('All of the records {ids} of {model} are there now.', { ids: listed(ids), model });
    return found(problem, [...elsewhere, there], { model, ids: ids.join(', '), reason: 'unknown' });
  }
  const { reason, evidence } = await fateOf(model, missing, questions);
  const more = reason === 'gone' ? [] : await hiddenByCompany(spec, model, missing, questions);
  const present = visible.length > 0 ? await stillThere(model, visible, questions) : [];
  return found(problem, [...elsewhere, ...evidence, ...more, ...present], {
    model,
    ids: missing.join(', '),
    reason,
  });
}

async function fateOf(
  model: string,
  missing: readonly number[],
  questions: Questions,
): Promise<{ reason: Fate; evidence: string[] }> {
  const places = { ids: listed(missing), model };
  if (!isAtLeast(questions.known.version, 19)) {
    const answer = await questions.ask({ operation: 'call', model, method: 'exists', args: [[...missing]] });
    if (answer.ok) {
      const existing = numbers(answer.value);
      const gone = missing.filter((id) => !existing.includes(id));
      if (existing.length === 0) return { reason: 'gone', evidence: [deleted(gone, model)] };
      return {
        reason: 'hidden',
        evidence: [
          t('Of {model} these exist and are hidden from this user: {ids}.', { ids: listed(existing), model }),
          ...(gone.length > 0 ? [deleted(gone, model)] : []),
        ],
      };
    }
  }
  const read = await questions.ask({
    operation: 'read',
    model,
    ids: [...missing],
    fields: ['display_name'],
  });
  if (read.ok && Array.isArray(read.value) && read.value.length === 0) {
    return { reason: 'gone', evidence: [deleted(missing, model)] };
  }
  if (!read.ok && read.code === 'server.accessRights') {
    const evidence =
      missing.length === 1
        ? t('Record {ids} of {model} exists, and a rule hides it from this user.', places)
        : t(
            'At least one of the records {ids} of {model} exists, and a rule hides it from this user.',
            places,
          );
    return { reason: 'hidden', evidence: [evidence] };
  }
  return {
    reason: 'unknown',
    evidence: [t('Searching {model} does not find {ids}: deleted, or hidden from this user.', places)],
  };
}

function deleted(ids: readonly number[], model: string): string {
  return ids.length === 1
    ? t('Record {ids} of {model} does not exist: it was deleted, or never was in this database.', {
        ids: listed(ids),
        model,
      })
    : t('The records {ids} of {model} do not exist: they were deleted, or never were in this database.', {
        ids: listed(ids),
        model,
      });
}

/** Whether the companies that the request's context names are what hides them. */
async function hiddenByCompany(
  spec: OrmSpec,
  model: string,
  missing: readonly number[],
  questions: Questions,
): Promise<string[]> {
  const companies = companiesOf(spec);
  if (!companies) return [];
  const anywhere = await questions.visible(model, missing);
  const within = await questions.visible(model, missing, { allowed_company_ids: companies });
  const more = anywhere?.filter((id) => within !== undefined && !within.includes(id)) ?? [];
  return more.length > 0
    ? [
        t('They belong to other companies than those of the request’s context ({companies}).', {
          companies: listed(companies),
        }),
      ]
    : [];
}

/** What is said of the records that are there: which of them a search leaves out because they are archived. */
async function stillThere(
  model: string,
  visible: readonly number[],
  questions: Questions,
): Promise<string[]> {
  const active = await questions.visible(model, visible, { active_test: true });
  const archived = active ? visible.filter((id) => !active.includes(id)) : [];
  return [
    t('Still there: {ids}.', { ids: listed(visible) }),
    ...(archived.length > 0
      ? [
          t('Archived, so that a search finds them only with active_test false: {ids}.', {
            ids: listed(archived),
          }),
        ]
      : []),
  ];
}
