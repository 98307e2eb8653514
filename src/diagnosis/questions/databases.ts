import type { SignInMethod } from '../../model/authMethod';
import { assertFailed } from '../../odoo/error';
import type { Inquiry } from '../inquiry';

/** A server may host hundreds; trying more of them than this is no question any more. */
const mostDatabases = 10;

const overJson2: SignInMethod = { auth: 'apiKey', protocol: 'json2' };

/** The databases beside the connection's own that the server lists for this address. */
export function otherDatabases({ databases = [], connection }: Inquiry): string[] {
  return databases.filter((name) => name !== connection.database).slice(0, mostDatabases);
}

/**
 * Tries the key on the server's other databases, which the person agreed to, over JSON-2: it names no login and counts no failure. Gives
 * the first that knows it, null where none does, and undefined where not all of them told. @throws OdooError call.cancelled
 */
export async function askDatabases(inquiry: Inquiry): Promise<string | null | undefined> {
  const asked = otherDatabases(inquiry);
  let told = (inquiry.databases ?? []).length <= mostDatabases;
  for (const database of asked) {
    try {
      await inquiry.signIns.inDatabase(database, overJson2);
      return database;
    } catch (error) {
      assertFailed(error);
      if (error.code === 'signIn.keyRejected') continue;
      told = false;
      if (/^(dns|tcp|tls|call)\./.test(error.code)) break;
    }
  }
  return told ? null : undefined;
}
