import { isJsonObject } from '../../model/json';
import { isHtml } from '../protocol/httpProblem';
import { bodyJson } from '../rest/restProblem';
import type { HttpAnswer } from '../transport';

/** Odoo's message about a session that is over is short; further in, its words may be anybody's data. */
const lookedAt = 2000;

/**
 * Whether a web session is over: code 100 where Odoo knows the database; a 404 of Odoo's own where only the session told it (several
 * databases); a way to the sign-in page; a form whose token is of another session. In each case nothing was carried out (Odoo 12–19,
 * odoo/http.py). A plain page may come from anything on the way, so only a call that reads is sent again after one.
 */
export function isSessionOver(answer: HttpAnswer, repeatable: boolean): boolean {
  const { status, body } = answer;
  if (status >= 300 && status < 400) return leadsToSignIn(answer.headers['location'] ?? '', repeatable);
  // Odoo 14 writes it as JSON. Another API's JSON about a record that is missing is no sign of the session.
  if (status === 404) return isHtml(answer) || /werkzeug\.exceptions\.NotFound/.test(body.slice(0, lookedAt));
  if (status === 400) return /invalid CSRF token/.test(body.slice(0, lookedAt));
  if (isHtml(answer)) return repeatable && status === 200;
  return hasExpiredError(answer);
}

/** Odoo says where to go on after signing in; a route that did something may end at the sign-in page too, and says no such thing. */
function leadsToSignIn(location: string, repeatable: boolean): boolean {
  if (/\/web\/database/.test(location)) return true;
  return /\/web\/login/.test(location) && (repeatable || /[?&]redirect=/.test(location));
}

/** Only the error itself counts: a record may have a field `code` that is 100, and was written when the answer says so. */
function hasExpiredError(answer: HttpAnswer): boolean {
  const start = answer.body.slice(0, lookedAt);
  if (!/"code":\s*100\b|SessionExpiredException/.test(start)) return false;
  const body = bodyJson(answer);
  if (!isJsonObject(body)) return false;
  // JSON-RPC has an envelope; JSON-2 and its neighbours write the exception alone.
  if (/\bSessionExpiredException$/.test(textOf(body['name'])) && 'debug' in body) return true;
  const { error } = body;
  if (!isJsonObject(error)) return false;
  const { data } = error;
  return (
    (error['code'] === 100 && ('jsonrpc' in body || isJsonObject(data))) ||
    (isJsonObject(data) && /\bSessionExpiredException$/.test(textOf(data['name'])))
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
