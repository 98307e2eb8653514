/**
 * What can be made to go wrong: everything that a server, or what stands in front of it, can do to a client. Those of `where: 'front'` are
 * done by something before Odoo; those of `odoo` by Odoo itself; those of `tls` by the certificate, from the start on.
 */
const table = {
  'html-page': ['front', 'A web page', 'Every address answers with the page of some other web site.'],
  'login-portal': [
    'front',
    'A sign-in page',
    'Every address answers 200 with the sign-in page of a company portal.',
  ],
  'sso-redirect': [
    'front',
    'A redirect to single sign-on',
    'Every address redirects (302) to a sign-in page.',
  ],
  'redirect-301': [
    'front',
    'A redirect, 301',
    'Redirects to another origin, moved for good; a POST that follows becomes a GET.',
  ],
  'redirect-302': [
    'front',
    'A redirect, 302',
    'Redirects to another origin for now; a POST that follows becomes a GET.',
  ],
  'redirect-307': ['front', 'A redirect, 307', 'Redirects to another origin; keys are dropped on the way.'],
  'redirect-308': [
    'front',
    'A redirect, 308',
    'Redirects to another origin for good; keys are dropped on the way.',
  ],
  'redirect-https': ['front', 'A redirect to https', 'Redirects (301) from http to https at the same host.'],
  'redirect-path': [
    'front',
    'A redirect to a path',
    'Odoo is behind /erp; everything else redirects (308) to it.',
  ],
  'basic-auth': ['front', 'A gate with basic auth', 'A web server asks for user gate, password gate first.'],
  'waf-403': ['front', 'A firewall', 'A web application firewall refuses every request with a page, 403.'],
  'cloudflare-challenge': ['front', 'A bot filter', 'Cloudflare asks whether it talks to a person.'],
  'no-xmlrpc': [
    'front',
    'XML-RPC blocked',
    'A web server answers 404 for /xmlrpc and lets the rest through.',
  ],
  'body-too-large': ['front', 'Request too large', 'A web server takes no request of more than 1 kB (413).'],
  'rate-limited': ['front', 'Too many requests', '429 with Retry-After.'],
  'bad-gateway': ['front', 'Bad gateway', 'The web server in front does not reach Odoo (502).'],
  unavailable: ['front', 'Unavailable', 'The web server in front says 503.'],
  maintenance: ['front', 'Maintenance', 'A page about maintenance, 503.'],
  'gateway-timeout': ['front', 'Gateway time-out', 'The web server in front gave up on Odoo (504).'],
  slow: ['front', 'Slow answers', 'Every answer comes after 20 seconds.'],
  silent: ['front', 'No answer', 'Requests are taken and never answered.'],
  'dies-at-once': ['front', 'Connection lost', 'The connection ends before the first byte of an answer.'],
  'dies-mid-headers': ['front', 'Connection lost in the headers', 'The connection ends within the headers.'],
  'dies-mid-body': [
    'front',
    'Connection lost in the body',
    'The connection ends before the announced length.',
  ],
  'truncated-answer': [
    'front',
    'Half an answer',
    'A complete HTTP answer with half of the XML or JSON in it.',
  ],
  'endless-answer': ['front', 'An answer without end', 'The body goes on and on.'],
  'wrong-gzip': ['front', 'Broken compression', 'Answers say they are gzip and are not.'],
  'not-http': ['front', 'No HTTP', 'Another protocol answers at the port.'],
  'strips-authorization': ['front', 'Authorization dropped', 'A proxy drops the Authorization header.'],
  'strips-database-header': ['front', 'X-Odoo-Database dropped', 'A proxy drops the X-Odoo-Database header.'],
  'cookie-of-other': ['front', 'Cookie of somebody else', 'A proxy adds the session cookie of another user.'],
  'cookie-and-database': [
    'front',
    'Cookie of another database',
    'A proxy adds the session cookie of another database.',
  ],
  'cookie-without-key': [
    'front',
    'Cookie in place of the key',
    'A proxy drops the Authorization header and adds a session cookie.',
  ],
  'calls-time-out': [
    'front',
    'Calls take too long',
    'Signing in works; what asks for records ends with a gateway’s page (504).',
  ],
  'wrong-content-type': ['front', 'Content type changed', 'A proxy makes every request text/plain.'],
  'no-rpc-module': [
    'odoo',
    'RPC not loaded',
    'server_wide_modules lacks the RPC module: 404 where no database is selected.',
  ],
  'no-db-service': ['odoo', 'No db service', 'The db service is gone, as in Odoo 20.'],
  'db-list-hidden': ['odoo', 'Databases not listed', 'list_db is off: listing is refused.'],
  'database-filtered': ['odoo', 'Databases filtered out', 'The host name leads to none of the databases.'],
  'host-filtered': [
    'odoo',
    'Databases by host name',
    'The host name’s first part chooses the database; under any other name there is none.',
  ],
  'database-missing': ['odoo', 'No such database', 'The databases were renamed or dropped.'],
  'database-not-odoo': [
    'odoo',
    'Not an Odoo database',
    'The database exists and holds no Odoo: KeyError res.users.',
  ],
  'postgres-down': ['odoo', 'PostgreSQL down', 'Odoo does not reach its database server.'],
  'pool-full': ['odoo', 'Connection pool full', 'Odoo has no connection to PostgreSQL left.'],
  'too-many-clients': ['odoo', 'Too many clients', 'PostgreSQL takes no further connection.'],
  cooldown: ['odoo', 'Too many failed sign-ins', 'Sign-ins from this address are paused.'],
  'mail-code-enforced': [
    'odoo',
    'Code by e-mail enforced',
    'Everyone needs a second factor; passwords open no API.',
  ],
  'keys-expired': ['odoo', 'API keys run out', 'Every API key has run out.'],
  'keys-revoked': ['odoo', 'API keys revoked', 'Every API key has been deleted.'],
  'keys-of-other-database': [
    'odoo',
    'Keys of another database',
    'The first database knows none of the API keys, as after a copy.',
  ],
  'sso-only-account': [
    'odoo',
    'Single sign-on only',
    'People sign in through another system; no password is accepted, keys are.',
  ],
  'secret-changed': ['odoo', 'Secret changed meanwhile', 'Sign-in works; the calls that follow are refused.'],
  'portal-user-only': ['odoo', 'A portal user', 'Whoever signs in is a customer of the portal.'],
  'database-restored': [
    'odoo',
    'Users of another database',
    'Sign-in works; the calls that follow find no such user.',
  ],
  'session-lost': ['odoo', 'Sessions lost', 'Every web session is forgotten at once.'],
  'td-id-cookie': ['odoo', 'The td_id bug', 'An early 17.0 fails on the API key of a user with two factors.'],
  'multi-database-bug': [
    'odoo',
    'The bug with several databases',
    'An early 16.0 fails on every sign-in as the web client’s.',
  ],
  'singleton-bug': ['odoo', 'The singleton bug', 'Odoo 10 and 11 fail over a wrong login or password.'],
  'odoo-body-too-large': [
    'odoo',
    'Request too large for Odoo',
    'Odoo takes no request of more than 1 kB (413).',
  ],
  'companies-not-allowed': ['odoo', 'Company not allowed', 'Every call is refused for its companies.'],
  'language-missing': ['odoo', 'Language not installed', 'Every call is refused for its language.'],
  'plan-without-api': [
    'odoo',
    'Plan without API',
    'Odoo Online: the plan does not include the external API.',
  ],
  'tls-self-signed': ['tls', 'Self-signed certificate', 'https with a certificate of its own.'],
  'tls-expired': ['tls', 'Certificate run out', 'https with a certificate that is no longer valid.'],
  'tls-wrong-name': ['tls', 'Certificate of another host', 'https with a certificate for another name.'],
} as const satisfies Record<string, readonly ['front' | 'odoo' | 'tls', string, string]>;

export type FaultId = keyof typeof table;

export interface Fault {
  id: FaultId;
  where: 'front' | 'odoo' | 'tls';
  title: string;
  summary: string;
}

export const faults: readonly Fault[] = Object.entries(table).map(([id, [where, title, summary]]) => ({
  id: id as FaultId,
  where,
  title,
  summary,
}));

export function isFaultId(text: string): text is FaultId {
  return Object.hasOwn(table, text);
}

export function faultWhere(id: FaultId): Fault['where'] {
  return table[id][0];
}
