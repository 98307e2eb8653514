import { isJsonObject } from '../../src/model/json';
import type { Operation } from './operation';
import { version } from './target';

/** Any path, with a connection's own proof. */
export const pathOperations: Operation[] = [
  {
    name: 'any path: JSON',
    run: async (caller) => {
      const outcome = await caller.outcome({
        operation: 'http',
        httpMethod: 'POST',
        path: '/web/webclient/version_info',
        body: { jsonrpc: '2.0', method: 'call', params: {}, id: 7 },
      });
      const body = outcome.value;
      const result = isJsonObject(body) ? body['result'] : body;
      return [
        outcome.status,
        result !== undefined && isJsonObject(result) ? result['server_version'] : result,
      ];
    },
    expected: () => [200, version.text],
  },
  {
    name: 'any path: a path that is not there',
    run: (caller) => caller.code({ operation: 'http', httpMethod: 'GET', path: '/no/such/path/at/all' }),
    expected: () => 'rest.notFound',
  },
  {
    name: 'any path: never another server',
    run: (caller) => caller.code({ operation: 'http', httpMethod: 'GET', path: '//127.0.0.1:9/steal' }),
    expected: () => 'request.path',
  },
];
