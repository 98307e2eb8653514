import { explain } from '../../../src/diagnosis/explain';
import { problemCodes, type Problem, type ProblemCode, type ProblemFacts } from '../../../src/model/problem';

/** Facts under every name that words read, so that each branch of them is read. */
export const everyFact: ProblemFacts = {
  address: 'https://erp.example.com',
  allowed: '1 and 2',
  auth: 'apiKey',
  column: 7,
  companies: '1, 2 and 9',
  condition: 2,
  connection: 'Staging',
  count: 214,
  database: 'acme',
  databases: '“acme” and “test”',
  days: 3,
  detail: 'Unexpected token',
  dropped: '/web/login',
  expires: '3 March 2027',
  field: 'nmae',
  fields: 'margin and standard_price',
  file: 'partners.odoo.yaml',
  found: 'error and status',
  from: 'erp.example.com',
  groups: '“Sales / Administrator”',
  host: 'erp.example.com',
  ids: '7, 9',
  issuer: 'Acme Internal CA',
  keyPage: 'https://erp.example.com/odoo/action-base.action_res_users_my',
  keyShaped: true,
  language: 'fr_FR',
  leaf: "('nmae', 'ilike', 'azure')",
  line: 3,
  location: 'https://erp.example.com/jsonrpc',
  login: 'admin',
  megabytes: 200,
  method: 'frobnicate',
  model: 'res.partner',
  most: 1_048_576,
  name: 'Laptop',
  names: '*.example.com',
  near: 'administrator',
  operator: 'ilike',
  other: 'acme-staging',
  owner: 'demo',
  padded: true,
  page: 'Welcome to nginx',
  part: 'values',
  path: '/json/2/res.users/context_get',
  place: 'data.token',
  port: 8069,
  position: 11,
  providers: 'Google and Microsoft',
  refused: '9',
  retryAfter: 30,
  row: 7,
  rules: '“Own contacts” and “Company”',
  scheme: 'http',
  seconds: 2.4,
  serverName: 'nginx/1.22.1',
  status: 404,
  successor: 'formatted_read_group',
  suggestion: 'acme',
  suggestions: 'name and email',
  through: 'erp.example.com',
  to: 'erp2.example.com',
  type: 'integer',
  uid: 7,
  url: 'https://erp.example.com',
  validFrom: '3 March 2027',
  validTo: '3 March 2026',
  version: '18.0',
  write: true,
};

/** Facts that choose between sentences, with the values that do. */
const choices: Record<string, (string | number | boolean)[]> = {
  auth: ['password', 'webSession', 'jwt', 'oauth2', 'basic', 'header', 'public', 'somethingNew'],
  bug: ['tdId', 'multiDatabase', 'singleton', 'somethingNew'],
  by: ['nginx', 'odoo'],
  byAddress: [true],
  days: [0, 1],
  host: ['localhost', '127.0.0.1'],
  ids: ['7'],
  keyShaped: [false],
  large: [true],
  noLogin: [true],
  operation: ['read', 'write', 'create', 'unlink', 'http', 'restCall', 'searchRead'],
  operator: ['any', 'not any'],
  overWeb: [true],
  padded: [false],
  part: [
    'token',
    'login',
    'oauth2',
    'header',
    'rest',
    'ids',
    'model',
    'rows',
    'table',
    'run',
    'file',
    'somethingNew',
  ],
  phase: ['body'],
  proven: [true],
  protocol: ['json2', 'rest'],
  reused: [true],
  scheme: ['https'],
  secret: ['apiKey', 'password', 'tokenSecret', 'clientSecret', 'header', 'basic'],
  status: [200, 502, 503, 504],
  undecided: [true],
  unproven: [true],
  unsendable: [true],
  version: ['12.0', 'saas~19.2'],
  withHeader: [true],
  worksAsPassword: [true],
  write: [false],
};

export const reasons = [
  '',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_NOT_YET_VALID',
  'scheme',
  'credentials',
  'missing',
  'unreadable',
  'unwritable',
  'noKey',
  'noCertificate',
  'encrypted',
  'mismatch',
  'required',
  'refused',
  'proxy',
  'redirect',
  'access',
  'rule',
  'field',
  'gone',
  'hidden',
  'unknown',
  'body',
  'named',
  'noRecords',
  'perhapsNoRecords',
  'quotes',
  'json',
  'item',
  'shape',
  'xls',
  'workbook',
  'binary',
  'size',
  'rows',
  'columns',
  'file',
  'noField',
  'twice',
  'twoKeys',
  'nothing',
  'lines',
  'notRelation',
  'idOfNew',
  'noRows',
  'delete',
  'rights',
  'link',
  'space',
  'Name the records: one id or more.',
  'Something broke\n    at work (/srv/app.js:1:2)',
];

export const server = {
  name: 'odoo.exceptions.UserError',
  message: 'The tax number is not valid.\nTraceback (most recent call last):\n  File "/opt/odoo/models.py"',
};

/** Two hints that exclude the plainer sentences. */
const plain: ProblemFacts = {
  ...everyFact,
  through: '',
  padded: false,
  keyShaped: '',
  owner: '',
  large: false,
};

/** The facts that the words of a problem ask for. */
function asked(problem: Problem): string[] {
  const names = new Set<string>();
  const facts = new Proxy(problem.facts, {
    get(known, name) {
      if (typeof name === 'string') names.add(name);
      return typeof name === 'string' ? known[name] : undefined;
    },
  });
  explain({ ...problem, facts });
  return [...names];
}

/** One problem for each way in which they are explained. */
function unlike(problems: readonly Problem[]): Problem[] {
  const found = new Map<string, Problem>();
  for (const problem of problems) {
    const { title, sentence, remedies, message } = explain(problem);
    found.set(JSON.stringify([title, sentence, remedies, message]), problem);
  }
  return [...found.values()];
}

/** A code with nothing known, with everything, with each fact missing, and with each value that chooses a sentence. */
function problemsOf(code: ProblemCode): Problem[] {
  const bases: Problem[] = [everyFact, plain, {}].flatMap((facts) => [
    { code, facts, server },
    { code, facts },
  ]);
  const starts = unlike(
    bases.flatMap((base) => reasons.map((reason) => ({ ...base, facts: { ...base.facts, reason } }))),
  );
  const names = new Set(starts.flatMap(asked));
  const changed = starts.flatMap((start) =>
    [...names].flatMap((name) =>
      ['', everyFact[name] ?? '', ...(choices[name] ?? [])].map((value) => ({
        ...start,
        facts: { ...start.facts, [name]: value },
      })),
    ),
  );
  return unlike([...bases, ...starts, ...changed]);
}

/** Problems of every code, one for each way in which it can be explained. */
export function everyProblem(): Problem[] {
  return problemCodes.flatMap(problemsOf);
}
