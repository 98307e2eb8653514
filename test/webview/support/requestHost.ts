import type { Page } from 'playwright-core';
import type { ConnectionSummary, SignInChoice } from '../../../src/contract/connectionSummary';
import type { Column, ResultSummary } from '../../../src/contract/request/resultApi';
import type { Places } from '../../../src/contract/request/schemaApi';
import { requestApi, type RequestApi, type RequestPushes } from '../../../src/contract/requestApi';
import type { Handlers } from '../../../src/contract/rpc';
import type { ApiOperation } from '../../../src/model/apiOperation';
import type { AuthMethod, Protocol } from '../../../src/model/authMethod';
import { emptyDraft, type Draft } from '../../../src/model/draft';
import type { JsonObject } from '../../../src/model/json';
import type { Review } from '../../../src/model/review';
import type { FieldInfo, ModelList } from '../../../src/model/schemaInfo';
import { bulkAnswers } from './bulkAnswers';
import { ScriptedHost } from './scriptedHost';
import { openPage, type PageOptions } from './webPage';

export type RequestHost = ScriptedHost<RequestApi, RequestPushes>;

function choice(auth: AuthMethod, protocol: Protocol, missing?: string): SignInChoice {
  return {
    auth,
    protocol,
    group: protocol === 'rest' ? 'rest' : 'odoo',
    versions: protocol === 'json2' ? 'Odoo 19 and later' : 'Every Odoo up to 21',
    safety: 'The key can be revoked.',
    ...(missing === undefined ? {} : { missing }),
  };
}

export const staging: ConnectionSummary = {
  id: 'staging',
  name: 'Staging',
  host: 'erp-staging.example.com',
  database: 'acme',
  version: '19.0',
  production: false,
  readOnly: false,
  signIn: { auth: 'apiKey', protocol: 'json2' },
  signInMethods: [
    choice('apiKey', 'json2'),
    choice('apiKey', 'jsonRpc'),
    choice('password', 'xmlRpc'),
    choice('jwt', 'rest', 'REST settings'),
  ],
};

export const live: ConnectionSummary = {
  ...staging,
  id: 'live',
  name: 'Acme live',
  host: 'erp.example.com',
  production: true,
  readOnly: true,
  signIn: { auth: 'password', protocol: 'jsonRpc' },
  signInMethods: [choice('password', 'jsonRpc')],
};

/** A server with a REST module, which can also be signed in to as a web client. */
export const shop: ConnectionSummary = {
  ...staging,
  id: 'shop',
  name: 'Shop',
  signIn: { auth: 'secureApiKey', protocol: 'rest' },
  signInMethods: [
    choice('secureApiKey', 'rest'),
    choice('password', 'jsonRpc'),
    choice('webSession', 'web'),
    choice('jwt', 'rest', 'a token request'),
  ],
  rest: { dialect: 'secureApi', basePath: '/api' },
};

export const noPlaces: Places = { routes: [], paths: [], operations: [] };

/** An operation with everything that one can have. */
export const confirmOrder: ApiOperation = {
  id: 'POST /api/v1/orders/{id}/confirm',
  method: 'POST',
  path: '/api/v1/orders/{id}/confirm',
  summary: 'Confirm an order',
  tag: 'Orders',
  parameters: [
    { name: 'id', in: 'path', required: true },
    { name: 'notify', in: 'query', required: true },
    { name: 'lang', in: 'query', required: false, example: 'fr_FR', description: 'Language of the mail' },
    { name: 'X-Trace', in: 'header', required: false },
  ],
  bodyExample: { note: 'text' },
  contentType: 'application/json',
};

/** A request as a person would have typed it. */
export const companies: Draft = {
  ...emptyDraft,
  connectionId: 'staging',
  model: 'res.partner',
  fields: ['name', 'email'],
  domain: "[('is_company', '=', True)]",
  order: 'name asc',
};

function field(name: string, label: string, type: string, more: Partial<FieldInfo> = {}): FieldInfo {
  return { name, label, type, required: false, readonly: false, stored: true, ...more };
}

export const partnerFields: FieldInfo[] = [
  field('id', 'ID', 'integer', { readonly: true }),
  field('name', 'Name', 'char', { required: true }),
  field('email', 'Email', 'char'),
  field('is_company', 'Is a Company', 'boolean'),
  field('country_id', 'Country', 'many2one', { relation: 'res.country' }),
  field('category_id', 'Tags', 'many2many', { relation: 'res.partner.category' }),
  field('customer_rank', 'Customer Rank', 'integer'),
  field('write_date', 'Last Updated on', 'datetime', { readonly: true }),
  field('type', 'Address Type', 'selection', {
    selection: [
      ['contact', 'Contact'],
      ['invoice', 'Invoice Address'],
    ],
  }),
];

const countryFields = [field('code', 'Country Code', 'char'), field('name', 'Country Name', 'char')];

/** The named models and enough others that no list shows them all. */
export const allModels: ModelList = {
  source: 'all',
  models: [
    { model: 'res.partner', label: 'Contact' },
    { model: 'res.partner.category', label: 'Partner Tags' },
    { model: 'res.country', label: 'Country' },
    { model: 'sale.order', label: 'Sales Order' },
    { model: 'base.module.upgrade', label: 'Upgrade Module', transient: true },
    ...Array.from({ length: 3000 }, (_, index) => ({
      model: `x_model.number_${index}`,
      label: `Custom model ${index}`,
    })),
  ],
};

export const partnerColumns: Column[] = [
  'id',
  'name',
  'email',
  'country_id',
  'category_id',
  'is_company',
  'customer_rank',
  'write_date',
].map((name) => {
  const info = partnerFields.find((each) => each.name === name);
  return { name, label: info?.label ?? name, type: info?.type ?? 'char' };
});

