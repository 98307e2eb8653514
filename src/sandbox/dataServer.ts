import { grantsFor } from './access';
import type { Database } from './database';
import type { Cell } from './fields';
import { groupId, groupXmlId, groupsIn } from './groups';
import { textOf } from './model';
import type { Model } from './model';
import { rules } from './rules';
import { add, moment } from './seed';

type Cells = Record<string, Cell>;

/** What the server knows of itself: models, rights, apps, menus, jobs, parameters and external ids. */
export function addServer(db: Database, models: Model[]): void {
  addModels(db, models);
  addAccess(db, models);
  addSettings(db);
  addExternalIds(db);
}

function addModels(db: Database, models: Model[]): void {
  for (const model of models) {
    const state: Cells = { state: 'base', modules: model.module };
    const id = db.insert('ir.model', {
      ...state,
      model: model.name,
      name: model.label,
      order: model.order,
      transient: model.transient,
    });
    for (const field of model.fields.values()) {
      db.insert('ir.model.fields', {
        ...state,
        name: field.name,
        model: model.name,
        model_id: id,
        field_description: field.label,
        ttype: field.type,
        relation: textOf(field.relation),
        relation_field: textOf(field.inverse),
        help: textOf(field.help),
        required: field.required ?? false,
        readonly: field.readonly ?? false,
        store: field.stored ?? true,
        copied: field.copied ?? true,
        translate: field.translate ?? false,
      });
    }
  }
}

const operations = { read: 'r', write: 'w', create: 'c', unlink: 'd' } as const;

/** The table of access.ts and the rules of rules.ts as records. */
function addAccess(db: Database, models: Model[]): void {
  const idOf = new Map(db.rows('ir.model').map((row) => [textOf(row['model']), row.id]));
  const known = new Set(groupsIn(db.version));
  const isOne = db.models.has('ir.access');
  for (const model of models) {
    for (const { group, rights } of grantsFor(model.name, db.version)) {
      const cells: Cells = {
        name: `${model.name} ${groupXmlId(group)}`,
        model_id: idOf.get(model.name) ?? false,
        group_id: groupId(group),
      };
      if (isOne) db.insert('ir.access', { ...cells, operation: rights, kind: 'permission' });
      else db.insert('ir.model.access', { ...cells, ...permissions((letter) => rights.includes(letter)) });
    }
  }
  for (const { name, model, groups, rights, domainForce } of rules) {
    if (!db.models.has(model)) continue;
    const ids = groups.filter((key) => known.has(key)).map(groupId);
    const letters = rights.map((right) => operations[right]).join('');
    const cells: Cells = { name, model_id: idOf.get(model) ?? false };
    if (!isOne) {
      db.insert('ir.rule', {
        ...cells,
        groups: ids,
        domain_force: domainForce,
        ...permissions((letter) => letters.includes(letter)),
      });
      continue;
    }
    for (const id of ids.length === 0 ? [false as const] : ids) {
      db.insert('ir.access', {
        ...cells,
        group_id: id,
        operation: letters,
        domain: domainForce,
        kind: 'restriction',
      });
    }
  }
}

function permissions(has: (letter: string) => boolean): Cells {
  return Object.fromEntries(
    Object.entries(operations).map(([name, letter]) => [`perm_${name}`, has(letter)]),
  );
}

const apps: [string, string, boolean][] = [
  ['base', 'Base', false],
  ['web', 'Web', false],
  ['mail', 'Discuss', true],
  ['contacts', 'Contacts', true],
  ['product', 'Products & Pricelists', false],
  ['uom', 'Units of measure', false],
  ['sale', 'Sales', false],
  ['sale_management', 'Sales', true],
  ['account', 'Invoicing', true],
  ['crm', 'CRM', true],
  ['project', 'Project', true],
  ['hr', 'Employees', true],
  ['stock', 'Inventory', true],
  ['auth_totp', 'Two-Factor Authentication (TOTP)', false],
  ['auth_oauth', 'OAuth2 Authentication', false],
  ['purchase', 'Purchase', true],
  ['mrp', 'Manufacturing', true],
  ['website', 'Website', true],
];
const notInstalled = new Set(['auth_oauth', 'purchase', 'mrp', 'website']);

const actions: [string, string, string, string][] = [
  ['Contacts', 'res.partner', 'contacts.action_contacts', 'contacts'],
  ['Users', 'res.users', 'base.action_res_users', 'users'],
  ['Companies', 'res.company', 'base.action_res_company_form', 'companies'],
  ['Quotations', 'sale.order', 'sale.action_quotations_with_onboarding', 'quotations'],
  ['Sales Orders', 'sale.order', 'sale.action_orders', 'orders'],
  ['Products', 'product.template', 'sale.product_template_action', 'products'],
  ['Invoices', 'account.move', 'account.action_move_out_invoice_type', 'customer-invoices'],
  ['Pipeline', 'crm.lead', 'crm.crm_lead_action_pipeline', 'crm'],
  ['Projects', 'project.project', 'project.open_view_project_all', 'project'],
  ['Tasks', 'project.task', 'project.action_view_all_task', 'tasks'],
  ['Employees', 'hr.employee', 'hr.open_view_employee_list_my', 'employees'],
  ['Attachments', 'ir.attachment', 'base.action_attachment', 'attachments'],
];

