import type { SignInMethod } from '../../model/authMethod';
import type { RequestSpec } from '../../model/requestSpec';
import { isJsonObject, type Json, type JsonObject } from '../../model/json';
import { assertFailed } from '../../odoo/error';
import { attemptOf, ok, skipped, warning, type Inquiry, type RightsSeen, type Sighting } from '../inquiry';
import { t } from '../words/translate';

/** A small model, whose documentation is made quickly. */
const documented = '/doc-bearer/res.lang.json';

/** Asks, as the signed-in user, who that is and what it may do here at all. Only reads. */
export async function rights(inquiry: Inquiry): Promise<Sighting> {
  const { connection } = inquiry;
  const method: SignInMethod = { auth: connection.auth, protocol: connection.protocol };
  const own = attemptOf(inquiry, method);
  if (own?.state !== 'works') return skipped(t('needs a sign-in'));
  if (connection.protocol === 'rest') return skipped(t('a REST module does not tell what its user may do'));
  const ask = async (spec: RequestSpec): Promise<Json | undefined> => {
    try {
      return await inquiry.signIns.read(spec, method);
    } catch (error) {
      assertFailed(error);
      return undefined;
    }
  };
  const seen = await look(inquiry, own.uid ?? 0, ask);
  inquiry.rights = seen;
  return describe(seen);
}

type Ask = (spec: RequestSpec) => Promise<Json | undefined>;

async function look(inquiry: Inquiry, uid: number, ask: Ask): Promise<RightsSeen> {
  const user = uid > 0 ? await ownRecord(uid, ask) : undefined;
  const listing = await ask({ operation: 'searchRead', model: 'ir.model', fields: ['model'], limit: 1 });
  const { protocol, auth } = inquiry.connection;
  const docs = protocol === 'json2';
  const page = docs ? await ask({ operation: 'http', httpMethod: 'GET', path: documented }) : undefined;
  return {
    uid,
    login: text(user, 'login') || inquiry.connection.login,
    name: text(user, 'name'),
    share: typeof user?.['share'] === 'boolean' ? user['share'] : undefined,
    listsModels: listing !== undefined,
    readsDocs: docs ? page !== undefined : undefined,
    keyExpires: auth === 'apiKey' ? await keyExpires(inquiry, uid, ask) : undefined,
  };
}

/** What a user may see of itself differs: `share` is hidden from some. */
async function ownRecord(uid: number, ask: Ask): Promise<JsonObject | undefined> {
  for (const fields of [
    ['login', 'name', 'share'],
    ['login', 'name'],
  ]) {
    const rows = await ask({ operation: 'read', model: 'res.users', ids: [uid], fields });
    const row = Array.isArray(rows) ? rows[0] : undefined;
    if (isJsonObject(row)) return row;
  }
  return undefined;
}

function text(record: JsonObject | undefined, field: string): string {
  const value = record?.[field];
  return typeof value === 'string' ? value : '';
}

/** Known for sure only where the user has this one key (Odoo 18 and later: res.users.apikeys.expiration_date, in UTC). */
async function keyExpires({ version }: Inquiry, uid: number, ask: Ask): Promise<Date | undefined> {
  if ((version?.major ?? 0) < 18 || uid === 0) return undefined;
  const rows = await ask({
    operation: 'searchRead',
    model: 'res.users.apikeys',
    domain: [['user_id', '=', uid]],
    fields: ['expiration_date'],
    limit: 2,
  });
  const only = Array.isArray(rows) && rows.length === 1 ? rows[0] : undefined;
  const date = isJsonObject(only) ? only['expiration_date'] : undefined;
  return typeof date === 'string' ? new Date(`${date.replace(' ', 'T')}Z`) : undefined;
}

function describe(seen: RightsSeen): Sighting {
  const { uid, login, name, share, listsModels } = seen;
  const who = name ? t('{name} ({login}, user {uid})', { name, login, uid }) : t('user {uid}', { uid });
  if (share) {
    return warning(
      t('{who}, a customer’s account of the portal', { who }),
      t('Such an account may see almost nothing, whatever the API.'),
    );
  }
  const kind = share === false ? t('{who}, an internal user', { who }) : who;
  return listsModels
    ? ok(t('{kind}; may list all models', { kind }), t('The account is one that may use the API fully.'))
    : ok(
        t('{kind}; may not list all models', { kind }),
        t('Listing all models needs the Access Rights permission; calling them does not.'),
      );
}
