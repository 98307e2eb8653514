import { boolean, char, many2many, many2one, selection, text } from './fields';
import { defineModel } from './model';
import type { ModelSource } from './model';

const operations = ['read', 'write', 'create', 'unlink'] as const;
const labels = { read: 'Read', write: 'Write', create: 'Create', unlink: 'Delete' } as const;
const permissions = operations.map((operation) =>
  boolean(`perm_${operation}`, labels[operation], { default: true }),
);

/** Rights as records: rows of a table and rules up to Odoo 19, one model for both from 20 on (odoo#166359). */
export const accessModels: ModelSource[] = [
  defineModel({
    name: 'ir.model.access',
    label: 'Model Access',
    module: 'base',
    order: 'model_id,group_id,name,id',
    until: 19,
    archivable: true,
    fields: [
      char('name', 'Name', { required: true }),
      many2one('model_id', 'Model', 'ir.model', { required: true, onDelete: 'cascade' }),
      many2one('group_id', 'Group', 'res.groups', { onDelete: 'restrict' }),
      ...permissions.map((field) => ({ ...field, label: `${field.label} Access`, default: false })),
    ],
  }),
  defineModel({
    name: 'ir.rule',
    label: 'Record Rule',
    module: 'base',
    order: 'model_id DESC,id',
    until: 19,
    archivable: true,
    fields: [
      char('name', 'Name'),
      many2one('model_id', 'Model', 'ir.model', { required: true, onDelete: 'cascade' }),
      many2many('groups', 'Groups', 'res.groups'),
      text('domain_force', 'Domain'),
      boolean('global', 'Global', {
        readonly: true,
        compute: (row) => !Array.isArray(row['groups']) || row['groups'].length === 0,
      }),
      ...permissions,
    ],
  }),
  defineModel({
    name: 'ir.access',
    label: 'Access',
    module: 'base',
    order: 'model_id, group_id, id',
    since: 20,
    archivable: true,
    fields: [
      char('name', 'Name'),
      many2one('model_id', 'Model', 'ir.model', { required: true, onDelete: 'cascade' }),
      many2one('group_id', 'Group', 'res.groups', { onDelete: 'restrict' }),
      char('operation', 'Operations', { required: true, help: 'Some of the letters r, w, c and d.' }),
      char('domain', 'Domain'),
      selection(
        'kind',
        'Kind',
        [
          ['permission', 'Permission'],
          ['restriction', 'Restriction'],
        ],
        { required: true, default: 'permission' },
      ),
    ],
  }),
];
