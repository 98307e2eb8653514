/** What the documentation says of a method besides its signature. */
export interface MethodText {
  doc: string;
  /** What it gives, as Python annotates it. */
  returns?: string;
  /** What its parameters take, as Python annotates them, and what they mean. */
  parameters?: Record<string, [annotation: string, doc: string]>;
  /** The exceptions it names, and when. */
  raises?: Record<string, string>;
  /** Whether it only reads. */
  readonly?: boolean;
}

const domain: [string, string] = ['DomainType', 'The conditions the records meet.'];
const limit: [string, string] = ['int | None', 'How many records at most.'];
const offset: [string, string] = ['int', 'How many records to leave out.'];
const order: [string, string] = ['str | None', 'The fields to sort by.'];
const fields: [string, string] = ['Sequence[str] | None', 'The fields to read; all without it.'];

/** The ORM's own methods. Odoo writes these texts in reStructuredText and shows them as HTML. */
export const methodTexts: Readonly<Record<string, MethodText>> = {
  search: {
    doc: 'Finds the records that meet a domain.',
    returns: 'list[int]',
    parameters: { domain, offset, limit, order },
    readonly: true,
  },
  search_count: {
    doc: 'Counts the records that meet a domain.',
    returns: 'int',
    parameters: { domain, limit },
    readonly: true,
  },
  search_read: {
    doc: 'Finds records and reads them.',
    returns: 'list[ValuesType]',
    parameters: { domain, fields, offset, limit, order },
    readonly: true,
  },
  read: {
    doc: 'Reads fields of the records.',
    returns: 'list[ValuesType]',
    parameters: { fields, load: ['str', 'How relations are given: as pairs of id and name, or as ids.'] },
    raises: { AccessError: 'if the user may not read the records' },
    readonly: true,
  },
  create: {
    doc: 'Creates records.',
    returns: 'list[int]',
    parameters: { vals_list: ['list[ValuesType]', 'The values of each new record.'] },
    raises: {
      AccessError: 'if the user may not create records',
      ValidationError: 'if a value is not allowed',
    },
  },
  write: {
    doc: 'Changes the records.',
    returns: 'typing.Literal[True]',
    parameters: { vals: ['ValuesType', 'The fields to change and their values.'] },
    raises: {
      AccessError: 'if the user may not change the records',
      ValidationError: 'if a value is not allowed',
    },
  },
  unlink: {
    doc: 'Deletes the records.',
    returns: 'typing.Literal[True]',
    raises: { AccessError: 'if the user may not delete the records', UserError: 'if a record is in use' },
  },
  copy: {
    doc: 'Copies the records.',
    returns: 'list[int]',
    parameters: { default: ['ValuesType | None', 'Values that differ in the copies.'] },
  },
  fields_get: {
    doc: 'Describes the fields of the model.',
    returns: 'dict[str, ValuesType]',
    parameters: {
      allfields: ['Collection[str] | None', 'The fields to describe; all without it.'],
      attributes: ['Collection[str] | None', 'What to tell of them; everything without it.'],
    },
    readonly: true,
  },
  name_search: {
    doc: 'Finds records by their name.',
    returns: 'list[tuple[int, str]]',
    parameters: {
      name: ['str', 'The name, or a part of it.'],
      domain: ['DomainType | None', 'Further conditions.'],
      operator: ['str', 'How names are compared.'],
      limit: ['int', 'How many records at most.'],
    },
    readonly: true,
  },
  default_get: {
    doc: 'Gives the values a new record begins with.',
    returns: 'ValuesType',
    parameters: { fields: ['Sequence[str]', 'The fields whose values are wanted.'] },
  },
  formatted_read_group: {
    doc: 'Groups records and aggregates their fields.',
    returns: 'list[dict]',
    parameters: {
      domain,
      groupby: ['Sequence[str]', 'The fields to group by.'],
      aggregates: ['Sequence[str]', 'What to compute for each group, such as amount_total:sum.'],
      limit,
      offset: ['int', 'How many groups to leave out.'],
      order,
    },
    readonly: true,
  },
  has_access: {
    doc: 'Whether the user may do something with the records, or with the model without any.',
    returns: 'bool',
    parameters: { operation: ['str', 'read, write, create or unlink'] },
    readonly: true,
  },
};
