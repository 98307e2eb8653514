import type { ServerVersion } from '../../model/schemaInfo';
import { removedMethod } from '../../odoo/removedMethods';
import { isAtLeast } from './questions';

interface OrmMethod {
  /** The first version that has it; absent where it was always there. */
  since?: number;
  /** The first version that lets nobody call it from outside (@api.private). */
  privateSince?: number;
  /** What does the same from outside. */
  successor?: string;
}

/**
 * The ORM's methods that may be called from outside on every model; which of them are gone, odoo/removedMethods says. Odoo 12 to 19,
 * odoo/models.py and odoo/orm/models.py; addons/web/models/models.py; addons/mail/models/mail_thread.py.
 */
const ormMethods: Readonly<Record<string, OrmMethod>> = {
  search: {},
  search_read: {},
  search_count: {},
  search_fetch: { since: 17, privateSince: 19, successor: 'search_read' },
  read: {},
  read_group: {},
  formatted_read_group: { since: 19 },
  formatted_read_grouping_sets: { since: 19 },
  create: {},
  write: {},
  unlink: {},
  copy: {},
  copy_data: {},
  exists: { privateSince: 19, successor: 'search' },
  browse: { privateSince: 19, successor: 'read' },
  fetch: { since: 17, privateSince: 19, successor: 'read' },
  update: { privateSince: 19, successor: 'write' },
  filtered_domain: { privateSince: 19, successor: 'search' },
  check_access: { since: 18, privateSince: 18, successor: 'has_access' },
  has_access: { since: 18 },
  check_access_rights: {},
  check_field_access_rights: {},
  fields_get: {},
  fields_view_get: {},
  load_views: {},
  get_view: { since: 16 },
  get_views: { since: 16 },
  default_get: {},
  name_get: {},
  name_search: {},
  name_create: {},
  get_metadata: {},
  get_external_id: {},
  export_data: {},
  load: {},
  onchange: {},
  web_read: { since: 17 },
  web_save: { since: 17 },
  web_search_read: { since: 13 },
  web_read_group: {},
  action_archive: { since: 13 },
  action_unarchive: { since: 13 },
  toggle_active: {},
  message_post: {},
  message_subscribe: {},
  message_unsubscribe: {},
};

/** What documents call their buttons, and users and models their own; which models have them, only the server's documentation says. */
const commonMethods: readonly string[] = [
  'action_confirm',
  'action_cancel',
  'action_draft',
  'action_post',
  'action_done',
  'action_quotation_send',
  'action_register_payment',
  'action_assign',
  'button_draft',
  'button_cancel',
  'button_confirm',
  'button_validate',
  'context_get',
  'has_group',
  'get_available_models',
];

/** The names that a call from outside may have meant on this version. */
export function callableMethods(version: ServerVersion | undefined): string[] {
  const own = Object.entries(ormMethods)
    .filter(([name, { since, privateSince }]) => {
      if (since !== undefined && !isAtLeast(version, since)) return false;
      if (privateSince !== undefined && isAtLeast(version, privateSince)) return false;
      return removedMethod(name, version?.text) === undefined;
    })
    .map(([name]) => name);
  return [...own, ...commonMethods];
}

/** The version that first has a method which this one does not have yet. */
export function comesWith(name: string, version: ServerVersion | undefined): number | undefined {
  const since = Object.hasOwn(ormMethods, name) ? ormMethods[name]?.since : undefined;
  return since !== undefined && !isAtLeast(version, since) ? since : undefined;
}

/** What a method that is private now may be replaced by. */
export function publicCounterpart(name: string): string | undefined {
  return Object.hasOwn(ormMethods, name) ? ormMethods[name]?.successor : undefined;
}
