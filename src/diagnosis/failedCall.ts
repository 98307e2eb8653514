import { OdooError } from '../odoo/error';
import { investigate } from './call/investigate';
import type { Finding, Inquiry } from './inquiry';
import { t } from './words/translate';

/** What stands between here and the server, which the checks have just looked at again. */
const onTheWay = /^(dns|tcp|tls|http)\.|^call\.timeout$/;

/** Why the call failed that made the person ask, where the checks themselves find nothing wrong: by reading what the user may read. */
export async function explainFailedCall(inquiry: Inquiry): Promise<Finding | undefined> {
  const { failedCall } = inquiry;
  if (!failedCall) return undefined;
  const { problem, spec, signIn } = failedCall;
  if (onTheWay.test(problem.code)) {
    return {
      problem,
      evidence: [
        t('The call that failed was answered so.'),
        t(
          'Every check passes now, so it was passing, or it comes with calls as large or as long as that one.',
        ),
      ],
      remedies: [],
    };
  }
  const answered = t('This is how the server answered the call that failed; every check passes.');
  if (!spec || signIn.protocol === 'rest') return { problem, evidence: [answered], remedies: [] };
  try {
    const { login } = inquiry.connection;
    const found = await investigate(problem, spec, (read) => inquiry.signIns.read(read, signIn), {
      login,
      protocol: signIn.protocol,
      ...(inquiry.version ? { version: inquiry.version } : {}),
      ...(inquiry.rights ? { uid: inquiry.rights.uid } : {}),
    });
    return { problem: found.problem, evidence: [...found.evidence, answered], remedies: [] };
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    return { problem, evidence: [answered], remedies: [] };
  }
}
