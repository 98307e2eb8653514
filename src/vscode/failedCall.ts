import type { FailedCall } from '../model/diagnosis';
import type { SignInMethod } from '../model/authMethod';
import type { Problem } from '../model/problem';
import type { RequestSpec } from '../model/requestSpec';

/** Milliseconds for which a failure tells how things are: after that, the server is asked again. */
const freshMs = 5 * 60_000;

/** What stopped here, before the server was asked anything that a diagnosis could go by. */
const neverAsked =
  /^(?:call\.(?:cancelled|declined)|signIn\.(?:noSecret|addressChanged|sessionDeclined)|connection\.|request\.|write\.|internal)/;

/** A failure as a diagnosis takes it over, so that what it showed is not asked again; nothing where it shows nothing. */
export function failedCallOf(
  { auth, protocol }: SignInMethod,
  { code, facts, server }: Problem,
  spec?: RequestSpec,
): FailedCall | undefined {
  if (neverAsked.test(code)) return undefined;
  return {
    problem: { code, facts, ...(server ? { server } : {}) },
    signIn: { auth, protocol },
    ...(spec ? { spec } : {}),
    at: Date.now(),
  };
}

/** A failure, as long as it is fresh enough to go by. */
export function fresh(failedCall: FailedCall | undefined): FailedCall | undefined {
  return failedCall && Date.now() - failedCall.at < freshMs ? failedCall : undefined;
}

/** The failed call that Diagnose is asked for because of. A menu passes the selected rows in its place. */
export function failedCallIn(request: unknown): FailedCall | undefined {
  const carries = typeof request === 'object' && request !== null && 'failedCall' in request;
  return carries ? fresh((request as { failedCall?: FailedCall }).failedCall) : undefined;
}
