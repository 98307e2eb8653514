import { validationError } from './errors';
import { boolean, char, float, integer, many2one, one2many, selection, text } from './fields';
import type { Field, Row } from './fields';
import type { Database } from './database';
import type { Env } from './env';
import { defineModel, textOf } from './model';
import type { ModelSource } from './model';
import { missingRequired } from './refusals';
import type { Dict } from './values';

const productTypes: [string, string][] = [
  ['consu', 'Goods'],
  ['service', 'Service'],
  ['combo', 'Combo'],
];

/** Fields of a template that its variants show as theirs. */
const shared: Field[] = [
  char('name', 'Name', { required: true, translate: true }),
  boolean('is_favorite', 'Favorite', { default: false }),
  selection('type', 'Product Type', productTypes, {
    required: true,
    default: 'consu',
    help: 'Goods are tangible materials and merchandise you provide.\nA service is a non-material product you provide.',
  }),
  many2one('categ_id', 'Product Category', 'product.category', { default: 1, onDelete: 'restrict' }),
  boolean('sale_ok', 'Sales', { default: true }),
  boolean('purchase_ok', 'Purchase', { default: true }),
  text('description_sale', 'Sales Description', { translate: true }),
  many2one('uom_id', 'Unit', 'uom.uom', { required: true, default: 1 }),
  many2one('company_id', 'Company', 'res.company'),
];

function ofTemplate(field: Field): Field {
  const { name, type, label, relation, selection: choices, help, translate, required } = field;
  return {
    name,
    type,
    label,
    related: ['product_tmpl_id', name],
    ...(relation === undefined ? {} : { relation }),
    ...(choices === undefined ? {} : { selection: choices }),
    ...(help === undefined ? {} : { help }),
    ...(translate === undefined ? {} : { translate }),
    ...(required === undefined ? {} : { required }),
  };
}

/** The only variant of a template, through which its own fields of a variant are seen. */
function variantCell(
  name: string,
  otherwise: false | 0,
): (row: Row, db: Database) => string | number | boolean {
  return (row, db) => {
    const variants = db.related('product.product', 'product_tmpl_id', row.id);
    const cell = variants.length === 1 ? variants[0]?.[name] : otherwise;
    return cell === undefined || Array.isArray(cell) ? otherwise : cell;
  };
}

function named(row: Row, db: Database, model: string): string {
  const code = textOf(db.cell(model, row, 'default_code'));
  const name = textOf(db.cell(model, row, 'name'));
  return code === '' ? name : `[${code}] ${name}`;
}

