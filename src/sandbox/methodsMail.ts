import { existing } from './readRecords';
import { expectOne } from './refusals';
import { recordMethod } from './signature';
import type { Call, Method } from './signature';
import { str } from './python';
import { isFalsy } from './values';
import type { Value } from './values';
import { since } from './version';

/** What records with a discussion can do (Odoo 14 to 19, addons/mail/models/mail_thread.py). */
export const threadMethods: Method[] = [
  recordMethod(
    "message_post(*, body='', subject=None, message_type='notification', email_from=None, author_id=None, parent_id=False, " +
      'subtype_xmlid=None, subtype_id=False, partner_ids=None, attachments=None, attachment_ids=None, **kwargs)',
    messagePost,
  ),
];

/** The models one can write a message on. */
export const threads: ReadonlySet<string> = new Set(
  (
    'res.partner sale.order account.move crm.lead project.project project.task product.template product.product hr.employee ' +
    'hr.department'
  ).split(' '),
);

/** Up to Odoo 17 the message's id, from then on a list of it. */
function messagePost({ env, model, ids, args }: Call): Value {
  env.checkAccess(model, 'read');
  const record = expectOne(model, ids);
  existing(env, model, ids);
  const author = env.db.row('res.users', env.uid)?.['partner_id'] ?? false;
  const body = str(args['body'] ?? '');
  const log = env.log();
  const id = env.db.insert('mail.message', {
    ...log,
    create_uid: log.write_uid,
    create_date: log.write_date,
    model: model.name,
    res_id: record,
    date: env.now(),
    subject: isFalsy(args['subject']) ? false : str(args['subject'] ?? null),
    body: /<\w/.test(body) ? body : `<p>${body}</p>`,
    message_type: str(args['message_type'] ?? 'notification'),
    author_id: author,
    record_name: env.db.displayName(model.name, env.db.row(model.name, record) ?? { id: record }),
  });
  return since(env.version, 18) ? [id] : id;
}
