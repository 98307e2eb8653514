import type { Env } from './env';
import { accessError, userError, validationError } from './errors';
import { groupOfXmlId } from './groups';
import { keysOf } from './keys';
import { str } from './python';
import { expectOne } from './refusals';
import { modelMethod, recordMethod } from './signature';
import type { Call, Method } from './signature';
import { isFalsy } from './values';
import type { Dict, Value } from './values';
import { since } from './version';

/** res.users (Odoo 14 to 19, base/models/res_users.py). */
export const userMethods: Method[] = [
  modelMethod('context_get()', ({ env }): Dict => {
    const user = env.db.row('res.users', env.uid);
    const cell = (name: string): Value => (user === undefined ? false : env.db.cell('res.users', user, name));
    const known: Dict = { lang: cell('lang'), tz: cell('tz') };
    return since(env.version, 15) ? { ...known, uid: env.uid } : known;
  }),
  modelMethod('has_group(group_ext_id)', ({ env, args }) => inGroup(env, args), { until: 17 }),
  recordMethod(
    'has_group(group_ext_id)',
    (call) => inGroup(call.env.ofUser(expectOne(call.model, call.ids)), call.args),
    { since: 18 },
  ),
];

function inGroup(env: Env, args: Dict): boolean {
  const key = groupOfXmlId(str(args['group_ext_id'] ?? null));
  return key !== undefined && env.groups().has(key);
}

/** res.users.apikeys: keys made and taken back by programs (Odoo 20, and late builds of 19 that the sandbox does not imitate). */
export const keyMethods: Method[] = [
  modelMethod('generate(key, scope, name, expiration_date)', generate, { since: 20 }),
  modelMethod('revoke(key)', revoke, { since: 20 }),
];

/** res.users.apikeys.description: the wizard, which asks who one is before it makes a key. */
export const keyWizardMethods: Method[] = [
  recordMethod('make_key()', ({ env, ids }): Dict => {
    const check: Dict = {
      type: 'ir.actions.act_window',
      res_model: 'res.users.identitycheck',
      res_id: ids[0] ?? 1,
      name: since(env.version, 19) ? 'Access Control' : 'Security Control',
      target: 'new',
      views: [[false, 'form']],
    };
    return since(env.version, 19) ? { ...check, context: { dialog_size: 'medium' } } : check;
  }),
];

/** How many keys made by programs a user may have, unless base.programmatic_api_keys_limit says otherwise. */
const usualLimit = 10;
/** Days a key of somebody who is no administrator may last. */
const usualDays = 90;

/** A key in return for one that still opens: that of the caller. @throws PythonError AccessError, UserError, ValidationError */
function generate({ env, args }: Call): Value {
  checkProgrammatic(env);
  const { key = null, scope, name, expiration_date: expires } = args;
  checkOwn(env, key);
  const keys = keysOf(env.db);
  const limit = Number(parameter(env, 'base.programmatic_api_keys_limit') ?? usualLimit);
  if (keys.list(env.uid).length >= limit) {
    throw userError(`Limit of ${limit} API keys is reached. No new API key can be created.`);
  }
  const until = isFalsy(expires) ? false : momentOf(str(expires ?? null));
  checkExpiration(env, until);
  return keys.generate(env.uid, isFalsy(scope) ? false : str(scope ?? null), str(name ?? null), until);
}

function revoke({ env, args }: Call): Value {
  checkProgrammatic(env);
  const { key = null } = args;
  checkOwn(env, key);
  keysOf(env.db).revoke(str(key));
  return null;
}

function checkProgrammatic(env: Env): void {
  const isEnabled = ['1', 'true'].includes(
    str(parameter(env, 'base.enable_programmatic_api_keys') ?? '').toLowerCase(),
  );
  if (!env.isAdmin && !isEnabled) {
    throw accessError('Programmatic API keys are not enabled');
  }
}

function checkOwn(env: Env, key: Value): void {
  if (keysOf(env.db).find(str(key))?.uid !== env.uid) {
    throw accessError('The provided API key is invalid or does not belong to the current user.');
  }
}

/** @throws PythonError ValidationError, UserError: an administrator's key may last for ever, another's some months */
function checkExpiration(env: Env, until: string | false): void {
  if (until !== false && until < env.now())
    throw validationError('The expiration date must be in the future.');
  if (env.isAdmin) return;
  if (until === false) throw userError('The API key must have an expiration date');
  const last = new Date(Date.now() + usualDays * 86_400_000).toISOString().slice(0, 10);
  if (until.slice(0, 10) > last) throw userError(`You cannot exceed ${usualDays} days.`);
}

function momentOf(text: string): string {
  return text.length === 10 ? `${text} 00:00:00` : text;
}

function parameter(env: Env, key: string): Value | undefined {
  return env.db.rows('ir.config_parameter').find((row) => row['key'] === key)?.['value'];
}
