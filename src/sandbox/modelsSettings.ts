import { createHash } from 'node:crypto';
import { brokenConstraint } from './refusals';
import {
  binary,
  boolean,
  char,
  datetime,
  integer,
  many2one,
  many2oneReference,
  selection,
  text,
} from './fields';
import { defineModel, textOf } from './model';
import type { ModelSource } from './model';

/** How the server is set up: parameters, numbers, jobs, files and external ids, after Odoo's `base`. */
export const settingsModels: ModelSource[] = [
  defineModel({
    name: 'ir.model.data',
    label: 'Model Data',
    module: 'base',
    order: 'module, model, name',
    nameFields: ['name', 'module'],
    displayName: (row) => `${textOf(row['module'])}.${textOf(row['name'])}`,
    fields: [
      char('name', 'External Identifier', {
        required: true,
        help: 'External Key/Identifier that can be used for data integration with third-party systems',
      }),
      char('complete_name', 'Complete ID', {
        readonly: true,
        stored: false,
        compute: (row) => `${textOf(row['module'])}.${textOf(row['name'])}`,
      }),
      char('model', 'Model Name', { required: true }),
      char('module', 'Module', { required: true, default: '' }),
      many2oneReference('res_id', 'Record ID', {
        modelField: 'model',
        help: 'ID of the target record in the database',
      }),
      boolean('noupdate', 'Non Updatable', { default: false }),
      char('reference', 'Reference', {
        readonly: true,
        stored: false,
        compute: (row) => `${textOf(row['model'])},${String(row['res_id'] ?? 0)}`,
      }),
    ],
    constraint: (row, db) => {
      const same = db
        .rows('ir.model.data')
        .filter((one) => one['name'] === row['name'] && one['module'] === row['module']);
      return same.length > 1
        ? brokenConstraint(
            db.version,
            'You cannot have multiple records with the same external ID in the same module!',
          )
        : undefined;
    },
  }),
  defineModel({
    name: 'ir.attachment',
    label: 'Attachment',
    module: 'base',
    order: 'id desc',
    ownMethods: ['create', 'write', 'unlink', 'copy'],
    fields: [
      char('name', 'Name', { required: true }),
      text('description', 'Description'),
      char('res_name', 'Resource Name', {
        stored: false,
        readonly: true,
        compute: (row, db) => {
          const model = textOf(row['res_model']);
          const found = db.models.has(model) ? db.row(model, row['res_id']) : undefined;
          return found === undefined ? false : db.displayName(model, found);
        },
      }),
      char('res_model', 'Resource Model'),
      char('res_field', 'Resource Field'),
      many2oneReference('res_id', 'Resource ID', { modelField: 'res_model' }),
      many2one('company_id', 'Company', 'res.company', { default: (env) => env.companyId() }),
      selection(
        'type',
        'Type',
        [
          ['url', 'URL'],
          ['binary', 'File'],
        ],
        {
          required: true,
          default: 'binary',
          help: 'You can either upload a file from your computer or copy/paste an internet link to your file.',
        },
      ),
      char('url', 'Url', { size: 1024 }),
      boolean('public', 'Is public document', { default: false }),
      binary('datas', 'File Content (base64)'),
      integer('file_size', 'File Size', {
        readonly: true,
        aggregator: 'avg',
        compute: (row) => Buffer.byteLength(textOf(row['datas']), 'base64'),
      }),
      char('checksum', 'Checksum/SHA1', {
        readonly: true,
        size: 40,
        compute: (row) => {
          const datas = textOf(row['datas']);
          return datas !== '' && createHash('sha1').update(Buffer.from(datas, 'base64')).digest('hex');
        },
      }),
      char('mimetype', 'Mime Type', { readonly: true, default: 'application/octet-stream' }),
    ],
    onCreate: (values) =>
      values['mimetype'] === undefined ? { ...values, mimetype: mimeType(values['name']) } : values,
  }),
  defineModel({
    name: 'ir.config_parameter',
    label: 'System Parameter',
    module: 'base',
    order: 'key',
    nameFields: ['key'],
    displayName: (row) => textOf(row['key']),
    ownMethods: ['create', 'write', 'unlink'],
    fields: [char('key', 'Key', { required: true }), text('value', 'Value', { required: true })],
    constraint: (row, db) => {
      const same = db.rows('ir.config_parameter').filter((one) => one['key'] === row['key']);
      return same.length > 1 ? brokenConstraint(db.version, 'Key must be unique.') : undefined;
    },
  }),
  defineModel({
    name: 'ir.sequence',
    label: 'Sequence',
    module: 'base',
    order: 'name, id',
    archivable: true,
    fields: [
      char('name', 'Name', { required: true }),
      char('code', 'Sequence Code'),
      selection(
        'implementation',
        'Implementation',
        [
          ['standard', 'Standard'],
          ['no_gap', 'No gap'],
        ],
        { required: true, default: 'standard' },
      ),
      char('prefix', 'Prefix', { help: 'Prefix value of the record for the sequence' }),
      char('suffix', 'Suffix', { help: 'Suffix value of the record for the sequence' }),
      integer('number_next', 'Next Number', {
        required: true,
        default: 1,
        help: 'Next number of this sequence',
      }),
      integer('number_increment', 'Step', { required: true, default: 1 }),
      integer('padding', 'Sequence Size', { required: true, default: 0 }),
      many2one('company_id', 'Company', 'res.company', { default: (env) => env.companyId() }),
    ],
  }),
  defineModel({
    name: 'ir.cron',
    label: 'Scheduled Actions',
    module: 'base',
    order: 'cron_name, id',
    nameFields: ['cron_name'],
    displayName: (row) => textOf(row['cron_name']),
    archivable: true,
    fields: [
      char('cron_name', 'Name', { required: true }),
      char('name', 'Action Name', {
        stored: false,
        readonly: true,
        compute: (row) => row['cron_name'] ?? false,
      }),
      many2one('user_id', 'Scheduler User', 'res.users', { required: true, default: (env) => env.uid }),
      many2one('model_id', 'Model', 'ir.model', { required: true, onDelete: 'cascade' }),
      text('code', 'Python Code'),
      integer('interval_number', 'Interval Number', { required: true, default: 1, help: 'Repeat every x.' }),
      selection(
        'interval_type',
        'Interval Unit',
        [
          ['minutes', 'Minutes'],
          ['hours', 'Hours'],
          ['days', 'Days'],
          ['weeks', 'Weeks'],
          ['months', 'Months'],
        ],
        { required: true, default: 'months' },
      ),
      datetime('nextcall', 'Next Execution Date', {
        required: true,
        default: (env) => env.now(),
        help: 'Next planned execution date for this job.',
      }),
      datetime('lastcall', 'Last Execution Date'),
      integer('priority', 'Priority', { default: 5 }),
    ],
  }),
  defineModel({
    name: 'res.users.apikeys.description',
    label: 'API Key Description',
    module: 'base',
    transient: true,
    fields: [
      char('name', 'Description', { required: true }),
      selection(
        'duration',
        'Duration',
        [
          ['1', '1 Day'],
          ['7', '1 Week'],
          ['30', '1 Month'],
          ['90', '3 Months'],
          ['180', '6 Months'],
          ['365', '1 Year'],
          ['0', 'Persistent Key'],
          ['-1', 'Custom Date'],
        ],
        { required: true, default: '1', since: 18 },
      ),
      datetime('expiration_date', 'Expiration Date', { since: 18 }),
    ],
  }),
];

const mimeTypes: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  csv: 'text/csv',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  json: 'application/json',
  xml: 'application/xml',
};

function mimeType(name: unknown): string {
  const ending = typeof name === 'string' ? (name.split('.').at(-1) ?? '') : '';
  return mimeTypes[ending.toLowerCase()] ?? 'application/octet-stream';
}
