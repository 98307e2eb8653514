import type { Page } from 'playwright-core';
import {
  diagnosticsApi,
  type DiagnosticsApi,
  type DiagnosticsPushes,
} from '../../../src/contract/diagnosticsApi';
import type { Handlers } from '../../../src/contract/rpc';
import type { Diagnosis, DiagnosisStep } from '../../../src/model/diagnosis';
import { staging } from './requestHost';
import { ScriptedHost } from './scriptedHost';
import { openPage, type PageOptions } from './webPage';

export type DiagnosticsHost = ScriptedHost<DiagnosticsApi, DiagnosticsPushes>;

export const reached: DiagnosisStep[] = [
  { probe: 'address', verdict: 'ok', ms: 0, detail: 'https://erp-staging.example.com, nothing to correct' },
  { probe: 'dns', verdict: 'ok', ms: 4, detail: '203.0.113.40, 2001:db8::40' },
  { probe: 'tcp', verdict: 'ok', ms: 11, detail: 'port 443 answers' },
  { probe: 'tls', verdict: 'ok', ms: 19, detail: 'valid for *.example.com until 3 March 2027' },
  { probe: 'http', verdict: 'ok', ms: 38, detail: 'answers without a redirect' },
  { probe: 'odoo', verdict: 'ok', ms: 21, detail: 'Odoo 19.0' },
  { probe: 'database', verdict: 'ok', ms: 22, detail: 'acme exists and is served here' },
];

export const twoFactor: Diagnosis = {
  ok: false,
  cause: {
    code: 'signIn.twoFactor',
    title: 'This account has two-factor sign-in, so its password does not work for programs',
    certainty: 'certain',
    sentence:
      'The password is right. Odoo refuses it over the API because the account asks for a second code when a person signs in. Programs use an API key instead.',
  },
  evidence: [
    'JSON-RPC refused the login without a reason.',
    'The web sign-in accepted the same password and stopped at the second step.',
  ],
  remedies: [
    {
      text: 'In Odoo: your name, top right, then Preferences, Account Security, New API Key. Choose how long it lasts.',
      action: { kind: 'openExternal', url: 'https://erp-staging.example.com/web' },
    },
    {
      text: 'Enter the key here. Your password is forgotten.',
      action: { kind: 'editConnection', step: 'secret' },
    },
    { text: 'Allow this user to make API keys.', forAdministrator: true },
  ],
  steps: [
    ...reached,
    { probe: 'signIn', verdict: 'failed', ms: 64, detail: 'refused; the account has two-factor sign-in' },
  ],
  access: [
    {
      auth: 'password',
      protocol: 'jsonRpc',
      state: 'refused',
      reason: 'The account has two-factor sign-in.',
    },
    { auth: 'password', protocol: 'xmlRpc', state: 'refused', reason: 'The account has two-factor sign-in.' },
    { auth: 'password', protocol: 'json2', state: 'unavailable', reason: 'JSON-2 takes API keys only.' },
    { auth: 'apiKey', protocol: 'json2', state: 'untried', reason: 'No API key is stored.' },
    { auth: 'apiKey', protocol: 'jsonRpc', state: 'untried', reason: 'No API key is stored.' },
    { auth: 'apiKey', protocol: 'xmlRpc', state: 'untried', reason: 'No API key is stored.' },
  ],
  problem: {
    code: 'signIn.twoFactor',
    facts: {},
    server: { name: 'odoo.exceptions.AccessDenied', message: 'Access Denied' },
  },
};

export const works: Diagnosis = {
  ok: true,
  evidence: ['Odoo 19.0 accepted the API key over JSON-2.'],
  remedies: [],
  steps: [...reached, { probe: 'signIn', verdict: 'ok', ms: 41, detail: 'accepted with the API key' }],
  access: [
    { auth: 'apiKey', protocol: 'json2', state: 'works', reason: '' },
    { auth: 'apiKey', protocol: 'jsonRpc', state: 'works', reason: '' },
    { auth: 'password', protocol: 'json2', state: 'unavailable', reason: 'JSON-2 takes API keys only.' },
    { auth: 'password', protocol: 'jsonRpc', state: 'untried', reason: 'No password is stored.' },
  ],
};

/** Pushes each step of a diagnosis and then answers with it, as the host does. */
export function diagnosticsHost(
  diagnosis: Diagnosis,
  handlers: Partial<Handlers<DiagnosticsApi>> = {},
): DiagnosticsHost {
  const nothing = (): Promise<void> => Promise.resolve();
  const host: DiagnosticsHost = new ScriptedHost<DiagnosticsApi, DiagnosticsPushes>(diagnosticsApi, {
    open: () => ({ connection: staging, hasSecret: true }),
    run: () => {
      for (const step of diagnosis.steps) host.push('step', step);
      return diagnosis;
    },
    copyReport: nothing,
    remedy: nothing,
    ...handlers,
  });
  return host;
}

export function openDiagnostics(host: DiagnosticsHost, options?: PageOptions): Promise<Page> {
  return openPage('diagnostics', 'webview/diagnostics/main.tsx', host, options);
}
