import type { SignInMethod } from '../../model/authMethod';
import { assertFailed, toProblem } from '../../odoo/error';
import { Attempts } from '../attempts';
import type { Inquiry, SessionAnswer } from '../inquiry';

const asWebClient: SignInMethod = { auth: 'webSession', protocol: 'web' };

/**
 * Signs in once as the web client does, which the person agreed to: it stops at the second factor where only that is missing (Odoo 14 and
 * later), names a pause after too many failures, and refuses everything else. The session is ended at once. @throws OdooError call.cancelled
 */
export async function askSession(inquiry: Inquiry): Promise<SessionAnswer> {
  const attempts = new Attempts(inquiry, inquiry.secret ?? '', true);
  try {
    const uid = await attempts.signIn(asWebClient);
    return { kind: 'signedIn', uid };
  } catch (error) {
    assertFailed(error);
    const problem = toProblem(error);
    attempts.note(asWebClient, { state: 'refused', problem });
    switch (error.code) {
      case 'signIn.twoFactor':
        return { kind: 'twoFactor' };
      case 'signIn.rejected':
      case 'signIn.keyForWebSession':
        return { kind: 'refused' };
      case 'signIn.cooldown':
        return { kind: 'cooldown' };
      default:
        return { kind: 'unknown', problem };
    }
  } finally {
    await attempts.end();
  }
}
