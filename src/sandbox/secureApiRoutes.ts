/** What a route of the Secure API gives out. */
export interface SecureResource {
  route: string;
  model: string;
  /** The fields it gives and takes; all of the model's where absent. */
  fields?: readonly string[];
  /** Whether anyone may ask, without signing in; then as the plain user. */
  isPublic: boolean;
  /** Whether ids are hidden behind texts. */
  hashedIds: boolean;
}

/** A method that is called by posting to a route: the route fixes which. */
export interface SecureMethod {
  route: string;
  model: string;
  method: string;
  hashedIds: boolean;
}

export const secureResources: readonly SecureResource[] = [
  { route: '/api/partner/rest', model: 'res.partner', isPublic: false, hashedIds: true },
  { route: '/api/order/rest', model: 'sale.order', isPublic: false, hashedIds: true },
  { route: '/api/product/rest', model: 'product.product', isPublic: false, hashedIds: true },
  {
    route: '/api/user/rest',
    model: 'res.users',
    fields: ['id', 'name', 'login', 'email', 'active', 'lang', 'tz', 'partner_id', 'company_id'],
    isPublic: false,
    hashedIds: true,
  },
  {
    route: '/api/country/rest',
    model: 'res.country',
    fields: ['id', 'name', 'code', 'phone_code', 'currency_id'],
    isPublic: true,
    hashedIds: false,
  },
  {
    route: '/api/public-note/rest',
    model: 'project.task',
    fields: ['id', 'name', 'priority', 'project_id'],
    isPublic: true,
    hashedIds: true,
  },
];

export const secureMethods: readonly SecureMethod[] = [
  { route: '/api/partner/rpc', model: 'res.partner', method: 'action_archive', hashedIds: true },
  { route: '/api/partner/search/rpc', model: 'res.partner', method: 'name_search', hashedIds: true },
  { route: '/api/order/rpc', model: 'sale.order', method: 'action_confirm', hashedIds: true },
];
