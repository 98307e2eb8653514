import { validationError } from './errors';
import {
  boolean,
  char,
  date,
  datetime,
  float,
  html,
  integer,
  many2one,
  monetary,
  one2many,
  selection,
  text,
} from './fields';
import type { Cell, Row } from './fields';
import type { Database } from './database';
import { defineModel, numberOf, textOf } from './model';
import type { Model } from './model';

const company = many2one('company_id', 'Company', 'res.company', { required: true, default: 1 });
const currency = many2one('currency_id', 'Currency', 'res.currency', { default: 1 });
const taxRate = 0.21;

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

function sumOfLines(row: Row, db: Database): number {
  return cents(
    db.related('sale.order.line', 'order_id', row.id).reduce((sum, line) => sum + subtotal(line), 0),
  );
}

function subtotal(line: Row): number {
  const gross = numberOf(line['product_uom_qty']) * numberOf(line['price_unit']);
  return cents(gross * (1 - numberOf(line['discount']) / 100));
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

/** Products, sales and invoices, after Odoo's `product`, `sale` and `account`. */
export const salesModels: Model[] = [
  defineModel({
    name: 'product.category',
    label: 'Product Category',
    module: 'product',
    order: 'complete_name',
    nameFields: ['complete_name'],
    writeGroup: 'Products/Create',
    parent: 'parent_id',
    displayName: (row, db) => textOf(db.cell('product.category', row, 'complete_name')),
    fields: [
      char('name', 'Name', { required: true, translate: true }),
      char('complete_name', 'Complete Name', {
        readonly: true,
        compute: (row, db) => {
          const parent = db.row('product.category', row['parent_id']);
          const own = textOf(row['name']);
          return parent === undefined
            ? own
            : `${textOf(db.cell('product.category', parent, 'complete_name'))} / ${own}`;
        },
      }),
      many2one('parent_id', 'Parent Category', 'product.category', { onDelete: 'cascade' }),
      one2many('child_id', 'Child Categories', 'product.category', 'parent_id'),
      integer('product_count', '# Products', {
        readonly: true,
        stored: false,
        compute: (row, db) => db.related('product.product', 'categ_id', row.id).length,
      }),
    ],
    constraint: (row, db) =>
      db.isRecursive('product.category', row)
        ? validationError('You cannot create recursive categories.')
        : undefined,
  }),
  defineModel({
    name: 'product.product',
    label: 'Product Variant',
    module: 'product',
    order: 'is_favorite desc, default_code, name, id',
    nameFields: ['default_code', 'name', 'barcode'],
    writeGroup: 'Products/Create',
    ownMethods: ['create', 'write', 'unlink'],
    archivable: true,
    displayName: (row) => {
      const code = textOf(row['default_code']);
      return code === '' ? textOf(row['name']) : `[${code}] ${textOf(row['name'])}`;
    },
    fields: [
      char('name', 'Name', { required: true, translate: true }),
      char('default_code', 'Internal Reference'),
      char('barcode', 'Barcode', {
        copied: false,
        help: 'International Article Number used for product identification.',
      }),
      boolean('is_favorite', 'Favorite', { default: false }),
      selection(
        'type',
        'Product Type',
        [
          ['consu', 'Goods'],
          ['service', 'Service'],
          ['combo', 'Combo'],
        ],
        {
          required: true,
          default: 'consu',
          help: 'Goods are tangible materials and merchandise you provide.\nA service is a non-material product you provide.',
        },
      ),
      many2one('categ_id', 'Product Category', 'product.category', { default: 1, onDelete: 'restrict' }),
      float('lst_price', 'Sales Price', { digits: [16, 2], default: 1 }),
      float('standard_price', 'Cost', { digits: [16, 2] }),
      float('weight', 'Weight', { digits: [16, 2] }),
      float('volume', 'Volume', { digits: [16, 2] }),
      boolean('sale_ok', 'Sales', { default: true }),
      boolean('purchase_ok', 'Purchase', { default: true }),
      text('description_sale', 'Sales Description', { translate: true }),
      integer('color', 'Color Index'),
      currency,
    ],
  }),
  defineModel({
    name: 'sale.order',
    label: 'Sales Order',
    module: 'sale',
    order: 'date_order desc, id desc',
    writeGroup: 'Sales/User: Own Documents Only',
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
      company,
      currency,
      one2many('order_line', 'Order Lines', 'sale.order.line', 'order_id', { copied: true }),
      monetary('amount_untaxed', 'Untaxed Amount', {
        currency: 'currency_id',
        readonly: true,
        compute: sumOfLines,
      }),
      monetary('amount_tax', 'Taxes', {
        currency: 'currency_id',
        readonly: true,
        compute: (row, db) => cents(sumOfLines(row, db) * taxRate),
      }),
      monetary('amount_total', 'Total', {
        currency: 'currency_id',
        readonly: true,
        compute: (row, db) => cents(sumOfLines(row, db) * (1 + taxRate)),
      }),
      boolean('locked', 'Locked', { copied: false, default: false }),
      html('note', 'Terms and conditions'),
    ],
    onCreate: (values, env) => {
      if ((values['name'] ?? 'New') !== 'New') return values;
      return { ...values, name: `S${String(env.db.nextId('sale.order')).padStart(5, '0')}` };
    },
  }),
  defineModel({
    name: 'sale.order.line',
    label: 'Sales Order Line',
    module: 'sale',
    order: 'order_id, sequence, id',
    writeGroup: 'Sales/User: Own Documents Only',
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
        compute: (row) => cents(subtotal(row) * (1 + taxRate)),
      }),
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
        price_unit: values['price_unit'] ?? numberOf(product['lst_price']),
      };
    },
  }),
  defineModel({
    name: 'account.move',
    label: 'Journal Entry',
    module: 'account',
    order: 'date desc, name desc, invoice_date desc, id desc',
    nameFields: ['name', 'ref'],
    writeGroup: 'Invoicing/Invoicing',
    ownMethods: ['create', 'write', 'action_post'],
    displayName: (row) => (row['name'] === '/' ? `Draft Invoice (* ${row.id})` : textOf(row['name'])),
    fields: [
      char('name', 'Number', { copied: false, default: '/' }),
      char('ref', 'Reference', { copied: false }),
      selection(
        'move_type',
        'Type',
        [
          ['entry', 'Journal Entry'],
          ['out_invoice', 'Customer Invoice'],
          ['out_refund', 'Customer Credit Note'],
          ['in_invoice', 'Vendor Bill'],
          ['in_refund', 'Vendor Credit Note'],
        ],
        { required: true, readonly: true, default: 'entry' },
      ),
      selection(
        'state',
        'Status',
        [
          ['draft', 'Draft'],
          ['posted', 'Posted'],
          ['cancel', 'Cancelled'],
        ],
        { required: true, readonly: true, copied: false, default: 'draft' },
      ),
      selection(
        'payment_state',
        'Payment Status',
        [
          ['not_paid', 'Not Paid'],
          ['in_payment', 'In Payment'],
          ['paid', 'Paid'],
          ['partial', 'Partially Paid'],
          ['reversed', 'Reversed'],
        ],
        { readonly: true, copied: false, default: 'not_paid' },
      ),
      many2one('partner_id', 'Partner', 'res.partner', { onDelete: 'restrict' }),
      date('invoice_date', 'Invoice/Bill Date', { copied: false }),
      date('invoice_date_due', 'Due Date', { copied: false }),
      date('date', 'Date', { required: true, copied: false, default: (env) => env.today() }),
      char('invoice_origin', 'Origin', { readonly: true }),
      many2one('invoice_user_id', 'Salesperson', 'res.users', { copied: false, default: (env) => env.uid }),
      company,
      currency,
      monetary('amount_untaxed', 'Untaxed Amount', { currency: 'currency_id' }),
      monetary('amount_tax', 'Tax', { currency: 'currency_id' }),
      monetary('amount_total', 'Total', { currency: 'currency_id' }),
      monetary('amount_residual', 'Amount Due', { currency: 'currency_id' }),
      html('narration', 'Terms and Conditions'),
    ],
  }),
];
