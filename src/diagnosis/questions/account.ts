import { nearest } from '../../domain/nearest';
import type { Connection } from '../../model/connection';
import { isJsonObject, type Json, type JsonObject } from '../../model/json';
import type { RequestSpec } from '../../model/requestSpec';
import { assertFailed, toProblem } from '../../odoo/error';
import { clientFor, endSessions } from '../attempts';
import type { AccountAnswer, Inquiry } from '../inquiry';

/** A connection with administrator rights on the same database, and its secret, to be used for this one question. */
export interface AccountReader {
  connection: Connection;
  secret: string;
}

/** More logins than this are not compared with a mistyped one. */
const mostLogins = 2000;

/**
 * Reads what the user's record says, archived ones included, and which API keys the user has. Nothing is changed. @throws OdooError
 * call.cancelled
 */
export async function lookUpAccount(inquiry: Inquiry, reader: AccountReader): Promise<AccountAnswer> {
  const { signal } = inquiry;
  const client = clientFor(inquiry, reader.secret, reader.connection.auth === 'webSession');
  const connection = { ...reader.connection, id: 'account', readOnly: true };
  const ask = async (spec: RequestSpec): Promise<Json> =>
    (await client.run(connection, spec, { signal })).value;
  try {
    return await lookUp(inquiry, ask);
  } catch (error) {
    assertFailed(error);
    return { kind: 'notTold', problem: toProblem(error) };
  } finally {
    await endSessions(client, connection);
  }
}

type Ask = (spec: RequestSpec) => Promise<Json>;

const archivedToo = { active_test: false };

async function lookUp(inquiry: Inquiry, ask: Ask): Promise<AccountAnswer> {
  const { login } = inquiry.connection;
  // Only the Settings right reads these, in every version; without it other users and their keys are hidden (Odoo 12–20).
  await ask({ operation: 'searchRead', model: 'ir.config_parameter', fields: ['key'], limit: 1 });
  const known = await ask({
    operation: 'call',
    model: 'res.users',
    method: 'fields_get',
    kwargs: { attributes: ['type'] },
  });
  const optional = ['totp_enabled', 'oauth_uid'].filter((name) => isJsonObject(known) && name in known);
  const [user] = records(
    await ask({
      operation: 'searchRead',
      model: 'res.users',
      domain: [['login', '=', login]],
      fields: ['login', 'active', 'share', ...optional],
      context: archivedToo,
      limit: 1,
    }),
  );
  if (!user) return { kind: 'noUser', near: await similar(login, ask) };
  const uid = Number(user['id']);
  const twoFactor = user['totp_enabled'];
  return {
    kind: 'found',
    uid,
    login,
    active: user['active'] === true,
    share: user['share'] === true,
    twoFactor: typeof twoFactor === 'boolean' ? twoFactor : undefined,
    elsewhere: user['oauth_uid'] === undefined ? undefined : textOf(user['oauth_uid']) !== '',
    directory: await hasDirectory(ask),
    keys: await keysOf(uid, inquiry, ask),
  };
}

/** Whether the module is installed that asks a directory for passwords (auth_ldap, Odoo 12–19). */
async function hasDirectory(ask: Ask): Promise<boolean> {
  const domain: Json = [['model', '=', 'res.company.ldap']];
  return Number(await ask({ operation: 'count', model: 'ir.model', domain })) > 0;
}

/** A login like the one that nobody has: another letter case, a typing mistake. */
async function similar(login: string, ask: Ask): Promise<string | undefined> {
  const rows = records(
    await ask({
      operation: 'searchRead',
      model: 'res.users',
      fields: ['login'],
      context: archivedToo,
      limit: mostLogins,
    }),
  );
  const logins = rows.map((row) => textOf(row['login']));
  return logins.find((one) => one.toLowerCase() === login.toLowerCase()) ?? nearest(login, logins);
}

/** Administrators see everyone’s keys (Odoo 14–19, base/security, res.users.apikeys); the expiration date came with Odoo 18. */
async function keysOf(
  uid: number,
  { version }: Inquiry,
  ask: Ask,
): Promise<Extract<AccountAnswer, { kind: 'found' }>['keys']> {
  if ((version?.major ?? 0) < 14) return undefined;
  const dated = (version?.major ?? 0) >= 18;
  try {
    const rows = records(
      await ask({
        operation: 'searchRead',
        model: 'res.users.apikeys',
        domain: [['user_id', '=', uid]],
        fields: ['name', 'scope', ...(dated ? ['expiration_date'] : [])],
      }),
    );
    return rows.map((row) => {
      const date = row['expiration_date'];
      return {
        name: textOf(row['name']),
        scope: textOf(row['scope']),
        expires: typeof date === 'string' ? new Date(`${date.replace(' ', 'T')}Z`) : undefined,
      };
    });
  } catch (error) {
    assertFailed(error);
    return undefined;
  }
}

function records(value: Json): JsonObject[] {
  return (Array.isArray(value) ? value : []).filter(isJsonObject);
}

/** Odoo says false for no text. */
function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
