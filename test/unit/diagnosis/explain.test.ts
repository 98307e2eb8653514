import { describe, expect, it } from 'vitest';
import { explain, explainError } from '../../../src/diagnosis/explain';
import { problemCodes, type Problem, type RemedyAction } from '../../../src/model/problem';
import { OdooError } from '../../../src/odoo/error';
import { server } from './everyProblem';

describe('explain', () => {
  it('has words for every code, though nothing is known of the problem', () => {
    for (const code of problemCodes) {
      const { title, sentence } = explain({ code, facts: {} });
      expect(title, code).toMatch(/^\p{Lu}/u);
      expect(sentence, code).toMatch(/\.$/);
    }
  });

  it('keeps the problem it explains', () => {
    const problem: Problem = { code: 'tcp.refused', facts: { host: 'localhost', port: 8069 } };
    expect(explain(problem)).toMatchObject(problem);
  });

  it('says that nothing was sent through a read-only connection', () => {
    expect(explain({ code: 'connection.readOnly', facts: { connection: 'Staging' } }).sentence).toBe(
      'Staging is marked read-only, so nothing was sent.',
    );
  });

  it('says of a cancelled write that the server may still finish it, and not of a read', () => {
    const cancelled = (write: boolean): string =>
      explain({ code: 'call.cancelled', facts: { seconds: 2.4, write } }).sentence;
    expect(cancelled(true)).toBe('Cancelled after 2.4 s. The server may still finish what it had begun.');
    expect(cancelled(false)).toBe('Cancelled after 2.4 s.');
  });

  it('names both addresses when a secret stays with the old one', () => {
    const facts = { from: 'erp.example.com', to: 'erp2.example.com' };
    expect(explain({ code: 'signIn.addressChanged', facts }).sentence).toBe(
      'The address changed from erp.example.com to erp2.example.com. Enter the secret for the new server; the old one is not sent there.',
    );
  });

  it('offers the other scheme on the same port as an address to use', () => {
    const { remedies } = explain({
      code: 'tls.notTls',
      facts: { host: 'localhost', port: '8069', scheme: 'https' },
    });
    expect(remedies[0]?.action).toEqual({ kind: 'useAddress', url: 'http://localhost:8069' });
  });

  it('offers the address that a redirect leads to', () => {
    const facts = { location: 'https://erp.example.com/jsonrpc', address: 'https://erp.example.com' };
    expect(explain({ code: 'http.redirected', facts }).remedies[0]?.action).toEqual({
      kind: 'useAddress',
      url: 'https://erp.example.com',
    });
  });

  it('marks what is for an administrator', () => {
    const { remedies } = explain({ code: 'tls.expired', facts: {} });
    expect(remedies.filter((remedy) => remedy.forAdministrator).map((remedy) => remedy.text)).toEqual([
      'Renew the certificate.',
    ]);
  });

  it('offers diagnosis for what lies on the way to being signed in, and not for what the person asked', () => {
    const offers = (code: Problem['code']): boolean =>
      explain({ code, facts: {} }).remedies.some((remedy) => remedy.action?.kind === 'diagnose');
    expect(offers('tcp.refused')).toBe(true);
    expect(offers('signIn.rejected')).toBe(true);
    expect(offers('request.domain')).toBe(false);
    expect(offers('server.unknownField')).toBe(false);
  });

  it('quotes what Odoo wrote for people when it refused, one line of it', () => {
    const problem: Problem = { code: 'server.refused', facts: {}, server };
    expect(explain(problem).sentence).toBe('Odoo’s own rules refuse it: “The tax number is not valid.”');
  });

  it('never says that the password is wrong while another cause fits', () => {
    const facts = { login: 'admin', database: 'acme', auth: 'password' };
    const undecided = explain({ code: 'signIn.rejected', facts: { ...facts, undecided: true } });
    expect(undecided.title).toBe('Odoo does not accept this login and password together');
    expect(undecided.sentence).toBe(
      'The server and the database are fine. Odoo gives the same answer to a wrong password, an unknown login, a deactivated account and an account with two-factor sign-in, so one of these remains.',
    );
    const proven = explain({ code: 'signIn.rejected', facts: { ...facts, proven: true } });
    expect(proven.title).toBe('Wrong login or password');
    expect(proven.sentence).toBe(
      'Every other reason is ruled out: the login “admin” or the password is wrong in “acme”.',
    );
  });

  it.each([
    'signIn.archived',
    'signIn.unknownLogin',
    'signIn.noPassword',
    'signIn.onlineWithoutPassword',
    'signIn.twoFactor',
    'signIn.codeByMail',
    'signIn.cooldown',
    'signIn.keyExpired',
    'signIn.keyDeleted',
    'signIn.keyElsewhere',
  ] as const)('says of %s that it may be so as long as it is not proven', (code) => {
    const facts = { login: 'admin', database: 'acme', name: 'Laptop', expires: '3 March 2027' };
    expect(explain({ code, facts: { ...facts, unproven: true } }).sentence).toMatch(
      /\bmay (be|ask|send|sign|have)\b/,
    );
    expect(explain({ code, facts }).sentence).not.toMatch(/\bmay\b/);
  });

  it('leaves two-factor sign-in out of what is undecided where the web session would name it', () => {
    for (const known of [{ auth: 'webSession' }, { auth: 'password', overWeb: true }]) {
      const { sentence } = explain({ code: 'signIn.rejected', facts: { undecided: true, ...known } });
      expect(sentence).not.toContain('two-factor');
      expect(sentence).toContain('a deactivated account');
    }
  });

  it('tells an answer that broke off in the middle from one that never came', () => {
    const closed = (facts: Problem['facts']): string => explain({ code: 'tcp.closed', facts }).sentence;
    expect(closed({ host: 'localhost', port: 8069, phase: 'body' })).toBe(
      'Port 8069 of localhost closed the connection in the middle of its answer. The call may have been carried out.',
    );
    expect(closed({ host: 'localhost', port: 8069, phase: 'headers' })).toBe(
      'Port 8069 of localhost took the connection and closed it before an answer came.',
    );
  });

  it('quotes a maintenance page, and not the name of its status', () => {
    const gateway = (message: string): string =>
      explain({ code: 'http.gateway', facts: { status: 503 }, server: { name: 'HTTP 503', message } })
        .sentence;
    expect(gateway('Back at noon')).toBe(
      'Something in front of Odoo answers in its place (HTTP 503). It says: “Back at noon.”',
    );
    expect(gateway('503 Service Temporarily Unavailable')).toBe(
      'The web server in front of Odoo got no answer from it (HTTP 503). Odoo may be down, restarting or overloaded.',
    );
  });

  it('puts the words of a REST module in quotation marks, with a full stop', () => {
    const facts = { host: 'erp.example.com', status: 400 };
    const problem: Problem = { code: 'rest.refused', facts, server: { message: 'partner_id is missing' } };
    expect(explain(problem).sentence).toBe(
      'erp.example.com understood the request and refused it (HTTP 400). It says: “partner_id is missing.”',
    );
  });

  it('says once what is wrong with JSON, and where', () => {
    const reason = 'This { is never closed: add } at the end.';
    expect(
      explain({ code: 'request.json', facts: { part: 'values', line: 1, column: 3, reason } }).sentence,
    ).toBe('The values cannot be read as JSON. Line 1, column 3: This { is never closed: add } at the end.');
  });

  it('names the record rule, group or field that keeps someone from a model', () => {
    const refused = (facts: Problem['facts']): string =>
      explain({ code: 'server.accessRights', facts: { model: 'sale.order', operation: 'write', ...facts } })
        .sentence;
    expect(refused({ reason: 'access', groups: '“Sales / Administrator”' })).toBe(
      'You are signed in, but this user may not change records of “sale.order”. Members of “Sales / Administrator” may.',
    );
    expect(refused({ reason: 'rule', rules: '“Own orders”' })).toBe(
      'You are signed in, but this user may not change records of “sale.order”. Record rules keep some of these records back: “Own orders”.',
    );
    expect(refused({ reason: 'field', fields: 'margin' })).toBe(
      'You are signed in, but some fields of “sale.order” are closed to this user: margin.',
    );
  });

  it('counts characters of a domain from 1', () => {
    const leaf = "('name', 'any', [])";
    expect(explain({ code: 'server.domain', facts: { leaf, condition: 2, position: 30 } }).sentence).toBe(
      "Odoo cannot use condition 2 of the domain, ('name', 'any', []). The mistake is at character 31 of the domain.",
    );
  });

  const actions = (code: Problem['code'], facts: Problem['facts'] = {}): (RemedyAction | undefined)[] =>
    explain({ code, facts }).remedies.map((remedy) => remedy.action);
  const use = (auth: 'password' | 'apiKey', protocol: 'jsonRpc' | 'json2'): RemedyAction => ({
    kind: 'useSignIn',
    signIn: { auth, protocol },
  });

  it.each([
    ['signIn.cooldown', {}, { kind: 'retryAfter', seconds: 60 }],
    ['http.tooManyRequests', { retryAfter: 7 }, { kind: 'retryAfter', seconds: 7 }],
    ['tls.untrusted', {}, { kind: 'trustAuthority' }],
    ['protocol.xmlRpcBlocked', { auth: 'password' }, use('password', 'jsonRpc')],
    ['protocol.xmlRpcBlocked', {}, { kind: 'editConnection', step: 'signIn' }],
    ['protocol.rpcNotLoaded', { withHeader: true }, { kind: 'sendDatabaseHeader' }],
    ['protocol.json2NotSupported', { version: '18.0' }, use('apiKey', 'jsonRpc')],
    ['protocol.json2NotSupported', { version: '13.0' }, use('password', 'jsonRpc')],
    ['signIn.passwordAsKey', { worksAsPassword: true }, use('password', 'jsonRpc')],
    ['signIn.keyForWebSession', { version: '19.0' }, use('apiKey', 'json2')],
    ['signIn.keyForWebSession', { version: 'saas~18.2' }, use('apiKey', 'jsonRpc')],
    ['signIn.keyNotReceived', { reason: 'proxy' }, use('apiKey', 'jsonRpc')],
    [
      'signIn.keyNotReceived',
      { reason: 'redirect', address: 'https://erp.example.com' },
      { kind: 'useAddress', url: 'https://erp.example.com' },
    ],
    ['signIn.keyElsewhere', { other: 'test' }, { kind: 'useDatabase', database: 'test' }],
    [
      'address.page',
      { url: 'https://erp.example.com' },
      { kind: 'useAddress', url: 'https://erp.example.com' },
    ],
  ] satisfies [Problem['code'], Problem['facts'], RemedyAction][])(
    'offers first, for %s with %o, what mends it',
    (code, facts, action) => {
      expect(actions(code, facts)[0]).toEqual(action);
    },
  );

  it('opens Odoo’s page of keys where its address is known, and shows no button where it is not', () => {
    const keyPage = 'https://erp.example.com/odoo/action-base.action_res_users_my';
    for (const code of [
      'signIn.twoFactor',
      'signIn.codeByMail',
      'signIn.keyExpired',
      'signIn.noPassword',
    ] as const) {
      expect(actions(code, { keyPage })[0]).toEqual({ kind: 'openExternal', url: keyPage });
      expect(actions(code)[0]).toBeUndefined();
      expect(actions(code)[1]).toEqual({ kind: 'editConnection', step: 'signIn' });
    }
  });

  it('offers no login that is only the number of a user', () => {
    const owner = (facts: Problem['facts']): string | undefined =>
      explain({ code: 'signIn.keyOfOther', facts }).remedies[0]?.text;
    expect(owner({ owner: 'demo', login: 'admin' })).toBe('Use the login “demo”.');
    expect(owner({ owner: 'user 7', login: 'admin' })).toBe('Or enter a key of “admin”.');
  });

  it('has an address of documentation and a message only where there is something to read or to do', () => {
    expect(explain({ code: 'server.privateMethod', facts: {} })).not.toHaveProperty('message');
    expect(explain({ code: 'call.cancelled', facts: {} })).not.toHaveProperty('documentation');
    expect(explain({ code: 'database.hidden', facts: {} }).documentation).toBe(
      'https://www.odoo.com/documentation/19.0/administration/on_premise/deploy.html',
    );
  });
});

describe('explainError', () => {
  it('explains what the engine throws', () => {
    expect(explainError(new OdooError('dns.notFound', { host: 'name.invalid' })).sentence).toBe(
      'The host name “name.invalid” is unknown from this computer.',
    );
  });

  it('explains what nobody threw on purpose, without its stack', () => {
    const explained = explainError(new Error('x is not a function'));
    expect(explained.code).toBe('internal');
    expect(explained.sentence).toBe('Odoo API Explorer met an error of its own: x is not a function.');
  });
});
