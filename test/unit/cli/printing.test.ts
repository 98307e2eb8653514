import { describe, expect, it } from 'vitest';
import { printDiagnosis, printProblem, printTable, printValue } from '../../../src/cli/printing';
import { explain } from '../../../src/diagnosis/explain';

describe('printTable', () => {
  it('prints one column a name, related records by their names, and nothing for Odoo’s empty', () => {
    expect(
      printTable([
        { id: 9, name: 'Azure', country_id: [233, 'United States'], phone: false, child_ids: [1, 2] },
        { id: 10, name: 'Öko 🧪', country_id: false, phone: '+1', active: true },
      ]),
    ).toBe(
      [
        'id  name   country_id     phone  child_ids  active',
        '--  -----  -------------  -----  ---------  ------',
        '9   Azure  United States         [1,2]',
        '10  Öko 🧪                 +1                true',
      ].join('\n'),
    );
  });

  it('shortens what is long', () => {
    expect(printTable([{ name: 'x'.repeat(100) }]).split('\n')[2]).toBe(`${'x'.repeat(39)}…`);
  });

  it('lets no text command the terminal', () => {
    expect(printTable([{ name: 'a\u001b[31mred\u0007\nb' }]).split('\n')[2]).toBe('a\ufffd[31mred\ufffd b');
  });
});

describe('printValue', () => {
  it.each([
    [[], 'No records.'],
    [[1, 2], '1\n2'],
    [7, '7'],
    ['text', 'text'],
    [true, 'true'],
    [null, 'null'],
    [{ a: 1 }, '{\n  "a": 1\n}'],
    [[[1, 'x']], '[\n  [\n    1,\n    "x"\n  ]\n]'],
  ])('prints %j for reading', (value, text) => {
    expect(printValue(value)).toBe(text);
  });
});

describe('printProblem', () => {
  it('says what happened and what to do, in the terminal’s own terms', () => {
    const problem = explain({
      code: 'database.notFound',
      facts: { database: 'acmee', suggestion: 'acme' },
      server: {
        name: 'psycopg2.OperationalError',
        message: 'FATAL:  database "acmee" does not exist\n',
        debug: 'Traceback',
      },
    });
    const text = printProblem(problem);
    expect(text).toContain('There is no database called “acmee” on this server.');
    expect(text).toContain('- Use “acme”. (--db acme)');
    expect(text).toContain('- For an administrator: ');
    expect(text).toContain('(odoo-api diagnose)');
    expect(text).toContain('The server said: FATAL:  database "acmee" does not exist');
    expect(text).not.toContain('Traceback');
  });

  it('leaves out what only settings of VS Code can do', () => {
    expect(printProblem(explain({ code: 'tls.untrusted', facts: {} }))).not.toContain('proxyStrictSSL');
  });
});

describe('printDiagnosis', () => {
  it('puts the verdict first, then why, what to do and the checks', () => {
    const text = printDiagnosis({
      ok: false,
      cause: {
        code: 'signIn.rejected',
        title: 'Wrong login or password',
        certainty: 'likely',
        sentence: 'It is refused.',
      },
      evidence: ['The database answered.'],
      remedies: [{ text: 'Enter it again.', action: { kind: 'editConnection', step: 'secret' } }],
      steps: [{ probe: 'signIn', verdict: 'failed', ms: 12, detail: 'refused' }],
      access: [
        { auth: 'apiKey', protocol: 'json2', state: 'untried', reason: 'No API key was given to try.' },
      ],
    });
    expect(text).toBe(
      [
        'Wrong login or password (likely)',
        'It is refused.',
        '',
        'Why',
        '  - The database answered.',
        '',
        'What to do',
        '  - Enter it again. (ODOO_PASSWORD or ODOO_API_KEY)',
        '',
        'Checks',
        '  FAILED   Sign-in           refused, 12 ms',
        '',
        'Which API accepts what',
        '  not tried      API key over JSON-2     No API key was given to try.',
      ].join('\n'),
    );
  });
});
