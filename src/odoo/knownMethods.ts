import type { MethodInfo, MethodParameter } from '../model/schemaInfo';

interface Known {
  /** As Python writes it, without self: "(domain, offset=0)". */
  signature: string;
  doc: string;
  ofModel?: true;
  /** The first version that has it, and the first that has it no more: [19, 1] is saas~19.1. */
  since?: readonly [major: number, minor: number];
  until?: readonly [major: number, minor: number];
}

/**
 * Methods that every model has, or nearly every one, and that can be called from outside. Sources: Odoo 14 and 19, odoo/models.py,
 * odoo/orm/models.py, addons/web/models/models.py; odoo/documentation, content/developer/reference/backend/orm/changelog.rst.
 */
const known: Readonly<Record<string, Known>> = {
  search: {
    signature: '(domain, offset=0, limit=None, order=None)',
    doc: 'The ids of the records that match a domain.',
    ofModel: true,
  },
  search_count: {
    signature: '(domain)',
    doc: 'How many records match a domain.',
    ofModel: true,
  },
  search_read: {
    signature: '(domain=None, fields=None, offset=0, limit=None, order=None)',
    doc: 'The values of the records that match a domain.',
    ofModel: true,
  },
  read: {
    signature: "(fields=None, load='_classic_read')",
    doc: 'The values of records.',
  },
  create: {
    signature: '(vals_list)',
    doc: 'Creates records from an object of values, or a list of them.',
    ofModel: true,
  },
  write: { signature: '(vals)', doc: 'Writes the same values to all of the records.' },
  unlink: { signature: '()', doc: 'Deletes the records.' },
  copy: {
    signature: '(default=None)',
    doc: 'Copies the records; the values of `default` take the place of the copied ones. One record at a time up to Odoo 17.',
  },
  exists: {
    signature: '()',
    doc: 'Those of the records that are still there.',
    until: [19, 0],
  },
  name_create: {
    signature: '(name)',
    doc: 'Creates a record from its name alone, and gives its id and name.',
    ofModel: true,
  },
  name_get: {
    signature: '()',
    doc: 'The ids and names of the records. From Odoo 18 on the field display_name says them.',
    until: [18, 0],
  },
  name_search: {
    signature: "(name='', domain=None, operator='ilike', limit=100)",
    doc: 'Ids and names of the records whose name matches a text. The domain is called `args` up to Odoo 18.',
    ofModel: true,
  },
  read_group: {
    signature: '(domain, fields, groupby, offset=0, limit=None, orderby=False, lazy=True)',
    doc: 'Records in groups, with what they add up to.',
    ofModel: true,
    until: [19, 1],
  },
  formatted_read_group: {
    signature: '(domain, groupby=(), aggregates=(), having=(), offset=0, limit=None, order=None)',
    doc: 'Records in groups, with what they add up to.',
    ofModel: true,
    since: [19, 0],
  },
  formatted_read_grouping_sets: {
    signature: '(domain, grouping_sets, aggregates=(), order=None)',
    doc: 'Records in several groupings at once.',
    ofModel: true,
    since: [19, 0],
  },
  web_search_read: {
    signature: '(domain, specification, offset=0, limit=None, order=None, count_limit=None)',
    doc: 'Records and their number, with the fields of related ones that `specification` names.',
    ofModel: true,
    since: [17, 0],
  },
  web_read: {
    signature: '(specification)',
    doc: 'The values of records, with the fields of related ones that `specification` names.',
    since: [17, 0],
  },
  web_save: {
    signature: '(vals, specification, next_id=None)',
    doc: 'Creates or writes a record and reads it back.',
    since: [17, 0],
  },
  fields_get: {
    signature: '(allfields=None, attributes=None)',
    doc: 'The fields of the model, and what is to be known of each.',
    ofModel: true,
  },
  default_get: {
    signature: '(fields)',
    doc: 'The values that a new record starts with.',
    ofModel: true,
  },
  onchange: {
    signature: '(values, field_names, fields_spec)',
    doc: 'What a form changes by itself when fields are filled in.',
    since: [17, 0],
  },
  export_data: {
    signature: '(fields_to_export)',
    doc: 'The values of records as Odoo’s own export writes them.',
  },
  load: {
    signature: '(fields, data)',
    doc: 'Creates and updates records from rows of texts, as Odoo’s own import does: all or none.',
    ofModel: true,
  },
  get_metadata: {
    signature: '()',
    doc: 'Who created and changed the records and when, and their external ids.',
  },
  get_external_id: { signature: '()', doc: 'The external ids of the records.' },
  check_access_rights: {
    signature: '(operation, raise_exception=True)',
    doc: 'Whether the user may read, write, create or delete records of this model at all.',
    ofModel: true,
    until: [19, 1],
  },
  has_access: {
    signature: '(operation)',
    doc: 'Whether the user may read, write, create or delete these records; without records, any at all.',
    since: [18, 0],
  },
  fields_view_get: {
    signature: "(view_id=None, view_type='form', toolbar=False, submenu=False)",
    doc: 'A view of the model and the fields in it.',
    ofModel: true,
    until: [17, 0],
  },
  load_views: {
    signature: '(views, options=None)',
    doc: 'Several views of the model.',
    ofModel: true,
    until: [17, 0],
  },
  get_views: {
    signature: '(views, options=None)',
    doc: 'Several views of the model.',
    ofModel: true,
    since: [16, 0],
  },
  action_archive: {
    signature: '()',
    doc: 'Archives the records, where the model has a field `active`.',
    since: [13, 0],
  },
  action_unarchive: {
    signature: '()',
    doc: 'Takes the records out of the archive.',
    since: [13, 0],
  },
  toggle_active: {
    signature: '()',
    doc: 'Archives records that are active and takes the others out of the archive.',
  },
};

/** The methods of Odoo's own models that a version has, by name. @param serverVersion "19.0", "saas~18.2+e"; all of them where it is not known */
export function knownMethods(serverVersion: string | undefined): MethodInfo[] {
  return Object.entries(known)
    .filter(([, method]) => hasMethod(method, serverVersion))
    .map(([name, { signature, doc, ofModel = false }]) => ({
      name,
      signature,
      parameters: parametersOf(signature),
      ofModel,
      doc,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function hasMethod({ since, until }: Known, serverVersion: string | undefined): boolean {
  const version = /(\d+)(?:\.(\d+))?/.exec(serverVersion ?? '');
  if (!version) return true;
  const [major, minor] = [Number(version[1]), Number(version[2] ?? 0)];
  const isBefore = ([a, b]: readonly [number, number]): boolean => major < a || (major === a && minor < b);
  return !(since && isBefore(since)) && !(until && !isBefore(until));
}

/** The parameters of a signature of the table above, where no default holds a comma of its own but "()". */
function parametersOf(signature: string): MethodParameter[] {
  const inner = signature.slice(1, -1).trim();
  if (inner === '') return [];
  return inner.split(/,\s*/).map((text) => {
    const [name = '', value] = text.split('=');
    return { name, required: value === undefined, ...(value === undefined ? {} : { default: value }) };
  });
}
