import { userError } from './errors';
import {
  boolean,
  char,
  date,
  datetime,
  float,
  html,
  integer,
  many2many,
  many2one,
  monetary,
  one2many,
  selection,
  text,
} from './fields';
import type { Cell, Row } from './fields';
import type { Database } from './database';
import { cents, saleTaxes, taxOn } from './money';
import { defineModel, numberOf, textOf } from './model';
import type { ModelSource } from './model';
import { nextOf } from './sequences';

function subtotal(line: Row): number {
  const gross = numberOf(line['product_uom_qty']) * numberOf(line['price_unit']);
  return cents(gross * (1 - numberOf(line['discount']) / 100));
}

function taxIds(line: Row): Cell | undefined {
  return line['tax_ids'] ?? line['tax_id'];
}

function lineTax(line: Row, db: Database): number {
  return taxOn(db, taxIds(line), subtotal(line));
}

function ofLines(amount: (line: Row, db: Database) => number): (row: Row, db: Database) => number {
  return (row, db) =>
    cents(db.related('sale.order.line', 'order_id', row.id).reduce((sum, line) => sum + amount(line, db), 0));
}

function ofOrder(name: string): (row: Row, db: Database) => Cell {
  return (row, db) => db.row('sale.order', row['order_id'])?.[name] ?? false;
}

const saleStates: [string, string][] = [
  ['draft', 'Quotation'],
  ['sent', 'Quotation Sent'],
  ['sale', 'Sales Order'],
  ['cancel', 'Cancelled'],
];

/** Orders and their lines, after Odoo's `sale`. */
export const salesModels: ModelSource[] = [
  defineModel({
    name: 'sale.order',
    label: 'Sales Order',
    module: 'sale',
    order: 'date_order desc, id desc',
    ownMethods: ['create', 'write', 'copy_data', 'action_confirm'],
    fields: [
      char('name', 'Order Reference', { required: true, copied: false, default: 'New' }),
      many2one('partner_id', 'Customer', 'res.partner', { required: true, onDelete: 'restrict' }),
      char('client_order_ref', 'Customer Reference', { copied: false }),
      datetime('date_order', 'Order Date', { required: true, copied: false, default: (env) => env.now() }),
      date('validity_date', 'Expiration', { copied: false }),
      datetime('commitment_date', 'Delivery Date', { copied: false }),
      selection('state', 'Status', saleStates, { readonly: true, copied: false, default: 'draft' }),
      selection(
        'invoice_status',
        'Invoice Status',
        [
          ['upselling', 'Upselling Opportunity'],
          ['invoiced', 'Fully Invoiced'],
          ['to invoice', 'To Invoice'],
          ['no', 'Nothing to Invoice'],
        ],
        { readonly: true, copied: false, default: 'no' },
      ),
      many2one('user_id', 'Salesperson', 'res.users', { default: (env) => env.uid }),
      many2one('company_id', 'Company', 'res.company', { required: true, default: (env) => env.companyId() }),
      many2one('currency_id', 'Currency', 'res.currency', { default: 1 }),
      many2one('payment_term_id', 'Payment Terms', 'account.payment.term'),
      many2one('warehouse_id', 'Warehouse', 'stock.warehouse'),
      many2many('tag_ids', 'Tags', 'res.partner.category'),
      one2many('order_line', 'Order Lines', 'sale.order.line', 'order_id', { copied: true }),
      monetary('amount_untaxed', 'Untaxed Amount', {
        currency: 'currency_id',
        readonly: true,
        compute: ofLines(subtotal),
      }),
      monetary('amount_tax', 'Taxes', {
        currency: 'currency_id',
        readonly: true,
        compute: ofLines(lineTax),
      }),
      monetary('amount_total', 'Total', {
        currency: 'currency_id',
        readonly: true,
        compute: ofLines((line, db) => subtotal(line) + lineTax(line, db)),
      }),
      boolean('locked', 'Locked', { copied: false, default: false, since: 17 }),
      html('note', 'Terms and conditions'),
    ],
    onCreate: (values, env) => {
      if ((values['name'] ?? 'New') !== 'New') return values;
      return { ...values, name: nextOf(env.db, 'sale.order', env.today()) ?? 'New' };
    },
    onUnlink: (row) =>
      row['state'] === 'sale'
        ? userError(
            'You can not delete a sent quotation or a confirmed sales order. You must first cancel it.',
          )
        : undefined,
  }),
  defineModel({
    name: 'sale.order.line',
    label: 'Sales Order Line',
    module: 'sale',
    order: 'order_id, sequence, id',
    ownMethods: ['create', 'write'],
    displayName: (row, db) =>
      `${textOf(db.row('sale.order', row['order_id'])?.['name'])} - ${textOf(row['name']).split('\n', 1).join('')}`,
    fields: [
      many2one('order_id', 'Order Reference', 'sale.order', {
        required: true,
        copied: false,
        onDelete: 'cascade',
      }),
      integer('sequence', 'Sequence', { default: 10 }),
      text('name', 'Description', { required: true }),
      many2one('product_id', 'Product', 'product.product', { onDelete: 'restrict' }),
      float('product_uom_qty', 'Quantity', { required: true, digits: [16, 2], default: 1 }),
      float('qty_delivered', 'Delivery Quantity', { digits: [16, 2], copied: false }),
      float('price_unit', 'Unit Price', { required: true, digits: [16, 2], default: 0 }),
      float('discount', 'Discount (%)', { digits: [16, 2] }),
      monetary('price_subtotal', 'Subtotal', { currency: 'currency_id', readonly: true, compute: subtotal }),
      monetary('price_total', 'Total', {
        currency: 'currency_id',
        readonly: true,
        compute: (row, db) => cents(subtotal(row) + lineTax(row, db)),
      }),
      float('price_tax', 'Total Tax', { readonly: true, compute: lineTax }),
      many2many('tax_ids', 'Taxes', 'account.tax', { since: 19, default: saleTaxes }),
      many2many('tax_id', 'Taxes', 'account.tax', { until: 18, default: saleTaxes }),
      many2one('product_uom_id', 'Unit', 'uom.uom', { since: 19 }),
      many2one('product_uom', 'Unit of Measure', 'uom.uom', { until: 18 }),
      float('qty_invoiced', 'Invoiced Quantity', { digits: [16, 2], readonly: true, copied: false }),
      many2one('company_id', 'Company', 'res.company', { readonly: true, compute: ofOrder('company_id') }),
      many2one('salesman_id', 'Salesperson', 'res.users', { readonly: true, compute: ofOrder('user_id') }),
      many2one('currency_id', 'Currency', 'res.currency', {
        readonly: true,
        compute: ofOrder('currency_id'),
      }),
      many2one('order_partner_id', 'Customer', 'res.partner', {
        readonly: true,
        compute: ofOrder('partner_id'),
      }),
      selection('state', 'Order Status', saleStates, { readonly: true, compute: ofOrder('state') }),
    ],
    onCreate: (values, env) => {
      const product = env.db.row('product.product', values['product_id']);
      if (product === undefined) return values;
      return {
        ...values,
        name: values['name'] ?? env.db.displayName('product.product', product),
        price_unit: values['price_unit'] ?? numberOf(env.db.cell('product.product', product, 'lst_price')),
      };
    },
  }),
];
