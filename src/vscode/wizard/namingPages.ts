import { signingInProves } from '../../diagnosis/signInProof';
import { secretKindOf, type AuthMethod } from '../../model/authMethod';
import { checkStep, textStep, type StepFrame, type StepResult } from './steps';
import type { WizardState } from './wizardState';

export function namePage(state: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  const { input, ports, method } = state;
  return textStep<undefined>({
    ...frame,
    prompt: `${proofWords(method.auth)} A name for this connection; saved requests refer to it.`,
    value: input.name || state.suggestedName,
    check: (value) => nameProblem(value, (name) => ports.nameTaken(name, input.id)),
    accept: (value) => {
      input.name = value.trim();
      return { ok: true, value: undefined };
    },
  });
}

/** What is known by now. A key that goes along with each call is proven by none of them but the one that needs it. */
function proofWords(auth: AuthMethod): string {
  if (signingInProves(auth)) return 'Signed in.';
  return secretKindOf(auth) === undefined
    ? 'The server answers.'
    : 'The server did not refuse; the first call shows whether it accepts this.';
}

export function nameProblem(value: string, taken: (name: string) => boolean): string | undefined {
  const name = value.trim();
  if (!name) return 'Type a name for the connection.';
  return taken(name) ? `There is already a connection called ${name}.` : undefined;
}

export interface Marks {
  production: boolean;
  readOnly: boolean;
}

/** Asks for the marks of a connection, which are told apart by words, not by colour. */
export async function askMarks(marks: Marks, frame: StepFrame): Promise<StepResult<Marks>> {
  const production = { label: 'Production', description: 'asks before every call that may change data' };
  const readOnly = { label: 'Read-only', description: 'refuses every call that may change data' };
  const result = await checkStep({
    ...frame,
    placeholder: 'Marks for this connection; none is fine. Enter saves.',
    items: [production, readOnly],
    checked: [...(marks.production ? [production] : []), ...(marks.readOnly ? [readOnly] : [])],
  });
  if (result.kind !== 'done') return result;
  const chosen = { production: result.value.includes(production), readOnly: result.value.includes(readOnly) };
  return { kind: 'done', value: chosen };
}

export async function marksPage({ input }: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  const result = await askMarks(input, frame);
  if (result.kind !== 'done') return result;
  Object.assign(input, result.value);
  return { kind: 'done', value: undefined };
}
