import { describe, expect, it } from 'vitest';
import { printDiagnosis } from '../../../src/cli/printDiagnosis';
import { remedyLines } from '../../../src/cli/remedies';
import { mapStrings } from '../../../src/diagnosis/mapStrings';
import type { Diagnosis } from '../../../src/model/diagnosis';
import type { RemedyAction } from '../../../src/model/problem';

const nothing: Diagnosis = {
  ok: true,
  evidence: [],
  against: [],
  remedies: [],
  others: [],
  excluded: [],
  questions: [],
  notes: [],
  steps: [],
  access: [],
};

const undecided: Diagnosis = {
  ...nothing,
  ok: false,
  cause: {
    code: 'signIn.rejected',
    title: 'Wrong login or password',
    certainty: 'likely',
    sentence: 'It is refused.',
  },
  evidence: ['The database answered.'],
  against: ['It worked before.'],
  remedies: [
    { text: 'Enter it again.', action: { kind: 'editConnection', step: 'secret' } },
    { text: 'Look the user up.', forAdministrator: true },
  ],
  message: 'Hello,\n\nadmin cannot sign in.\n',
  documentation: 'https://www.odoo.com/documentation/19.0/',
  questions: [
    {
      id: 'session',
      title: 'Ask it',
      tells: 'It tells two-factor apart.',
      cost: 'It counts as one attempt.',
    },
    { id: 'account', title: 'Look it up', tells: 'It tells what the record says.', cost: 'It only reads.' },
    { id: 'call', title: 'Ask it', tells: 'It tells a pause apart.', cost: 'It fails once more.' },
  ],
  others: [
    {
      code: 'signIn.twoFactor',
      title: 'Two-factor sign-in',
      certainty: 'possible',
      sentence: 'The password may be right.',
      evidence: ['The answer is the same.'],
    },
  ],
  excluded: [{ title: 'Wrong database', because: 'acme answered.' }],
  notes: [
    {
      code: 'database.notListed',
      title: 'Databases are not listed.',
      certainty: 'certain',
      sentence: 'That is a setting.',
      evidence: [],
    },
  ],
  steps: [
    { probe: 'tcp', verdict: 'ok', ms: 3.2, detail: 'port 443 answers', kept: true },
    {
      probe: 'signIn',
      verdict: 'failed',
      ms: 12,
      detail: 'refused',
      asked: [{ question: 'POST /jsonrpc', answer: 'HTTP 200', ms: 11.6 }],
      proves: 'It is not the database.',
    },
    { probe: 'rights', verdict: 'skipped', ms: 0, detail: 'needs a sign-in' },
  ],
  access: [
    {
      auth: 'apiKey',
      protocol: 'json2',
      state: 'untried',
      reason: 'No API key was given to try.',
      recommended: true,
    },
    {
      auth: 'password',
      protocol: 'jsonRpc',
      state: 'refused',
      reason: 'Without a reason.',
      until: 'Odoo 22, autumn 2028',
      own: true,
    },
  ],
};

describe('printDiagnosis', () => {
  it('puts the verdict first, then why, what to do, what is open, and the checks', () => {
    expect(printDiagnosis(undecided)).toBe(`Wrong login or password (undecided, likely)
It is refused.

Why
  - The database answered.

What speaks against it
  - It worked before.

What to do
  - Enter it again. (ODOO_PASSWORD or ODOO_API_KEY)
  - For an administrator: Look the user up.

Message for the administrator
    Hello,

    admin cannot sign in.

Documentation: https://www.odoo.com/documentation/19.0/

What would tell more
  - It tells two-factor apart. It counts as one attempt. (--allow-session-probe)
  - It tells what the record says. It only reads. (--admin-login LOGIN)
  - It tells a pause apart. It fails once more. (--allow-call-probe)

What else it could be
  - Two-factor sign-in (possible). The password may be right.
      The answer is the same.

Ruled out
  - Wrong database. acme answered.

Worth knowing
  - Databases are not listed. That is a setting.

Checks
  passed   TCP               port 443 answers, 3 ms, known from before
  FAILED   Sign-in           refused, 12 ms
  not run  Rights            needs a sign-in

Which API accepts what
  not tried      API key over JSON-2     No API key was given to try. (recommended)
  refused        Password over JSON-RPC  Without a reason. Until Odoo 22, autumn 2028. (this connection)`);
  });

  it('prints with --details what each check asked, what came back, and what it proves', () => {
    expect(printDiagnosis(undecided, { details: true })).toContain(`
  FAILED   Sign-in           refused, 12 ms
             asked   POST /jsonrpc
             answer  HTTP 200 (12 ms)
             proves  It is not the database.
  not run`);
  });

  it('says only that everything works where there is nothing else to say', () => {
    expect(printDiagnosis(nothing)).toBe('Everything works.');
  });

  it('does not say how sure it is of what was proven', () => {
    const certain: Diagnosis = {
      ...nothing,
      ok: false,
      cause: { code: 'tcp.refused', title: 'Nothing listens', certainty: 'certain', sentence: 'Closed.' },
    };
    expect(printDiagnosis(certain)).toBe('Nothing listens\nClosed.');
  });

  it('lets nothing that a server said command the terminal or begin a line', () => {
    const said = 'a\u001b[2J\nEverything works.\r\u0007\u202e';
    const text = printDiagnosis(
      mapStrings(undecided, (own) => said + own),
      { details: true },
    );
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(text).not.toMatch(/^Everything works/m);
  });
});

describe('remedyLines', () => {
  it.each<[RemedyAction, string]>([
    [{ kind: 'useAddress', url: 'https://erp.example.com' }, '--url https://erp.example.com'],
    [{ kind: 'useDatabase', database: 'acme' }, '--db acme'],
    [{ kind: 'useDatabase', database: "a'; rm -rf ~" }, `--db 'a'\\''; rm -rf ~'`],
    [{ kind: 'useSignIn', signIn: { auth: 'apiKey', protocol: 'json2' } }, '--auth apiKey --protocol json2'],
    [{ kind: 'sendDatabaseHeader' }, 'databaseHeader: true in the file of --settings'],
    [{ kind: 'trustAuthority' }, 'tls: { authority: FILE } in the file of --settings'],
    [{ kind: 'retryAfter', seconds: 60 }, 'after 60 s'],
    [{ kind: 'openExternal', url: 'https://erp.example.com/odoo' }, 'https://erp.example.com/odoo'],
    [{ kind: 'diagnose' }, 'odoo-api diagnose'],
    [{ kind: 'editConnection', step: 'login' }, '--login'],
    [{ kind: 'editConnection', step: 'trust' }, '--settings FILE'],
  ])('says how %j is done in a terminal', (action, how) => {
    expect(remedyLines([{ text: 'Do it.', action }])).toEqual([`  - Do it. (${how})`]);
  });

  it('leaves out what only settings of VS Code can do', () => {
    expect(remedyLines([{ text: 'x', action: { kind: 'openSettings', query: 'http.proxy' } }])).toEqual([]);
  });
});
