import * as vscode from 'vscode';
import { secretKindOf, signInLabel, type SignInMethod } from '../../model/authMethod';
import { offeredSignIns, type OfferedSignIn } from '../../odoo/auth/methods';
import { defaultBasePaths } from './connectionInput';
import { methodNeedsDatabase } from '../../odoo/auth/methodNeeds';
import { pickStep, separator, type StepFrame, type StepResult } from './steps';
import type { WizardState } from './wizardState';

interface SignInItem extends vscode.QuickPickItem {
  method?: SignInMethod;
}

/** The ways that this server takes: Odoo's own first, then those of modules that were added to it. */
export async function signInPage(state: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  const { input } = state;
  const offered = offeredSignIns(state.version).filter((one) => fits(state, one));
  const items: SignInItem[] = [
    ...offered.filter(({ group }) => group === 'odoo').map(itemOf),
    separator('With a module on the server'),
    ...offered.filter(({ group }) => group === 'rest').map(itemOf),
  ];
  const before = state.method;
  const current = items.find(
    ({ method }) => method && method.auth === input.signIn?.auth && method.protocol === input.signIn.protocol,
  );
  const result = await pickStep({
    ...frame,
    placeholder: `How to sign in${state.versionWords}`,
    items,
    ...(current ? { active: current } : {}),
  });
  if (result.kind !== 'done') return result;
  const { method } = result.value;
  if (!method) return { kind: 'back' };
  choose(state, method, before);
  return { kind: 'done', value: undefined };
}

/** Without Odoo's word only REST modules are left, and without a database those that find it by themselves. */
function fits({ input, editing }: WizardState, { method, group }: OfferedSignIn): boolean {
  if (input.withoutVersion && group !== 'rest') return false;
  return input.database !== '' || !methodNeedsDatabase(method) || editing !== undefined;
}

function itemOf({ method, recommended, reason, versions, safety }: OfferedSignIn): SignInItem {
  return {
    label: signInLabel(method),
    description: recommended ? `Recommended · ${versions}` : versions,
    detail: reason,
    // A list cuts long lines off; what a way costs in safety is a whole sentence.
    buttons: [{ iconPath: new vscode.ThemeIcon('info'), tooltip: safety }],
    method,
  };
}

function choose({ input }: WizardState, method: SignInMethod, before: SignInMethod): void {
  if (secretKindOf(before.auth) !== secretKindOf(method.auth)) input.secret = '';
  input.signIn = method;
  // Only the Secure API module has this way to sign in, so its paths are known.
  if (method.auth === 'secureApiKey' && input.rest.dialect !== 'secureApi') {
    input.rest = { dialect: 'secureApi', basePath: defaultBasePaths.secureApi };
  }
}
