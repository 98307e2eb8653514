import type { OdooError } from '../../odoo/error';

/**
 * What a failed write means for its rows.
 * `refused`: the server said no and kept nothing; one of the rows may be the reason.
 * `everything`: no row can be written as things are.
 * `notSent`: it certainly was not carried out, whatever the rows.
 * `tooLarge`: it was not carried out, because it was too much at once.
 * `busy`: the server gave it up because others wrote at the same time.
 * `unknown`: it may have been carried out, or still be.
 */
export type Failure = 'refused' | 'everything' | 'notSent' | 'tooLarge' | 'busy' | 'unknown';

/** PostgreSQL's reasons to give a transaction up that say nothing about its rows (odoo/service/model.py, PG_CONCURRENCY_ERRORS_TO_RETRY). */
const concurrency =
  /SerializationFailure|DeadlockDetected|LockNotAvailable|could not serialize access|deadlock detected/;

export function failureOf(error: OdooError): Failure {
  const { code, server } = error;
  const said = `${server?.name ?? ''} ${server?.message ?? ''}`;
  switch (code) {
    case 'http.requestTooLarge':
      return 'tooLarge';
    case 'server.exception':
      return concurrency.test(said) ? 'busy' : 'refused';
    case 'server.unknownModel':
    case 'server.unknownMethod':
    case 'server.privateMethod':
    case 'server.methodRemoved':
    case 'server.arguments':
    case 'server.companyNotAllowed':
    case 'server.languageNotInstalled':
    case 'connection.readOnly':
    case 'connection.notFound':
    case 'connection.incomplete':
    case 'call.declined':
      return 'everything';
    case 'server.databaseDown':
    case 'server.overloaded':
      return 'unknown';
    case 'server.accessDenied':
    case 'server.contentType':
    case 'dns.notFound':
    case 'tcp.refused':
    case 'tls.notTls':
    case 'tls.untrusted':
    case 'tls.expired':
    case 'tls.nameMismatch':
    case 'tls.files':
    case 'tls.clientCertificate':
    case 'http.tlsExpected':
    case 'http.redirected':
    case 'http.botFilter':
    case 'http.tooManyRequests':
      return 'notSent';
    default: {
      const [group] = code.split('.');
      if (group === 'server') return 'refused';
      if (group === 'request') return 'everything';
      return group === 'signIn' || group === 'protocol' || group === 'database' || group === 'address'
        ? 'notSent'
        : 'unknown';
    }
  }
}

/** What two refusals have in common where they are the same one. */
export function refusalKey({ code, server }: OdooError): string {
  return `${code}\n${server?.message ?? ''}`;
}
