import { validationError } from './errors';
import { boolean, char, float, html, integer, many2one, selection, text } from './fields';
import { defineModel, textOf } from './model';
import type { ModelSource } from './model';
import { brokenConstraint } from './refusals';

function company(required = true): ReturnType<typeof many2one> {
  return many2one('company_id', 'Company', 'res.company', { required, default: (env) => env.companyId() });
}

/** Accounts, journals, taxes and terms, after Odoo's `account`. */
export const accountModels: ModelSource[] = [
  defineModel({
    name: 'account.account',
    label: 'Account',
    module: 'account',
    order: 'code, placeholder_code',
    nameFields: ['code', 'name'],
    displayName: (row) => `${textOf(row['code'])} ${textOf(row['name'])}`,
    archivable: true,
    fields: [
      char('name', 'Account Name', { required: true, translate: true }),
      char('code', 'Code', { required: true, size: 64 }),
      char('placeholder_code', 'Display code', {
        readonly: true,
        stored: false,
        compute: (row) => row['code'] ?? '',
      }),
      selection(
        'account_type',
        'Type',
        [
          ['asset_receivable', 'Receivable'],
          ['asset_cash', 'Bank and Cash'],
          ['asset_current', 'Current Assets'],
          ['asset_fixed', 'Fixed Assets'],
          ['liability_payable', 'Payable'],
          ['liability_current', 'Current Liabilities'],
          ['equity', 'Equity'],
          ['income', 'Income'],
          ['income_other', 'Other Income'],
          ['expense', 'Expenses'],
          ['expense_direct_cost', 'Cost of Revenue'],
        ],
        { required: true, help: 'Account Type is used for information purpose.' },
      ),
      boolean('reconcile', 'Allow Reconciliation'),
      many2one('currency_id', 'Account Currency', 'res.currency'),
      text('note', 'Internal Notes'),
    ],
    constraint: (row, db) => {
      const same = db.rows('account.account').filter((one) => one['code'] === row['code']);
      return same.length > 1
        ? validationError(
            "Account codes must be unique. You can't create accounts with these duplicate codes: " +
              textOf(row['code']),
          )
        : undefined;
    },
  }),
  defineModel({
    name: 'account.journal',
    label: 'Journal',
    module: 'account',
    order: 'sequence, type, code',
    nameFields: ['code', 'name'],
    archivable: true,
    fields: [
      char('name', 'Journal Name', { required: true, translate: true }),
      char('code', 'Sequence Prefix', { required: true, size: 5 }),
      selection(
        'type',
        'Type',
        [
          ['sale', 'Sales'],
          ['purchase', 'Purchase'],
          ['cash', 'Cash'],
          ['bank', 'Bank'],
          ['general', 'Miscellaneous'],
        ],
        { required: true },
      ),
      many2one('default_account_id', 'Default Account', 'account.account', { onDelete: 'restrict' }),
      integer('sequence', 'Sequence', { default: 10 }),
      company(),
      many2one('currency_id', 'Currency', 'res.currency'),
      integer('color', 'Color Index', { default: 0 }),
    ],
    constraint: (row, db) => {
      const same = db
        .rows('account.journal')
        .filter((one) => one['code'] === row['code'] && one['company_id'] === row['company_id']);
      return same.length > 1
        ? brokenConstraint(db.version, 'Journal codes must be unique per company.')
        : undefined;
    },
  }),
  defineModel({
    name: 'account.tax',
    label: 'Tax',
    module: 'account',
    order: 'sequence,id',
    archivable: true,
    fields: [
      char('name', 'Tax Name', { required: true, translate: true }),
      selection(
        'type_tax_use',
        'Tax Type',
        [
          ['sale', 'Sales'],
          ['purchase', 'Purchases'],
          ['none', 'None'],
        ],
        { required: true, default: 'sale' },
      ),
      selection(
        'amount_type',
        'Tax Computation',
        [
          ['fixed', 'Fixed'],
          ['percent', 'Percentage'],
          ['division', 'Percentage Tax Included'],
        ],
        { required: true, default: 'percent' },
      ),
      float('amount', 'Amount', { required: true, digits: [16, 4], default: 0 }),
      char('description', 'Description', { translate: true }),
      integer('sequence', 'Sequence', { required: true, default: 1 }),
      many2one('country_id', 'Country', 'res.country'),
      company(),
    ],
  }),
  defineModel({
    name: 'account.payment.term',
    label: 'Payment Terms',
    module: 'account',
    order: 'sequence, id',
    archivable: true,
    fields: [
      char('name', 'Payment Terms', { required: true, translate: true }),
      html('note', 'Description on the Invoice', { translate: true }),
      integer('sequence', 'Sequence', { required: true, default: 10 }),
      many2one('company_id', 'Company', 'res.company'),
    ],
  }),
];
