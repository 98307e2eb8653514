import type { Database } from './database';
import type { Env } from './env';
import type { Cell } from './fields';
import { numberOf } from './model';

export function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

/** What taxes add to an amount, each rounded to cents. */
export function taxOn(db: Database, ids: Cell | undefined, amount: number): number {
  const taxes = Array.isArray(ids) ? ids : [];
  return cents(taxes.reduce((sum, id) => sum + cents((amount * taxPercent(db, id)) / 100), 0));
}

export function taxPercent(db: Database, id: number): number {
  return numberOf(db.row('account.tax', id)?.['amount']);
}

/** The tax a new line is sold with: the first of the company. */
export function saleTaxes(env: Env): number[] {
  const company = env.companyId();
  const found = env.db
    .rows('account.tax')
    .find((row) => row['type_tax_use'] === 'sale' && row['company_id'] === company && row['active'] === true);
  return found === undefined ? [] : [found.id];
}
