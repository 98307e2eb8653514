import { isWrite, type RequestSpec } from '../../src/model/requestSpec';
import type { Operation } from './operation';
import { hidesReasons } from './target';

function fails(name: string, spec: RequestSpec, code: string): Operation {
  const hidden =
    hidesReasons && isWrite(spec) && code.startsWith('server.') && code !== 'server.privateMethod';
  return {
    name: `failure: ${name}`,
    run: (caller) => caller.code(spec),
    expected: () => code,
    ...(hidden
      ? {
          differences: {
            jsonRpc: {
              why: 'Odoo 14 with several databases answers every failure over JSON-RPC with a page that says nothing; a write is not repeated to learn why',
              expected: 'server.hiddenReason',
            },
          },
        }
      : {}),
  };
}

const model = 'res.partner';

/** What goes wrong, by the code it has over every protocol. */
export const failureOperations: Operation[] = [
  fails('an unknown model', { operation: 'count', model: 'no.such.model' }, 'server.unknownModel'),
  fails(
    'an unknown method',
    { operation: 'call', model, method: 'no_such_method', kwargs: { ids: [1] } },
    'server.unknownMethod',
  ),
  fails(
    'an unknown field to read',
    { operation: 'searchRead', model, fields: ['no_such_field'], limit: 1 },
    'server.unknownField',
  ),
  fails(
    'an unknown field in a domain',
    { operation: 'count', model, domain: [['no_such_field', '=', 1]] },
    'server.unknownField',
  ),
  fails(
    'an unknown field to write',
    { operation: 'create', model, values: { name: 'x', no_such_field: 1 } },
    'server.unknownField',
  ),
  fails(
    'a private method',
    { operation: 'call', model, method: '_read_group', kwargs: { ids: [] } },
    'server.privateMethod',
  ),
  fails(
    'a missing record to write',
    { operation: 'update', model, ids: [99_999_999], values: { color: 1 } },
    'server.missingRecord',
  ),
  fails(
    'what a constraint forbids',
    { operation: 'create', model, values: { name: false } },
    'server.refused',
  ),
  fails(
    'a domain that cannot be read',
    { operation: 'count', model, domain: '[("name", "=" 1)]' },
    'request.domain',
  ),
];