const names = [
  'AB Constructions SA',
  'Atelier Vauban',
  'Azure Interior',
  'Brasserie du Cygne',
  'Cabinet Muller & Fils',
  'Deco Addict',
  'Établissements Lefèvre',
  'Gemini Furniture',
  'Ready Mat',
  'Verlinden Logistics NV',
];

export function partner(index: number): JsonObject {
  const name = names[index % names.length] ?? '';
  return {
    id: index + 7,
    name: index < names.length ? name : `${name} ${index}`,
    email: index % 4 === 3 ? false : `${name.split(' ')[0]?.toLowerCase() ?? ''}@example.com`,
    country_id:
      index % 5 === 4 ? false : [21 + (index % 3), ['Belgium', 'France', 'Luxembourg'][index % 3] ?? ''],
    category_id: index % 3 === 0 ? [3, 8] : index % 3 === 1 ? [3] : [],
    is_company: index % 2 === 0,
    customer_rank: (index * 7) % 42,
    write_date: `2026-11-${String(10 + (index % 19))} 09:41:0${index % 10}`,
  };
}

export function tableResult(rowCount: number, more: Partial<ResultSummary> = {}): ResultSummary {
  return {
    resultId: 1,
    kind: 'table',
    columns: partnerColumns,
    rowCount,
    limited: false,
    countable: more.limited === true,
    loadable: more.limited === true,
    groups: false,
    exportable: true,
    warnings: [],
    model: 'res.partner',
    opens: true,
    summary: `${rowCount} records`,
    ms: 143,
    bytes: 62_000,
    via: 'res.partner.search_read over JSON-2',
    ...more,
  };
}

/** An update of two contacts, looked at before it goes. */
export const review: Review = {
  reviewId: 1,
  kind: 'update',
  question: 'Update 2 records of res.partner on Staging?',
  button: 'Update 2 records',
  place: 'erp-staging.example.com, database acme',
  production: false,
  records: 2,
  changes: [
    {
      id: 14,
      record: 'Gemini Furniture',
      field: 'phone',
      label: 'Phone',
      type: 'char',
      before: '+1 555-0101',
      after: '+32 2 555 01 10',
    },
    {
      id: 15,
      record: 'Azure Interior',
      field: 'phone',
      label: 'Phone',
      type: 'char',
      before: false,
      after: '+32 2 555 01 10',
    },
    {
      id: 15,
      record: 'Azure Interior',
      field: 'category_id',
      label: 'Tags',
      type: 'many2many',
      relation: 'res.partner.category',
      before: [3],
      after: [3, 12],
      names: { 3: 'Customer', 12: 'Wholesale' },
    },
  ],
  changeCount: 3,
  victims: [],
  remarks: ['One value is already as it would be written.'],
  undo: 'values',
};

/** A host with two connections and a few contacts; a test overrides what it is about. */
export function requestHost(handlers: Partial<Handlers<RequestApi>> = {}): RequestHost {
  const nothing = (): Promise<void> => Promise.resolve();
  return new ScriptedHost<RequestApi, RequestPushes>(requestApi, {
    open: () => ({ connections: [staging, live], activeConnectionId: 'staging', sendNow: false }),
    models: () => allModels,
    fields: ({ model }) => (model === 'res.country' ? countryFields : partnerFields),
    places: () => noPlaces,
    importOpenApi: nothing,
    openRecord: nothing,
    send: () => tableResult(80, { limited: true }),
    rows: ({ offset, count }) => Array.from({ length: count }, (_, index) => partner(offset + index)),
    total: () => 4213,
    jsonLines: ({ offset, count }) => ({ total: 5000, lines: jsonLines(offset, count) }),
    copy: nothing,
    copyJson: nothing,
    openJson: nothing,
    save: () => 'Belgian companies',
    openBeside: nothing,
    methods: () => ({ source: 'known', methods: [] }),
    records: () => [],
    recordNames: ({ ids }) => ids.map((id) => ({ id, name: `Record ${id}` })),
    properties: () => [],
    languages: () => [
      ['en_US', 'English (US)'],
      ['fr_FR', 'French / Français'],
    ],
    companies: () => [{ id: 1, name: 'Acme' }],
    count: () => 4213,
    defaults: () => ({}),
    pickFile: () => Promise.resolve(undefined),
    arrange: ({ sort, filters }) => ({ arrangement: sort.length + filters.length, rowCount: 80 }),
    record: ({ row }) => partner(row),
    openRelated: nothing,
    drill: () => companies,
    more: () => tableResult(160, { limited: true }),
    jsonEnd: ({ line }) => line,
    findInJson: () => ({ lines: [], more: false }),
    copyCells: ({ firstRow, lastRow }) => lastRow - firstRow + 1,
    exchanges: () => [],
    openExchange: nothing,
    copyCurl: nothing,
    export: () => Promise.resolve(undefined),
    openExport: nothing,
    review: () => Promise.resolve(undefined),
    reviewEdits: () => review,
    saveEdits: () => ({ rows: [] }),
    reviewUndo: () => ({ ...review, kind: 'undo', undo: 'none' }),
    undo: () => ({ text: 'Undid the update of 2 records of res.partner.', ids: [] }),
    ...bulkAnswers,
    addConnection: nothing,
    diagnose: nothing,
    remedy: nothing,
    ...handlers,
  });
}

function jsonLines(offset: number, count: number): string[] {
  const pretty = JSON.stringify([partner(0), partner(1)], undefined, 2)
    .split('\n')
    .slice(1, -1);
  return Array.from({ length: count }, (_, index) => pretty[(offset + index) % pretty.length] ?? '');
}

export function openRequest(host: RequestHost, options?: PageOptions): Promise<Page> {
  return openPage('request', 'webview/request/main.tsx', host, options);
}
