import type { Problem } from '../../model/problem';
import type { OrmSpec } from '../../model/requestSpec';
import { t } from '../words/translate';
import { idsOf, rightOf, valuesOf } from './asked';
import { fieldsLike, nearestSentence } from './fieldNames';
import { found, listed, nothing, rightName, suggestionFacts, type Finding } from './finding';
import type { Questions } from './questions';

/**
 * A write that failed without a word, as every one does over JSON-RPC on an Odoo 14 with several databases. It is not repeated; what can be
 * asked of it are its commonest reasons. None of them is proven to be the one, so the problem stays what it is.
 */
export async function hiddenReason(problem: Problem, spec: OrmSpec, questions: Questions): Promise<Finding> {
  const { model } = spec;
  const right = rightOf(spec);
  if (right && (await questions.granted(model, right)) === false) {
    const evidence = t('This user has no {right} to {model}, so Odoo had to refuse.', {
      right: rightName(right),
      model,
    });
    return found(problem, [evidence], { model, operation: right, cause: 'access' });
  }
  const written = [...new Set(valuesOf(spec).flatMap(Object.keys))];
  const fields = written.length > 0 ? await questions.fields(model) : undefined;
  const unknown = fields ? written.filter((name) => !fields.some((field) => field.name === name)) : [];
  const [field] = unknown;
  if (fields && field !== undefined) {
    const near = fieldsLike(field, model, fields);
    return found(
      problem,
      [
        t('{model} has no field {field} that this user sees.', { model, field }),
        ...nearestSentence(near, fields),
      ],
      { model, field, cause: 'field', ...suggestionFacts(near) },
    );
  }
  const ids = idsOf(spec);
  const visible = ids.length > 0 ? await questions.visible(model, ids) : undefined;
  const missing = visible ? ids.filter((id) => !visible.includes(id)) : [];
  return missing.length > 0
    ? found(
        problem,
        [
          t('Searching {model} does not find {ids}: deleted, or hidden from this user.', {
            ids: listed(missing),
            model,
          }),
        ],
        { model, ids: missing.join(', '), cause: 'record' },
      )
    : nothing(problem);
}
