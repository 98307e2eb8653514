import { signInLabel, type AuthMethod } from '../../src/model/authMethod';
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
    case 'useSignIn':
      return `Use ${signInLabel(action.signIn)}`;
    case 'sendDatabaseHeader':
      return 'Send the database with every request';
    case 'trustAuthority':
      return 'Choose the authority’s file';
    case 'retryAfter':
      return 'Try again';
    case 'openSettings':
      return 'Open settings';
    case 'openExternal':
      return isPreferences(action.url) ? 'Open Preferences in Odoo' : `Open ${hostOf(action.url)}`;
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
    case 'method':
      return 'Change the method’s settings';
    case 'secret':
      return secretLabel(auth);
    case 'trust':
      return 'Choose certificates';
    case undefined:
      return 'Edit the connection';
  }
}

function secretLabel(auth: AuthMethod | undefined): string {
  switch (auth) {
    case 'apiKey':
    case 'secureApiKey':
      return 'Enter an API key';
    case 'oauth2':
      return 'Enter the client secret';
    case 'jwt':
      return 'Enter the secret';
    case 'header':
      return 'Enter the key';
    case 'password':
    case 'webSession':
    case 'basic':
    case 'public':
    case undefined:
      return 'Enter the password';
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** Odoo's page of the user's own preferences, where keys are made; its action keeps its name (Odoo 14 to 19, addons/base). */
function isPreferences(url: string): boolean {
  return url.includes('action_res_users_my');
}
