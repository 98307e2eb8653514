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
  one2many,
  selection,
} from './fields';
import { defineModel } from './model';
import type { ModelSource } from './model';

/** Projects and tasks, after Odoo's `project`. */
export const projectModels: ModelSource[] = [
  defineModel({
    name: 'project.project',
    label: 'Project',
    module: 'project',
    order: 'sequence, name, id',
    archivable: true,
    fields: [
      char('name', 'Name', { required: true, translate: true }),
      integer('sequence', 'Sequence', { default: 10 }),
      many2one('partner_id', 'Customer', 'res.partner'),
      many2one('user_id', 'Project Manager', 'res.users', { default: (env) => env.uid }),
      many2one('company_id', 'Company', 'res.company'),
      date('date_start', 'Start Date'),
      date('date', 'Expiration Date'),
      one2many('task_ids', 'Tasks', 'project.task', 'project_id'),
      integer('task_count', 'Task Count', {
        readonly: true,
        stored: false,
        compute: (row, db) => db.related('project.task', 'project_id', row.id).length,
      }),
      html('description', 'Description'),
      integer('color', 'Color Index'),
    ],
  }),
  defineModel({
    name: 'project.task.type',
    label: 'Task Stage',
    module: 'project',
    order: 'sequence, id',
    archivable: true,
    fields: [
      char('name', 'Name', { required: true, translate: true }),
      integer('sequence', 'Sequence', { default: 1 }),
      boolean('fold', 'Folded in Kanban'),
      many2many('project_ids', 'Projects', 'project.project'),
    ],
  }),
  defineModel({
    name: 'project.task',
    label: 'Task',
    module: 'project',
    order: 'priority desc, sequence, date_deadline asc, id desc',
    ownMethods: ['create', 'write', 'default_get'],
    parent: 'parent_id',
    archivable: true,
    fields: [
      char('name', 'Title', { required: true }),
      many2one('project_id', 'Project', 'project.project'),
      many2one('stage_id', 'Stage', 'project.task.type', { onDelete: 'restrict', default: 1 }),
      many2one('partner_id', 'Customer', 'res.partner'),
      many2one('company_id', 'Company', 'res.company'),
      many2many('user_ids', 'Assignees', 'res.users', { since: 15 }),
      many2one('user_id', 'Assigned to', 'res.users', { until: 14 }),
      selection(
        'priority',
        'Priority',
        [
          ['0', 'Low priority'],
          ['1', 'High priority'],
        ],
        { default: '0' },
      ),
      selection(
        'state',
        'State',
        [
          ['01_in_progress', 'In Progress'],
          ['02_changes_requested', 'Changes Requested'],
          ['03_approved', 'Approved'],
          ['1_done', 'Done'],
          ['1_canceled', 'Cancelled'],
          ['04_waiting_normal', 'Waiting'],
        ],
        { required: true, copied: false, default: '01_in_progress' },
      ),
      datetime('date_deadline', 'Deadline'),
      many2one('parent_id', 'Parent Task', 'project.task'),
      one2many('child_ids', 'Sub-tasks', 'project.task', 'parent_id'),
      float('allocated_hours', 'Allocated Time', { digits: [16, 2] }),
      integer('sequence', 'Sequence', { default: 10 }),
      html('description', 'Description'),
      integer('color', 'Color Index'),
    ],
    constraint: (row, db) =>
      db.isRecursive('project.task', row) ? validationError('Recursion Detected.') : undefined,
  }),
];
