import { nearestNames } from '../../domain/nearest';
import type { Problem } from '../../model/problem';
import type { OrmSpec } from '../../model/requestSpec';
import { t } from '../words/translate';
import { found, nothing, type Finding } from './finding';
import { isAtLeast, type Questions } from './questions';

/** Names that the ORM's methods give their arguments, in any version (Odoo 12 to 19, odoo/models.py, odoo/orm/models.py). */
const argumentNames = [
  'domain',
  'args',
  'fields',
  'field_names',
  'fields_to_export',
  'allfields',
  'attributes',
  'offset',
  'limit',
  'order',
  'orderby',
  'groupby',
  'aggregates',
  'having',
  'lazy',
  'count',
  'context',
  'ids',
  'vals',
  'vals_list',
  'values',
  'default',
  'name',
  'operator',
  'load',
  'specification',
  'raise_exception',
  'views',
  'options',
];

/** What Python, and JSON-2, say of an argument; neither is translated. */
const unexpected = /unexpected keyword argument '(\w+)'/;
const missing = /missing (?:\d+|a) required (?:positional )?arguments?: '(\w+)'/;

/** An argument that the method does not take, or one that it lacks, and the name that was probably meant. */
export function wrongArguments(problem: Problem, spec: OrmSpec, questions: Questions): Finding {
  const said = problem.server?.message ?? '';
  const given = spec.operation === 'call' ? Object.keys(spec.kwargs ?? {}) : [];
  const refused = unexpected.exec(said)?.[1];
  const lacking = missing.exec(said)?.[1];
  const names = argumentNames.filter((name) => name !== 'args' && !given.includes(name));
  if (refused !== undefined) {
    const domain = refused === 'domain' && !isAtLeast(questions.known.version, 16);
    const suggestion = domain ? 'args' : refused === 'args' ? 'domain' : nearestNames(refused, names, 1)[0];
    const evidence = [
      t('The method takes no argument called {argument}.', { argument: refused }),
      ...(suggestion === undefined ? [] : [t('Nearest names: {names}.', { names: suggestion })]),
    ];
    return found(problem, evidence, {
      argument: refused,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  }
  if (lacking === undefined) return nothing(problem);
  const [meant] = nearestNames(lacking, given, 1);
  const evidence = [
    t('The method needs an argument called {argument}, which the call does not name.', { argument: lacking }),
    ...(meant === undefined
      ? []
      : [t('The call names {given}, which is nearly the same.', { given: meant })]),
  ];
  return found(problem, evidence, {
    argument: lacking,
    ...(meant === undefined ? {} : { suggestion: lacking }),
  });
}
