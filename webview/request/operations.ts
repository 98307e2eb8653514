import { protocolLabels, type Protocol } from '../../src/model/authMethod';
import type { Draft } from '../../src/model/draft';
import { operationLabels, type Operation } from '../../src/model/requestSpec';

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
export function mayWrite({ operation, httpMethod, callWith }: Draft): boolean {
  switch (operation) {
    case 'searchRead':
    case 'search':
    case 'count':
    case 'read':
    case 'readGroup':
    case 'nameSearch':
    case 'fieldsGet':
    case 'defaultGet':
    case 'exportData':
    case 'restList':
    case 'restRead':
      return false;
    case 'create':
    case 'update':
    case 'delete':
    case 'copy':
    case 'load':
    case 'call':
    case 'restCreate':
    case 'restUpdate':
    case 'restDelete':
      return true;
    case 'restCall':
      return callWith !== 'GET';
    case 'http':
      return httpMethod !== 'GET' && httpMethod !== 'HEAD' && httpMethod !== 'OPTIONS';
  }
}
