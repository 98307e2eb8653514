import type { SignInMethod } from '../../model/authMethod';
import { addressPage, databasePage } from './addressPages';
import { methodNeedsDatabase, methodNeedsLogin, methodNeedsSecret } from '../../odoo/auth/methodNeeds';
import { marksPage, namePage } from './namingPages';
import { checkPage, keptSecretPage, loginPage, secretPage } from './proofPages';
import { basePathPage, dialectPage } from './restPages';
import {
  headerNamePage,
  headerPage,
  headerPrefixPage,
  isCommonHeader,
  oauth2ClientPage,
  oauth2ScopePage,
  oauth2UrlPage,
} from './settingsPages';
import { signInPage } from './signInPage';
import type { StepFrame, StepResult } from './steps';
import {
  accessTokenPage,
  expiresPage,
  refreshBodyPage,
  refreshTokenPage,
  refreshUrlPage,
  tokenBodyPage,
  tokenRequestPage,
  tokenUrlPage,
} from './tokenPages';
import { trustPage } from './trustPage';
import type { WizardState } from './wizardState';

/** What a person gives for a connection, part by part. Some parts are several pages, depending on the way to sign in. */
export type WizardStep =
  'address' | 'trust' | 'database' | 'signIn' | 'method' | 'login' | 'secret' | 'name' | 'marks';

type Show = (state: WizardState, frame: StepFrame) => Promise<StepResult<undefined>>;

const shows = {
  address: addressPage,
  trust: trustPage,
  database: databasePage,
  signIn: signInPage,
  dialect: dialectPage,
  basePath: basePathPage,
  tokenUrl: tokenUrlPage,
  tokenRequest: tokenRequestPage,
  tokenBody: tokenBodyPage,
  accessToken: accessTokenPage,
  refreshToken: refreshTokenPage,
  expires: expiresPage,
  refreshUrl: refreshUrlPage,
  refreshBody: refreshBodyPage,
  oauth2Url: oauth2UrlPage,
  oauth2Scope: oauth2ScopePage,
  oauth2Client: oauth2ClientPage,
  header: headerPage,
  headerName: headerNamePage,
  headerPrefix: headerPrefixPage,
  login: loginPage,
  secret: secretPage,
  keptSecret: keptSecretPage,
  check: checkPage,
  name: namePage,
  marks: marksPage,
} satisfies Record<string, Show>;
export type PageId = keyof typeof shows;

/** Pages that a person sees only where signing in fails; nobody goes back to them. */
export const silentPages: ReadonlySet<PageId> = new Set<PageId>(['keptSecret', 'check']);

export function showPage(page: PageId, state: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  return shows[page](state, frame);
}

/** The pages of a new connection, as far as what was typed tells which. */
export function pagesOfNew({ input, method }: WizardState): PageId[] {
  return [
    'address',
    ...trustPages(input.wantsTrust),
    'database',
    'signIn',
    ...methodPages(method, input),
    ...(methodNeedsLogin(method) ? (['login'] as const) : []),
    methodNeedsSecret(method) ? 'secret' : 'check',
    'name',
    'marks',
  ];
}

/** The first page of a part of a new connection. */
export function firstPageOf(step: WizardStep, state: WizardState): PageId {
  if (step === 'method') return methodPages(state.method, state.input)[0] ?? 'signIn';
  const pages = pagesOfNew(state);
  if (step === 'trust') {
    state.input.wantsTrust = true;
    return 'trust';
  }
  return pages.find((page) => page === step) ?? 'address';
}

/** The pages of a change to a saved connection: those of the part, and those that follow from what was changed. */
export function pagesOfEdit(step: WizardStep, state: WizardState): PageId[] {
  const { input, method, databases, moved, editing } = state;
  const proof: PageId = methodNeedsSecret(method) ? 'keptSecret' : 'check';
  const unknownDatabase =
    databases !== undefined && !databases.includes(input.database) && input.database !== '';
  switch (step) {
    case 'address':
      return [
        'address',
        ...trustPages(input.wantsTrust),
        ...(moved && unknownDatabase ? (['database'] as const) : []),
        proof,
      ];
    case 'trust':
      return ['trust', proof];
    case 'database':
      return ['database', proof];
    case 'signIn': {
      const changed = editing?.auth !== method.auth || editing.protocol !== method.protocol;
      const asksLogin = methodNeedsLogin(method) && (changed ? needsOtherLogin(state) : input.login === '');
      return [
        'signIn',
        ...(methodNeedsDatabase(method) && editing?.database === '' ? (['database'] as const) : []),
        ...(changed ? methodPages(method, input) : []),
        ...(asksLogin ? (['login'] as const) : []),
        proof,
      ];
    }
    case 'method':
      return [...methodPages(method, input), proof];
    case 'login':
      // Another user rarely has the same secret, and a refused one counts as a failed sign-in.
      return methodNeedsLogin(method) ? ['login', methodNeedsSecret(method) ? 'secret' : 'check'] : [proof];
    case 'secret':
      return [methodNeedsSecret(method) ? 'secret' : 'check'];
    case 'name':
      return ['name'];
    case 'marks':
      return ['marks'];
  }
}

/** An application's ID is no user's login, and the other way round. */
function needsOtherLogin({ editing, method, input }: WizardState): boolean {
  return (
    input.login === '' || editing?.login === '' || (editing?.auth === 'oauth2') !== (method.auth === 'oauth2')
  );
}

function trustPages(wanted: boolean): PageId[] {
  return wanted ? ['trust'] : [];
}

/** What a way to sign in needs beside login and secret. */
export function methodPages(
  { auth, protocol }: SignInMethod,
  { token, header }: Pick<WizardState['input'], 'token' | 'header'>,
): PageId[] {
  const pages: PageId[] = [];
  if (protocol === 'rest') {
    // The key of the Secure API module says which module it is.
    if (auth !== 'secureApiKey') pages.push('dialect');
    pages.push('basePath');
  }
  switch (auth) {
    case 'jwt':
      pages.push('tokenUrl', 'tokenRequest', 'tokenBody', 'accessToken', 'refreshToken', 'expires');
      if (token.refreshToken) {
        pages.push('refreshUrl');
        if (token.refreshUrl) pages.push('refreshBody');
      }
      break;
    case 'oauth2':
      pages.push('oauth2Url', 'oauth2Scope', 'oauth2Client');
      break;
    case 'header':
      pages.push('header');
      if (!isCommonHeader(header)) pages.push('headerName', 'headerPrefix');
      break;
    case 'password':
    case 'apiKey':
    case 'webSession':
    case 'secureApiKey':
    case 'basic':
    case 'public':
      break;
  }
  return pages;
}
