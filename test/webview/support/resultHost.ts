import type { RequestApi } from '../../../src/contract/requestApi';
import type { Handlers } from '../../../src/contract/rpc';
import type { Connection } from '../../../src/model/connection';
import { emptyDraft, type Draft } from '../../../src/model/draft';
import type { Json, JsonObject } from '../../../src/model/json';
import type { Outcome } from '../../../src/model/outcome';
import type { RequestSpec } from '../../../src/model/requestSpec';
import type { FieldInfo } from '../../../src/model/schemaInfo';
import { ResultStore } from '../../../src/vscode/views/request/resultStore';
import { partner, partnerFields, requestHost, type RequestHost } from './requestHost';

const connection: Connection = {
  id: 'staging',
  name: 'Staging',
  url: 'https://erp-staging.example.com',
  database: 'acme',
  login: 'admin',
  auth: 'apiKey',
  protocol: 'json2',
  production: false,
  readOnly: false,
  serverVersion: '19.0',
};

/** A request that reads contacts, as a person typed it. */
export const contacts: Draft = { ...emptyDraft, connectionId: 'staging', model: 'res.partner' };

export const contactRows = (count: number): JsonObject[] =>
  Array.from({ length: count }, (_, index) => partner(index));

interface Answered {
  spec?: RequestSpec;
  value: Json;
  fields?: FieldInfo[];
  outcome?: Partial<Outcome>;
}

/** A host whose answer is kept, sorted, filtered and searched by the product's own store. */
export function resultHost(
  answered: Answered,
  handlers: Partial<Handlers<RequestApi>> = {},
): { host: RequestHost; store: ResultStore } {
  const store = new ResultStore();
  const spec: RequestSpec = answered.spec ?? { operation: 'searchRead', model: 'res.partner', limit: 80 };
  const host = requestHost({
    send: () =>
      store.keep(
        connection,
        spec,
        {
          value: answered.value,
          method: 'search_read',
          protocol: 'json2',
          ms: 143,
          bytes: 62_000,
          ...answered.outcome,
        },
        answered.fields ?? partnerFields,
      ),
    arrange: ({ resultId, sort, filters }) => store.arrange(resultId, sort, filters),
    rows: ({ resultId, arrangement, offset, count }) => store.rows(resultId, arrangement, offset, count),
    record: ({ resultId, arrangement, row }) => store.record(resultId, arrangement, row),
    jsonLines: ({ resultId, offset, count }) => store.jsonLines(resultId, offset, count),
    jsonEnd: ({ resultId, line }) => store.jsonEnd(resultId, line),
    findInJson: ({ resultId, text }, signal) => store.findInJson(resultId, text, signal),
    ...handlers,
  });
  return { host, store };
}
