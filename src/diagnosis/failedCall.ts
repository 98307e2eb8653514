import type { SignInMethod } from '../model/authMethod';
import { assertFailed } from '../odoo/error';
import { investigate } from './call/investigate';
import { attemptOf, type Finding, type Inquiry } from './inquiry';
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
      // Nobody answered then, and somebody does now.
      ...(/^(dns|tcp|tls)\./.test(problem.code) ? { certainty: 'possible' as const } : {}),
      evidence: [
        t('That is how the call ended that failed.'),
        t(
          'Every check passes now, so it was passing, or it comes with calls as large or as long as that one.',
        ),
      ],
      remedies: [],
    };
  }
  const answered = t('This is how the server answered the call that failed; every check passes.');
  if (!spec || signIn.protocol === 'rest' || !mayRead(inquiry, signIn))
    return { problem, evidence: [answered], remedies: [] };
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
    assertFailed(error);
    return { problem, evidence: [answered], remedies: [] };
  }
}

/** The secret at hand is the connection's own: another way to sign in may want another one, and would only be refused. */
function mayRead(inquiry: Inquiry, signIn: SignInMethod): boolean {
  const { auth, protocol } = inquiry.connection;
  const own = signIn.auth === auth && signIn.protocol === protocol;
  return own || attemptOf(inquiry, signIn)?.state === 'works';
}
