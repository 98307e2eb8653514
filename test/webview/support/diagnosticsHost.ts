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
  {
    probe: 'http',
    verdict: 'ok',
    ms: 38,
    detail: 'answers without a redirect',
    asked: [
      {
        question: 'GET https://erp-staging.example.com/web/webclient/version_info',
        answer: 'HTTP 200, application/json: {"jsonrpc": "2.0", "id": 1}',
        ms: 38,
      },
    ],
    proves: 'The server answers by itself, and nobody sends the request elsewhere.',
  },
  { probe: 'odoo', verdict: 'ok', ms: 21, detail: 'Odoo 19.0' },
  { probe: 'apis', verdict: 'ok', ms: 16, detail: 'JSON-RPC, XML-RPC, JSON-2, web client' },
  { probe: 'database', verdict: 'ok', ms: 22, detail: 'acme exists and is served here' },
];

const nothing = { against: [], others: [], excluded: [], questions: [], notes: [] };

/** Proved by a question that needed leave. */
export const twoFactor: Diagnosis = {
  ok: false,
  cause: {
    code: 'signIn.twoFactor',
    title: 'This account has two-factor sign-in, so its password does not work for programs',
    certainty: 'certain',
    sentence:
      'The password is right. Odoo refuses it over the API because the account asks for a second code when a person signs in. Programs use an API key instead.',
  },
  ...nothing,
  evidence: [
    'JSON-RPC refused the login without a reason.',
    'The web sign-in accepted the same password and stopped at the second step.',
  ],
  excluded: [{ title: 'Wrong database', because: 'acme answered.' }],
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
  message:
    'Hello,\n\nthe account integration@acme.example on https://erp-staging.example.com has two-factor sign-in. It needs an API key.',
  documentation: 'https://www.odoo.com/documentation/19.0/developer/reference/external_api.html',
  steps: [
    ...reached,
    { probe: 'signIn', verdict: 'failed', ms: 64, detail: 'refused; the account has two-factor sign-in' },
    { probe: 'others', verdict: 'skipped', ms: 0, detail: 'needs a sign-in' },
    { probe: 'rights', verdict: 'skipped', ms: 0, detail: 'needs a sign-in' },
  ],
  access: [
    {
      auth: 'password',
      protocol: 'jsonRpc',
      state: 'refused',
      reason: 'The account has two-factor sign-in.',
      until: 'Odoo 22, autumn 2028',
      own: true,
    },
    { auth: 'password', protocol: 'xmlRpc', state: 'refused', reason: 'The account has two-factor sign-in.' },
    { auth: 'password', protocol: 'json2', state: 'unavailable', reason: 'JSON-2 takes API keys only.' },
    {
      auth: 'apiKey',
      protocol: 'json2',
      state: 'untried',
      reason: 'No API key is stored.',
      recommended: true,
    },
    { auth: 'apiKey', protocol: 'jsonRpc', state: 'untried', reason: 'No API key is stored.' },
    { auth: 'apiKey', protocol: 'xmlRpc', state: 'untried', reason: 'No API key is stored.' },
  ],
  problem: {
    code: 'signIn.twoFactor',
    facts: {},
    server: { name: 'odoo.exceptions.AccessDenied', message: 'Access Denied' },
  },
};

/** One answer for four causes, and the questions that would tell them apart. */
export const undecided: Diagnosis = {
  ok: false,
  cause: {
    code: 'signIn.rejected',
    title: 'Odoo does not accept this login and password together',
    certainty: 'possible',
    sentence:
      'The server and the database are fine. Odoo gives the same answer for a wrong password, an unknown login, a deactivated account and an account with two-factor sign-in, so one of these four remains.',
  },
  evidence: ['JSON-RPC refused the login without a reason.'],
  against: ['The same password worked yesterday.'],
  questions: [
    {
      id: 'session',
      title: 'Ask it',
      tells: 'Signing in once as the web client does separates “wrong password” from “two-factor”.',
      cost: 'It counts as one sign-in attempt, and Odoo may write it to its log.',
    },
    {
      id: 'account',
      title: 'Look it up with an administrator’s connection',
      tells: 'The user’s record says whether it is archived, and whether it has two-factor sign-in.',
      cost: 'It is read and nothing else.',
    },
  ],
  others: [
    {
      code: 'signIn.twoFactor',
      title: 'The account has two-factor sign-in',
      certainty: 'possible',
      sentence: 'Programs then need an API key.',
      evidence: ['Odoo 19 refuses such a password without a reason.'],
    },
    {
      code: 'signIn.archived',
      title: 'The account is deactivated',
      certainty: 'possible',
      sentence: 'An administrator can bring it back.',
      evidence: [],
    },
  ],
  excluded: [
    { title: 'Wrong database', because: 'acme answered.' },
    { title: 'API key where a password belongs', because: 'what was entered does not look like a key.' },
  ],
  notes: [
    {
      code: 'database.notListed',
      title: 'The server does not list its databases',
      certainty: 'certain',
      sentence: 'That is usual for public servers.',
      evidence: [],
    },
  ],
  remedies: [
    { text: 'Enter the password again.', action: { kind: 'editConnection', step: 'secret' } },
    { text: 'Check that the account is active.', forAdministrator: true },
  ],
  steps: [
    ...reached,
    { probe: 'signIn', verdict: 'failed', ms: 58, detail: 'refused without a reason' },
    { probe: 'others', verdict: 'skipped', ms: 0, detail: 'needs a sign-in' },
    { probe: 'rights', verdict: 'skipped', ms: 0, detail: 'needs a sign-in' },
  ],
  access: [],
};

export const works: Diagnosis = {
  ok: true,
  ...nothing,
  evidence: ['Odoo 19.0 accepted the API key over JSON-2.'],
  remedies: [],
  steps: [
    ...reached,
    { probe: 'signIn', verdict: 'ok', ms: 41, detail: 'accepted with the API key' },
    { probe: 'others', verdict: 'ok', ms: 47, detail: 'JSON-RPC and XML-RPC accept the key, too' },
    { probe: 'rights', verdict: 'ok', ms: 90, detail: 'Integration Bot (user 42), an internal user' },
  ],
  access: [
    { auth: 'apiKey', protocol: 'json2', state: 'works', reason: '', own: true, recommended: true },
    {
      auth: 'apiKey',
      protocol: 'jsonRpc',
      state: 'works',
      reason: '',
      until: 'Odoo 22, autumn 2028',
    },
    { auth: 'password', protocol: 'json2', state: 'unavailable', reason: 'JSON-2 takes API keys only.' },
    { auth: 'password', protocol: 'jsonRpc', state: 'untried', reason: 'No password is stored.' },
  ],
};

/** Pushes each step of a diagnosis and then answers with it, as the host does. */
export function diagnosticsHost(
  diagnosis: Diagnosis,
  handlers: Partial<Handlers<DiagnosticsApi>> = {},
): DiagnosticsHost {
  const done = (): Promise<void> => Promise.resolve();
  const host: DiagnosticsHost = new ScriptedHost<DiagnosticsApi, DiagnosticsPushes>(diagnosticsApi, {
    open: () => ({ connection: staging, hasSecret: true }),
    run: () => {
      for (const step of diagnosis.steps) host.push('step', step);
      return diagnosis;
    },
    ask: () => diagnosis,
    copyReport: done,
    saveJson: () => true,
    copyMessage: done,
    remedy: done,
    ...handlers,
  });
  return host;
}

export function openDiagnostics(host: DiagnosticsHost, options?: PageOptions): Promise<Page> {
  return openPage('diagnostics', 'webview/diagnostics/main.tsx', host, options);
}
