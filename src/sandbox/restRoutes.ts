/** A resource of the plain REST API: a short route and the model behind it. Any model may also be named itself. */
export interface RestResource {
  route: string;
  model: string;
  /** For names in the API's description: "Partner". */
  name: string;
}

export const restResources: readonly RestResource[] = [
  { route: 'partners', model: 'res.partner', name: 'Partner' },
  { route: 'orders', model: 'sale.order', name: 'Order' },
  { route: 'products', model: 'product.product', name: 'Product' },
  { route: 'tasks', model: 'project.task', name: 'Task' },
  { route: 'countries', model: 'res.country', name: 'Country' },
  { route: 'users', model: 'res.users', name: 'User' },
];

export const restRoot = '/api/v1';
