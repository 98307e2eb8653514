import type { Connection } from '../model/connection';
import { originOf } from '../model/connection';
import { operationLabels, recordCount, subjectOf, type RequestSpec } from '../model/requestSpec';

/**
 * What an administrator's sign-in over the web client does to the server (Odoo 12–19, odoo/addons/base/models/res_users.py,
 * authenticate: web.base.url).
 */
export function webSignInFact(url: string): string {
  return `When the user is an administrator, Odoo rewrites its own address (web.base.url) to ${originOf(url)}, which links in its e-mails use, unless web.base.url.freeze is set.`;
}

/** How a write is asked about: what is done to how many records of what, and where. */
export function writeQuestion(
  connection: Connection,
  spec: RequestSpec,
): { question: string; button: string } {
  const count = recordCount(spec);
  const records =
    count === undefined ? '' : `${count.toLocaleString('en')} ${count === 1 ? 'record' : 'records'} of `;
  const on = `${subjectOf(spec)} on ${connection.name}?`;
  switch (spec.operation) {
    case 'call':
      return { question: `Call ${spec.method} on ${records}${on}`, button: 'Call' };
    case 'restCall':
      return { question: `Call ${records}${on}`, button: 'Call' };
    case 'load': {
      const rows = `${spec.rows.length.toLocaleString('en')} ${spec.rows.length === 1 ? 'row' : 'rows'}`;
      return { question: `Load ${rows} into ${on}`, button: 'Load' };
    }
    case 'http':
      return { question: `Send ${spec.httpMethod} ${on}`, button: `Send ${spec.httpMethod}` };
    default:
      return { question: `${operationLabels[spec.operation]} ${records}${on}`, button: buttonOf(spec) };
  }
}

/** The bare verb: "Create" for "REST: create". */
function buttonOf(spec: RequestSpec): string {
  const verb = operationLabels[spec.operation].replace(/^REST: /, '');
  return verb.charAt(0).toUpperCase() + verb.slice(1);
}
