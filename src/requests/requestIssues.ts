import * as v from 'valibot';
import { isJsonObject } from '../model/json';
import { httpMethods, operationLabels, RequestSpecSchema } from '../model/requestSpec';
import type { Operation } from '../model/requestSpec';
import { SavedRequestSchema } from '../model/savedRequest';
import type { SavedRequest } from '../model/savedRequest';

export type Path = readonly (string | number)[];

/** What is wrong in a request's data, in plain words, and where. */
export interface RequestIssue {
  message: string;
  path: Path;
}

export type CheckedRequest = { value: SavedRequest } | { issues: RequestIssue[] };

const operations = Object.keys(operationLabels) as Operation[];

/** What each place holds, for "… must be …"; `*` stands for an index. */
const expected: Record<string, string> = {
  name: 'a name',
  connection: 'the name of a connection',
  request: 'a mapping with operation and what it needs',
  'request.operation': `one of ${operations.join(', ')}`,
  'request.model': 'the name of a model, such as res.partner',
  'request.domain': `a domain: a text such as "[('name', '=', 'Azure')]", or a list`,
  'request.fields': 'a list of field names',
  'request.fields.*': 'a field name',
  'request.groupBy': 'a list of fields, such as [country_id, "date_order:month"]',
  'request.groupBy.*': 'a field, a date with its granularity: "date_order:month"',
  'request.aggregates': 'a list of fields with a function, such as ["amount_total:sum"]',
  'request.aggregates.*': 'a field with a function: "amount_total:sum"',
  'request.having': `a domain over the groups: a text such as "[('amount_total:sum', '>', 100)]", or a list`,
  'request.text': 'the text to look for',
  'request.textOperator': 'an operator such as ilike',
  'request.attributes': 'a list of attributes, such as [string, type]',
  'request.attributes.*': 'the name of an attribute, such as type',
  'request.rows': 'a list of lists, one for each row',
  'request.rows.*': 'a list with a cell for each field',
  'request.order': 'a text such as "name desc, id"',
  'request.limit': 'a whole number, 0 or more',
  'request.offset': 'a whole number, 0 or more',
  'request.context': 'a mapping',
  'request.ids': 'a list of record ids',
  'request.ids.*': 'a record id, a whole number',
  'request.route': 'the name of a route, such as partner',
  'request.bulkForm': 'object or list',
  'request.path': 'a path of the server, such as /web/version',
  'request.query': 'a mapping of names to texts',
  'request.query.*': 'a text: put it in quotes',
  'request.headers': 'a mapping of names to texts',
  'request.headers.*': 'a text: put it in quotes',
  'request.values': 'a mapping of fields to values',
  'request.method': 'the name of a method',
  'request.args': 'a list',
  'request.kwargs': 'a mapping',
};

/** Where a REST call's or any path's request differs from Odoo's own. */
const expectedOfRest: Record<string, string> = {
  'request.ids.*': 'a record id: a text or a whole number',
  'request.values': 'a mapping of fields to values, or a list of them',
};

/** A request as data, or everything that is wrong with it. Keys nobody reads are mistakes too: most are misspelt. */
export function checkRequest(data: unknown): CheckedRequest {
  if (!isJsonObject(data)) {
    return { issues: [{ message: 'Write a request here: a mapping with name and request.', path: [] }] };
  }
  const parsed = v.safeParse(SavedRequestSchema, data);
  const given = isJsonObject(data['request']) ? data['request']['operation'] : undefined;
  const operation = typeof given === 'string' ? given : '';
  const issues = [
    ...unknownKeys(data),
    ...(parsed.success
      ? [...updatedRecords(parsed.output), ...loadedRows(parsed.output)]
      : parsed.issues.map((issue) => issueInWords(issue, operation))),
  ];
  return parsed.success && issues.length === 0 ? { value: parsed.output } : { issues };
}

/** An update names its records once: by ids, or in each object of a list. */
function updatedRecords({ request }: SavedRequest): RequestIssue[] {
  if (request.operation !== 'update' && request.operation !== 'restUpdate') return [];
  const { ids, values } = request;
  if (!Array.isArray(values)) {
    return ids?.length ? [] : [{ message: '"request.ids" is missing.', path: ['request', 'ids'] }];
  }
  if (ids !== undefined) {
    const message = '"request.ids" must be left out where "request.values" is a list: each names its own id.';
    return [{ message, path: ['request', 'ids'] }];
  }
  return values.flatMap((record, index): RequestIssue[] => {
    const path = ['request', 'values', index];
    const { id } = record;
    if (id === undefined) return [{ message: `"request.values.${index}.id" is missing.`, path }];
    if (request.operation === 'restUpdate' || Number.isInteger(id)) return [];
    return [{ message: `"request.values.${index}.id" must be a record id, a whole number.`, path }];
  });
}

/** Every row that is loaded has a cell for each field. */
function loadedRows({ request }: SavedRequest): RequestIssue[] {
  if (request.operation !== 'load') return [];
  const wide = request.fields.length;
  return request.rows.flatMap((row, index) =>
    row.length === wide
      ? []
      : [
          {
            message: `"request.rows.${index}" needs a cell for each field, ${wide} in all.`,
            path: ['request', 'rows', index],
          },
        ],
  );
}

function issueInWords(issue: v.BaseIssue<unknown>, operation: string): RequestIssue {
  const path = (issue.path ?? []).map((item) => item.key).filter(isKey);
  const where = path.join('.');
  if (issue.input === undefined) return { message: `"${where}" is missing.`, path };
  const what = expectation(path, operation);
  const isShort = typeof issue.input === 'string' || typeof issue.input === 'number';
  const seen = isShort && String(issue.input).length <= 40 ? `, not ${JSON.stringify(issue.input)}` : '';
  return { message: `"${where}" must be ${what}${seen}.`, path };
}

function expectation(path: Path, operation: string): string {
  const general = path.map((key) => (typeof key === 'number' ? '*' : key)).join('.');
  if (general === 'request.httpMethod') {
    return `one of ${(operation === 'restCall' ? ['GET', 'POST'] : httpMethods).join(', ')}`;
  }
  const pairs = general.replace(/^(request\.(?:query|headers))\..*/s, '$1.*');
  const own = operation.startsWith('rest') ? expectedOfRest[general] : undefined;
  return own ?? expected[pairs] ?? 'a value as JSON knows it';
}

function isKey(key: unknown): key is string | number {
  return typeof key === 'string' || typeof key === 'number';
}

function unknownKeys(data: Record<string, unknown>): RequestIssue[] {
  const outer = strangers(data, Object.keys(SavedRequestSchema.entries), []);
  const request = data['request'];
  if (!isJsonObject(request)) return outer;
  const option = RequestSpecSchema.options.find(
    (one) => one.entries.operation.literal === request['operation'],
  );
  if (option === undefined) return outer;
  return [...outer, ...strangers(request, Object.keys(option.entries), ['request'])];
}

function strangers(data: Record<string, unknown>, known: string[], parent: string[]): RequestIssue[] {
  return Object.keys(data)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const path = [...parent, key];
      return { message: `"${path.join('.')}" is not known here: use ${known.join(', ')}.`, path };
    });
}
