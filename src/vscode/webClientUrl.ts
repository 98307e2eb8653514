import type { Connection } from '../model/connection';

/** The web client's page of a model, or its start: Odoo 18 moved models from /web to /odoo. */
export function webClientUrl(connection: Connection, model?: string): string {
  const major = Number(/\d+/.exec(connection.serverVersion ?? '')?.[0] ?? 0);
  const database = connection.database ? `?db=${encodeURIComponent(connection.database)}` : '';
  if (!model) return `${connection.url}/web${database}`;
  if (major >= 18) return `${connection.url}/odoo/m-${encodeURIComponent(model)}${database}`;
  return `${connection.url}/web${database}#model=${encodeURIComponent(model)}&view_type=list`;
}
