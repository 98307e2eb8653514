import { brokenConstraint } from './refusals';
import { boolean, char, date, float, integer, many2one, one2many, selection } from './fields';
import { defineModel, numberOf, textOf } from './model';
import type { ModelSource } from './model';

/** What contacts refer to: banks, places, languages and rates, after Odoo's `base`. */
export const contactModels: ModelSource[] = [
  defineModel({
    name: 'res.partner.title',
    label: 'Partner Title',
    module: 'base',
    order: 'name',
    until: 18,
    fields: [
      char('name', 'Title', { required: true, translate: true }),
      char('shortcut', 'Abbreviation', { translate: true }),
    ],
  }),
  defineModel({
    name: 'res.partner.industry',
    label: 'Industry',
    module: 'base',
    order: 'name, id',
    nameFields: ['name', 'full_name'],
    archivable: true,
    fields: [char('name', 'Name', { translate: true }), char('full_name', 'Full Name', { translate: true })],
  }),
  defineModel({
    name: 'res.bank',
    label: 'Bank',
    module: 'base',
    order: 'name, id',
    nameFields: ['name', 'bic'],
    archivable: true,
    displayName: (row) => {
      const bic = textOf(row['bic']);
      return bic === '' ? textOf(row['name']) : `${textOf(row['name'])} - ${bic}`;
    },
    fields: [
      char('name', 'Name', { required: true }),
      char('street', 'Street'),
      char('zip', 'Zip'),
      char('city', 'City'),
      many2one('country', 'Country', 'res.country'),
      char('email', 'Email'),
      char('phone', 'Phone'),
      char('bic', 'Bank Identifier Code', { help: 'Sometimes called BIC or Swift.' }),
    ],
  }),
  defineModel({
    name: 'res.partner.bank',
    label: 'Bank Accounts',
    module: 'base',
    order: 'sequence, id',
    nameFields: ['acc_number', 'sanitized_acc_number'],
    archivable: true,
    displayName: (row, db) => {
      const bank = db.row('res.bank', row['bank_id']);
      const number = textOf(row['acc_number']);
      return bank === undefined ? number : `${number} - ${textOf(bank['name'])}`;
    },
    fields: [
      char('acc_number', 'Account Number', { required: true }),
      char('sanitized_acc_number', 'Sanitized Account Number', {
        readonly: true,
        compute: (row) => textOf(row['acc_number']).replace(/\W+/g, '').toUpperCase(),
      }),
      char('acc_holder_name', 'Account Holder Name'),
      many2one('partner_id', 'Account Holder', 'res.partner', { required: true, onDelete: 'cascade' }),
      boolean('allow_out_payment', 'Send Money', { default: false, copied: false }),
      many2one('bank_id', 'Bank', 'res.bank'),
      char('bank_name', 'Name', { related: ['bank_id', 'name'], stored: false }),
      char('bank_bic', 'Bank Identifier Code', { related: ['bank_id', 'bic'], stored: false }),
      integer('sequence', 'Sequence', { default: 10 }),
      many2one('currency_id', 'Currency', 'res.currency'),
      many2one('company_id', 'Company', 'res.company'),
    ],
    constraint: (row, db) => {
      const same = db
        .rows('res.partner.bank')
        .filter((one) => one['acc_number'] === row['acc_number'] && one['partner_id'] === row['partner_id']);
      return same.length > 1
        ? brokenConstraint(db.version, 'The combination Account Number/Partner must be unique.')
        : undefined;
    },
  }),
  defineModel({
    name: 'res.country.state',
    label: 'Country state',
    module: 'base',
    order: 'code, id',
    nameFields: ['name', 'code'],
    displayName: (row, db) => {
      const country = textOf(db.row('res.country', row['country_id'])?.['code']);
      return `${textOf(row['name'])} (${country})`;
    },
    fields: [
      many2one('country_id', 'Country', 'res.country', { required: true }),
      char('name', 'State Name', {
        required: true,
        help: 'Administrative divisions of a country. E.g. Fed. State, Departement, Canton',
      }),
      char('code', 'State Code', { required: true, help: 'The state code.' }),
    ],
    constraint: (row, db) => {
      const same = db
        .related('res.country.state', 'country_id', numberOf(row['country_id']))
        .filter((one) => one['code'] === row['code']);
      return same.length > 1
        ? brokenConstraint(db.version, 'The code of the state must be unique by country!')
        : undefined;
    },
  }),
  defineModel({
    name: 'res.currency.rate',
    label: 'Currency Rate',
    module: 'base',
    order: 'name desc, id',
    nameFields: ['name', 'rate'],
    displayName: (row) => textOf(row['name']),
    fields: [
      date('name', 'Date', { required: true, default: (env) => env.today() }),
      float('rate', 'Technical Rate', {
        aggregator: 'avg',
        help: 'The rate of the currency to the currency of rate 1',
      }),
      float('inverse_company_rate', 'Inverse Company Rate', {
        digits: [0, 0],
        stored: false,
        readonly: true,
        since: 15,
        compute: (row) => (numberOf(row['rate']) === 0 ? 0 : 1 / numberOf(row['rate'])),
      }),
      many2one('currency_id', 'Currency', 'res.currency', {
        required: true,
        readonly: true,
        onDelete: 'cascade',
      }),
      many2one('company_id', 'Company', 'res.company', { default: 1 }),
    ],
    constraint: (row, db) => {
      const same = db
        .related('res.currency.rate', 'currency_id', numberOf(row['currency_id']))
        .filter((one) => one['name'] === row['name'] && one['company_id'] === row['company_id']);
      return same.length > 1
        ? brokenConstraint(db.version, 'Only one currency rate per day allowed!')
        : undefined;
    },
  }),
  defineModel({
    name: 'res.lang',
    label: 'Languages',
    module: 'base',
    order: 'active desc,name',
    nameFields: ['name', 'code'],
    fields: [
      char('name', 'Name', { required: true }),
      char('code', 'Locale Code', {
        required: true,
        help: 'This field is used to set/get locales for user',
      }),
      char('iso_code', 'ISO code', { help: 'This ISO code is the name of po files to use for translations' }),
      char('url_code', 'URL Code', { required: true }),
      boolean('active', 'Active', { default: false }),
      selection(
        'direction',
        'Direction',
        [
          ['ltr', 'Left-to-Right'],
          ['rtl', 'Right-to-Left'],
        ],
        { required: true, default: 'ltr' },
      ),
      char('date_format', 'Date Format', { required: true, default: '%m/%d/%Y' }),
      char('time_format', 'Time Format', { required: true, default: '%H:%M:%S' }),
      selection(
        'week_start',
        'First Day of Week',
        ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map(
          (day, index): [string, string] => [String(index + 1), day],
        ),
        { required: true, default: '7' },
      ),
      char('decimal_point', 'Decimal Separator', { required: true, default: '.' }),
      char('thousands_sep', 'Thousands Separator', { default: ',' }),
    ],
  }),
];

/** Fields of a contact that came with apps and were not in the sandbox's first. */
export const moreOfPartners = [
  char('mobile', 'Mobile', { until: 18 }),
  many2one('title', 'Title', 'res.partner.title', { until: 18 }),
  many2one('state_id', 'State', 'res.country.state', { onDelete: 'restrict' }),
  many2one('industry_id', 'Industry', 'res.partner.industry'),
  one2many('bank_ids', 'Banks', 'res.partner.bank', 'partner_id'),
  one2many('user_ids', 'Users', 'res.users', 'partner_id'),
  char('barcode', 'Barcode', { copied: false, help: 'Use a barcode to identify this contact.' }),
];
