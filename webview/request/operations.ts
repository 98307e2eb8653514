import { protocolLabels, type Protocol } from '../../src/model/authMethod';
import type { Draft } from '../../src/model/draft';
import { mayWrite, operationLabels, type Operation } from '../../src/model/requestSpec';
import { argsWithRecords } from './pickers/methodText';
import { pathSignOf } from './pickers/names';
import { isId, wordsOf } from './pickers/recordText';

export const ormOperations = [
  'searchRead',
  'search',
  'count',
  'read',
  'readGroup',
  'nameSearch',
  'create',
  'update',
  'delete',
  'copy',
  'fieldsGet',
  'defaultGet',
  'exportData',
  'load',
  'call',
] as const;
export const restOperations = [
  'restList',
  'restRead',
  'restCreate',
  'restUpdate',
  'restDelete',
  'restCall',
] as const;

/** The headings that the operations stand under. */
export type OperationGroup = 'Read' | 'Write' | 'Methods' | 'REST' | 'Any path';

const groups: [OperationGroup, readonly Operation[]][] = [
  [
    'Read',
    [
      'searchRead',
      'search',
      'count',
      'read',
      'readGroup',
      'nameSearch',
      'fieldsGet',
      'defaultGet',
      'exportData',
    ],
  ],
  ['Write', ['create', 'update', 'delete', 'copy', 'load']],
  ['Methods', ['call']],
  ['REST', restOperations],
  ['Any path', ['http']],
];

export function groupOf(operation: Operation): OperationGroup {
  return groups.find(([, operations]) => operations.includes(operation))?.[0] ?? 'Any path';
}

/** In the order they are shown in: by their groups. */
export function inGroups(operations: readonly Operation[]): Operation[] {
  return groups.flatMap(([, all]) => all.filter((each) => operations.includes(each)));
}

/** Whether a request of this operation may be about many records in a filter's order: it has an order, a limit and an offset. */
export function hasPages(operation: Operation): boolean {
  return ['searchRead', 'search', 'readGroup', 'restList'].includes(operation);
}

/**
 * What changes in a draft when another operation is chosen. Everything typed stays; what the new operation writes in another way is
 * written that way: paths with slashes in exports and imports, and the records of a method as its first argument.
 */
export function withOperation(draft: Draft, operation: Operation): Partial<Draft> {
  const signs = [pathSignOf(draft.operation), pathSignOf(operation)] as const;
  return {
    operation,
    apiOperation: undefined,
    ...(signs[0] === signs[1] ? {} : { fields: draft.fields.map((path) => withSign(path, ...signs)) }),
    ...(operation === 'call' ? recordsFirst(draft) : {}),
  };
}

/** A path through relations with another sign between its steps; a name that only looks like one stays. */
function withSign(path: string, from: '.' | '/', to: '.' | '/'): string {
  const steps = path.split(from);
  return steps.every((step) => /^\w+$/.test(step)) ? steps.join(to) : path;
}

function recordsFirst({ ids, args }: Draft): Partial<Draft> {
  const words = wordsOf(ids);
  if (args.trim() !== '' || words.length === 0 || !words.every(isId)) return {};
  return { args: argsWithRecords('', words.map(Number)) };
}

export function isOrmOperation(operation: Operation): operation is (typeof ormOperations)[number] {
  return ormOperations.some((each) => each === operation);
}

/** What a protocol carries: RPC Odoo's own methods, REST a module's routes, the others also any path. */
export function operationsFor(protocol: Protocol): readonly Operation[] {
  switch (protocol) {
    case 'jsonRpc':
    case 'xmlRpc':
      return ormOperations;
    case 'web':
    case 'json2':
      return [...ormOperations, 'http'];
    case 'rest':
      return [...restOperations, 'http'];
  }
}

const counterparts: Record<Operation, Operation> = {
  searchRead: 'restList',
  search: 'restList',
  readGroup: 'restList',
  nameSearch: 'restList',
  copy: 'restCreate',
  fieldsGet: 'restList',
  defaultGet: 'restList',
  exportData: 'restRead',
  load: 'restCreate',
  read: 'restRead',
  count: 'restList',
  create: 'restCreate',
  update: 'restUpdate',
  delete: 'restDelete',
  call: 'restCall',
  restList: 'searchRead',
  restRead: 'read',
  restCreate: 'create',
  restUpdate: 'update',
  restDelete: 'delete',
  restCall: 'call',
  http: 'searchRead',
};

/** The operation that does the same over a protocol, or what comes nearest; the operation itself where it fits. */
export function fitting(operation: Operation, protocol: Protocol): Operation {
  return operationsFor(protocol).includes(operation) ? operation : counterparts[operation];
}

/** Why an operation does not go by a protocol, in a sentence. */
export function misfitWords(operation: Operation, protocol: Protocol): string {
  const label = `“${operationLabels[operation]}”`;
  if (protocol === 'rest') {
    return `${label} calls Odoo’s models, and this connection signs in to a REST module.`;
  }
  if (operation === 'http') {
    return `${protocolLabels[protocol]} carries calls of Odoo’s models only. Any path goes by web session, JSON-2 or REST.`;
  }
  return `${label} is for REST modules, and ${protocolLabels[protocol]} calls Odoo’s models.`;
}

/** Whether a request may change something on the server, as far as the form can tell: the host knows the methods that only read. */
export function draftMayWrite({ operation, httpMethod, callWith }: Draft): boolean {
  return mayWrite(operation, operation === 'restCall' ? callWith : httpMethod);
}
