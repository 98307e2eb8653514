import { isJsonObject, type Json, type JsonObject } from '../model/json';

/** What a command does to the records of a one2many or many2many field. */
export const verbs = ['create', 'update', 'remove', 'unlink', 'link', 'clear', 'set'] as const;
export type Verb = (typeof verbs)[number];

/** A command in words. Source: Odoo 19, odoo/orm/commands.py. */
export type Command =
  | { verb: 'create'; values: JsonObject }
  | { verb: 'update'; id: number; values: JsonObject }
  | { verb: 'remove' | 'unlink' | 'link'; id: number }
  | { verb: 'clear' }
  | { verb: 'set'; ids: number[] };

/** The number that stands for each verb, first in its triple. */
export const codes: Record<Verb, number> = {
  create: 0,
  update: 1,
  remove: 2,
  unlink: 3,
  link: 4,
  clear: 5,
  set: 6,
};

export function verbOf(code: Json | undefined): Verb | undefined {
  return typeof code === 'number' ? verbs[code] : undefined;
}

/**
 * Reads a command, in the shorter forms too that Odoo takes: [4, 12], [5], [6, 0, [1]], and a create with any second part.
 * Undefined for what Odoo would refuse or pass over.
 */
export function readCommand(json: Json): Command | undefined {
  if (!Array.isArray(json)) return undefined;
  const [code, second, third] = json;
  const verb = verbOf(code);
  switch (verb) {
    case 'create':
      return isJsonObject(third) ? { verb, values: third } : undefined;
    case 'update':
      return isId(second) && isJsonObject(third) ? { verb, id: second, values: third } : undefined;
    case 'remove':
    case 'unlink':
    case 'link':
      return isId(second) ? { verb, id: second } : undefined;
    case 'clear':
      return { verb };
    case 'set':
      return Array.isArray(third) && third.every(isId) ? { verb, ids: third } : undefined;
    case undefined:
      return undefined;
  }
}

/** The literal triple, which every protocol and version takes. */
export function writeCommand(command: Command): Json[] {
  switch (command.verb) {
    case 'create':
      return [0, 0, command.values];
    case 'update':
      return [1, command.id, command.values];
    case 'remove':
    case 'unlink':
    case 'link':
      return [codes[command.verb], command.id, 0];
    case 'clear':
      return [5, 0, 0];
    case 'set':
      return [6, 0, command.ids];
  }
}

/** A list of commands; ids alone are read as Odoo reads them: set to these. Undefined for anything else. */
export function readCommands(json: Json): Command[] | undefined {
  if (!Array.isArray(json)) return undefined;
  if (json.length > 0 && json.every(isId)) return [{ verb: 'set', ids: json }];
  const commands = json.map(readCommand);
  return commands.every((command) => command !== undefined) ? commands : undefined;
}

/** Which verbs make sense: a new record has none yet that could be changed or taken away. */
export function fittingVerbs(mode: 'create' | 'update' | 'copy'): Verb[] {
  return mode === 'create' ? ['create', 'link', 'set'] : [...verbs];
}

/** Each verb's name. */
export const verbLabels: Record<Verb, string> = {
  create: 'Create',
  update: 'Update',
  remove: 'Delete',
  unlink: 'Unlink',
  link: 'Link',
  clear: 'Clear',
  set: 'Set',
};

/** What each verb does, in a sentence. */
export function verbMeaning(verb: Verb, type: string): string {
  const isOne2many = type === 'one2many';
  switch (verb) {
    case 'create':
      return 'Makes a new record from these values and adds it.';
    case 'update':
      return 'Changes a record that is in the field.';
    case 'remove':
      return 'Takes the record out and deletes it from the database.';
    case 'unlink':
      return isOne2many
        ? 'Takes the record out. Odoo deletes it where it cannot be without its parent.'
        : 'Takes the record out and leaves it in the database.';
    case 'link':
      return isOne2many ? 'Moves a record that there is here.' : 'Adds a record that there is.';
    case 'clear':
      return isOne2many
        ? 'Takes every record out. Odoo deletes those that cannot be without their parent.'
        : 'Takes every record out and leaves them in the database.';
    case 'set':
      return isOne2many
        ? 'Keeps just these records. Odoo deletes others that cannot be without their parent.'
        : 'Puts just these records in, in place of all others.';
  }
}

function isId(json: Json | undefined): json is number {
  return typeof json === 'number' && Number.isInteger(json) && json > 0;
}