function addSettings(db: Database): void {
  for (const [name, shortdesc, application] of apps) {
    add(db, 'ir.module.module', {
      name,
      shortdesc,
      application,
      author: 'Odoo S.A.',
      state: notInstalled.has(name) ? 'uninstalled' : 'installed',
      latest_version: notInstalled.has(name) ? false : `${db.version}.0.1.0`,
    });
  }
  for (const [name, res_model, , path] of actions) {
    add(db, 'ir.actions.act_window', { name, res_model, path, view_mode: 'list,form' });
  }
  const parents = ['Contacts', 'Sales', 'Invoicing', 'CRM', 'Project', 'Employees', 'Settings'];
  for (const [index, name] of parents.entries()) add(db, 'ir.ui.menu', { name, sequence: index + 1 });
  for (const [index, [name]] of actions.entries()) {
    const parent = [1, 7, 7, 2, 2, 2, 3, 4, 5, 5, 6, 7][index] ?? 7;
    add(db, 'ir.ui.menu', { name, parent_id: parent, action: `ir.actions.act_window,${index + 1}` });
  }
  for (const [key, value] of [
    ['database.uuid', '5a11dba6-0000-4000-8000-000000000000'],
    ['database.create_date', moment(-400)],
    ['web.base.url', 'http://127.0.0.1'],
    ['mail.catchall.domain', 'sandbox.example.com'],
    ['base.login_cooldown_after', '10'],
    ['base.login_cooldown_duration', '60'],
  ] as const) {
    add(db, 'ir.config_parameter', { key, value });
  }
  for (const [name, model, number, unit] of [
    ['Base: Auto-vacuum internal data', 'ir.attachment', 1, 'days'],
    ['Mail: Email Queue Manager', 'mail.message', 1, 'hours'],
    ['Users: Notify About Unregistered Users', 'res.users', 1, 'days'],
    ['Account: Post draft entries with a date up to today', 'account.move', 1, 'days'],
    ['CRM: Lead Assignment', 'crm.lead', 4, 'hours'],
  ] as const) {
    const found = db.rows('ir.model').find((row) => row['model'] === model);
    add(db, 'ir.cron', {
      cron_name: name,
      model_id: found?.id ?? 1,
      user_id: 1,
      interval_number: number,
      interval_type: unit,
      nextcall: moment(365),
      code: 'model._run()',
    });
  }
}

/** Records that Odoo's own files would have made, by names that stay. */
function addExternalIds(db: Database): void {
  const name = (xmlId: string, model: string, id: number, noupdate = false): void => {
    if (db.row(model, id) === undefined) return;
    const [module = '', rest = ''] = xmlId.split(/\.(.*)/s);
    add(db, 'ir.model.data', { module, name: rest, model, res_id: id, noupdate });
  };
  name('base.main_partner', 'res.partner', 1, true);
  name('base.main_company', 'res.company', 1, true);
  for (const [index, login] of ['root', 'admin', 'demo'].entries()) {
    name(`base.user_${login}`, 'res.users', index + 1, true);
    name(`base.partner_${login}`, 'res.partner', index + 2, true);
  }
  for (const key of groupsIn(db.version)) name(groupXmlId(key), 'res.groups', groupId(key));
  const byCode = (model: string, module: string, prefix: string, field: string): void => {
    for (const row of db.rows(model)) {
      name(
        `${module}.${prefix}${textOf(row[field]).toLowerCase().replace(/\W+/g, '_')}`,
        model,
        row.id,
        true,
      );
    }
  };
  byCode('res.country', 'base', '', 'code');
  byCode('res.lang', 'base', 'lang_', 'code');
  byCode('res.currency', 'base', '', 'name');
  byCode('ir.module.module', 'base', 'module_', 'name');
  byCode('mail.activity.type', 'mail', 'mail_activity_data_', 'name');
  byCode('uom.uom', 'uom', 'product_uom_', 'name');
  for (const row of db.rows('res.country.state')) {
    const country = textOf(db.row('res.country', row['country_id'])?.['code']).toLowerCase();
    name(`base.state_${country}_${textOf(row['code']).toLowerCase()}`, 'res.country.state', row.id, true);
  }
  for (const row of db.rows('ir.model')) {
    name(`${textOf(row['modules'])}.model_${textOf(row['model']).replaceAll('.', '_')}`, 'ir.model', row.id);
  }
  for (const [index, [, , xmlId]] of actions.entries()) name(xmlId, 'ir.actions.act_window', index + 1);
  for (let index = 1; index <= 25; index++) {
    const partner = db.rows('res.partner').find((row) => row['ref'] === `C${String(index).padStart(4, '0')}`);
    if (partner !== undefined) name(`base.res_partner_${index}`, 'res.partner', partner.id, true);
  }
  for (const row of db.rows('product.product'))
    name(`product.product_product_${row.id}`, 'product.product', row.id, true);
  for (let id = 1; id <= 20; id++) name(`sale.sale_order_${id}`, 'sale.order', id, true);
  for (let id = 1; id <= 4; id++) {
    name(`crm.stage_lead${id}`, 'crm.stage', id, true);
    name(`project.project_project_${id}`, 'project.project', id, true);
  }
}
