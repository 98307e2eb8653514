import type { Database } from './database';
import { userError, validationError } from './errors';
import {
  boolean,
  char,
  datetime,
  html,
  integer,
  many2many,
  many2one,
  one2many,
  selection,
  text,
} from './fields';
import type { Cell, Row } from './fields';
import { groupId, groupKeys, groupsField, withImplied } from './groups';
import { languages, timezones } from './languages';
import { defineModel, textOf } from './model';
import type { ModelSource } from './model';
import { brokenConstraint } from './refusals';
import { since } from './version';

function companyNames(db: Database, ids: Cell | undefined): string {
  const names = Array.isArray(ids) ? ids.map((id) => textOf(db.row('res.company', id)?.['name'])) : [];
  return names.join(', ');
}

/** The groups of a user and all they imply (Odoo 19, base/models/res_users.py). */
function allGroups(row: Row, db: Database): number[] {
  const own = row[groupsField(db.version)];
  const keys = Array.isArray(own)
    ? own.map((id) => groupKeys[id - 1]).filter((key) => key !== undefined)
    : [];
  return [...withImplied(keys)].map(groupId);
}

/** Users, their groups and their keys, after Odoo's `base`. */
export const userModels: ModelSource[] = [
  defineModel({
    name: 'res.groups',
    label: 'Access Groups',
    module: 'base',
    order: 'sequence, name, id',
    nameFields: ['full_name'],
    displayName: (row) => textOf(row['full_name']) || textOf(row['name']),
    fields: [
      char('name', 'Name', { required: true, translate: true }),
      char('full_name', 'Group Name', { readonly: true }),
      integer('sequence', 'Sequence'),
      many2many('implied_ids', 'Implied Groups', 'res.groups', {
        help: 'Users of this group are also implicitly part of those groups',
      }),
      text('comment', 'Comment', { translate: true }),
      boolean('share', 'Share Group', {
        help: 'Group created to set access rights for sharing data with some users.',
      }),
    ],
  }),
  defineModel({
    name: 'res.users',
    label: 'User',
    formerly: { until: 14, label: 'Users' },
    module: 'base',
    order: 'name, login',
    nameFields: ['login', 'name'],
    ownMethods: ['create', 'write', 'has_group'],
    archivable: true,
    displayName: (row, db) => textOf(db.row('res.partner', row['partner_id'])?.['name']),
    fields: [
      char('login', 'Login', { required: true, help: 'Used to log into the system' }),
      many2one('partner_id', 'Related Partner', 'res.partner', {
        required: true,
        help: 'Partner-related data of the user',
      }),
      char('name', 'Name', { stored: false, related: ['partner_id', 'name'] }),
      char('email', 'Email', { stored: false, related: ['partner_id', 'email'] }),
      char('phone', 'Phone', { stored: false, related: ['partner_id', 'phone'] }),
      selection('lang', 'Language', languages, { stored: false, related: ['partner_id', 'lang'] }),
      selection('tz', 'Timezone', timezones, { stored: false, related: ['partner_id', 'tz'] }),
      many2one('company_id', 'Company', 'res.company', { required: true, default: 1 }),
      many2many('company_ids', 'Companies', 'res.company', { default: [1] }),
      many2many('group_ids', 'Groups', 'res.groups', {
        since: 19,
        help: 'Groups explicitly assigned to the user',
      }),
      many2many('groups_id', 'Groups', 'res.groups', { until: 18 }),
      many2many('all_group_ids', 'Groups and implied groups', 'res.groups', {
        since: 19,
        readonly: true,
        stored: false,
        compute: allGroups,
      }),
      char('totp_secret', 'TOTP Secret', { group: 'nobody', copied: false }),
      char('password', 'Password', { stored: false, compute: () => '' }),
      boolean('share', 'Share User', { readonly: true, default: false }),
      boolean('totp_enabled', 'Two-factor authentication', { readonly: true, default: false }),
      datetime('login_date', 'Latest Login', { readonly: true, copied: false }),
      one2many('api_key_ids', 'API Keys', 'res.users.apikeys', 'user_id'),
      one2many('log_ids', 'User log entries', 'res.users.log', 'create_uid'),
      html('signature', 'Email Signature'),
    ],
    onCreate: (values, env) => {
      if (values['partner_id'] !== undefined) return values;
      const { name, email } = values;
      return { ...values, partner_id: env.makePartner(name ?? values['login'] ?? false, email ?? false) };
    },
    onUnlink: (row) =>
      row.id === 1
        ? userError(
            'You can not remove the admin user as it is used internally for resources created by Odoo (updates, module installation, ...)',
          )
        : undefined,
    constraint: (row, db) => {
      const company = row['company_id'];
      if (
        !Array.isArray(row['company_ids']) ||
        typeof company !== 'number' ||
        !row['company_ids'].includes(company)
      ) {
        return validationError(
          `Company ${textOf(db.row('res.company', company)?.['name'])} is not in the allowed companies for user ${db.displayName('res.users', row)} (${companyNames(db, row['company_ids'])}).`,
        );
      }
      const same = db.rows('res.users').filter((other) => other['login'] === row['login']);
      const mark = since(db.version, 18) ? '!' : ' !';
      return same.length > 1
        ? brokenConstraint(db.version, `You can not have two users with the same login${mark}`)
        : undefined;
    },
  }),
  defineModel({
    name: 'res.users.apikeys',
    label: 'Users API Keys',
    module: 'base',
    fields: [
      char('name', 'Description', { required: true, readonly: true }),
      many2one('user_id', 'User', 'res.users', { required: true, readonly: true, onDelete: 'cascade' }),
      char('scope', 'Scope', { readonly: true }),
      datetime('create_date', 'Creation Date', { readonly: true }),
      datetime('expiration_date', 'Expiration Date', { readonly: true, since: 18 }),
    ],
  }),
  defineModel({
    name: 'res.users.log',
    label: 'Users Log',
    module: 'base',
    order: 'id desc',
    displayName: (row) => `res.users.log,${row.id}`,
    fields: [],
  }),
];
