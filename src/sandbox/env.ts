import { groupsWith } from './access';
import type { Database } from './database';
import { nodeFilter } from './domainFilter';
import type { Filter } from './domainFilter';
import { readDomain } from './domainTree';
import { accessError } from './errors';
import type { Row } from './fields';
import { groupKeys, groupName, groupsField, withImplied } from './groups';
import type { GroupKey } from './groups';
import { textOf } from './model';
import type { Model, Right } from './model';
import { repr } from './python';
import { hiddenRecords } from './refusals';
import { rules } from './rules';
import type { RuleUser } from './rules';
import { isFalsy } from './values';
import type { Dict, Value } from './values';
import { since } from './version';

/** OdooBot, whom no right and no rule binds. */
const superuser = 1;

/** Who calls, on which database, and in which context: Odoo's `env`. */
export class Env {
  readonly #filters = new Map<string, Filter>();
  #groups: Set<GroupKey> | undefined;

  constructor(
    readonly db: Database,
    readonly uid: number,
    readonly context: Dict,
    /** Aborted when the caller hangs up. */
    readonly signal: AbortSignal,
    /** Whether rights and rules are left aside, as after sudo(). */
    readonly su = uid === superuser,
  ) {}

  withContext(context: Dict): Env {
    return new Env(this.db, this.uid, context, this.signal, this.su);
  }

  /** The same call by another user, whose groups are asked for. */
  ofUser(uid: number): Env {
    return new Env(this.db, uid, this.context, this.signal);
  }

  sudo(): Env {
    return new Env(this.db, this.uid, this.context, this.signal, true);
  }

  get version(): Database['version'] {
    return this.db.version;
  }

  /** The user's groups, and all that those imply. */
  groups(): ReadonlySet<GroupKey> {
    if (this.#groups === undefined) {
      const ids = this.db.row('res.users', this.uid)?.[groupsField(this.version)];
      const keys = Array.isArray(ids) ? ids.map((id) => groupKeys[id - 1]) : [];
      this.#groups = withImplied(keys.filter((key) => key !== undefined));
    }
    return this.#groups;
  }

  get isAdmin(): boolean {
    return this.su || this.groups().has('system');
  }

  /** Whether archived records are left out. */
  get activeTest(): boolean {
    const given = this.context['active_test'];
    return given === undefined || !isFalsy(given);
  }

  /** The time as Odoo writes it: UTC, to the second. */
  now(): string {
    return new Date().toISOString().slice(0, 19).replace('T', ' ');
  }

  today(): string {
    return this.now().slice(0, 10);
  }

  /**
   * The companies the user works in now: those of the context, else all of theirs (Odoo 19, odoo/orm/environments.py companies).
   * @throws PythonError AccessError for a company that is not theirs
   */
  companyIds(): number[] {
    const own = this.db.row('res.users', this.uid)?.['company_ids'];
    const allowed = Array.isArray(own) ? own : [];
    const given = this.context['allowed_company_ids'];
    if (!Array.isArray(given) || given.length === 0) return allowed;
    const asked = given.filter((id) => typeof id === 'number');
    const isTheirs = asked.length === given.length && asked.every((id) => allowed.includes(id));
    if (!this.su && !isTheirs) throw accessError('Access to unauthorized or invalid companies.');
    return asked;
  }

  /** The company new records belong to. @throws PythonError AccessError */
  companyId(): number {
    if (this.context['allowed_company_ids'] !== undefined) return this.companyIds()[0] ?? 1;
    const own = this.db.row('res.users', this.uid)?.['company_id'];
    return typeof own === 'number' ? own : 1;
  }

  hasAccess(model: Model, right: Right): boolean {
    if (this.su) return true;
    const groups = this.groups();
    return groupsWith(model.name, right, this.version).some((key) => groups.has(key));
  }

