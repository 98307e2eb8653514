import { balance, invoiced } from './balance';
import type { Database } from './database';
import { userError } from './errors';
import {
  char,
  date,
  float,
  html,
  integer,
  many2many,
  many2one,
  monetary,
  one2many,
  selection,
} from './fields';
import type { Cell, Row } from './fields';
import { cents } from './money';
import { defineModel, numberOf, textOf } from './model';
import type { ModelSource } from './model';

const currency = many2one('currency_id', 'Currency', 'res.currency', { default: 1 });

const moveTypes: [string, string][] = [
  ['entry', 'Journal Entry'],
  ['out_invoice', 'Customer Invoice'],
  ['out_refund', 'Customer Credit Note'],
  ['in_invoice', 'Vendor Bill'],
  ['in_refund', 'Vendor Credit Note'],
];

const moveStates: [string, string][] = [
  ['draft', 'Draft'],
  ['posted', 'Posted'],
  ['cancel', 'Cancelled'],
];

function linesOf(row: Row, db: Database, type: string): Row[] {
  return db.related('account.move.line', 'move_id', row.id).filter((line) => line['display_type'] === type);
}

function untaxed(row: Row, db: Database): number {
  return cents(linesOf(row, db, 'product').reduce((sum, line) => sum + invoiced(line), 0));
}

function tax(row: Row, db: Database): number {
  return cents(linesOf(row, db, 'tax').reduce((sum, line) => sum + Math.abs(numberOf(line['balance'])), 0));
}

function total(row: Row, db: Database): number {
  return cents(untaxed(row, db) + tax(row, db));
}

/** Bills and credit notes count against what invoices bring in. */
function sign(row: Row): number {
  return row['move_type'] === 'in_invoice' || row['move_type'] === 'out_refund' ? -1 : 1;
}

function ofMove(name: string): (row: Row, db: Database) => Cell {
  return (row, db) => db.row('account.move', row['move_id'])?.[name] ?? false;
}

