import type { Database } from './database';
import { numberOf } from './model';
import { addMove, invoiceOrder } from './dataInvoices';
import { add, addProduct, companyIds, day, moment } from './seed';
import type { Random } from './seed';

/** Name and the place of its parent. */
const categories: [string, number | false][] = [
  ['Goods', false],
  ['Furniture', 1],
  ['Desks', 2],
  ['Chairs', 2],
  ['Storage', 2],
  ['Lighting', 1],
  ['Consumables', 1],
  ['Services', false],
];

/** Code, name, category, price, kilograms. */
const products: [string, string, number, number, number][] = [
  ['FURN_0096', 'Customizable Desk', 3, 750, 32.5],
  ['FURN_1118', 'Corner Desk Left Sit', 3, 85, 41],
  ['FURN_7800', 'Desk Combination', 3, 450, 38.2],
  ['FURN_0789', 'Individual Workplace', 3, 885, 52],
  ['FURN_5623', 'Drawer Black', 5, 25, 4.4],
  ['FURN_8888', 'Office Lamp', 6, 40, 1.2],
  ['FURN_7777', 'Office Chair', 4, 70, 9.8],
  ['FURN_0269', 'Office Chair Black', 4, 120.5, 10.1],
  ['FURN_1234', 'Conference Chair', 4, 33, 6],
  ['FURN_0097', 'Standing Desk, electric', 3, 999.99, 46.5],
  ['FURN_6666', 'Acoustic Bloc Screen', 2, 295, 12],
  ['FURN_8855', 'Drawer, small', 5, 110.5, 3.1],
  ['FURN_8900', 'Large Cabinet', 5, 320, 64],
  ['FURN_9001', 'Flipover', 2, 1950, 21],
  ['FURN_6741', 'Large Meeting Table', 2, 4000, 120],
  ['FURN_8999', 'Three-Seat Sofa', 4, 1500, 58],
  ['FURN_4440', 'Bookshelf, oak', 5, 189, 27],
  ['FURN_4441', 'Bookshelf, walnut', 5, 219, 27],
  ['LAMP_0001', 'Ceiling Light', 6, 89.9, 2.2],
  ['LAMP_0002', 'Desk Light, dimmable', 6, 59, 0.9],
  ['CONS_0001', 'Cable Management Box', 7, 19.5, 0.4],
  ['CONS_0002', 'Desk Pad', 7, 14.95, 0.3],
  ['CONS_0003', 'Large Bin', 7, 10, 1],
  ['CONS_0004', 'Whiteboard Pens, set of 4', 7, 7.2, 0.1],
  ['SERV_0001', 'Assembly', 8, 60, 0],
  ['SERV_0002', 'Local Delivery', 8, 10, 0],
  ['SERV_0003', 'Office Design Consultation', 8, 95, 0],
  ['SERV_0004', 'Yearly Maintenance', 8, 240, 0],
];

export function addProducts(db: Database, random: Random): void {
  for (const [name, parent] of categories) add(db, 'product.category', { name, parent_id: parent });
  for (const [index, [code, name, category, price, weight]] of products.entries()) {
    const isService = code.startsWith('SERV');
    addProduct(
      db,
      {
        name,
        categ_id: category,
        list_price: price,
        type: isService ? 'service' : 'consu',
        uom_id: isService ? 3 : 1,
        is_favorite: index % 9 === 0,
        description_sale: index % 5 === 0 ? `${name}, made in Belgium.\nDelivered within two weeks.` : false,
      },
      {
        default_code: code,
        barcode: isService ? false : `54000000${String(10_000 + index * 37)}`,
        standard_price: Math.round(price * (50 + random.below(25))) / 100,
        weight,
        volume: Math.round(weight * 4) / 1000,
      },
      index,
    );
  }
  const old = { name: 'Fax Table', active: false, list_price: 12, categ_id: 2 };
  addProduct(db, old, { default_code: 'OLD_0001', active: false }, 0);
}

