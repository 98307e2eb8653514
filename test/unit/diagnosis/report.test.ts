import { describe, expect, it } from 'vitest';
import { report, reportJson } from '../../../src/diagnosis/report';
import type { Connection } from '../../../src/model/connection';
import type { Diagnosis } from '../../../src/model/diagnosis';

const connection: Connection = {
  id: '1',
  name: 'Staging',
  url: 'https://erp.example.com',
  database: 'acme',
  login: 'admin',
  auth: 'password',
  protocol: 'jsonRpc',
  production: false,
  readOnly: false,
};

function diagnosis(changes: Partial<Diagnosis> = {}): Diagnosis {
  return {
    ok: false,
    cause: {
      code: 'signIn.rejected',
      title: 'Wrong login or password',
      certainty: 'likely',
      sentence: 'Odoo does not accept this login and password together.',
    },
    evidence: [],
    against: [],
    remedies: [],
    others: [],
    excluded: [],
    questions: [],
    notes: [],
    steps: [],
    access: [],
    ...changes,
  };
}

/** A text in every place that holds one. */
function everywhere(text: string): Diagnosis {
  const remark = {
    code: 'signIn.archived' as const,
    title: text,
    certainty: 'possible' as const,
    sentence: text,
    evidence: [text],
  };
  return diagnosis({
    cause: { code: 'signIn.rejected', title: text, certainty: 'likely', sentence: text },
    evidence: [text],
    against: [text],
    remedies: [{ text }, { text, forAdministrator: true }],
    others: [remark],
    excluded: [{ title: text, because: text }],
    questions: [{ id: 'session', title: text, tells: text, cost: text }],
    notes: [remark],
    message: text,
    documentation: 'https://www.odoo.com/documentation/19.0/',
    steps: [
      {
        probe: 'signIn',
        verdict: 'failed',
        ms: 1,
        detail: text,
        proves: text,
        asked: [{ question: text, answer: text, ms: 1 }],
      },
    ],
    access: [{ auth: 'password', protocol: 'jsonRpc', state: 'refused', reason: text, until: text }],
    problem: { code: 'signIn.rejected', facts: { reason: text }, server: { message: text } },
  });
}

