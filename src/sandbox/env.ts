import type { Database } from './database';
import { accessError } from './errors';
import type { Row } from './fields';
import { textOf } from './model';
import type { Model, Right } from './model';
import { isFalsy } from './values';
import type { Dict, Value } from './values';

/** Who calls, on which database, and in which context: Odoo's `env`. */
export class Env {
  constructor(
    readonly db: Database,
    readonly uid: number,
    readonly context: Dict,
    /** Aborted when the caller hangs up. */
    readonly signal: AbortSignal,
  ) {}

  withContext(context: Dict): Env {
    return new Env(this.db, this.uid, context, this.signal);
  }

  get isAdmin(): boolean {
    const groups = this.db.row('res.users', this.uid)?.['group_ids'];
    return Array.isArray(groups) && groups.includes(adminGroup);
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

  hasAccess(model: Model, right: Right): boolean {
    if (right === 'read') return model.readGroup === undefined || this.isAdmin;
    return model.writeGroup !== false && this.isAdmin;
  }

  /** @throws PythonError AccessError in Odoo's words (Odoo 19, base/models/ir_model.py _make_access_error). */
  checkAccess(model: Model, right: Right): void {
    if (this.hasAccess(model, right)) return;
    const group = right === 'read' ? (model.readGroup ?? false) : model.writeGroup;
    const allowed =
      group === false
        ? 'No group currently allows this operation.'
        : `This operation is allowed for the following groups:\n\t- ${group}`;
    throw accessError(
      `You are not allowed to ${verbs[right]} '${model.label}' (${model.name}) records.\n\n${allowed}\n\n` +
        'Contact your administrator to request access if necessary.',
    );
  }

  /** Whether the user may see a record at all. */
  sees(model: Model, row: Row): boolean {
    return this.isAdmin || model.rule === undefined || model.rule(row, this.uid);
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

/** The id of "Role / Administrator" in res.groups. */
export const adminGroup = 1;

const verbs: Record<Right, string> = { read: 'access', write: 'modify', create: 'create', unlink: 'delete' };
