import { validationError } from './errors';
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
} from './fields';
import { defineModel, numberOf, textOf } from './model';
import type { ModelSource } from './model';
import { brokenConstraint } from './refusals';

/** Leads, people at work and warehouses, after Odoo's `crm`, `hr` and `stock`. */
export const workModels: ModelSource[] = [
  defineModel({
    name: 'crm.stage',
    label: 'CRM Stages',
    module: 'crm',
    order: 'sequence, name, id',
    fields: [
      char('name', 'Stage Name', { required: true, translate: true }),
      integer('sequence', 'Sequence', { default: 1, help: 'Used to order stages. Lower is better.' }),
      boolean('is_won', 'Is Won Stage?'),
      boolean('fold', 'Folded in Pipeline'),
    ],
  }),
  defineModel({
    name: 'crm.lead',
    label: 'Lead',
    formerly: { until: 14, label: 'Lead/Opportunity' },
    module: 'crm',
    order: 'priority desc, id desc',
    nameFields: ['name', 'contact_name', 'email_from'],
    ownMethods: ['create', 'write'],
    archivable: true,
    fields: [
      char('name', 'Opportunity', { required: true }),
      selection(
        'type',
        'Type',
        [
          ['lead', 'Lead'],
          ['opportunity', 'Opportunity'],
        ],
        { required: true, default: 'opportunity' },
      ),
      many2one('user_id', 'Salesperson', 'res.users', { default: (env) => env.uid }),
      many2one('company_id', 'Company', 'res.company'),
      many2one('stage_id', 'Stage', 'crm.stage', { onDelete: 'restrict', default: 1 }),
      many2one('partner_id', 'Customer', 'res.partner'),
      char('partner_name', 'Company Name'),
      char('contact_name', 'Contact Name'),
      char('email_from', 'Email'),
      char('phone', 'Phone'),
      char('city', 'City'),
      many2one('country_id', 'Country', 'res.country'),
      selection(
        'priority',
        'Priority',
        ['Low', 'Medium', 'High', 'Very High'].map((label, index): [string, string] => [
          String(index),
          label,
        ]),
        { default: '0' },
      ),
      monetary('expected_revenue', 'Expected Revenue', { currency: 'company_currency' }),
      float('probability', 'Probability', { aggregator: 'avg' }),
      monetary('prorated_revenue', 'Prorated Revenue', {
        currency: 'company_currency',
        readonly: true,
        compute: (row) => Math.round(numberOf(row['expected_revenue']) * numberOf(row['probability'])) / 100,
      }),
      many2one('company_currency', 'Currency', 'res.currency', {
        readonly: true,
        stored: false,
        compute: (row, db) => db.row('res.company', row['company_id'])?.['currency_id'] ?? 1,
      }),
      date('date_deadline', 'Expected Closing'),
      datetime('date_closed', 'Closed Date', { readonly: true, copied: false }),
      html('description', 'Notes'),
      integer('color', 'Color Index', { default: 0 }),
    ],
    constraint: (row, db) => {
      const probability = numberOf(row['probability']);
      return probability < 0 || probability > 100
        ? brokenConstraint(db.version, 'The probability of closing the deal should be between 0% and 100%!')
        : undefined;
    },
  }),
  defineModel({
    name: 'hr.department',
    label: 'Department',
    module: 'hr',
    order: 'name',
    nameFields: ['complete_name'],
    parent: 'parent_id',
    archivable: true,
    displayName: (row, db) => textOf(db.cell('hr.department', row, 'complete_name')),
    fields: [
      char('name', 'Department Name', { required: true, translate: true }),
      char('complete_name', 'Complete Name', {
        readonly: true,
        stored: false,
        compute: (row, db) => {
          const parent = db.row('hr.department', row['parent_id']);
          const own = textOf(row['name']);
          return parent === undefined
            ? own
            : `${textOf(db.cell('hr.department', parent, 'complete_name'))} / ${own}`;
        },
      }),
      many2one('company_id', 'Company', 'res.company', { default: (env) => env.companyId() }),
      many2one('parent_id', 'Parent Department', 'hr.department'),
      one2many('child_ids', 'Child Departments', 'hr.department', 'parent_id'),
      many2one('manager_id', 'Manager', 'hr.employee'),
      one2many('member_ids', 'Members', 'hr.employee', 'department_id'),
      integer('total_employee', 'Total Employee', {
        readonly: true,
        stored: false,
        compute: (row, db) => db.related('hr.employee', 'department_id', row.id).length,
      }),
      integer('color', 'Color Index'),
    ],
    constraint: (row, db) =>
      db.isRecursive('hr.department', row)
        ? validationError('You cannot create recursive departments.')
        : undefined,
  }),
  defineModel({
    name: 'hr.employee',
    label: 'Employee',
    module: 'hr',
    order: 'name',
    parent: 'parent_id',
    archivable: true,
    fields: [
      char('name', 'Employee Name', { required: true }),
      many2one('user_id', 'User', 'res.users', { onDelete: 'restrict' }),
      many2one('company_id', 'Company', 'res.company', { required: true, default: (env) => env.companyId() }),
      many2one('department_id', 'Department', 'hr.department'),
      many2one('parent_id', 'Manager', 'hr.employee'),
      one2many('child_ids', 'Direct subordinates', 'hr.employee', 'parent_id'),
      char('job_title', 'Job Title'),
      char('work_email', 'Work Email'),
      char('work_phone', 'Work Phone'),
      char('mobile_phone', 'Work Mobile'),
      date('birthday', 'Date of Birth', { group: 'hrUser' }),
      selection(
        'marital',
        'Marital Status',
        [
          ['single', 'Single'],
          ['married', 'Married'],
          ['cohabitant', 'Legal Cohabitant'],
          ['widower', 'Widower'],
          ['divorced', 'Divorced'],
        ],
        { group: 'hrUser', default: 'single' },
      ),
      many2one('country_id', 'Nationality (Country)', 'res.country', { group: 'hrUser' }),
      many2many('category_ids', 'Tags', 'res.partner.category', { group: 'hrUser' }),
      integer('color', 'Color Index', { default: 0 }),
    ],
    constraint: (row, db) =>
      db.isRecursive('hr.employee', row)
        ? validationError('You cannot create a recursive hierarchy.')
        : undefined,
  }),
  defineModel({
    name: 'stock.warehouse',
    label: 'Warehouse',
    module: 'stock',
    order: 'sequence,id',
    nameFields: ['name', 'code'],
    archivable: true,
    fields: [
      char('name', 'Warehouse', { required: true }),
      char('code', 'Short Name', {
        required: true,
        size: 5,
        help: 'Short name used to identify your warehouse.',
      }),
      many2one('company_id', 'Company', 'res.company', { required: true, default: (env) => env.companyId() }),
      many2one('partner_id', 'Address', 'res.partner'),
      integer('sequence', 'Sequence', { default: 10 }),
      selection(
        'reception_steps',
        'Incoming Shipments',
        [
          ['one_step', 'Receive and Store (1 step)'],
          ['two_steps', 'Receive then Store (2 steps)'],
          ['three_steps', 'Receive, Quality Control, then Store (3 steps)'],
        ],
        { required: true, default: 'one_step' },
      ),
    ],
    constraint: (row, db) => {
      const same = db
        .rows('stock.warehouse')
        .filter((one) => one['code'] === row['code'] && one['company_id'] === row['company_id']);
      return same.length > 1
        ? brokenConstraint(db.version, 'The short name of the warehouse must be unique per company!')
        : undefined;
    },
  }),
];
