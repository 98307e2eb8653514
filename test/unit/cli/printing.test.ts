import { describe, expect, it } from 'vitest';
import { printProblem, printTable, printValue } from '../../../src/cli/printing';
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

  it('tells why, what to ask an administrator for, and where it is documented', () => {
    const text = printProblem({
      code: 'server.accessRights',
      facts: {},
      title: 'No right to read Contacts',
      sentence: 'Odoo refused it.',
      evidence: ['Contacts may be read by “Sales / User”.'],
      remedies: [{ text: 'Wait.', action: { kind: 'retryAfter', seconds: 59.2 } }],
      message: 'Hello,\n\nthe user needs a right.\n',
      documentation: 'https://www.odoo.com/documentation/19.0/',
    });
    expect(text).toBe(
      [
        'No right to read Contacts',
        'Odoo refused it.',
        'Why',
        '  - Contacts may be read by “Sales / User”.',
        'What to do',
        '  - Wait. (after 60 s)',
        'Message for the administrator',
        '    Hello,',
        '',
        '    the user needs a right.',
        'Documentation: https://www.odoo.com/documentation/19.0/',
      ].join('\n'),
    );
  });

  it('says once what title and sentence both say', () => {
    expect(printProblem(explain({ code: 'call.cancelled', facts: {} }))).toBe('Cancelled.');
  });

  it('lets nothing that a server said command the terminal', () => {
    const said = 'a\u001b]0;b\u0007\u202e';
    const text = printProblem({
      code: 'server.exception',
      facts: {},
      title: said,
      sentence: said,
      evidence: [said],
      remedies: [{ text: said, action: { kind: 'useAddress', url: said } }],
      message: said,
      documentation: said,
      server: { message: `x${said}` },
    });
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});
