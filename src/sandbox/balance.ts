import type { Database } from './database';
import type { Row } from './fields';
import { cents, taxPercent } from './money';
import { numberOf, textOf } from './model';

/** What a line of an invoice comes to, without taxes. */
export function invoiced(line: Row): number {
  const gross = numberOf(line['quantity']) * numberOf(line['price_unit']);
  return cents(gross * (1 - numberOf(line['discount']) / 100));
}

/** The accounts an invoice is booked on, by their code. */
const accounts = {
  sale: { party: '121000', goods: '400000', tax: '251000' },
  purchase: { party: '211000', goods: '600000', tax: '131000' },
} as const;

/**
 * Books a draft invoice: a line for each tax, and one for what the partner owes, so that debit and credit are equal
 * (account.move._sync_dynamic_lines).
 */
export function balance(db: Database, moveId: number): void {
  const move = db.row('account.move', moveId);
  const type = textOf(move?.['move_type']);
  if (move === undefined || type === 'entry' || move['state'] !== 'draft') return;
  const lines = db.related('account.move.line', 'move_id', moveId);
  const goods = lines.filter((line) => line['display_type'] === 'product');
  for (const line of lines) {
    if (line['display_type'] === 'tax' || line['display_type'] === 'payment_term') {
      db.remove('account.move.line', line.id);
    }
  }
  // What is sold stands on the credit side, what is bought on the debit side; credit notes turn both round.
  const side = type === 'out_invoice' || type === 'in_refund' ? -1 : 1;
  const codes = type.startsWith('out') ? accounts.sale : accounts.purchase;
  for (const line of goods) {
    const account = line['account_id'] === false ? accountOf(db, codes.goods) : (line['account_id'] ?? false);
    db.put('account.move.line', { ...line, account_id: account, balance: cents(side * invoiced(line)) });
  }
  if (goods.length === 0) return;
  let total = goods.reduce((sum, line) => sum + side * invoiced(line), 0);
  for (const [tax, amount] of taxesOn(db, goods)) {
    const booked = cents(side * amount);
    total += booked;
    const name = textOf(db.row('account.tax', tax)?.['name']);
    addLine(db, move, { name, display_type: 'tax', account_id: accountOf(db, codes.tax), balance: booked });
  }
  const party = accountOf(db, codes.party);
  addLine(db, move, { name: false, display_type: 'payment_term', account_id: party, balance: cents(-total) });
}

/** Each tax and what it comes to over all lines. */
function taxesOn(db: Database, lines: Row[]): Map<number, number> {
  const amounts = new Map<number, number>();
  for (const line of lines) {
    const { tax_ids: taxes } = line;
    for (const tax of Array.isArray(taxes) ? taxes : []) {
      const amount = cents((invoiced(line) * taxPercent(db, tax)) / 100);
      amounts.set(tax, cents((amounts.get(tax) ?? 0) + amount));
    }
  }
  return amounts;
}

function addLine(db: Database, move: Row, cells: Record<string, string | number | boolean>): void {
  const { write_uid, write_date, currency_id } = move;
  db.insert('account.move.line', {
    move_id: move.id,
    quantity: 1,
    currency_id: currency_id ?? 1,
    create_uid: write_uid ?? false,
    create_date: write_date ?? false,
    write_uid: write_uid ?? false,
    write_date: write_date ?? false,
    ...cells,
  });
}

function accountOf(db: Database, code: string): number | false {
  return db.rows('account.account').find((row) => row['code'] === code)?.id ?? false;
}
