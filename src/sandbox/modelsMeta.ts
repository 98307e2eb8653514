import { boolean, char, integer, many2one, one2many, selection, text } from './fields';
import { defineModel, textOf } from './model';
import type { ModelSource } from './model';

const kinds =
  'binary boolean char date datetime float html integer many2many many2one many2one_reference monetary one2many reference selection text'
    .split(' ')
    .map((kind): [string, string] => [kind, kind]);
const states: [string, string][] = [
  ['manual', 'Custom Object'],
  ['base', 'Base Object'],
];

/** What a server says about itself: its models and fields, for users with the right to see them. And the tools for tests. */
export const metaModels: ModelSource[] = [
  defineModel({
    name: 'ir.model',
    label: 'Models',
    module: 'base',
    order: 'model',
    nameFields: ['name', 'model'],
    fields: [
      char('name', 'Model Description', { required: true, translate: true }),
      char('model', 'Model', { required: true }),
      char('order', 'Order', { required: true, default: 'id' }),
      text('info', 'Information'),
      one2many('field_id', 'Fields', 'ir.model.fields', 'model_id'),
      selection('state', 'Type', states, { readonly: true, default: 'manual' }),
      boolean('transient', 'Transient Model'),
      char('modules', 'In Apps'),
      integer('count', 'Count (Incl. Archived)', {
        readonly: true,
        stored: false,
        compute: (row, db) =>
          db.models.has(textOf(row['model'])) ? db.rows(textOf(row['model'])).length : 0,
      }),
    ],
  }),
  defineModel({
    name: 'ir.model.fields',
    label: 'Fields',
    module: 'base',
    order: 'name, id',
    nameFields: ['field_description', 'name'],
    displayName: (row, db) =>
      `${textOf(row['field_description'])} (${textOf(db.row('ir.model', row['model_id'])?.['name'])})`,
    fields: [
      char('name', 'Field Name', { required: true }),
      char('model', 'Model Name', {
        required: true,
        help: 'The technical name of the model this field belongs to.',
      }),
      many2one('model_id', 'Model', 'ir.model', { required: true, onDelete: 'cascade' }),
      char('field_description', 'Field Label', { required: true, translate: true }),
      selection('ttype', 'Field Type', kinds, { required: true }),
      char('relation', 'Related Model'),
      char('relation_field', 'Relation Field'),
      text('help', 'Field Help', { translate: true }),
      boolean('required', 'Required'),
      boolean('readonly', 'Readonly'),
      boolean('store', 'Stored', { default: true }),
      boolean('copied', 'Copied'),
      boolean('translate', 'Translatable'),
      selection('state', 'Type', states, { required: true, readonly: true, default: 'manual' }),
      char('modules', 'In Apps'),
    ],
  }),
  defineModel({
    name: 'sandbox.tools',
    label: 'Sandbox Tools',
    module: 'sandbox',
    transient: true,
    fields: [char('name', 'Name')],
  }),
];
