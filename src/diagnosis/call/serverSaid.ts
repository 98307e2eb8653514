import { rights, type Right } from './asked';

/*
 * What can be read from an AccessError or MissingError in any language: Odoo translates the sentences, and puts technical names into
 * them as they are. Odoo 14 to 19, base/models/ir_model.py check, ir_rule.py _make_access_error, odoo/models.py
 * check_field_access_rights and _check_field_access, odoo/exceptions.py.
 */

/** The groups that Odoo says have the right: lines of a tab and a dash. */
export function groupsSaid(message: string): string[] {
  return [...message.matchAll(/^\t- (.+)$/gm)].map((match) => (match[1] ?? '').trim());
}

/** The rules that Odoo blames, which it names to users who see technical things; never the records or fields it lists in the same way. */
export function rulesSaid(message: string): string[] {
  return [...message.matchAll(/^- (.+)$/gm)]
    .map((match) => (match[1] ?? '').trim())
    .filter((line) => !/\([a-z_0-9]+(\.[a-z_0-9]+)+(: [^)]*)?\)$/.test(line) && !/^\w+ \(.*\)$/.test(line));
}

/** The right that was refused, where it is named outside the translated words. */
export function rightSaid(message: string): Right | undefined {
  const named =
    /'(read|write|create|unlink)'/.exec(message) ?? /^[^:\n]+: (read|write|create|unlink)$/m.exec(message);
  return rights.find((right) => right === named?.[1]);
}

/** The fields of `asked` that Odoo names as closed, and the groups they are open to. */
export function closedFieldsSaid(
  message: string,
  asked: ReadonlySet<string>,
): { fields: string[]; groups: string[] } {
  const listed = [...message.matchAll(/^- (\w+) \(/gm)].map((match) => match[1] ?? '');
  const quoted = [...message.matchAll(/"(\w+)"/g)].map((match) => match[1] ?? '');
  const fields = [...new Set([...listed, ...quoted])].filter((name) => asked.has(name));
  const lines = message.split('\n').filter((line) => /^- \w+ \(|^[^:\n']+: [^:\n]*'[^']+'/.test(line));
  const groups = lines.flatMap((line) => [...line.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? ''));
  return { fields, groups: fields.length > 0 ? [...new Set(groups)] : [] };
}

/** The records that a MissingError names: "(Record: res.partner(7, 9), User: 2)". */
export function recordsSaid(message: string): { model: string; ids: number[] } | undefined {
  const named = /\([^:()]*: ?([a-z_0-9]+(?:\.[a-z_0-9]+)*)\((\d[\d, ]*)\)/.exec(message);
  if (!named?.[1]) return undefined;
  const ids = (named[2] ?? '').split(',').filter((id) => id.trim() !== '');
  return { model: named[1], ids: ids.map(Number) };
}
