import type { AuthMethod } from '../../src/model/authMethod';
import type { RemedyAction } from '../../src/model/problem';

/** What the button of a remedy says: what it does. */
export function remedyLabel(action: RemedyAction, auth: AuthMethod | undefined): string {
  switch (action.kind) {
    case 'editConnection':
      return editLabel(action.step, auth);
    case 'useAddress':
      return `Use ${action.url}`;
    case 'useDatabase':
      return `Use database ${action.database}`;
    case 'openSettings':
      return 'Open settings';
    case 'openExternal':
      return `Open ${hostOf(action.url)}`;
    case 'diagnose':
      return 'Diagnose';
  }
}

function editLabel(
  step: Extract<RemedyAction, { kind: 'editConnection' }>['step'],
  auth: AuthMethod | undefined,
): string {
  switch (step) {
    case 'address':
      return 'Change the address';
    case 'database':
      return 'Choose the database';
    case 'signIn':
      return 'Change the sign-in method';
    case 'login':
      return 'Change the login';
    case 'secret':
      return auth === 'apiKey' ? 'Enter an API key' : 'Enter the password';
    case undefined:
      return 'Edit the connection';
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
