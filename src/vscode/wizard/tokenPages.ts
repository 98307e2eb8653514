import type { TokenRequest } from '../../model/connection';
import { defaultTokenBodies, type TokenInput } from './connectionInput';
import { pickStep, textStep, type StepFrame, type StepResult } from './steps';
import { bodyProblem, placeProblem, tokenUrlProblem } from './tokenInputCheck';
import type { WizardState } from './wizardState';

type Page = (state: WizardState, frame: StepFrame) => Promise<StepResult<undefined>>;

/** One line of a token request. */
function linePage(
  part: 'url' | 'body' | 'accessToken' | 'refreshToken' | 'expires' | 'refreshUrl' | 'refreshBody',
  words: { prompt: string; placeholder: string },
  problem: (value: string, state: WizardState) => string | undefined,
): Page {
  return (state, frame) =>
    textStep<undefined>({
      ...frame,
      ...words,
      value: state.input.token[part],
      check: (value) => {
        state.input.token = { ...state.input.token, [part]: value.trim() };
        return problem(value.trim(), state);
      },
      accept: () => ({ ok: true, value: undefined }),
    });
}

export const tokenUrlPage = linePage(
  'url',
  {
    prompt: 'Address that gives the token: a path on this server, or a whole address of another one.',
    placeholder: '/api/auth/token',
  },
  (value, { url }) => tokenUrlProblem(url, value),
);

const requests: { label: string; method: TokenRequest['method']; format: TokenRequest['format'] }[] = [
  { label: 'POST with JSON', method: 'POST', format: 'json' },
  { label: 'POST with a form', method: 'POST', format: 'form' },
  { label: 'PUT with JSON', method: 'PUT', format: 'json' },
  { label: 'PUT with a form', method: 'PUT', format: 'form' },
  { label: 'GET with a query', method: 'GET', format: 'form' },
];

export async function tokenRequestPage(
  { input }: WizardState,
  frame: StepFrame,
): Promise<StepResult<undefined>> {
  const current = requests.find(
    ({ method, format }) => method === input.token.method && format === input.token.format,
  );
  const result = await pickStep({
    ...frame,
    placeholder: 'How the token is asked for',
    items: requests,
    ...(current ? { active: current } : {}),
  });
  if (result.kind !== 'done') return result;
  const { method, format } = result.value;
  input.token = { ...inFormat(input.token, format), method };
  return { kind: 'done', value: undefined };
}

/** Bodies that were left as they came follow the format; what was typed stays. */
export function inFormat(token: TokenInput, format: TokenRequest['format']): TokenInput {
  const before = defaultTokenBodies[token.format];
  const after = defaultTokenBodies[format];
  return {
    ...token,
    format,
    body: token.body === before.token ? after.token : token.body,
    refreshBody: token.refreshBody === before.refresh ? after.refresh : token.refreshBody,
  };
}

export const tokenBodyPage = linePage(
  'body',
  {
    prompt:
      'What is sent for the token. {{login}}, {{secret}} and {{database}} are put in when it is asked for.',
    placeholder: defaultTokenBodies.json.token,
  },
  (value, { input }) => bodyProblem(input.token.format, value, 'secret'),
);

export const accessTokenPage = linePage(
  'accessToken',
  {
    prompt: 'Where the token stands in the answer, with dots between the parts: access_token, data.token.',
    placeholder: 'access_token',
  },
  (value) => placeProblem(value, false),
);

export const refreshTokenPage = linePage(
  'refreshToken',
  {
    prompt: 'Where the refresh token stands in the answer. Leave it empty where there is none.',
    placeholder: 'refresh_token',
  },
  (value) => placeProblem(value, true),
);

export const expiresPage = linePage(
  'expires',
  {
    prompt:
      'Where the answer says when the token runs out: seconds, or a time. Leave it empty where it does not; a JWT tells by itself.',
    placeholder: 'expires_in',
  },
  (value) => placeProblem(value, true),
);

export const refreshUrlPage = linePage(
  'refreshUrl',
  {
    prompt: 'Address that takes the refresh token. Leave it empty to send the secret again instead.',
    placeholder: '/api/auth/refresh',
  },
  (value, { url }) => (value ? tokenUrlProblem(url, value) : undefined),
);

export const refreshBodyPage = linePage(
  'refreshBody',
  {
    prompt: 'What is sent for the next token. {{refreshToken}} is put in when it is asked for.',
    placeholder: defaultTokenBodies.json.refresh,
  },
  (value, { input }) => bodyProblem(input.token.format, value, 'refreshToken'),
);
