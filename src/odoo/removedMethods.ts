import type { ProblemFacts } from '../model/problem';

interface Removed {
  /** The first version without it. */
  since: readonly [major: number, minor: number];
  /** What does its work there. */
  successor: string;
}

/**
 * Methods that every model had and that are gone, with what took their place. Sources: Odoo 14–19, odoo/models.py, odoo/orm/models.py and
 * addons/web/models/models.py; odoo/odoo#226551 for what went with 19.1.
 */
const removed: Readonly<Record<string, Removed>> = {
  fields_view_get: { since: [17, 0], successor: 'get_views' },
  load_views: { since: [17, 0], successor: 'get_views' },
  name_get: { since: [18, 0], successor: 'display_name' },
  user_has_groups: { since: [18, 0], successor: 'res.users.has_group' },
  read_group: { since: [19, 1], successor: 'formatted_read_group' },
  check_access_rights: { since: [19, 1], successor: 'has_access' },
  check_field_access_rights: { since: [19, 1], successor: 'has_access' },
};

/**
 * What is known of a method that a server says it does not have: what took its place, and where the server's version shows that it was
 * removed, since when. Undefined for one that was never there, or that this version still has on other models.
 * @param method with or without its model: "name_get", "res.partner.name_get"
 * @param serverVersion as the server writes it ("19.0", "saas~19.2+e"); undefined where it is not known
 */
export function removedMethod(
  method: string,
  serverVersion: string | undefined,
): { certain: boolean; facts: ProblemFacts } | undefined {
  const name = method.split('.').pop() ?? '';
  const entry = Object.hasOwn(removed, name) ? removed[name] : undefined;
  if (entry === undefined) return undefined;
  const { since, successor } = entry;
  const server = /(\d+)(?:\.(\d+))?/.exec(serverVersion ?? '');
  if (!server) return { certain: false, facts: { successor } };
  const [major, minor] = [Number(server[1]), Number(server[2] ?? 0)];
  if (major < since[0] || (major === since[0] && minor < since[1])) return undefined;
  const version = since[1] === 0 ? String(since[0]) : since.join('.');
  return { certain: true, facts: { method: name, successor, version } };
}
