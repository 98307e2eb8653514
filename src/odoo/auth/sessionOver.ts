import { isHtml } from '../protocol/httpProblem';
import type { HttpAnswer } from '../transport';

/**
 * Whether a web session is over: code 100 where Odoo knows the database; a 404 of Odoo's own where only the session told it (several
 * databases); a way to the sign-in page; a form whose token is of another session. In each case nothing was carried out (Odoo 12–19,
 * odoo/http.py). A plain page may come from anything on the way, so only a call that reads is sent again after one.
 */
export function isSessionOver(answer: HttpAnswer, repeatable: boolean): boolean {
  const { status, body } = answer;
  if (status >= 300 && status < 400) return /\/web\/(login|database)/.test(answer.headers['location'] ?? '');
  // Odoo 14 writes it as JSON. Another API's JSON about a record that is missing is no sign of the session.
  if (status === 404) return isHtml(answer) || /werkzeug\.exceptions\.NotFound/.test(body.slice(0, 2000));
  if (status === 400) return /invalid CSRF token/.test(body.slice(0, 2000));
  if (isHtml(answer)) return repeatable && status === 200;
  return /"code":\s*100\b/.test(body.slice(0, 400)) || /SessionExpiredException/.test(body.slice(0, 2000));
}
