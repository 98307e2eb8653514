import type { ProblemFacts } from '../model/problem';

/*
 * Which field a refusal is about, out of what no language changes: names in parentheses, and PostgreSQL's own error in the traceback.
 * Sources: Odoo 14, odoo/service/model.py; 19, odoo/orm/models.py _sql_error_to_message_generic; PostgreSQL, src/backend/executor.
 */

/** "Model: Product (product.template), Field: Name (name)": Odoo 14–18. */
const modelThenField = /\(([a-z_][\w]*(?:\.\w+)+)\), [^()\n]*\(([a-z_]\w*)\)\s*$/;

/** "… 'Name' (name).\nModel: 'Product' (product.template)": Odoo 19. */
const fieldThenModel = /'[^'\n]*' \(([a-z_]\w*)\)\.?\n[^\n]*'[^'\n]*' \(([a-z_]\w*(?:\.\w+)+)\)/;

/** "… 'Contact' (res.partner)\n… 'Country' (country_id)": the record that still points at what was to be deleted, Odoo 19. */
const userThenField = /'[^'\n]*' \(([a-z_]\w*(?:\.\w+)+)\)\n[^\n]*'[^'\n]*' \(([a-z_]\w*)\)/;

/** Characters that are looked at: what matters stands at the beginning of a message and at the end of a traceback. */
const lookedAt = 8000;

/** @param debug the traceback, where the server shows it */
export function refusedField(whole: string, debug: string): ProblemFacts {
  const message = whole.slice(0, lookedAt);
  const told = modelThenField.exec(message) ?? userThenField.exec(message);
  if (told?.[1] && told[2]) return { model: told[1], field: told[2] };
  const turned = fieldThenModel.exec(message);
  if (turned?.[1] && turned[2]) return { model: turned[2], field: turned[1] };
  const said = `${message}\n${debug.slice(-lookedAt)}`;
  const column = /column "([a-z_]\w*)"[^\n]*violates not-null/.exec(said)?.[1];
  // DETAIL:  Key (code)=(BE) already exists.
  const key = /\(([a-z_]\w*)\)=\(/.exec(said)?.[1];
  const reference = /foreign key constraint "(\w+)_fkey" on table "(\w+)"/.exec(said);
  const referring =
    reference?.[1] && reference[2] && reference[1].startsWith(`${reference[2]}_`)
      ? reference[1].slice(reference[2].length + 1)
      : undefined;
  const field = referring ?? column ?? key;
  const constraint = /check constraint "(\w+)"/.exec(said)?.[1];
  return { ...(field ? { field } : {}), ...(constraint ? { constraint } : {}) };
}
