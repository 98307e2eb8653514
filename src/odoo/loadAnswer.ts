import { isJsonObject, type Json, type JsonObject } from '../model/json';
import { OdooError } from './error';

/** As many messages as a sentence can quote. */
const quoted = 5;

/**
 * What `load` answers with, {ids, messages, nextrow}, where it wrote the rows. A message of the type "error" means that it wrote none (Odoo
 * 12–19, odoo/models.py load: everything is rolled back).
 * @throws OdooError server.loadRefused with how many messages there are, and the first of them with their rows, counted from 1
 */
export function loaded(answer: Json): Json {
  const messages = isJsonObject(answer) ? answer['messages'] : undefined;
  const errors = (Array.isArray(messages) ? messages : [])
    .filter(isJsonObject)
    .filter(({ type }) => type === 'error');
  if (errors.length === 0) return answer;
  const lines = errors.map(lineOf);
  throw new OdooError(
    'server.loadRefused',
    { messages: errors.length, first: lines.slice(0, quoted).join('\n') },
    { server: { message: lines.join('\n') } },
  );
}

/** "Row 3: No matching record found for name 'Nowhere' in field 'Country'" */
function lineOf(message: JsonObject): string {
  const text = typeof message['message'] === 'string' ? message['message'].trim() : '';
  const row = rowOf(message);
  return row === undefined ? text : `Row ${row}: ${text}`;
}

function rowOf(message: JsonObject): number | undefined {
  const { rows, record } = message;
  const from = isJsonObject(rows) ? rows['from'] : record;
  return typeof from === 'number' ? from + 1 : undefined;
}
