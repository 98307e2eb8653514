import type { Env } from './env';
import type { Row } from './fields';
import { textOf } from './model';

/** The external ids of a record, oldest first. */
export function externalIds(env: Env, model: string, id: number): { xmlid: string; noupdate: boolean }[] {
  return env.db
    .related('ir.model.data', 'res_id', id)
    .filter((row) => row['model'] === model)
    .map((row) => ({
      xmlid: `${textOf(row['module'])}.${textOf(row['name'])}`,
      noupdate: row['noupdate'] === true,
    }));
}

/** The record an external id stands for. */
export function recordOf(env: Env, xmlId: string): Row | undefined {
  const [module = '', name = ''] = xmlId.split(/\.(.*)/s);
  return env.db.rows('ir.model.data').find((row) => row['module'] === module && row['name'] === name);
}
