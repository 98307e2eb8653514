import { assertFailed, type OdooError } from '../../odoo/error';
import { decodeXmlRpcAnswer, encodeXmlRpc } from '../../odoo/protocol/xmlRpc';
import type { Inquiry } from '../inquiry';

/**
 * What opening a database ends with, by a sign-in with nothing in it: PostgreSQL does not answer, there is no such database, no Odoo is
 * installed in it. Undefined where it opens: then nobody was signed in, which Odoo up to 15 counts as one failed sign-in, so it is asked
 * only where that is unlikely. odoo/service/db.py swallows what PostgreSQL says, odoo/service/common.py does not (Odoo 12–19).
 * @throws OdooError call.cancelled
 */
export async function openDatabase(inquiry: Inquiry, database: string): Promise<OdooError | undefined> {
  try {
    const request = encodeXmlRpc(`${inquiry.url}/xmlrpc/2/common`, 'authenticate', [database, '', '', {}]);
    await decodeXmlRpcAnswer(await inquiry.exchange(request), request.url);
    return undefined;
  } catch (error) {
    assertFailed(error);
    return /^(database|server\.(databaseDown|overloaded)$)/.test(error.code) ? error : undefined;
  }
}
