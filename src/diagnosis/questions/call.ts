import type { Problem } from '../../model/problem';
import { assertFailed, toProblem } from '../../odoo/error';
import { decodeXmlRpcAnswer, encodeXmlRpc } from '../../odoo/protocol/xmlRpc';
import type { Inquiry } from '../inquiry';

/**
 * What Odoo says to a harmless call in the name of user 2, the first administrator. Odoo 12–15 name a pause after too many failures only
 * here, before they look at the user or the secret; without a pause it counts as one more failure.
 * Undefined where it said something else, or nothing. @throws OdooError call.cancelled
 */
export async function askCall(inquiry: Inquiry): Promise<Problem | 'accepted' | undefined> {
  const { database } = inquiry.connection;
  const args = [database, 2, inquiry.secret ?? '', 'res.users', 'context_get', [], {}];
  try {
    const request = encodeXmlRpc(`${inquiry.url}/xmlrpc/2/object`, 'execute_kw', args);
    await decodeXmlRpcAnswer(await inquiry.exchange(request), request.url);
    return 'accepted';
  } catch (error) {
    assertFailed(error);
    const told = error.code === 'signIn.cooldown' || error.code === 'server.accessDenied';
    return told ? toProblem(error) : undefined;
  }
}
