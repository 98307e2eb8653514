import type { RestSettings } from '../../model/connection';
import { defaultBasePaths } from './connectionInput';
import { pickStep, textStep, type StepFrame, type StepResult } from './steps';
import type { WizardState } from './wizardState';

const dialects: { label: string; detail: string; dialect: RestSettings['dialect'] }[] = [
  {
    label: 'Secure API module',
    detail: 'partner stands for /api/partner/rest. Answers come in Odoo’s own envelope.',
    dialect: 'secureApi',
  },
  {
    label: 'Another REST module',
    detail: 'One path for each resource: /api/v1/partners and /api/v1/partners/7.',
    dialect: 'plain',
  },
];

export async function dialectPage({ input }: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  const current = dialects.find(({ dialect }) => dialect === input.rest.dialect);
  const result = await pickStep({
    ...frame,
    placeholder: 'Which REST module answers there',
    items: dialects,
    ...(current ? { active: current } : {}),
  });
  if (result.kind !== 'done') return result;
  const { dialect } = result.value;
  const untouched = input.rest.basePath === defaultBasePaths[input.rest.dialect];
  input.rest = { dialect, basePath: untouched ? defaultBasePaths[dialect] : input.rest.basePath };
  return { kind: 'done', value: undefined };
}

export function basePathPage({ input, url }: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  return textStep<undefined>({
    ...frame,
    prompt: `What every route of the module starts with, below ${url}. May be empty.`,
    placeholder: defaultBasePaths[input.rest.dialect],
    value: input.rest.basePath,
    check: (value) => {
      input.rest = { ...input.rest, basePath: value.trim() };
      return basePathProblem(value.trim());
    },
    accept: () => ({ ok: true, value: undefined }),
  });
}

export function basePathProblem(path: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^[/\\]{2}/i.test(path)) {
    return 'Only the path, such as /api/v1: the server is the connection’s own.';
  }
  return /[\s?#\\]/.test(path) ? 'A path holds no spaces, question marks or backslashes.' : undefined;
}