/** What is booked: invoices, entries and their lines, after Odoo's `account`. */
export const moveModels: ModelSource[] = [
  defineModel({
    name: 'account.move',
    label: 'Journal Entry',
    module: 'account',
    order: 'date desc, name desc, invoice_date desc, id desc',
    nameFields: ['name', 'ref'],
    ownMethods: ['create', 'write', 'action_post'],
    displayName: (row) => (row['name'] === '/' ? `Draft Invoice (* ${row.id})` : textOf(row['name'])),
    fields: [
      char('name', 'Number', { copied: false, default: '/' }),
      char('ref', 'Reference', { copied: false }),
      selection('move_type', 'Type', moveTypes, { required: true, readonly: true, default: 'entry' }),
      selection('state', 'Status', moveStates, {
        required: true,
        readonly: true,
        copied: false,
        default: 'draft',
      }),
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
      many2one('journal_id', 'Journal', 'account.journal'),
      date('invoice_date', 'Invoice/Bill Date', { copied: false }),
      date('invoice_date_due', 'Due Date', { copied: false }),
      date('date', 'Date', { required: true, copied: false, default: (env) => env.today() }),
      char('invoice_origin', 'Origin', { readonly: true }),
      many2one('invoice_user_id', 'Salesperson', 'res.users', { copied: false, default: (env) => env.uid }),
      many2one('invoice_payment_term_id', 'Payment Terms', 'account.payment.term'),
      many2one('company_id', 'Company', 'res.company', { required: true, default: (env) => env.companyId() }),
      currency,
      one2many('line_ids', 'Journal Items', 'account.move.line', 'move_id'),
      one2many('invoice_line_ids', 'Invoice lines', 'account.move.line', 'move_id', {
        copied: true,
        only: (line) => line['display_type'] === 'product',
      }),
      monetary('amount_untaxed', 'Untaxed Amount', { readonly: true, compute: untaxed }),
      monetary('amount_tax', 'Tax', { readonly: true, compute: tax }),
      monetary('amount_total', 'Total', { readonly: true, compute: total }),
      monetary('amount_residual', 'Amount Due', {
        readonly: true,
        compute: (row, db) => (row['payment_state'] === 'not_paid' ? total(row, db) : 0),
      }),
      monetary('amount_untaxed_signed', 'Untaxed Amount Signed', {
        readonly: true,
        compute: (row, db) => sign(row) * untaxed(row, db),
      }),
      monetary('amount_total_signed', 'Total Signed', {
        readonly: true,
        compute: (row, db) => sign(row) * total(row, db),
      }),
      html('narration', 'Terms and Conditions'),
    ],
    onCreate: (values, env) => {
      if (values['journal_id'] !== undefined) return values;
      const type = textOf(typeof values['move_type'] === 'string' ? values['move_type'] : 'entry');
      const wanted = type.startsWith('out') ? 'sale' : type.startsWith('in') ? 'purchase' : 'general';
      const company_id = values['company_id'] ?? env.companyId();
      const journal = env.db
        .rows('account.journal')
        .find((row) => row['type'] === wanted && row['company_id'] === company_id);
      return { ...values, journal_id: journal?.id ?? false };
    },
    afterCreate: (row, env) => balance(env.db, row.id),
    onUnlink: (row) =>
      row['state'] === 'posted'
        ? userError(
            "You can't delete a posted journal item. Don’t play games with your accounting records; reset the journal entry to draft before deleting it.",
          )
        : undefined,
  }),
  defineModel({
    name: 'account.move.line',
    label: 'Journal Item',
    module: 'account',
    order: 'date desc, move_name desc, id',
    nameFields: ['name', 'move_name'],
    displayName: (row, db) => {
      const move = db.row('account.move', row['move_id']);
      const name = textOf(row['name']);
      const number = move === undefined ? '' : db.displayName('account.move', move);
      return name === '' || name === number ? number : `${number} (${name})`;
    },
    fields: [
      many2one('move_id', 'Journal Entry', 'account.move', {
        required: true,
        onDelete: 'cascade',
        copied: false,
      }),
      char('move_name', 'Number', { readonly: true, compute: ofMove('name') }),
      selection('parent_state', 'Status', moveStates, { readonly: true, compute: ofMove('state') }),
      date('date', 'Date', { readonly: true, compute: ofMove('date') }),
      many2one('journal_id', 'Journal', 'account.journal', { readonly: true, compute: ofMove('journal_id') }),
      many2one('company_id', 'Company', 'res.company', { readonly: true, compute: ofMove('company_id') }),
      many2one('partner_id', 'Partner', 'res.partner', { readonly: true, compute: ofMove('partner_id') }),
      many2one('account_id', 'Account', 'account.account', { onDelete: 'restrict' }),
      char('name', 'Label'),
      integer('sequence', 'Sequence', { default: 100 }),
      selection(
        'display_type',
        'Display Type',
        [
          ['product', 'Product'],
          ['tax', 'Tax'],
          ['payment_term', 'Payment Term'],
          ['line_section', 'Section'],
          ['line_note', 'Note'],
        ],
        { required: true, default: 'product' },
      ),
      many2one('product_id', 'Product', 'product.product', { onDelete: 'restrict' }),
      many2one('product_uom_id', 'Unit', 'uom.uom'),
      float('quantity', 'Quantity', { digits: [16, 2], default: 1 }),
      float('price_unit', 'Unit Price', { digits: [16, 2] }),
      float('discount', 'Discount (%)', { digits: [16, 2] }),
      many2many('tax_ids', 'Taxes', 'account.tax'),
      monetary('price_subtotal', 'Subtotal', {
        readonly: true,
        compute: (row) => (row['display_type'] === 'product' ? invoiced(row) : 0),
      }),
      monetary('debit', 'Debit', { readonly: true, compute: (row) => Math.max(0, numberOf(row['balance'])) }),
      monetary('credit', 'Credit', {
        readonly: true,
        compute: (row) => Math.max(0, -numberOf(row['balance'])),
      }),
      monetary('balance', 'Balance'),
      currency,
    ],
    onCreate: (values, env) => {
      const product = env.db.row('product.product', values['product_id']);
      if (product === undefined) return values;
      const price = numberOf(env.db.cell('product.product', product, 'lst_price'));
      return {
        ...values,
        name: values['name'] ?? env.db.displayName('product.product', product),
        price_unit: values['price_unit'] ?? price,
      };
    },
    afterCreate: (row, env) => balance(env.db, numberOf(row['move_id'])),
    afterWrite: (row, env) => balance(env.db, numberOf(row['move_id'])),
  }),
];