const orderStates = ['draft', 'sent', 'sale', 'sale', 'sale', 'sale', 'cancel'] as const;

/** Orders of the year, and an invoice for most of the confirmed ones. */
export function addSales(db: Database, random: Random): void {
  const customers = companyIds(db);
  for (let number = 1; number <= 40; number++) {
    const days = number * 7 + random.below(5);
    const state = orderStates[random.below(orderStates.length)] ?? 'draft';
    const customer = customers[random.below(customers.length)] ?? 1;
    const name = `S${String(number).padStart(5, '0')}`;
    const order = add(
      db,
      'sale.order',
      {
        name,
        partner_id: customer,
        date_order: moment(days, random.below(540)),
        validity_date: day(days + 30),
        commitment_date: state === 'sale' ? moment(days + 14) : false,
        state,
        invoice_status: state === 'sale' ? 'to invoice' : 'no',
        user_id: random.pick([2, 3]),
        company_id: 1,
        payment_term_id: 1 + (number % 3),
        warehouse_id: 1,
        client_order_ref: number % 3 === 0 ? `PO-${2026_000 + number}` : false,
        locked: false,
        note: number % 6 === 0 ? '<p>Terms &amp; conditions apply.</p>' : false,
      },
      days,
    );
    addLines(db, random, order, state, days);
    if (state === 'sale' && number % 5 !== 0) addInvoice(db, random, order, name, days + 15);
  }
  addBills(db, random);
}

function addLines(db: Database, random: Random, order: number, state: string, days: number): void {
  const count = 1 + random.below(4);
  for (let line = 1; line <= count; line++) {
    const product = db.row('product.product', 1 + random.below(products.length));
    if (product === undefined) continue;
    const quantity = 1 + random.below(12);
    add(
      db,
      'sale.order.line',
      {
        order_id: order,
        sequence: line * 10,
        product_id: product.id,
        name: db.displayName('product.product', product),
        product_uom_qty: quantity,
        qty_delivered: state === 'sale' ? quantity : 0,
        price_unit: numberOf(db.cell('product.product', product, 'lst_price')),
        tax_ids: [1],
        tax_id: [1],
        qty_invoiced: 0,
        product_uom_id: db.cell('product.product', product, 'uom_id'),
        product_uom: db.cell('product.product', product, 'uom_id'),
        discount: random.below(5) === 0 ? 10 : 0,
      },
      days,
    );
  }
}

function addInvoice(db: Database, random: Random, order: number, origin: string, days: number): void {
  const row = db.row('sale.order', order);
  if (row === undefined) return;
  const paid = random.below(3) > 0;
  db.put('sale.order', { ...row, invoice_status: 'invoiced' });
  invoiceOrder(db, row, { name: origin, days, payment: paid ? 'paid' : 'not_paid' });
}

/** A few bills, a credit note and a draft. */
function addBills(db: Database, random: Random): void {
  const customers = companyIds(db);
  const kinds = ['in_invoice', 'in_invoice', 'in_invoice', 'out_refund', 'out_invoice'] as const;
  for (const [index, kind] of kinds.entries()) {
    const untaxed = 100 + random.below(90_000) / 100;
    const isDraft = kind === 'out_invoice';
    const isBill = kind === 'in_invoice';
    addMove(
      db,
      {
        name: isDraft ? '/' : `${isBill ? 'BILL' : 'RINV'}/2026/${String(index + 1).padStart(5, '0')}`,
        move_type: kind,
        state: isDraft ? 'draft' : 'posted',
        partner_id: customers[index] ?? 1,
        journal_id: isBill ? 2 : 1,
        invoice_date: isDraft ? false : day(200 + index),
        date: day(200 + index),
        ref: isBill ? `F-${7000 + index}` : false,
        invoice_user_id: 2,
      },
      [{ name: isBill ? 'Materials' : 'Goods', quantity: 1, price_unit: untaxed, tax_ids: [isBill ? 3 : 1] }],
      200 + index,
    );
  }
}
