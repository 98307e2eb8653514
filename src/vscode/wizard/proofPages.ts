import * as vscode from 'vscode';
import { explainError } from '../../diagnosis/explain';
import { proveSignIn } from '../../diagnosis/signInProof';
import { hostOf, secretOriginOf, type Connection } from '../../model/connection';
import type { ExplainedProblem } from '../../model/problem';
import { authMethods } from '../../odoo/auth/methods';
import { failedCallOf } from '../failedCall';
import { webSignInFact } from '../guardWords';
import { pickStep, textStep, type Accepted, type StepFrame, type StepResult, type WayOut } from './steps';
import type { WizardState } from './wizardState';

export function loginPage({ input, method }: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  const { loginLabel = 'Login' } = authMethods[method.auth];
  const ofUser = loginLabel === 'Login';
  return textStep<undefined>({
    ...frame,
    prompt: ofUser
      ? 'Login of the user, exactly as in Odoo’s user form: often the email address.'
      : `${loginLabel}, as whoever runs the module gave it to you.`,
    placeholder: ofUser ? 'name@example.com' : loginLabel,
    value: input.login,
    check: (value) => {
      input.login = value.trim();
      return undefined;
    },
    accept: (value) =>
      value.trim()
        ? { ok: true, value: undefined }
        : {
            ok: false,
            message: ofUser
              ? 'Type the login of the user to sign in as.'
              : `Type the ${inSentence(loginLabel)} to sign in with.`,
          },
  });
}

/** The secret, and the sign-in with it. */
export function secretPage(
  state: WizardState,
  frame: StepFrame,
  refused?: ExplainedProblem,
): Promise<StepResult<undefined>> {
  const { input } = state;
  const connection = state.connection();
  const label = authMethods[connection.auth].secretLabel ?? 'Secret';
  return textStep<undefined>({
    ...frame,
    prompt: secretPrompt(state, connection, label),
    placeholder: state.keepsSecret ? `Leave empty to keep the stored ${inSentence(label)}` : label,
    password: true,
    value: input.secret,
    ...(refused ? { message: refused.sentence } : {}),
    check: (value) => {
      input.secret = value;
      return undefined;
    },
    accept: async (value, signal): Promise<Accepted<undefined>> => {
      if (!value && !state.editing) return { ok: false, message: `Type or paste the ${inSentence(label)}.` };
      const problem = await trial(state, signal);
      return problem
        ? { ok: false, message: problem.sentence, waysOut: [diagnosing(state, connection, problem, value)] }
        : { ok: true, value: undefined };
    },
  });
}

function secretPrompt(state: WizardState, connection: Connection, label: string): string {
  const origin = secretOriginOf(connection, connection.auth);
  const from = state.secretMovedFrom;
  if (from) {
    return `The address changed from ${from} to ${origin}. Enter the secret for the new server; the old one is not sent there.`;
  }
  const whose = connection.login ? `${label} of ${connection.login}` : label;
  const kept = `${whose}. Kept in VS Code’s secret storage, for ${origin} only.`;
  if (connection.auth === 'apiKey' || connection.auth === 'secureApiKey') {
    return `${kept} Made in Odoo under Preferences ▸ Account Security ▸ New API Key.`;
  }
  if (connection.auth !== 'webSession') return `${kept} ${authMethods[connection.auth].safety}`;
  const asks = !state.ports.webSignInAgreed(connection);
  // Whoever goes on has read it, and is not asked a second time.
  return asks ? `${kept} ${webSignInFact(connection.url)} Enter signs in.` : kept;
}

/** The sign-in where there is no secret to ask for: shown only where the server refuses it. */
export async function checkPage(state: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  for (;;) {
    const problem = await shownTrial(state);
    if (!problem) return { kind: 'done', value: undefined };
    const again = { label: '$(refresh) Try again', detail: '' };
    const anyway = {
      label: '$(arrow-right) Go on anyway',
      detail: 'Some routes may be open although this one is not.',
    };
    const result = await pickStep({
      ...frame,
      placeholder: problem.sentence,
      items: [{ ...again, detail: `${hostOf(state.url)}: ${problem.title}` }, anyway],
    });
    if (result.kind !== 'done') return result;
    if (result.value === anyway) return { kind: 'done', value: undefined };
  }
}

/** Signs in with what is stored, where that may do, and asks for the secret only when it does not. */
export async function keptSecretPage(state: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  if (!state.keepsSecret || state.input.secret) return secretPage(state, frame);
  const problem = await shownTrial(state);
  return problem ? secretPage(state, frame, problem) : { kind: 'done', value: undefined };
}

/** Why signing in fails; undefined where it works. */
async function trial(state: WizardState, signal: AbortSignal): Promise<ExplainedProblem | undefined> {
  try {
    const connection = state.connection();
    await proveSignIn(state.client, connection, { signal });
    // Only a trial: the connection opens a web session of its own when it needs one.
    void state.client.signOut(connection).catch(() => undefined);
    return undefined;
  } catch (error) {
    return explainError(error);
  }
}

/** The same between two pages, where nothing else shows that something goes on. */
async function shownTrial(state: WizardState): Promise<ExplainedProblem | undefined> {
  const tried = trial(state, new AbortController().signal);
  vscode.window.setStatusBarMessage('$(loading~spin) Signing in…', tried);
  return tried;
}

/** @param tried the secret that was refused: as long as it is the one, it is not sent a second time */
function diagnosing(
  state: WizardState,
  connection: Connection,
  problem: ExplainedProblem,
  tried: string,
): WayOut<undefined> {
  const failedCall = failedCallOf(connection, problem);
  return {
    icon: 'pulse',
    tooltip: 'Diagnose: find out why',
    press: () => {
      const { secret } = state.input;
      state.ports.diagnose(connection, secret || undefined, secret === tried ? failedCall : undefined);
      return { kind: 'cancelled' };
    },
  };
}

/** A label within a sentence: "client ID", "API key". */
function inSentence(label: string): string {
  return /^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
