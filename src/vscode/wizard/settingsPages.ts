import type { HeaderSettings, OAuth2Settings } from '../../model/connection';
import { pickStep, textStep, type StepFrame, type StepResult } from './steps';
import { headerNameProblem, headerPrefixProblem, tokenUrlProblem } from './tokenInputCheck';
import type { WizardState } from './wizardState';

export function oauth2UrlPage(state: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  const { input } = state;
  return textStep<undefined>({
    ...frame,
    prompt: 'Token address (RFC 6749): a path on this server, or a whole address of another one.',
    placeholder: '/api/oauth2/token',
    value: input.oauth2.tokenUrl,
    check: (value) => {
      input.oauth2 = { ...input.oauth2, tokenUrl: value.trim() };
      return tokenUrlProblem(state.url, value.trim());
    },
    accept: () => ({ ok: true, value: undefined }),
  });
}

export function oauth2ScopePage({ input }: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  return textStep<undefined>({
    ...frame,
    prompt: 'Scopes to ask for, with spaces between them. Leave it empty for what the client has anyway.',
    placeholder: 'read write',
    value: input.oauth2.scope ?? '',
    check: (value) => {
      input.oauth2 = { ...input.oauth2, scope: value.trim() };
      return undefined;
    },
    accept: () => ({ ok: true, value: undefined }),
  });
}

const clientAuths: { label: string; detail: string; clientAuth: OAuth2Settings['clientAuth'] }[] = [
  {
    label: 'In the form',
    detail: 'As client_id and client_secret in what is posted.',
    clientAuth: 'body',
  },
  {
    label: 'In a basic Authorization header',
    detail: 'As RFC 6749 prefers it.',
    clientAuth: 'basic',
  },
];

export async function oauth2ClientPage(
  { input }: WizardState,
  frame: StepFrame,
): Promise<StepResult<undefined>> {
  const current = clientAuths.find(({ clientAuth }) => clientAuth === input.oauth2.clientAuth);
  const result = await pickStep({
    ...frame,
    placeholder: 'Where the client ID and its secret go',
    items: clientAuths,
    ...(current ? { active: current } : {}),
  });
  if (result.kind !== 'done') return result;
  input.oauth2 = { ...input.oauth2, clientAuth: result.value.clientAuth };
  return { kind: 'done', value: undefined };
}

const headers: { label: string; header?: HeaderSettings }[] = [
  { label: 'Authorization: Bearer …', header: { name: 'Authorization', prefix: 'Bearer ' } },
  { label: 'X-API-Key: …', header: { name: 'X-API-Key', prefix: '' } },
  { label: 'Another header…' },
];

/** Whether a header is one of those in the list. */
export function isCommonHeader({ name, prefix }: HeaderSettings): boolean {
  return headers.some(({ header }) => header?.name === name && header.prefix === prefix);
}

/** One of the headers that most modules read, or another, for which pages follow. */
export async function headerPage(state: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  const { input } = state;
  const other = headers[2];
  const current =
    headers.find(
      ({ header }) => header?.name === input.header.name && header.prefix === input.header.prefix,
    ) ?? other;
  const result = await pickStep({
    ...frame,
    placeholder: 'The header that carries the key',
    items: headers,
    ...(current ? { active: current } : {}),
  });
  if (result.kind !== 'done') return result;
  if (result.value.header) input.header = result.value.header;
  else if (isCommonHeader(input.header)) input.header = { name: '', prefix: '' };
  return { kind: 'done', value: undefined };
}

export function headerNamePage({ input }: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  return textStep<undefined>({
    ...frame,
    prompt: 'Name of the header that carries the key.',
    placeholder: 'X-API-Key',
    value: input.header.name,
    check: (value) => {
      input.header = { ...input.header, name: value.trim() };
      return headerNameProblem(value.trim());
    },
    accept: () => ({ ok: true, value: undefined }),
  });
}

export function headerPrefixPage({ input }: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  return textStep<undefined>({
    ...frame,
    prompt:
      'What stands before the key in the header, with its space at the end. Leave it empty for nothing.',
    placeholder: 'Token ',
    value: input.header.prefix,
    check: (value) => {
      input.header = { ...input.header, prefix: value };
      return headerPrefixProblem(value);
    },
    accept: () => ({ ok: true, value: undefined }),
  });
}
