import type { GroupKey } from './groups';
import type { Right } from './model';
import { since } from './version';
import type { SandboxVersion } from './version';

/** What a group may do with a model: r read, w write, c create, d delete. */
type Grants = Partial<Record<GroupKey, string>>;

const everyone: Grants = { user: 'r', portal: 'r', public: 'r' };
const settings: Grants = { system: 'rwcd' };
const rights: Grants = { accessRights: 'rwcd' };

/** Who may do what, model by model, after the ir.model.access.csv files of Odoo 19. A model that is not here is nobody's. */
const grantsOf: Readonly<Record<string, Grants>> = {
  'res.partner': {
    user: 'r',
    portal: 'r',
    public: 'r',
    partnerManager: 'rwcd',
    saleOwn: 'rwc',
    projectUser: 'r',
    stockManager: 'rwc',
  },
  'res.partner.category': { user: 'r', partnerManager: 'rwcd' },
  'res.partner.title': { user: 'r', partnerManager: 'rwcd' },
  'res.partner.industry': { user: 'r', system: 'rwcd' },
  'res.partner.bank': { user: 'r', partnerManager: 'rwcd' },
  'res.bank': { user: 'r', partnerManager: 'rwcd', system: 'rwcd' },
  'res.country': { ...everyone, partnerManager: 'r', system: 'rwcd' },
  'res.country.state': { ...everyone, partnerManager: 'rwcd' },
  'res.currency': { ...everyone, system: 'rwcd' },
  'res.currency.rate': { ...everyone, system: 'rwcd' },
  'res.lang': { ...everyone, system: 'rwcd' },
  'res.company': { ...everyone, accessRights: 'rwcd' },
  'res.groups': { user: 'r', accessRights: 'rwcd' },
  'res.users': { ...everyone, accessRights: 'rwcd' },
  'res.users.apikeys': { user: 'r', portal: 'r' },
  'res.users.apikeys.description': { user: 'rc', portal: 'rc' },
  'res.users.log': settings,
  'ir.model': rights,
  'ir.model.fields': rights,
  'ir.model.access': rights,
  'ir.model.data': rights,
  'ir.rule': rights,
  'ir.access': rights,
  'ir.attachment': { user: 'rwcd' },
  'ir.config_parameter': settings,
  'ir.sequence': { user: 'r', system: 'rwcd' },
  'ir.cron': settings,
  'ir.module.module': settings,
  'ir.actions.act_window': { user: 'r', system: 'rwcd' },
  'ir.ui.menu': { user: 'r', system: 'rwcd' },
  'mail.message': { user: 'rwcd', portal: 'rwcd', public: 'r' },
  'mail.activity': { user: 'rwcd' },
  'mail.activity.type': { user: 'r', system: 'rwcd', projectManager: 'rwcd', saleManager: 'rwcd' },
  'product.category': { user: 'r', productManager: 'rwcd' },
  'product.template': { user: 'r', productManager: 'rwcd', stockUser: 'r' },
  'product.product': { user: 'r', productManager: 'rwcd', stockUser: 'r' },
  'uom.uom': { user: 'r', system: 'rwcd', productManager: 'rwcd' },
  'sale.order': { portal: 'r', saleOwn: 'rwc', saleManager: 'rwcd', invoicing: 'rw' },
  'sale.order.line': { portal: 'r', saleOwn: 'rwcd', invoicing: 'rw' },
  'account.account': { user: 'r', invoicing: 'r', accountManager: 'rwcd', partnerManager: 'r' },
  'account.journal': { saleOwn: 'r', invoicing: 'r', accountManager: 'rwcd' },
  'account.tax': { user: 'r', saleOwn: 'r', invoicing: 'r', accountManager: 'rwcd' },
  'account.payment.term': { user: 'r', portal: 'r', accountManager: 'rwcd' },
  'account.move': { portal: 'r', saleOwn: 'r', invoicing: 'rwcd' },
  'account.move.line': { portal: 'r', saleOwn: 'r', invoicing: 'rwcd' },
  'crm.lead': { saleOwn: 'rwc', saleManager: 'rwcd' },
  'crm.stage': { user: 'r', saleManager: 'rwcd' },
  'project.project': { user: 'r', portal: 'r', projectUser: 'r', projectManager: 'rwcd' },
  'project.task': { user: 'r', portal: 'r', projectUser: 'rwcd' },
  'project.task.type': { user: 'r', portal: 'r', projectUser: 'rwcd' },
  'hr.employee': { hrUser: 'rwcd', system: 'r' },
  'hr.department': { user: 'r', hrUser: 'rwcd' },
  'stock.warehouse': { user: 'r', stockManager: 'rwcd' },
  'sandbox.tools': { user: 'rwcd', portal: 'rwcd' },
};

const letters: Record<Right, string> = { read: 'r', write: 'w', create: 'c', unlink: 'd' };

export interface Grant {
  group: GroupKey;
  rights: string;
}

/** What each group may do with a model, as one version has it. */
export function grantsFor(model: string, version: SandboxVersion): Grant[] {
  const found: Grants = { ...grantsOf[model] };
  // Plain users may list models in Odoo 14 (base/security/ir.model.access.csv).
  if (version === '14' && (model === 'ir.model' || model === 'ir.model.fields')) found.user = 'r';
  if (!since(version, 18) && found.productManager !== undefined) {
    found.system = found.productManager;
    delete found.productManager;
  }
  return (Object.entries(found) as [GroupKey, string][]).map(([group, given]) => ({ group, rights: given }));
}

export function groupsWith(model: string, right: Right, version: SandboxVersion): GroupKey[] {
  return grantsFor(model, version)
    .filter((grant) => grant.rights.includes(letters[right]))
    .map((grant) => grant.group);
}
