import type { GroupKey } from './groups';
import type { Right } from './model';
import type { Value } from './values';

/** Whom a rule is asked for. */
export interface RuleUser {
  uid: number;
  partnerId: number;
  /** The commercial partner: the company a portal user belongs to. */
  commercialId: number;
  /** The companies the user works in now. */
  companyIds: number[];
}

/** Which records of a model a user reaches (ir.rule). Those of no group bind everyone; of the others one is enough. */
export interface Rule {
  name: string;
  model: string;
  groups: GroupKey[];
  rights: Right[];
  /** As it stands in ir.rule. */
  domainForce: string;
  domain: (user: RuleUser) => Value[];
}

const all: Right[] = ['read', 'write', 'create', 'unlink'];

function rule(
  model: string,
  name: string,
  groups: GroupKey[],
  domainForce: string,
  domain: Rule['domain'],
  rights: Right[] = all,
): Rule {
  return { model, name, groups, domainForce, domain, rights };
}

/** Records of one's companies, and those of none. */
function ofCompanies(model: string, label: string): Rule {
  return rule(
    model,
    `${label} multi-company`,
    [],
    "[('company_id', 'in', company_ids + [False])]",
    ({ companyIds }) => [['company_id', 'in', [...companyIds, false]]],
  );
}

const everything: Rule['domain'] = () => [[1, '=', 1]];
const own: Rule['domain'] = ({ uid }) => ['|', ['user_id', '=', uid], ['user_id', '=', false]];
const ownText = "['|', ('user_id', '=', user.id), ('user_id', '=', False)]";
const ownOrder: Rule['domain'] = ({ uid }) => [
  '|',
  ['order_id.user_id', '=', uid],
  ['order_id.user_id', '=', false],
];
const ofPartner: Rule['domain'] = ({ commercialId }) => [['partner_id', 'child_of', [commercialId]]];
const ofPartnerText = "[('partner_id', 'child_of', [user.partner_id.commercial_partner_id.id])]";

/** After the security folders of Odoo 19's base, sale, crm, account and project. */
export const rules: readonly Rule[] = [
  ofCompanies('res.partner', 'res.partner company'),
  ofCompanies('sale.order', 'Sales Order'),
  ofCompanies('sale.order.line', 'Sales Order Line'),
  ofCompanies('account.move', 'Account Entry'),
  ofCompanies('account.move.line', 'Entry lines'),
  ofCompanies('account.journal', 'Journal'),
  ofCompanies('account.tax', 'Tax'),
  ofCompanies('crm.lead', 'CRM Lead'),
  ofCompanies('project.project', 'Project'),
  ofCompanies('project.task', 'Project/Task'),
  ofCompanies('hr.employee', 'Employee'),
  ofCompanies('hr.department', 'Department'),
  ofCompanies('stock.warehouse', 'Warehouse'),
  rule(
    'res.company',
    'multi-company portal rule',
    ['portal', 'user'],
    "[('id','in', company_ids)]",
    (user) => [['id', 'in', user.companyIds]],
  ),
  rule('res.company', 'multi-company erp manager', ['accessRights'], '[(1,"=",1)]', everything),
  rule(
    'res.partner',
    'res_partner: portal/public: read access on my commercial partner',
    ['portal', 'public'],
    "[('id', 'child_of', user.commercial_partner_id.id)]",
    ({ commercialId }) => [['id', 'child_of', commercialId]],
  ),
  rule(
    'res.users',
    'users: portal and public see themselves',
    ['portal', 'public'],
    "[('id', '=', user.id)]",
    ({ uid }) => [['id', '=', uid]],
  ),
  rule('res.users', 'users: internal users see all', ['user'], "[(1, '=', 1)]", everything),
  rule(
    'res.users.apikeys',
    'Users can read and delete their own keys',
    ['user', 'portal'],
    "[('user_id', '=', user.id)]",
    ({ uid }) => [['user_id', '=', uid]],
  ),
  rule(
    'res.users.apikeys',
    'Administrators can view user keys to revoke them',
    ['system'],
    "[(1, '=', 1)]",
    everything,
  ),
  rule('sale.order', 'Personal Orders', ['saleOwn'], ownText, own),
  rule('sale.order', 'All Orders', ['saleAll'], "[(1, '=', 1)]", everything),
  rule('sale.order', 'All Orders of invoices', ['invoicing'], "[(1, '=', 1)]", everything, ['read', 'write']),
  rule('sale.order', 'Portal Personal Quotations/Sales Orders', ['portal'], ofPartnerText, ofPartner),
  rule(
    'sale.order.line',
    'Personal Order Lines',
    ['saleOwn'],
    ownText.replaceAll("user_id'", "order_id.user_id'"),
    ownOrder,
  ),
  rule('sale.order.line', 'All Orders Lines', ['saleAll'], "[(1, '=', 1)]", everything),
  rule(
    'sale.order.line',
    'Portal Sales Orders Line',
    ['portal'],
    ofPartnerText.replace('partner_id', 'order_id.partner_id'),
    ({ commercialId }) => [['order_id.partner_id', 'child_of', [commercialId]]],
  ),
  rule('crm.lead', 'Personal Leads', ['saleOwn'], ownText, own),
  rule('crm.lead', 'All Leads', ['saleAll'], "[(1, '=', 1)]", everything),
  rule(
    'account.move',
    'Personal Invoices',
    ['saleOwn'],
    "[('move_type', 'in', ('out_invoice', 'out_refund')), '|', ('invoice_user_id', '=', user.id), ('invoice_user_id', '=', False)]",
    ({ uid }) => [
      ['move_type', 'in', ['out_invoice', 'out_refund']],
      '|',
      ['invoice_user_id', '=', uid],
      ['invoice_user_id', '=', false],
    ],
  ),
  rule('account.move', 'All Invoices', ['saleAll', 'invoicing'], "[(1, '=', 1)]", everything),
  rule('account.move', 'Portal Personal Account Invoices', ['portal'], ofPartnerText, ofPartner),
  rule(
    'account.move.line',
    'Personal Invoice Lines',
    ['saleOwn'],
    "[('move_id.move_type', 'in', ('out_invoice', 'out_refund')), '|', ('move_id.invoice_user_id', '=', user.id), ('move_id.invoice_user_id', '=', False)]",
    ({ uid }) => [
      ['move_id.move_type', 'in', ['out_invoice', 'out_refund']],
      '|',
      ['move_id.invoice_user_id', '=', uid],
      ['move_id.invoice_user_id', '=', false],
    ],
  ),
  rule('account.move.line', 'All Invoice Lines', ['saleAll', 'invoicing'], "[(1, '=', 1)]", everything),
  rule('account.move.line', 'Portal Invoice Lines', ['portal'], ofPartnerText, ofPartner),
  rule('project.task', 'Project/Task: portal users', ['portal'], ofPartnerText, ofPartner),
  rule('project.task', 'Project/Task: internal users', ['user'], "[(1, '=', 1)]", everything),
  rule('project.project', 'Project: portal users', ['portal'], ofPartnerText, ofPartner),
  rule('project.project', 'Project: internal users', ['user'], "[(1, '=', 1)]", everything),
  rule(
    'mail.message',
    'mail.message: portal and public see what is public',
    ['portal', 'public'],
    "[('author_id', '=', user.partner_id.id)]",
    ({ partnerId }) => [['author_id', '=', partnerId]],
  ),
];
