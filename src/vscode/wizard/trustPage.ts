import { basename } from 'node:path';
import * as vscode from 'vscode';
import { explainError } from '../../diagnosis/explain';
import { hostOf, type TlsSettings } from '../../model/connection';
import type { ExplainedProblem } from '../../model/problem';
import { parseAddress } from '../../odoo/address';
import { pickStep, type StepFrame, type StepResult } from './steps';
import type { WizardState } from './wizardState';

type File = 'authority' | 'certificate' | 'key';

interface Choice extends vscode.QuickPickItem {
  does: { kind: 'file'; file: File } | { kind: 'accept' } | { kind: 'forget' } | { kind: 'goOn' };
}

const files: Record<File, { label: string; detail: string; dialog: string }> = {
  authority: {
    label: '$(verified) Certificate authority…',
    detail: 'Who issued the server’s certificate: a PEM file, for this connection only.',
    dialog: 'Choose the authority’s certificate',
  },
  certificate: {
    label: '$(person) Your certificate…',
    detail: 'For a server that asks who you are first: a PEM file. The key may be in it.',
    dialog: 'Choose your certificate',
  },
  key: {
    label: '$(key) Your certificate’s key…',
    detail: 'A PEM file without a passphrase. Needed where the certificate’s file has no key.',
    dialog: 'Choose the key of your certificate',
  },
};

/** Whom to trust, and what to show the server: files of certificates, or no check at all. Tried before it is left. */
export async function trustPage(state: WizardState, frame: StepFrame): Promise<StepResult<undefined>> {
  const { input } = state;
  let problem: ExplainedProblem | undefined;
  let active: string | undefined;
  for (;;) {
    const items = choices(input.tls, problem);
    const current = items.find(({ label }) => label === active);
    const result = await pickStep({
      ...frame,
      placeholder: problem ? problem.sentence : `Certificates for ${hostIn(input.address)}`,
      items,
      ...(current ? { active: current } : {}),
    });
    if (result.kind !== 'done') return result;
    const { does, label } = result.value;
    active = label;
    switch (does.kind) {
      case 'file':
        input.tls = await withFile(input.tls, does.file);
        problem = undefined;
        break;
      case 'accept':
        input.tls = await withAcceptance(input.tls, hostIn(input.address));
        problem = undefined;
        break;
      case 'forget':
        input.tls = {};
        problem = undefined;
        break;
      case 'goOn':
        problem = await trial(state);
        if (!problem) return { kind: 'done', value: undefined };
        break;
    }
  }
}

function choices(tls: TlsSettings, problem: ExplainedProblem | undefined): Choice[] {
  const file = (name: File): Choice => ({
    label: files[name].label,
    description: tls[name] ? basename(tls[name]) : '',
    detail: files[name].detail,
    does: { kind: 'file', file: name },
  });
  const set = Object.keys(tls).length > 0;
  return [
    ...(set || problem
      ? [
          {
            label: '$(arrow-right) Go on',
            description: 'asks the server with these',
            ...(problem ? { detail: `$(error) ${problem.title}` } : {}),
            does: { kind: 'goOn' as const },
          },
        ]
      : []),
    file('authority'),
    file('certificate'),
    file('key'),
    {
      label: '$(warning) Accept this server’s certificate without a check',
      description: tls.acceptUntrusted ? 'on' : 'off',
      detail: 'Anyone in between could read the secret. It stays visible on the connection.',
      does: { kind: 'accept' },
    },
    ...(set
      ? [
          {
            label: '$(discard) Forget these',
            description: 'trust what VS Code trusts, show no certificate',
            does: { kind: 'forget' as const },
          },
        ]
      : []),
  ];
}

async function withFile(tls: TlsSettings, file: File): Promise<TlsSettings> {
  const chosen = await askPemFile(file);
  return chosen ? { ...tls, [file]: chosen } : tls;
}

/** Asks for a PEM file; its path, or undefined when the person gave up. */
export async function askPemFile(file: File): Promise<string | undefined> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: files[file].dialog,
      openLabel: 'Choose',
      filters: { 'PEM files': ['pem', 'crt', 'cer', 'key'], 'All files': ['*'] },
    })) ?? [];
  return chosen?.fsPath;
}

async function withAcceptance(tls: TlsSettings, host: string): Promise<TlsSettings> {
  const { acceptUntrusted, ...others } = tls;
  if (acceptUntrusted) return others;
  const button = 'Accept Without a Check';
  const answer = await vscode.window.showWarningMessage(
    `Accept any certificate from ${host}?`,
    {
      modal: true,
      detail:
        'Nothing then tells this server from another one in its place: whoever is between here and the server can read the secret and change what is sent. The connection says “certificate not checked” wherever it is shown.',
    },
    button,
  );
  return answer === button ? { ...tls, acceptUntrusted: true } : tls;
}

/** Why the server cannot be reached with what was chosen; undefined where it can. */
async function trial(state: WizardState): Promise<ExplainedProblem | undefined> {
  const asks = { location: vscode.ProgressLocation.Notification, title: 'Asking the server…' };
  try {
    await vscode.window.withProgress(asks, () => state.askServer(new AbortController().signal));
    return undefined;
  } catch (error) {
    const problem = explainError(error);
    // Who answers at all is trusted; what it says is for the steps that follow.
    const reached = !/^(dns|tcp|tls|call|address)\./.test(problem.code);
    if (reached && state.input.signIn?.protocol === 'rest') {
      state.input.withoutVersion = true;
      return undefined;
    }
    return problem;
  }
}

function hostIn(address: string): string {
  try {
    return hostOf(parseAddress(address).url);
  } catch {
    return address;
  }
}
