import type { Problem } from '../../model/problem';
import type { OrmSpec } from '../../model/requestSpec';
import { nearestNames } from '../../domain/nearest';
import { t } from '../words/translate';
import { companiesOf, contextOf } from './asked';
import { fact, found, listed, nothing, type Finding } from './finding';
import { text, type Questions } from './questions';

/** The companies that the request's context asks for, and those the user may use. */
export async function wrongCompany(problem: Problem, spec: OrmSpec, questions: Questions): Promise<Finding> {
  const asked = companiesOf(spec);
  if (!asked) return nothing(problem);
  const self = await questions.self();
  if (!self) {
    return found(
      problem,
      [t('The request’s context asks for the companies {asked}.', { asked: listed(asked) })],
      { companies: asked.join(', ') },
    );
  }
  const refused = asked.filter((id) => !self.companies.includes(id));
  const rows = await questions.rows({
    operation: 'searchRead',
    model: 'res.company',
    domain: [['id', 'in', self.companies]],
    fields: ['name'],
  });
  const names = self.companies.map((id) => {
    const name = text(rows?.find((row) => row['id'] === id)?.['name']);
    return name ? `${id} (“${name}”)` : String(id);
  });
  return found(
    problem,
    [
      t('allowed_company_ids in the context asks for {asked}; this user may use {allowed}.', {
        asked: listed(asked),
        allowed: listed(names),
      }),
      ...(refused.length > 0 ? [t('Not for this user: {refused}.', { refused: listed(refused) })] : []),
    ],
    {
      companies: asked.join(', '),
      allowed: self.companies.join(', '),
      ...(refused.length > 0 ? { refused: refused.join(', ') } : {}),
    },
  );
}

/** The language that the request's context asks for, and those that are installed. */
export async function wrongLanguage(problem: Problem, spec: OrmSpec, questions: Questions): Promise<Finding> {
  const asked = text(contextOf(spec)['lang']) || fact(problem, 'language');
  if (!asked) return nothing(problem);
  const rows = await questions.rows({ operation: 'searchRead', model: 'res.lang', fields: ['code', 'name'] });
  const codes = rows?.map((row) => text(row['code'])).filter(Boolean);
  if (!codes) return found(problem, [], { language: asked });
  // "fr" and "fr_BE" for "fr_FR".
  const [language = ''] = asked.split(/[_-]/);
  const [suggestion] = [
    ...codes.filter((code) => code.toLowerCase() === asked.replace('-', '_').toLowerCase()),
    ...codes.filter((code) => code.split('_')[0] === language.toLowerCase()),
    ...nearestNames(asked, codes, 1),
  ];
  return found(
    problem,
    [
      t('The context asks for {language}; installed are {codes}.', {
        language: asked,
        codes: listed(codes, 12),
      }),
    ],
    {
      language: asked,
      installed: codes.join(', '),
      ...(suggestion === undefined ? {} : { suggestion }),
    },
  );
}
