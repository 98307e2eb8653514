import type { CheckedCondition, DomainFinding } from './check';
import * as words from './checkWords';
import { followPath, lookupOf, type PathEnd, type PathStep } from './fieldPath';
import { nearest } from './nearest';

/** Whether the path a condition begins with leads to a field that can be searched. */
export function checkPath({ name, model, field, options }: CheckedCondition): DomainFinding[] {
  if (model === undefined) return [];
  const end = followPath(name, model, lookupOf(options));
  const at = (step: PathStep) => ({
    from: field.from + 1 + step.offset,
    to: field.from + 1 + step.offset + step.name.length,
  });
  switch (end.kind) {
    case 'missing':
      return [{ severity: 'error', ...unknownField(end, at(end.step)) }];
    case 'deadEnd':
      return [{ severity: 'error', message: words.deadEnd(end.field.name, end.field.type), ...at(end.step) }];
    case 'field':
    case 'unknown':
      return notSearchable(end.steps, options.version).map(({ step, ...finding }) => ({
        ...finding,
        ...at(step),
      }));
  }
}

function unknownField(
  { step, known }: Extract<PathEnd, { kind: 'missing' }>,
  span: { from: number; to: number },
): Omit<DomainFinding, 'severity'> {
  const wanted = step.name.toLowerCase();
  const meant =
    nearest(
      step.name,
      known.map((field) => field.name),
    ) ?? known.find((field) => field.label.toLowerCase() === wanted)?.name;
  const message = words.unknownField(step.model ?? '', step.name, meant);
  return { message, ...span, ...(meant === undefined ? {} : { suggestion: { text: meant, ...span } }) };
}

/**
 * A field without a column and without a search of its own: Odoo 19 refuses the condition (odoo/orm/fields.py determine_domain); 14 leaves it out
 * and only logs it (odoo/osv/expression.py).
 */
function notSearchable(
  steps: readonly PathStep[],
  version: number | undefined,
): (Pick<DomainFinding, 'severity' | 'message'> & { step: PathStep })[] {
  return steps
    .filter(({ field }) => field?.searchable === false)
    .map((step) => ({
      step,
      severity: version !== undefined && version >= 19 ? 'error' : 'warning',
      message:
        version !== undefined && version >= 19
          ? words.notSearchable(step.name)
          : words.notSearchableIgnored(step.name),
    }));
}
