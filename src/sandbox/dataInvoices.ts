import { balance } from './balance';
import type { Database } from './database';
import type { Cell, Row } from './fields';
import { numberOf } from './model';
import { add, day } from './seed';

type Cells = Record<string, Cell>;

/** Adds an invoice or bill with its lines, books it, and leaves it in the state asked for. */
export function addMove(db: Database, cells: Cells, lines: Cells[], days: number): number {
  const { state = 'draft', ...rest } = cells;
  const id = add(db, 'account.move', { company_id: 1, ...rest, state: 'draft' }, days);
  for (const [index, line] of lines.entries()) {
    add(db, 'account.move.line', { move_id: id, sequence: 10 * (index + 1), ...line }, days);
  }
  balance(db, id);
  const move = db.row('account.move', id);
  if (move !== undefined) db.put('account.move', { ...move, state });
  return id;
}

interface Invoicing {
  /** The order's name, which the invoice names as its origin. */
  name: string;
  /** The day it was made, counted from the first. */
  days: number;
  payment: 'paid' | 'not_paid';
}

/** The invoice of an order, line by line. */
export function invoiceOrder(db: Database, order: Row, { name, days, payment }: Invoicing): number {
  const company = numberOf(order['company_id']);
  const lines = db.related('sale.order.line', 'order_id', order.id);
  const number = String(db.nextId('account.move')).padStart(5, '0');
  const date = day(days);
  for (const line of lines) {
    db.put('sale.order.line', { ...line, qty_invoiced: line['product_uom_qty'] ?? 0 });
  }
  return addMove(
    db,
    {
      name: `INV/${date.slice(0, 4)}/${number}`,
      move_type: 'out_invoice',
      state: 'posted',
      payment_state: payment,
      partner_id: order['partner_id'] ?? false,
      company_id: company,
      journal_id: company === 1 ? 1 : 4,
      invoice_date: date,
      invoice_date_due: day(days + 30),
      date,
      invoice_origin: name,
      invoice_user_id: order['user_id'] ?? false,
      invoice_payment_term_id: order['payment_term_id'] ?? false,
    },
    lines.map((line) => ({
      product_id: line['product_id'] ?? false,
      name: line['name'] ?? false,
      quantity: line['product_uom_qty'] ?? 0,
      price_unit: line['price_unit'] ?? 0,
      discount: line['discount'] ?? 0,
      tax_ids: line['tax_ids'] ?? line['tax_id'] ?? [],
    })),
    days,
  );
}