  /** @throws PythonError AccessError in Odoo's words (Odoo 14 to 19, base/models/ir_model.py check, _make_access_error). */
  checkAccess(model: Model, right: Right): void {
    if (this.hasAccess(model, right)) return;
    const names = groupsWith(model.name, right, this.version)
      .map((key) => `\t- ${groupName(key, this.version)}`)
      .sort();
    const allowed =
      names.length === 0
        ? 'No group currently allows this operation.'
        : `This operation is allowed for the following groups:\n${names.join('\n')}`;
    throw accessError(
      `You are not allowed to ${verbs[right]} '${model.label}' (${model.name}) records.\n\n${allowed}\n\n` +
        'Contact your administrator to request access if necessary.',
    );
  }

  /** Whether the rules let the user reach a record. @throws PythonError AccessError for a company that is not theirs */
  sees(model: Model, row: Row, right: Right = 'read'): boolean {
    if (this.su) return true;
    const key = `${model.name} ${right}`;
    const filter = this.#filters.get(key) ?? this.#ruleFilter(model, right);
    this.#filters.set(key, filter);
    return filter(row);
  }

  /** @throws PythonError AccessError where a rule hides one of the records */
  checkRules(model: Model, rows: readonly Row[], right: Right): void {
    const hidden = rows.filter((row) => !this.sees(model, row, right));
    if (hidden.length === 0) return;
    const user = `${this.userName()} (id=${this.uid})`;
    throw accessError(hiddenRecords(this.version, model, right, user));
  }

  #ruleFilter(model: Model, right: Right): Filter {
    const groups = this.groups();
    const user = this.#ruleUser();
    const sudo = new Env(this.db, this.uid, { active_test: false }, this.signal, true);
    const bound = rules.filter((rule) => rule.model === model.name && rule.rights.includes(right));
    const filterOf = (rule: (typeof rules)[number]): Filter =>
      nodeFilter(sudo, model, readDomain(rule.domain(user), '19'));
    const everyones = bound.filter((rule) => rule.groups.length === 0).map(filterOf);
    const ofGroups = bound.filter((rule) => rule.groups.some((key) => groups.has(key))).map(filterOf);
    return (row) =>
      everyones.every((keeps) => keeps(row)) &&
      (ofGroups.length === 0 || ofGroups.some((keeps) => keeps(row)));
  }

  #ruleUser(): RuleUser {
    const partnerId = this.db.row('res.users', this.uid)?.['partner_id'];
    const partner = this.db.row('res.partner', partnerId);
    const parent = partner?.['parent_id'];
    const id = partner?.id ?? 0;
    return {
      uid: this.uid,
      partnerId: id,
      commercialId: typeof parent === 'number' ? parent : id,
      companyIds: this.companyIds(),
    };
  }

  /** The contact that every user has. */
  makePartner(name: Value, email: Value): number {
    const log = this.log();
    return this.db.insert('res.partner', {
      ...log,
      create_uid: log.write_uid,
      create_date: log.write_date,
      name: typeof name === 'string' && name,
      email: typeof email === 'string' && email,
    });
  }

  /** Who changes something now, and when. */
  log(): { write_uid: number; write_date: string } {
    return { write_uid: this.uid, write_date: this.now() };
  }

  userName(): string {
    const user = this.db.row('res.users', this.uid);
    return user === undefined ? '' : textOf(this.db.displayName('res.users', user));
  }
}

/** @throws PythonError UserError for a language that is not installed (Odoo 18 and later, odoo/orm/environments.py lang) */
export function unknownLanguage(env: Env): string | undefined {
  const { lang } = env.context;
  if (!since(env.version, 18) || isFalsy(lang)) return undefined;
  const known = env.db.rows('res.lang').some((row) => row['code'] === lang && row['active'] === true);
  return known ? undefined : `Invalid language code: ${typeof lang === 'string' ? lang : repr(lang)}`;
}

const verbs: Record<Right, string> = { read: 'access', write: 'modify', create: 'create', unlink: 'delete' };
