import { validationError } from './errors';
import { boolean, char, float, html, integer, many2many, many2one, one2many, selection } from './fields';
import { languages, timezones } from './languages';
import { moreOfPartners } from './modelsContacts';
import { defineModel, numberOf, textOf } from './model';
import { brokenConstraint } from './refusals';
import type { ModelSource } from './model';

/** Contacts, companies and what they refer to: Odoo's `base`. Labels, orders and texts are those of Odoo 19. */
export const baseModels: ModelSource[] = [
  defineModel({
    name: 'res.partner',
    label: 'Contact',
    module: 'base',
    order: 'complete_name ASC, id DESC',
    nameFields: ['complete_name', 'email', 'ref', 'vat'],
    parent: 'parent_id',
    ownMethods: ['create', 'write', 'default_get', 'name_create'],
    displayName: (row, db) => textOf(db.cell('res.partner', row, 'complete_name')),
    archivable: true,
    fields: [
      char('name', 'Name'),
      char('complete_name', 'Complete Name', {
        readonly: true,
        compute: (row, db) => {
          const parent = textOf(db.row('res.partner', row['parent_id'])?.['name']);
          const own = textOf(row['name']);
          return parent === '' || row['is_company'] === true ? own : `${parent}, ${own}`;
        },
      }),
      many2one('parent_id', 'Related Company', 'res.partner'),
      one2many('child_ids', 'Contact', 'res.partner', 'parent_id'),
      boolean('is_company', 'Is a Company', {
        default: false,
        help: 'Check if the contact is a company, otherwise it is a person',
      }),
      selection(
        'company_type',
        'Company Type',
        [
          ['person', 'Person'],
          ['company', 'Company'],
        ],
        { stored: false, compute: (row) => (row['is_company'] === true ? 'company' : 'person') },
      ),
      selection(
        'type',
        'Address Type',
        [
          ['contact', 'Contact'],
          ['invoice', 'Invoice'],
          ['delivery', 'Delivery'],
          ['other', 'Other'],
        ],
        { default: 'contact' },
      ),
      char('email', 'Email'),
      char('phone', 'Phone'),
      char('website', 'Website Link'),
      char('function', 'Job Position'),
      char('ref', 'Reference'),
      char('vat', 'Tax ID', { help: 'The Tax Identification Number.' }),
      char('street', 'Street'),
      char('street2', 'Street2'),
      char('zip', 'Zip'),
      char('city', 'City'),
      many2one('country_id', 'Country', 'res.country', { onDelete: 'restrict' }),
      ...moreOfPartners,
      float('partner_latitude', 'Geo Latitude', { digits: [10, 7] }),
      float('partner_longitude', 'Geo Longitude', { digits: [10, 7] }),
      many2many('category_id', 'Tags', 'res.partner.category'),
      many2one('user_id', 'Salesperson', 'res.users', {
        help: 'The internal user in charge of this contact.',
      }),
      many2one('company_id', 'Company', 'res.company'),
      selection('lang', 'Language', languages, { default: 'en_US' }),
      selection('tz', 'Timezone', timezones),
      html('comment', 'Notes'),
      integer('color', 'Color Index', { default: 0 }),
      boolean('employee', 'Employee'),
      one2many('sale_order_ids', 'Sales Order', 'sale.order', 'partner_id'),
      integer('sale_order_count', 'Sale Order Count', {
        readonly: true,
        stored: false,
        compute: (row, db) => db.related('sale.order', 'partner_id', row.id).length,
      }),
    ],
    constraint: (row, db) => {
      if (textOf(row['name']) === '' && row['type'] === 'contact') {
        return brokenConstraint(db.version, 'Contacts require a name');
      }
      return db.isRecursive('res.partner', row)
        ? validationError('You cannot create recursive Partner hierarchies.')
        : undefined;
    },
  }),
  defineModel({
    name: 'res.partner.category',
    label: 'Partner Tags',
    module: 'base',
    order: 'name, id',
    parent: 'parent_id',
    archivable: true,
    displayName: (row, db) => {
      const parent = db.row('res.partner.category', row['parent_id']);
      return parent === undefined
        ? textOf(row['name'])
        : `${textOf(parent['name'])} / ${textOf(row['name'])}`;
    },
    fields: [
      char('name', 'Name', { required: true, translate: true }),
      integer('color', 'Color'),
      many2one('parent_id', 'Category', 'res.partner.category', { onDelete: 'cascade' }),
      one2many('child_ids', 'Child Tags', 'res.partner.category', 'parent_id'),
    ],
  }),
  defineModel({
    name: 'res.country',
    label: 'Country',
    module: 'base',
    order: 'name, id',
    nameFields: ['name', 'code'],
    fields: [
      char('name', 'Country Name', { required: true, translate: true }),
      char('code', 'Country Code', { required: true, size: 2, help: 'The ISO country code in two chars.' }),
      many2one('currency_id', 'Currency', 'res.currency'),
      integer('phone_code', 'Country Calling Code'),
      char('vat_label', 'Vat Label', { translate: true }),
      one2many('state_ids', 'States', 'res.country.state', 'country_id'),
    ],
  }),
  defineModel({
    name: 'res.currency',
    label: 'Currency',
    module: 'base',
    order: 'active desc, name',
    nameFields: ['name', 'full_name'],
    archivable: true,
    fields: [
      char('name', 'Currency', { required: true, size: 3, help: 'Currency Code (ISO 4217)' }),
      char('full_name', 'Name'),
      char('symbol', 'Symbol', { required: true, help: 'Currency sign, to be used when printing amounts.' }),
      selection(
        'position',
        'Symbol Position',
        [
          ['after', 'After Amount'],
          ['before', 'Before Amount'],
        ],
        { default: 'after' },
      ),
      float('rounding', 'Rounding Factor', { digits: [12, 6], default: 0.01 }),
      integer('decimal_places', 'Decimal Places', {
        readonly: true,
        compute: (row) => Math.max(0, Math.round(-Math.log10(numberOf(row['rounding']) || 1))),
      }),
      float('rate', 'Current Rate', {
        readonly: true,
        stored: false,
        help: 'The rate of the currency to the currency of rate 1.',
        compute: (row) => numberOf(row['current_rate']),
      }),
      one2many('rate_ids', 'Rates', 'res.currency.rate', 'currency_id'),
      float('current_rate', 'Rate of the Day', { digits: [12, 6], default: 1 }),
    ],
  }),
  defineModel({
    name: 'res.company',
    label: 'Companies',
    module: 'base',
    order: 'sequence, name',
    parent: 'parent_id',
    archivable: true,
    fields: [
      char('name', 'Company Name', { required: true }),
      integer('sequence', 'Sequence', { default: 10 }),
      many2one('parent_id', 'Parent Company', 'res.company'),
      many2one('partner_id', 'Partner', 'res.partner', { required: true }),
      many2one('currency_id', 'Currency', 'res.currency', { required: true, default: 1 }),
      many2one('country_id', 'Country', 'res.country'),
      char('email', 'Email'),
      char('phone', 'Phone'),
      one2many('child_ids', 'Branches', 'res.company', 'parent_id', { since: 17 }),
      many2many('user_ids', 'Accepted Users', 'res.users', {
        stored: false,
        readonly: true,
        compute: (row, db) =>
          db
            .rows('res.users')
            .filter((user) => Array.isArray(user['company_ids']) && user['company_ids'].includes(row.id))
            .map((user) => user.id),
      }),
    ],
  }),
];