describe('report', () => {
  it('tells the whole diagnosis, the verdict first', () => {
    const told = diagnosis({
      evidence: ['The database answered.', 'JSON-RPC refused the sign-in without a reason.'],
      against: ['The same password worked an hour ago.'],
      remedies: [
        { text: 'Enter the password again.', action: { kind: 'editConnection', step: 'secret' } },
        { text: 'Look the user up.', forAdministrator: true },
      ],
      message: 'Hello,\n\nthe user admin cannot sign in.\n',
      documentation: 'https://www.odoo.com/documentation/19.0/developer/reference/external_api.html',
      questions: [
        {
          id: 'session',
          title: 'Ask it',
          tells: 'Signing in as the web client does tells two-factor sign-in from a wrong password.',
          cost: 'It counts as one attempt.',
        },
      ],
      others: [
        {
          code: 'signIn.twoFactor',
          title: 'Two-factor sign-in',
          certainty: 'possible',
          sentence: 'The password may be right.',
          evidence: ['Odoo gives the same answer.'],
        },
      ],
      excluded: [{ title: 'Wrong database', because: 'acme answered.' }],
      notes: [
        {
          code: 'database.notListed',
          title: 'Databases are not listed',
          certainty: 'certain',
          sentence: 'That is a setting.',
          evidence: [],
        },
      ],
      steps: [
        {
          probe: 'tcp',
          verdict: 'ok',
          ms: 3.4,
          detail: 'port 443 answers',
          proves: 'Something listens there.',
          kept: true,
        },
        {
          probe: 'signIn',
          verdict: 'failed',
          ms: 64,
          detail: 'refused',
          asked: [
            {
              question: 'POST https://erp.example.com/jsonrpc, common.authenticate',
              answer: 'HTTP 200, application/json: {"result": false}',
              ms: 58.2,
            },
          ],
        },
        { probe: 'rights', verdict: 'skipped', ms: 0, detail: 'needs a sign-in' },
      ],
      access: [
        {
          auth: 'apiKey',
          protocol: 'json2',
          state: 'untried',
          reason: 'No API key was given.',
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
    });
    expect(report(connection, told)).toBe(`# Odoo sign-in diagnosis: Staging

- Address: \`https://erp.example.com\`
- Database: \`acme\`
- Login: \`admin\`
- Sign-in method: Password · JSON-RPC

## Wrong login or password (undecided, likely)

Odoo does not accept this login and password together.

## Why

- The database answered.
- JSON-RPC refused the sign-in without a reason.

## What speaks against it

- The same password worked an hour ago.

## What to do

- Enter the password again.

## What an administrator can do

- Look the user up.

## Message for the administrator

\`\`\`text
Hello,

the user admin cannot sign in.
\`\`\`

Documentation: <https://www.odoo.com/documentation/19.0/developer/reference/external_api.html>

## What would tell more

- Signing in as the web client does tells two-factor sign-in from a wrong password. It counts as one attempt.

## What else it could be

- **Two-factor sign-in** (possible). The password may be right.
  - Odoo gives the same answer.

## Ruled out

- **Wrong database**. acme answered.

## Worth knowing

- **Databases are not listed** (certain). That is a setting.

## Checks

- **TCP**: passed, 3 ms, known from before. port 443 answers
  - It proves: Something listens there.
- **Sign-in**: failed, 64 ms. refused
  - Asked \`POST https://erp.example.com/jsonrpc, common.authenticate\`; after 58 ms: \`HTTP 200, application/json: {"result": false}\`
- **Rights**: not run. needs a sign-in

## Which API accepts what

| Sign-in method | State | Until | Why |
| --- | --- | --- | --- |
| API key over JSON-2 (recommended) | not tried |  | No API key was given. |
| Password over JSON-RPC (this connection) | refused | Odoo 22, autumn 2028 | Without a reason. |
`);
  });

  it('says that everything works, and leaves out what there is nothing of', () => {
    const fine = diagnosis({ ok: true });
    delete fine.cause;
    const text = report({ ...connection, databaseHeader: true, serverVersion: '19.0', login: '' }, fine);
    expect(text).toBe(`# Odoo sign-in diagnosis: Staging

- Address: \`https://erp.example.com\`
- Database: \`acme\`, sent as X-Odoo-Database with every request
- Login: (empty)
- Sign-in method: Password · JSON-RPC
- Odoo: 19.0

## Everything works
`);
  });

  it.each([
    ['a table', 'a | b || c', 'a \\| b \\|\\| c'],
    ['HTML', '<img src=x onerror=alert(1)>', '\\<img src=x onerror=alert(1)>'],
    ['a link', '[here](https://evil.example)', '\\[here\\](https://evil.example)'],
    ['an image', '![x](y)', '!\\[x\\](y)'],
    ['a heading', '# big', '\\# big'],
    ['a list', '1. one', '1\\. one'],
    ['an entity', '&lt;b&gt;', '\\&lt;b\\&gt;'],
    ['emphasis', '*a* _b_ ~~c~~ res_partner', '\\*a\\* \\_b\\_ \\~\\~c\\~\\~ res_partner'],
    ['a new block', 'a\n\n# b\r\n| c', 'a # b \\| c'],
    ['another direction', 'a\u202eb\u0007c', 'a\ufffdb\ufffdc'],
  ])('does not let a server write %s', (_what, said, shown) => {
    const text = report(connection, diagnosis({ evidence: [said] }));
    expect(text).toContain(`## Why\n\n- ${shown}\n`);
  });

  it('does not let an answer end its code span, its block or its row', () => {
    const said = '`` ` ``` <b>|\n```\n# out';
    const text = report({ ...connection, database: 'a`b', login: '`' }, everywhere(said));
    expect(text).toContain('- Database: ``a`b``\n- Login: `` ` ``\n');
    expect(text).toContain('Asked ```` `` ` ``` <b>| ``` # out ````; after 1 ms: ```` ``');
    expect(text).toContain('````text\n`` ` ``` <b>|\n```\n# out\n````\n');
    // Outside the message, nothing of it begins a line; and every row of the table has four cells.
    expect(text.replace(/````text[^]*?\n````\n/, '')).not.toMatch(/^# out|^```/m);
    const rows = text.split('\n').filter((line) => line.startsWith('| '));
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
    expect(text).not.toMatch(/(?<![\\`] *)<b>(?![^\n]*`)/);
  });

  it('links to documentation only at a safe address', () => {
    expect(report(connection, diagnosis({ documentation: 'javascript:alert(1)' }))).toContain(
      'Documentation: `javascript:alert(1)`',
    );
  });

  it('cuts secrets out of every place, in every form', () => {
    const secret = 'pa"ss & wörd-1';
    const forms = [secret, JSON.stringify(secret), encodeURIComponent(secret)];
    const told = everywhere(forms.join(' / '));
    for (const text of [
      report(connection, told, { secrets: [secret] }),
      reportJson(connection, told, { secrets: [secret] }),
    ]) {
      expect(text).not.toContain('wörd-1');
      expect(text).not.toContain(encodeURIComponent(secret));
    }
  });

  it('does not tell by a gap that the password is the login', () => {
    const told = everywhere('“admin” is refused');
    const text = report(connection, told, { secrets: ['admin'] });
    expect(text).toContain('- Login: `admin`\n');
    expect(text).toContain('- “admin” is refused\n');
  });

  it('never repeats a name and password typed into an address', () => {
    const typed = { ...connection, url: 'https://jane:hunter2@erp.example.com' };
    const told = everywhere('GET https://jane:hunter2@erp.example.com/web');
    expect(report(typed, told)).toContain('https://…@erp.example.com');
    expect(report(typed, told) + reportJson(typed, told)).not.toContain('hunter2');
  });
});

describe('reportJson', () => {
  it('holds the connection’s facts and the diagnosis, and nothing that a secret may have been typed into', () => {
    const told = diagnosis({ evidence: ['The database answered.'] });
    const text = reportJson(
      {
        ...connection,
        header: { name: 'X-Key', prefix: 'hunter2' },
        token: { url: '/t', method: 'POST', format: 'json', body: 'hunter2', accessToken: 'token' },
      },
      told,
    );
    expect(JSON.parse(text)).toEqual({
      connection: {
        name: 'Staging',
        url: 'https://erp.example.com',
        database: 'acme',
        login: 'admin',
        auth: 'password',
        protocol: 'jsonRpc',
      },
      diagnosis: told,
    });
  });
});

describe('a report without names', () => {
  function nameless(text: string, changes: Partial<Connection> = {}, more: Partial<Diagnosis> = {}): string {
    const told = { ...diagnosis({ evidence: [text] }), ...more };
    const json = reportJson({ ...connection, ...changes }, told, { withoutNames: true });
    const parsed = JSON.parse(json) as { diagnosis: Diagnosis };
    return parsed.diagnosis.evidence[0] ?? '';
  }

  it('replaces them in the facts and in sentences, each by the same word everywhere', () => {
    const told = everywhere('“admin” signs in to acme on ERP.example.com:8069 (192.0.2.7).');
    const text = report(connection, told, { withoutNames: true });
    expect(text).toContain('# Odoo sign-in diagnosis: connection-1\n');
    expect(text).toContain('- Address: `https://host-1`\n- Database: `database-1`\n- Login: `login-1`\n');
    expect(text).toContain('- “login-1” signs in to database-1 on host-1:8069 (address-1).\n');
    expect(text).not.toMatch(/acme|example\.com|192\.0|Staging/i);
    expect(text.match(/“admin”|\badmin\b/g)).toBeNull();
  });

  it.each<[string, string, Partial<Connection>, string]>([
    [
      'a login that is a common word only as a whole word',
      'The administrator admin, not admins, sysadmin or admin-2; login=admin, "admin".',
      {},
      'The administrator login-1, not admins, sysadmin or admin-2; login=login-1, "login-1".',
    ],
    ['a login only as it is written', 'Admin and admin.', {}, 'Admin and login-1.'],
    [
      'a login that is an e-mail address, as one name',
      'jane.doe@acme.example and JANE.DOE@acme.example, jane.doe%40acme.example; Bob@Other.example',
      { login: 'jane.doe@acme.example' },
      'login-1 and login-1, login-1; email-1',
    ],
    [
      'sub-domains, the longest first',
      'www.erp.example.com, erp.example.com, example.com, sso.example.com, notexample.com, example.community',
      {},
      'host-2, host-1, host-3, host-4, notexample.com, example.community',
    ],
    [
      'IPv6 addresses in brackets, with ports and zones',
      'connect [2001:DB8::1]:8069, 2001:db8:0::1; fe80::1%eth0, ::ffff:192.0.2.7 and ::1: refused at 12:30:45.',
      { url: 'http://[2001:db8::1]:8069' },
      'connect [address-1]:8069, address-1; address-2, address-3 and address-4: refused at 12:30:45.',
    ],
    [
      'hosts of other addresses, and leaves documentation alone',
      'redirected to https://login.other.example:8443/a?b=erp.example.com; see https://www.odoo.com/documentation/19.0',
      {},
      'redirected to https://host-2:8443/a?b=host-1; see https://www.odoo.com/documentation/19.0',
    ],
    [
      'one host of many under odoo.com without the others',
      'acme.odoo.com is on Odoo Online; the password of odoo.com does not count.',
      { url: 'https://acme.odoo.com' },
      'host-1 is on Odoo Online; the password of odoo.com does not count.',
    ],
    [
      'a host of one word only as it was written',
      'Odoo at http://odoo:8069 said odoo.exceptions.AccessDenied; odoo is a host.',
      { url: 'http://odoo:8069' },
      'Odoo at http://host-1:8069 said odoo.exceptions.AccessDenied; host-1 is a host.',
    ],
    [
      'names that are too short for a word only in quotation marks',
      'A database “a” of Odoo 14, a user "14".',
      { database: 'a', login: '14' },
      'A database “database-1” of Odoo 14, a user "login-1".',
    ],
    [
      'names that are escaped in an answer',
      '{"error": "a\\nacme\\u0022admin\\u0022 %3Dacme%2Fadmin"} <b>R&amp;D</b>',
      { login: 'R&D' },
      '{"error": "a\\ndatabase-1\\u0022admin\\u0022 %3Ddatabase-1%2Fadmin"} <b>login-1</b>',
    ],
    [
      'a text that is login and database in one as neither',
      '“odoo” on “odoo”',
      { login: 'odoo', database: 'odoo' },
      '“name-1” on “name-1”',
    ],
  ])('replaces %s', (_what, text, changes, shown) => {
    expect(nameless(text, changes)).toBe(shown);
  });

  it('knows the databases, logins and hosts that the diagnosis itself found', () => {
    const text = nameless(
      'It lists “acme_live” and “acme_test”; use “acme_live”. The key belongs to jane. Sign in at login.portal.example.',
      {},
      {
        remedies: [{ text: 'x', action: { kind: 'useDatabase', database: 'acme_live' } }],
        problem: {
          code: 'database.notFound',
          facts: {
            databases: '“acme_live” and “acme_test”',
            owner: 'jane',
            location: 'https://login.portal.example/saml',
          },
        },
      },
    );
    expect(text).toBe(
      'It lists “database-2” and “database-3”; use “database-2”. The key belongs to login-2. Sign in at host-2.',
    );
  });

  it('knows the names in a certificate and its fingerprint', () => {
    const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
    const told = diagnosis({
      evidence: [
        'The certificate of “*.other.example” was issued by “Acme Internal CA”.',
        `It is for “a.other.example” and “192.0.2.9”. SHA-256 fingerprint: ${fingerprint}`,
      ],
      problem: { code: 'tls.untrusted', facts: { issuer: 'Acme Internal CA', names: '*.other.example' } },
      steps: [
        { probe: 'tls', verdict: 'warning', ms: 1, detail: 'issued by Acme Root, valid for b.third.example' },
      ],
    });
    const text = report(connection, told, { withoutNames: true });
    expect(text).toContain('The certificate of “\\*.host-2” was issued by “certificate-1”.');
    expect(text).toContain('fingerprint: fingerprint-1');
    expect(text).not.toMatch(/acme|other\.example|third|192\.0|AB:AB/i);
  });

  it('knows the people and databases in what a server answered, and a name that is cut off there', () => {
    const told = diagnosis({
      steps: [
        {
          probe: 'rights',
          verdict: 'ok',
          ms: 1,
          detail: 'Rob O’Neil (rob, user 7), an internal user, beside Jané Doe',
          asked: [
            {
              question: 'POST https://erp.example.com/web/database/list',
              answer: 'HTTP 200: {"result": ["acme", "zeta"]}',
              ms: 1,
            },
            {
              question: 'POST https://erp.example.com/json/2/res.users/read',
              answer: '[{"login": "jdoe", "name": "Jan\\u00e9 Doe", "error": {"name": "odoo.http.Missing"}}]',
              ms: 1,
            },
            { question: 'read', answer: 'zeta Jané Doe jdoe acme at erp.exam…', ms: 1 },
          ],
        },
      ],
    });
    const text = report(connection, told, { withoutNames: true });
    expect(text).toContain('user-1 (login-2, user 7), an internal user, beside user-2');
    expect(text).toContain('{"result": ["database-1", "database-2"]}');
    expect(text).toContain('"odoo.http.Missing"');
    expect(text).toContain('`database-2 user-2 login-3 database-1 at host-1…`');
  });

  it('leaves the closed words of the JSON as they are', () => {
    const told = everywhere('password');
    const json = reportJson({ ...connection, login: 'password', database: 'failed' }, told, {
      withoutNames: true,
    });
    const parsed = JSON.parse(json) as { connection: Connection; diagnosis: Diagnosis };
    expect(parsed.connection).toMatchObject({ auth: 'password', login: 'login-1', database: 'database-1' });
    expect(parsed.diagnosis.steps[0]).toMatchObject({ verdict: 'failed', detail: 'login-1' });
  });

  it('ends soon for long and strange texts', () => {
    const texts = [
      'a.'.repeat(50_000),
      ':'.repeat(50_000),
      'ab:'.repeat(50_000),
      '“'.repeat(50_000),
      '1.'.repeat(50_000),
    ];
    for (const text of texts) expect(nameless(text)).toHaveLength(text.length);
  });
});
