import type { Database } from './database';
import { textOf } from './model';
import { str } from './python';
import type { Site } from './site';
import type { Dict, Value } from './values';
import { versionInfo } from './version';

/**
 * What Odoo tells its web client about a session (Odoo 14–19, addons/web/models/ir_http.py session_info); the parts a program may look at.
 * @param uid undefined while the second factor is missing
 */
export function sessionInfo(site: Site, db: Database, uid: number | undefined, origin: string): Dict {
  // From 16 on a session that waits for its second factor tells nothing else.
  if (uid === undefined && site.since(16)) return { uid: null };
  const { server_version, server_version_info } = versionInfo(site.version);
  const user = uid === undefined ? undefined : db.row('res.users', uid);
  const cell = (name: string): Value => (user === undefined ? false : db.cell('res.users', user, name));
  const system = uid !== undefined && isSystem(db, uid);
  const name = user === undefined ? false : textOf(db.displayName('res.users', user));
  const company = cell('company_id');
  const companyName = textOf(db.row('res.company', company)?.['name']);
  return {
    uid: uid ?? null,
    is_system: system,
    is_admin: system,
    ...(site.since(17) ? { is_public: false, is_internal_user: cell('share') !== true } : {}),
    user_context: uid === undefined ? {} : { lang: cell('lang'), tz: cell('tz'), uid },
    db: db.name,
    ...(site.since(19) ? { registry_hash: registryHash(db) } : {}),
    ...(site.since(17) ? { user_settings: { id: 1, user_id: { id: uid ?? false } } } : {}),
    server_version,
    server_version_info,
    ...(site.since(15) ? { support_url: 'https://www.odoo.com/buy' } : {}),
    name,
    username: cell('login'),
    ...(site.since(18) ? { partner_write_date: partnerDate(db, cell('partner_id')) } : {}),
    partner_display_name: name,
    ...(site.since(17) ? {} : { company_id: company === false ? null : company }),
    partner_id: cell('partner_id') === false ? null : cell('partner_id'),
    'web.base.url': origin,
    active_ids_limit: 20_000,
    ...(site.since(16) ? webClientSettings : {}),
    ...(user === undefined ? {} : { user_companies: companies(site, company, companyName) }),
    ...(user === undefined ? {} : { show_effect: site.since(16) ? true : 'True' }),
    ...(site.since(17) ? {} : { user_id: [uid ?? null] }),
  };
}

const webClientSettings: Dict = {
  profile_session: null,
  profile_collectors: null,
  profile_params: null,
  max_file_upload_size: 134_217_728,
  home_action_id: false,
  bundle_params: { lang: 'en_US' },
};

function registryHash(db: Database): string {
  return Buffer.from(`${db.name} sandbox`).toString('hex').padEnd(64, '0').slice(0, 64);
}

function partnerDate(db: Database, partner: Value): Value {
  return db.row('res.partner', partner)?.['write_date'] ?? false;
}

/** Up to 14 a pair of id and name, later a record by its id. */
function companies(site: Site, id: Value, name: string): Dict {
  if (!site.since(15)) return { current_company: [id, name], allowed_companies: [[id, name]] };
  const record: Dict = { id, name, ...(site.since(16) ? { sequence: 0 } : {}) };
  const tree: Dict = site.since(17) ? { child_ids: [], parent_id: false } : {};
  return {
    current_company: id,
    allowed_companies: { [str(id)]: { ...record, ...tree } },
    ...(site.since(17) ? { disallowed_ancestor_companies: {} } : {}),
  };
}

/** The id of the group "Settings" in res.groups. */
const settings = 1;

/** Whether a user is one of the administrators whose sign-in rewrites `web.base.url`. */
export function isSystem(db: Database, uid: number): boolean {
  const row = db.row('res.users', uid);
  return ['group_ids', 'groups_id'].some((name) => {
    const groups = row?.[name];
    return Array.isArray(groups) && groups.includes(settings);
  });
}
