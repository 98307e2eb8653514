import { writeMoment } from './dates';
import type { Database } from './database';
import type { Cell } from './fields';

/** Chance that comes out the same at every start (mulberry32). */
export interface Random {
  /** From 0 up to `limit`, without it. */
  below(limit: number): number;
  pick<T>(from: readonly [T, ...T[]]): T;
}

export function seededRandom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (from) => from[below(from.length)] ?? from[0] };
}

/** The day the made-up records are counted from. */
const firstDay = Date.UTC(2026, 0, 5, 8, 0, 0);

/** A moment some days after the first, as Odoo writes it. */
export function moment(days: number, minutes = 0): string {
  return writeMoment(new Date(firstDay + days * 86_400_000 + minutes * 60_000));
}

export function day(days: number): string {
  return moment(days).slice(0, 10);
}

/** Adds a record that was made by the administrator on a day. */
export function add(db: Database, model: string, cells: Record<string, Cell>, days = 0): number {
  const at = moment(days);
  return db.insert(model, { create_uid: 2, create_date: at, write_uid: 2, write_date: at, ...cells });
}

/** The companies one does business with: all that are active, but not one's own. */
export function companyIds(db: Database): number[] {
  const companies = db
    .rows('res.partner')
    .filter((row) => row['is_company'] === true && row['active'] === true);
  return companies.map((row) => row.id).filter((id) => id !== 1);
}

/** Adds a product: its template and the one variant of it. Gives the variant's id. */
export function addProduct(
  db: Database,
  template: Record<string, Cell>,
  variant: Record<string, Cell>,
  days: number,
): number {
  const id = add(db, 'product.template', template, days);
  return add(db, 'product.product', { product_tmpl_id: id, ...variant }, days);
}
