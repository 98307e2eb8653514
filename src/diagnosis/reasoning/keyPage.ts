import type { Inquiry } from '../inquiry';

/**
 * The page of Odoo where a user makes API keys: the own preferences. From Odoo 18 on the web client's addresses are below /odoo; before,
 * an action's external id goes behind /web# (14–17). Undefined for versions without keys.
 */
export function keyPage({ version, url }: Pick<Inquiry, 'version' | 'url'>): string | undefined {
  if (!version || version.major < 14) return undefined;
  return version.major >= 18
    ? `${url}/odoo/action-base.action_res_users_my`
    : `${url}/web#action=base.action_res_users_my`;
}
