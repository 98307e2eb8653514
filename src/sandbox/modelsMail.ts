import {
  boolean,
  char,
  date,
  datetime,
  html,
  integer,
  many2many,
  many2one,
  many2oneReference,
  selection,
  text,
} from './fields';
import { defineModel, textOf } from './model';
import type { ModelSource } from './model';

/** Messages and things to do on records, after Odoo's `mail`. */
export const mailModels: ModelSource[] = [
  defineModel({
    name: 'mail.message',
    label: 'Message',
    module: 'mail',
    order: 'id desc',
    nameFields: ['subject', 'body'],
    displayName: (row) => textOf(row['subject']) || textOf(row['record_name']) || `mail.message,${row.id}`,
    fields: [
      char('subject', 'Subject'),
      datetime('date', 'Date', { default: (env) => env.now() }),
      html('body', 'Contents', { default: '' }),
      char('record_name', 'Message Record Name'),
      char('model', 'Related Document Model'),
      many2oneReference('res_id', 'Related Document ID', { modelField: 'model' }),
      selection(
        'message_type',
        'Type',
        [
          ['email', 'Incoming Email'],
          ['comment', 'Comment'],
          ['email_outgoing', 'Outgoing Email'],
          ['notification', 'System notification'],
          ['auto_comment', 'Automated Targeted Notification'],
          ['user_notification', 'User Specific Notification'],
        ],
        { required: true, default: 'comment' },
      ),
      char('email_from', 'From'),
      many2one('author_id', 'Author', 'res.partner'),
      many2one('parent_id', 'Parent Message', 'mail.message'),
      many2many('partner_ids', 'Recipients', 'res.partner'),
      many2many('attachment_ids', 'Attachments', 'ir.attachment'),
      boolean('is_internal', 'Employee Only'),
    ],
  }),
  defineModel({
    name: 'mail.activity.type',
    label: 'Activity Type',
    module: 'mail',
    order: 'sequence, id',
    archivable: true,
    fields: [
      char('name', 'Name', { required: true, translate: true }),
      char('summary', 'Default Summary', { translate: true }),
      integer('sequence', 'Sequence', { default: 10 }),
      integer('delay_count', 'Schedule', { default: 0 }),
      selection(
        'delay_unit',
        'Delay units',
        [
          ['days', 'days'],
          ['weeks', 'weeks'],
          ['months', 'months'],
        ],
        { required: true, default: 'days' },
      ),
      char('icon', 'Icon', { help: 'Font awesome icon e.g. fa-tasks' }),
      selection(
        'category',
        'Action',
        [
          ['default', 'None'],
          ['upload_file', 'Upload Document'],
          ['phonecall', 'Phonecall'],
        ],
        { default: 'default' },
      ),
    ],
  }),
  defineModel({
    name: 'mail.activity',
    label: 'Activity',
    module: 'mail',
    order: 'date_deadline ASC, id ASC',
    nameFields: ['summary'],
    displayName: (row, db) =>
      textOf(row['summary']) || textOf(db.row('mail.activity.type', row['activity_type_id'])?.['name']),
    archivable: true,
    fields: [
      many2oneReference('res_id', 'Related Document ID', { modelField: 'res_model' }),
      char('res_model', 'Related Document Model'),
      char('res_name', 'Document Name', {
        readonly: true,
        compute: (row, db) => {
          const model = textOf(row['res_model']);
          const found = db.models.has(model) ? db.row(model, row['res_id']) : undefined;
          return found === undefined ? false : db.displayName(model, found);
        },
      }),
      many2one('activity_type_id', 'Activity Type', 'mail.activity.type', { onDelete: 'restrict' }),
      char('summary', 'Summary'),
      html('note', 'Note'),
      date('date_deadline', 'Due Date', { required: true, default: (env) => env.today() }),
      many2one('user_id', 'Assigned to', 'res.users', { required: true, default: (env) => env.uid }),
      selection(
        'state',
        'State',
        [
          ['overdue', 'Overdue'],
          ['today', 'Today'],
          ['planned', 'Planned'],
        ],
        {
          readonly: true,
          stored: false,
          compute: (row) => {
            const today = new Date().toISOString().slice(0, 10);
            const due = textOf(row['date_deadline']);
            return due === today ? 'today' : due < today ? 'overdue' : 'planned';
          },
        },
      ),
      text('feedback', 'Feedback', { since: 17 }),
    ],
  }),
];
