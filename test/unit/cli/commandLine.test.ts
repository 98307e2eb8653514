import { describe, expect, it } from 'vitest';
import { explainError } from '../../../src/diagnosis/explain';
import { readCommandLine, usage } from '../../../src/cli/commandLine';

function refusal(argv: string[]): string {
  try {
    readCommandLine(argv);
  } catch (error) {
    return explainError(error).sentence;
  }
  throw new Error('This was expected to be refused.');
}

describe('readCommandLine', () => {
  it('reads a command with its operands and flags', () => {
    expect(
      readCommandLine([
        'call',
        'res.partner',
        'search_read',
        '--url=https://erp.example.com',
        '--db',
        'acme',
        '--login',
        'admin',
        '--kwargs',
        '{"limit":3}',
        '--timeout',
        '2.5',
        '--json',
      ]),
    ).toEqual({
      command: 'call',
      operands: ['res.partner', 'search_read'],
      url: 'https://erp.example.com',
      database: 'acme',
      login: 'admin',
      kwargs: '{"limit":3}',
      timeoutMs: 2500,
      json: true,
      secretStdin: false,
      help: false,
      version: false,
      listFaults: false,
      details: false,
      markdown: false,
      withoutNames: false,
      allowSessionProbe: false,
      allowCallProbe: false,
      allowDatabasesProbe: false,
    });
  });

  it('reads what a diagnosis may do and how it is printed', () => {
    expect(
      readCommandLine([
        'diagnose',
        '--details',
        '--markdown',
        '--without-names',
        '--allow-session-probe',
        '--allow-call-probe',
        '--admin-login=boss',
        '--admin-auth=api-key',
        '--admin-protocol=json-2',
      ]),
    ).toMatchObject({
      details: true,
      markdown: true,
      withoutNames: true,
      allowSessionProbe: true,
      allowCallProbe: true,
      allowDatabasesProbe: false,
      adminLogin: 'boss',
      adminAuth: 'apiKey',
      adminProtocol: 'json2',
    });
  });

  it('takes --version for the sandbox’s Odoo where it has a value, and for ours elsewhere', () => {
    expect(readCommandLine(['sandbox', '--version', '16'])).toMatchObject({
      odooVersion: '16',
      version: false,
    });
    expect(readCommandLine(['--version=18', 'sandbox'])).toMatchObject({ odooVersion: '18', version: false });
    for (const argv of [
      ['sandbox', '--version'],
      ['--version', 'sandbox'],
      ['sandbox', '--version', '--json'],
      ['--version'],
    ]) {
      const read = readCommandLine(argv);
      expect(read.version).toBe(true);
      expect(read).not.toHaveProperty('odooVersion');
    }
  });

  it('reads the sandbox’s fault', () => {
    expect(readCommandLine(['sandbox', '--fault', 'slow'])).toMatchObject({
      fault: 'slow',
      listFaults: false,
    });
    expect(readCommandLine(['sandbox', '--list-faults'])).toMatchObject({ listFaults: true });
  });

  it.each([
    ['json2', 'json2'],
    ['json-2', 'json2'],
    ['JSON-2', 'json2'],
    ['jsonRpc', 'jsonRpc'],
    ['json-rpc', 'jsonRpc'],
    ['xml_rpc', 'xmlRpc'],
    ['XML-RPC', 'xmlRpc'],
  ])('reads the protocol %s as %s', (text, protocol) => {
    expect(readCommandLine(['models', '--protocol', text]).protocol).toBe(protocol);
  });

  it.each([
    ['password', 'password'],
    ['apiKey', 'apiKey'],
    ['api-key', 'apiKey'],
    ['API_KEY', 'apiKey'],
  ])('reads the way to sign in %s as %s', (text, auth) => {
    expect(readCommandLine(['models', '--auth', text]).auth).toBe(auth);
  });

  it.each([
    '--password=hunter2',
    '--api-key=hunter2',
    '--apikey',
    '--secret',
    '--token=hunter2',
    '--PASSWORD=hunter2',
    '-password',
    '--admin-password=hunter2',
    '--admin-api-key',
  ])('refuses a secret given as %s without repeating it', (flag) => {
    const sentence = refusal(['models', flag, 'hunter2']);
    expect(sentence).toContain('ODOO_PASSWORD');
    expect(sentence).not.toContain('hunter2');
  });

  it('does not take the name of a model or file for a secret', () => {
    expect(readCommandLine(['call', 'auth.passkey.key', 'search']).operands).toEqual([
      'auth.passkey.key',
      'search',
    ]);
    expect(readCommandLine(['models', '--secret-stdin']).secretStdin).toBe(true);
  });

  it.each<[string[], RegExp]>([
    [['models', '--protocol', 'soap'], /jsonRpc, xmlRpc, json2, web, rest, not “soap”/],
    [['models', '--auth', 'oauth'], /password, apiKey, webSession, .*, not “oauth”/],
    [['diagnose', '--admin-protocol', 'soap'], /--admin-protocol is one of/],
    [['diagnose', '--admin-auth', 'oauth'], /--admin-auth is one of/],
    [['models', '--timeout', '0'], /--timeout is a number above 0/],
    [['models', '--timeout', 'soon'], /not “soon”/],
    [['sandbox', '--port', '70000'], /up to 65535/],
    [['models', '--colour'], /--colour/],
    [['call', '--url'], /--url/],
  ])('says what is wrong with %j', (argv, sentence) => {
    expect(refusal(argv)).toMatch(sentence);
  });

  it('tells in its help of every command, and never of a flag for secrets', () => {
    for (const command of ['models', 'call', 'run', 'diagnose', 'sandbox'])
      expect(usage).toContain(`odoo-api ${command}`);
    expect(usage).not.toMatch(/--password|--api-key/);
  });
});