/** Products, their categories and units, after Odoo's `product` and `uom`. */
export const productModels: ModelSource[] = [
  defineModel({
    name: 'product.category',
    label: 'Product Category',
    module: 'product',
    order: 'complete_name',
    nameFields: ['complete_name'],
    parent: 'parent_id',
    displayName: (row, db) => textOf(db.cell('product.category', row, 'complete_name')),
    fields: [
      char('name', 'Name', { required: true, translate: true }),
      char('complete_name', 'Complete Name', {
        readonly: true,
        compute: (row, db) => {
          const parent = db.row('product.category', row['parent_id']);
          const own = textOf(row['name']);
          return parent === undefined
            ? own
            : `${textOf(db.cell('product.category', parent, 'complete_name'))} / ${own}`;
        },
      }),
      many2one('parent_id', 'Parent Category', 'product.category', { onDelete: 'cascade' }),
      one2many('child_id', 'Child Categories', 'product.category', 'parent_id'),
      integer('product_count', '# Products', {
        readonly: true,
        stored: false,
        compute: (row, db) => db.related('product.template', 'categ_id', row.id).length,
      }),
    ],
    constraint: (row, db) =>
      db.isRecursive('product.category', row)
        ? validationError('You cannot create recursive categories.')
        : undefined,
  }),
  defineModel({
    name: 'uom.uom',
    label: 'Product Unit of Measure',
    formerly: { until: 18, label: 'Product Unit of Measure' },
    module: 'uom',
    order: 'sequence, id',
    archivable: true,
    fields: [
      char('name', 'Unit Name', { required: true, translate: true }),
      integer('sequence', 'Sequence', { default: 10 }),
      float('factor', 'Ratio', { digits: [0, 0], required: true, default: 1 }),
      many2one('relative_uom_id', 'Reference Unit', 'uom.uom', { onDelete: 'cascade', since: 19 }),
      float('rounding', 'Rounding Precision', { digits: [0, 0], required: true, default: 0.01 }),
    ],
  }),
  defineModel({
    name: 'product.template',
    label: 'Product',
    formerly: { until: 14, label: 'Product Template' },
    module: 'product',
    order: 'is_favorite desc, name',
    nameFields: ['name', 'default_code'],
    ownMethods: ['create', 'write', 'copy'],
    archivable: true,
    displayName: (row, db) => named(row, db, 'product.template'),
    fields: [
      ...shared,
      float('list_price', 'Sales Price', { digits: [16, 2], default: 1 }),
      char('default_code', 'Internal Reference', {
        compute: variantCell('default_code', false),
      }),
      char('barcode', 'Barcode', { stored: false, compute: variantCell('barcode', false) }),
      float('standard_price', 'Cost', {
        digits: [16, 2],
        stored: false,
        compute: variantCell('standard_price', 0),
      }),
      many2one('currency_id', 'Currency', 'res.currency', {
        readonly: true,
        stored: false,
        compute: (row, db) => db.row('res.company', row['company_id'])?.['currency_id'] ?? 1,
      }),
      one2many('product_variant_ids', 'Products', 'product.product', 'product_tmpl_id'),
      integer('product_variant_count', '# Product Variants', {
        readonly: true,
        stored: false,
        compute: (row, db) => db.related('product.product', 'product_tmpl_id', row.id).length,
      }),
      integer('color', 'Color Index'),
    ],
    afterCreate: (row, env) => {
      if (env.db.related('product.product', 'product_tmpl_id', row.id).length === 0)
        insertVariant(env, row.id);
    },
  }),
  defineModel({
    name: 'product.product',
    label: 'Product Variant',
    formerly: { until: 15, label: 'Product' },
    module: 'product',
    order: 'is_favorite desc, default_code, name, id',
    nameFields: ['default_code', 'name', 'barcode'],
    ownMethods: ['create', 'write', 'unlink'],
    archivable: true,
    displayName: (row, db) => named(row, db, 'product.product'),
    fields: [
      many2one('product_tmpl_id', 'Product', 'product.template', { required: true, onDelete: 'cascade' }),
      ...shared.map(ofTemplate),
      char('default_code', 'Internal Reference'),
      char('barcode', 'Barcode', {
        copied: false,
        help: 'International Article Number used for product identification.',
      }),
      float('lst_price', 'Sales Price', {
        digits: [16, 2],
        stored: false,
        related: ['product_tmpl_id', 'list_price'],
      }),
      float('standard_price', 'Cost', { digits: [16, 2] }),
      float('weight', 'Weight', { digits: [16, 2] }),
      float('volume', 'Volume', { digits: [16, 2] }),
      integer('color', 'Color Index'),
      many2one('currency_id', 'Currency', 'res.currency', {
        stored: false,
        related: ['product_tmpl_id', 'currency_id'],
      }),
    ],
    onCreate: (values, env) =>
      values['product_tmpl_id'] === undefined
        ? { ...values, product_tmpl_id: insertTemplate(env, values) }
        : values,
    constraint: (row, db) => {
      const { barcode } = row;
      const same = db
        .rows('product.product')
        .filter((one) => barcode !== false && one['barcode'] === barcode);
      return same.length > 1
        ? validationError(
            `Barcode(s) already assigned:\n\n- Barcode "${textOf(barcode)}" already assigned to product(s): ${same
              .map((one) => named(one, db, 'product.product'))
              .join(', ')}`,
          )
        : undefined;
    },
  }),
];

function stamp(env: Env): { write_uid: number; write_date: string; create_uid: number; create_date: string } {
  const log = env.log();
  return { ...log, create_uid: log.write_uid, create_date: log.write_date };
}

function insertVariant(env: Env, template: number): void {
  env.db.insert('product.product', { ...stamp(env), product_tmpl_id: template });
}

/** A variant made alone brings its template, which is where a name is missed. */
function insertTemplate(env: Env, values: Dict): number {
  const { name } = values;
  const template = env.db.models.get('product.template');
  const field = template?.fields.get('name');
  if (
    template !== undefined &&
    field !== undefined &&
    (name === undefined || name === false || name === '')
  ) {
    throw missingRequired(env.version, template, field);
  }
  return env.db.insert('product.template', stamp(env));
}
