import type { Problem } from '../../model/problem';
import { isOrm, recordCount, type RequestSpec } from '../../model/requestSpec';
import { t } from '../words/translate';
import { found, nothing, type Finding } from './finding';

/** More than Odoo's own lists show at once by far. */
const manyRecords = 1000;
const manyFields = 30;

/**
 * A call that took too long, or was too large for something on the way: whether the request itself is the reason. Nothing is asked, since a
 * server that is busy is not helped by more questions.
 */
export function tooMuch(problem: Problem, spec: RequestSpec): Finding {
  const evidence = [...reading(spec), ...writing(spec)];
  return evidence.length > 0 ? found(problem, evidence, { large: true }) : nothing(problem);
}

function reading(spec: RequestSpec): string[] {
  if (spec.operation !== 'searchRead' && spec.operation !== 'read' && spec.operation !== 'restList')
    return [];
  const { fields } = spec;
  const limit = spec.operation === 'read' ? spec.ids.length : spec.limit;
  return [
    ...(limit === undefined || limit === 0
      ? [t('The request has no limit: it asks for every record that matches.')]
      : limit > manyRecords
        ? [t('The request asks for up to {count} records at once.', { count: limit })]
        : []),
    ...(!fields || fields.length === 0
      ? [t('It names no fields, so Odoo reads all of them, computed and binary ones too.')]
      : fields.length > manyFields
        ? [t('It asks for {count} fields of each record.', { count: fields.length })]
        : []),
  ];
}

function writing(spec: RequestSpec): string[] {
  const values =
    'values' in spec
      ? spec.values
      : isOrm(spec)
        ? undefined
        : spec.operation === 'http'
          ? spec.body
          : undefined;
  if (values === undefined) return [];
  const size = JSON.stringify(values).length;
  const records = recordCount(spec) ?? 0;
  return [
    ...(records > manyRecords ? [t('The request writes {count} records at once.', { count: records })] : []),
    ...(size > 500_000 ? [t('Its values alone are {size} kB long.', { size: Math.round(size / 1000) })] : []),
  ];
}
