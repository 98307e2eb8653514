import type { SandboxVersion } from './version';
import { since } from './version';

/**
 * The groups of users, in the order of their ids in res.groups. Names after Odoo 19's privileges, and after the categories that came
 * before them (Odoo 14 to 19, the security folders of each app).
 */
const definitions = {
  system: group('base.group_system', 'Role / Administrator', 'Administration/Settings', ['accessRights']),
  accessRights: group('base.group_erp_manager', 'Access Rights', 'Administration/Access Rights', ['user']),
  user: group('base.group_user', 'Role / User', 'User types/Internal User'),
  partnerManager: group('base.group_partner_manager', 'Contact/Creation', 'Extra Rights/Contact Creation'),
  saleManager: group('sales_team.group_sale_manager', 'Sales/Administrator', undefined, ['saleAll']),
  portal: group('base.group_portal', 'Role / Portal', 'User types/Portal'),
  public: group('base.group_public', 'Role / Public', 'User types/Public'),
  saleOwn: group('sales_team.group_sale_salesman', 'Sales/User: Own Documents Only', undefined, ['user']),
  saleAll: group('sales_team.group_sale_salesman_all_leads', 'Sales/User: All Documents', undefined, [
    'saleOwn',
  ]),
  productManager: group('product.group_product_manager', 'Products/Create', 'Extra Rights/Product Creation'),
  invoicing: group('account.group_account_invoice', 'Invoicing/Invoicing', 'Invoicing/Billing', ['user']),
  accountManager: group('account.group_account_manager', 'Invoicing/Administrator', undefined, ['invoicing']),
  projectUser: group('project.group_project_user', 'Project/User', undefined, ['user']),
  projectManager: group('project.group_project_manager', 'Project/Administrator', undefined, ['projectUser']),
  export: group('base.group_allow_export', 'Export/Allowed', 'Technical/Access to export feature'),
  documentation: group('api_doc.group_allow_doc', 'Technical Documentation'),
  hrUser: group('hr.group_hr_user', 'Employees/Officer: Manage all employees', 'Employees/Officer', ['user']),
  stockUser: group('stock.group_stock_user', 'Inventory/User', undefined, ['user']),
  stockManager: group('stock.group_stock_manager', 'Inventory/Administrator', undefined, ['stockUser']),
  multiCompany: group('base.group_multi_company', 'Multi Companies', 'Technical/Multi Companies'),
} as const satisfies Record<string, Group>;

interface Group {
  /** Its external id, "base.group_user". */
  xmlId: string;
  fullName: string;
  formerName: string;
  implies: readonly string[];
}

function group(
  xmlId: string,
  fullName: string,
  formerName = fullName,
  implies: readonly string[] = [],
): Group {
  return { xmlId, fullName, formerName, implies };
}

export type GroupKey = keyof typeof definitions;
export const groupKeys = Object.keys(definitions) as GroupKey[];

export function groupId(key: GroupKey): number {
  return groupKeys.indexOf(key) + 1;
}

/** "Sales/Administrator": how messages name a group. */
export function groupName(key: GroupKey, version: SandboxVersion): string {
  const { fullName, formerName } = definitions[key];
  return since(version, 19) ? fullName : formerName;
}

export function groupXmlId(key: GroupKey): string {
  return definitions[key].xmlId;
}

export function groupOfXmlId(xmlId: string): GroupKey | undefined {
  return groupKeys.find((key) => definitions[key].xmlId === xmlId);
}

export function impliedGroups(key: GroupKey): readonly GroupKey[] {
  return definitions[key].implies.filter(isGroupKey);
}

/** The groups themselves and all they imply. */
export function withImplied(keys: readonly GroupKey[]): Set<GroupKey> {
  const all = new Set(keys);
  for (const key of all) for (const implied of impliedGroups(key)) all.add(implied);
  return all;
}

/** Groups that came with a later Odoo are missing before it. */
export function groupsIn(version: SandboxVersion): GroupKey[] {
  return groupKeys.filter((key) => key !== 'documentation' || since(version, 19));
}

/** res.users.group_ids, which was groups_id up to Odoo 18. */
export function groupsField(version: SandboxVersion): 'group_ids' | 'groups_id' {
  return since(version, 19) ? 'group_ids' : 'groups_id';
}

function isGroupKey(text: string): text is GroupKey {
  return text in definitions;
}
