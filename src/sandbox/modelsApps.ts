import { boolean, char, html, integer, many2many, many2one, one2many, reference, selection } from './fields';
import { defineModel, textOf } from './model';
import type { ModelSource } from './model';

/** Apps, what they open and where it stands in the menu, after Odoo's `base`. */
export const appModels: ModelSource[] = [
  defineModel({
    name: 'ir.module.module',
    label: 'Module',
    module: 'base',
    order: 'application desc,sequence,name',
    nameFields: ['shortdesc', 'name'],
    displayName: (row) => textOf(row['shortdesc']),
    fields: [
      char('name', 'Technical Name', { required: true, readonly: true }),
      char('shortdesc', 'Module Name', { readonly: true, translate: true }),
      char('summary', 'Summary', { readonly: true, translate: true }),
      char('author', 'Author', { readonly: true }),
      char('website', 'Website', { readonly: true }),
      char('installed_version', 'Latest Version', {
        stored: false,
        readonly: true,
        compute: (row, db) => (row['state'] === 'installed' ? `${db.version}.0.1.0` : false),
      }),
      char('latest_version', 'Installed Version', { readonly: true }),
      integer('sequence', 'Sequence', { default: 100 }),
      selection(
        'state',
        'Status',
        [
          ['uninstallable', 'Uninstallable'],
          ['uninstalled', 'Not Installed'],
          ['installed', 'Installed'],
          ['to upgrade', 'To be upgraded'],
          ['to remove', 'To be removed'],
          ['to install', 'To be installed'],
        ],
        { readonly: true, default: 'uninstallable' },
      ),
      boolean('application', 'Application', { readonly: true }),
      char('license', 'License', { readonly: true, default: 'LGPL-3' }),
    ],
  }),
  defineModel({
    name: 'ir.actions.act_window',
    label: 'Action Window',
    module: 'base',
    order: 'name, id',
    fields: [
      char('name', 'Action Name', { required: true, translate: true }),
      char('type', 'Action Type', { required: true, default: 'ir.actions.act_window' }),
      char('xml_id', 'External ID', {
        stored: false,
        readonly: true,
        compute: (row, db) => {
          const names = db.related('ir.model.data', 'res_id', row.id);
          const found = names.find((one) => one['model'] === 'ir.actions.act_window');
          return found === undefined ? '' : `${textOf(found['module'])}.${textOf(found['name'])}`;
        },
      }),
      char('path', 'Path to show in the URL', { since: 18 }),
      char('res_model', 'Destination Model', { required: true }),
      char('view_mode', 'View Mode', { required: true, default: 'list,form' }),
      char('domain', 'Domain Value'),
      char('context', 'Context Value', { required: true, default: '{}' }),
      integer('limit', 'Limit', { default: 80 }),
      selection(
        'target',
        'Target Window',
        [
          ['current', 'Current Window'],
          ['new', 'New Window'],
        ],
        { default: 'current' },
      ),
      html('help', 'Action Description', { translate: true }),
    ],
  }),
  defineModel({
    name: 'ir.ui.menu',
    label: 'Menu',
    module: 'base',
    order: 'sequence,id',
    parent: 'parent_id',
    archivable: true,
    displayName: (row, db) => textOf(db.cell('ir.ui.menu', row, 'complete_name')),
    fields: [
      char('name', 'Menu', { required: true, translate: true }),
      integer('sequence', 'Sequence', { default: 10 }),
      many2one('parent_id', 'Parent Menu', 'ir.ui.menu', { onDelete: 'restrict' }),
      one2many('child_id', 'Child IDs', 'ir.ui.menu', 'parent_id'),
      char('complete_name', 'Full Path', {
        stored: false,
        readonly: true,
        compute: (row, db) => {
          const parent = db.row('ir.ui.menu', row['parent_id']);
          const own = textOf(row['name']);
          return parent === undefined
            ? own
            : `${textOf(db.cell('ir.ui.menu', parent, 'complete_name'))}/${own}`;
        },
      }),
      reference('action', 'Action'),
      many2many('group_ids', 'Groups', 'res.groups', { since: 19 }),
      many2many('groups_id', 'Groups', 'res.groups', { until: 18 }),
    ],
  }),
];
