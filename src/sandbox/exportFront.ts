import type { Database } from './database';
import { Env } from './env';
import { PythonError } from './errors';
import { isX2many } from './fields';
import type { Cell, Row } from './fields';
import { formFields, reply } from './exchange';
import type { SandboxReply, SandboxRequest } from './exchange';
import { refuseCalls } from './faultOdoo';
import type { Model } from './model';
import { brokenPage, csrfPage, errorPage, redirectPage } from './pages';
import { search } from './search';
import { isDict } from './values';
import type { Dict, Value } from './values';
import { signedIn } from './webSessionFront';

/**
 * POST /web/export/csv (Odoo 14–19, addons/web/controllers/export.py): a route of type http, which takes a form and asks for the token of
 * the page it stands on.
 */
export function exportCsv(request: SandboxRequest): SandboxReply {
  const { site } = request;
  let who;
  try {
    who = signedIn(request);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    return redirectPage(site, `/web/login?redirect=${encodeURIComponent('/web/export/csv?')}`);
  }
  const form = formFields(request);
  if (!site.sessions.acceptsCsrf(who.session.id, form['csrf_token'] ?? '')) return csrfPage(site);
  const data = parsed(form['data']);
  const model = who.db.models.get(typeof data?.['model'] === 'string' ? data['model'] : '');
  if (data === undefined || model === undefined) return brokenPage(site);
  try {
    refuseCalls(site);
    const env = new Env(who.db, who.uid, isDict(data['context']) ? data['context'] : {}, request.signal);
    const name = encodeURIComponent(`${model.label} (${model.name}).csv`);
    return {
      ...reply(200, 'text/csv', csvOf(env, model, data)),
      headers: {
        'Content-Type': 'text/csv;charset=utf8',
        'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
      },
    };
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    return errorPage(site, error.status === 403 ? 403 : 500, error.message);
  }
}

function parsed(text: string | undefined): Dict | undefined {
  try {
    const value = JSON.parse(text ?? '') as Value;
    return isDict(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function csvOf(env: Env, model: Model, data: Dict): string {
  const columns = (Array.isArray(data['fields']) ? data['fields'] : []).filter(isDict);
  const paths = columns.map((column) => (typeof column['name'] === 'string' ? column['name'] : ''));
  const labels = columns.map((column, at) =>
    data['import_compat'] !== true && typeof column['label'] === 'string'
      ? column['label']
      : (paths[at] ?? ''),
  );
  const ids = Array.isArray(data['ids']) ? data['ids'] : undefined;
  const rows =
    ids === undefined
      ? search(env, model, Array.isArray(data['domain']) ? data['domain'] : [])
      : search(env, model, [['id', 'in', ids]]);
  const lines = rows.map((row) => paths.map((path) => exported(env.db, model, row, path.split('/'))));
  return [labels, ...lines].map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
}

/** What a path such as country_id/name leads to, as text. */
function exported(db: Database, model: Model, row: Row, [name = '', ...rest]: string[]): string {
  if (name === '.id') return String(row.id);
  if (name === 'id') return `__export__.${model.name.replaceAll('.', '_')}_${row.id}`;
  const field = model.fields.get(name);
  if (field === undefined) return '';
  const cell = db.cell(model.name, row, name);
  const other = db.models.get(field.relation ?? '');
  if (other === undefined) return plain(cell);
  const related = (isX2many(field) && Array.isArray(cell) ? cell : [cell])
    .map((id) => db.row(other.name, id))
    .filter((one) => one !== undefined);
  const texts = related.map((one) =>
    rest.length === 0 ? db.displayName(other.name, one) : exported(db, other, one, rest),
  );
  return texts.join(',');
}

function plain(cell: Cell): string {
  if (cell === false) return '';
  if (cell === true) return 'True';
  return Array.isArray(cell) ? cell.join(',') : String(cell);
}

/** A text that a spreadsheet would take for a formula gets an apostrophe. */
function quoted(text: string): string {
  return `"${(/^[=+-]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
