import { describe, expect, it } from 'vitest';
import { explain, explainError } from '../../../src/diagnosis/explain';
import { problemCodes, type ExplainedProblem, type Problem } from '../../../src/model/problem';
import { OdooError } from '../../../src/odoo/error';

function allText(explained: ExplainedProblem): string[] {
  return [explained.title, explained.sentence, ...explained.remedies.map((remedy) => remedy.text)];
}

/** Facts under every name the engine uses, so that each branch of the words is read. */
const everyFact: Problem['facts'] = {
  through: 'erp.example.com',
  address: 'https://erp.example.com',
  host: 'erp.example.com',
  port: 8069,
  scheme: 'http',
  location: 'https://erp.example.com/jsonrpc',
  page: 'Welcome to nginx',
  status: 404,
  path: '/json/2/res.users/context_get',
  database: 'acme',
  databases: '“acme” and “test”',
  suggestion: 'acme',
  login: 'admin',
  version: '18.0',
  issuer: 'Acme Internal CA',
  names: '*.example.com',
  validTo: '3 March 2026',
  validFrom: '3 March 2027',
  megabytes: 200,
  seconds: 2.4,
  connection: 'Staging',
  from: 'erp.example.com',
  to: 'erp2.example.com',
  model: 'res.partner',
  method: 'frobnicate',
  field: 'nmae',
  part: 'values',
  line: 3,
  column: 7,
  position: 11,
  file: 'partners.odoo.yaml',
  auth: 'apiKey',
  padded: true,
  keyShaped: true,
  write: true,
};
const reasons = [
  '',
  'scheme',
  'credentials',
  'named',
  'tooLarge',
  'tooMany',
  'databaseServer',
  'unreadable',
  'unwritable',
  'proxy',
  'overloaded',
  'arguments',
  'domain',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_NOT_YET_VALID',
  'Something broke\n    at work (/srv/app.js:1:2)',
];
const server = {
  name: 'odoo.exceptions.UserError',
  message: 'The tax number is not valid.\nTraceback (most recent call last):\n  File "/opt/odoo/models.py"',
};

describe('explain', () => {
  const everyProblem = problemCodes.flatMap((code) => [
    { code, facts: {} },
    ...reasons.map((reason) => ({ code, facts: { ...everyFact, reason }, server })),
    ...reasons.map((reason) => ({ code, facts: { ...everyFact, reason, through: '' }, server })),
    { code, facts: { ...everyFact, padded: false, keyShaped: false, write: false }, server },
  ]);

  it('has a title and a sentence for every code, whatever is known of the problem', () => {
    for (const problem of everyProblem) {
      const { title, sentence } = explain(problem);
      expect(title, problem.code).toMatch(/^\p{Lu}.*[^.]$/u);
      expect(sentence, problem.code).toMatch(/^(\p{Lu}|“|erp\.|odoo|[a-z]+\.).*[.?”…]$/su);
    }
  });

  it('never leaves a hole, blames, begs or shows a stack trace', () => {
    for (const problem of everyProblem) {
      for (const text of allText(explain(problem))) {
        expect(text, problem.code).not.toMatch(/undefined|null|NaN|\[object/);
        expect(text, problem.code).not.toMatch(/please|oops|sorry|!|log in\b|login failed|log-in/i);
        expect(text, problem.code).not.toMatch(/Traceback|File "|\n|\bat .*:\d+:\d+/);
        expect(text, problem.code).not.toMatch(/ {2}|\(\)|“”| [.,]|\.\./);
      }
    }
  });

  it('ends every remedy as a sentence', () => {
    for (const problem of everyProblem) {
      for (const remedy of explain(problem).remedies) expect(remedy.text).toMatch(/^\p{Lu}.*[.)]$/u);
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
