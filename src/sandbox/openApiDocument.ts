import { callKw } from './callMethod';
import { adminAccount } from './accounts';
import { Env } from './env';
import { reply } from './exchange';
import type { SandboxReply, SandboxRequest } from './exchange';
import { failure } from './jwtFront';
import { restResources, restRoot } from './restRoutes';
import type { RestResource } from './restRoutes';
import { anyDatabase } from './secureApiSignIn';
import { dumpJson, isDict } from './values';
import type { Dict, Value } from './values';
import { versionInfo } from './version';

/** The plain REST API described in OpenAPI 3.0, from the fields its models have. Anyone may read it. */
export async function openApiDocument(request: SandboxRequest): Promise<SandboxReply> {
  const db = anyDatabase(request);
  if (db === undefined) return failure(404, 'not_found', 'No database is selected');
  const env = new Env(db, adminAccount.uid, {}, request.signal);
  const schemas: Dict = { Error: errorSchema };
  const paths: Dict = { ...signInPaths };
  for (const resource of restResources) {
    if (!db.models.has(resource.model)) continue;
    const fields = await callKw(env, resource.model, 'fields_get', [], {});
    Object.assign(schemas, schemasOf(resource, isDict(fields) ? fields : {}));
    Object.assign(paths, pathsOf(resource));
  }
  const document: Dict = {
    openapi: '3.0.3',
    info: {
      title: 'Sandbox REST API',
      version: versionInfo(request.site.version).server_version,
      description: 'Records of the sandbox over plain REST.',
    },
    servers: [{ url: request.origin }],
    tags: restResources.map(({ route, model }): Dict => ({
      name: route,
      description: `Records of ${model}`,
    })),
    security: [{ bearerAuth: [] }, { apiKey: [] }, { basicAuth: [] }, { oauth2: [] }],
    paths,
    components: { schemas, securitySchemes },
  };
  return reply(200, 'application/json', dumpJson(document));
}

const securitySchemes: Dict = {
  bearerAuth: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
  basicAuth: { type: 'http', scheme: 'basic' },
  oauth2: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/oauth2/token', scopes: {} } } },
};

const errorSchema: Dict = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: { code: { type: 'string' }, message: { type: 'string' } },
      required: ['code', 'message'],
    },
  },
};

const signInPaths: Dict = {
  '/api/auth/token': {
    post: {
      operationId: 'getToken',
      summary: 'Get a token with a login and password',
      tags: ['sign-in'],
      security: [],
      requestBody: jsonBody({
        type: 'object',
        properties: { login: { type: 'string' }, password: { type: 'string' }, db: { type: 'string' } },
        required: ['login', 'password'],
      }),
      responses: answers('200', 'The token, and one to get the next with'),
    },
  },
  '/api/auth/refresh': {
    post: {
      operationId: 'refreshToken',
      summary: 'Get the next token',
      tags: ['sign-in'],
      security: [],
      requestBody: jsonBody({
        type: 'object',
        properties: { refresh_token: { type: 'string' } },
        required: ['refresh_token'],
      }),
      responses: answers('200', 'The next token; the old refresh token is void'),
    },
  },
};

function pathsOf({ route, name }: RestResource): Dict {
  const one: Dict = { $ref: `#/components/schemas/${name}` };
  const input = jsonBody({ $ref: `#/components/schemas/${name}Input` });
  const common = { tags: [route] };
  const plural = route.charAt(0).toUpperCase() + route.slice(1);
  return {
    [`${restRoot}/${route}`]: {
      get: {
        ...common,
        operationId: `list${plural}`,
        summary: `List ${route}`,
        parameters: [
          queryParameter('domain', 'string', 'Conditions, as a JSON list', '[["id", ">", 0]]'),
          queryParameter('fields', 'string', 'Fields, separated by commas', 'id,display_name'),
          queryParameter('limit', 'integer', 'How many records at most', 10),
          queryParameter('offset', 'integer', 'How many records to leave out', 0),
          queryParameter('order', 'string', 'Fields to sort by', 'id desc'),
        ],
        responses: answers('200', 'A page of records, and how many there are', {
          type: 'object',
          properties: { count: { type: 'integer' }, results: { type: 'array', items: one } },
        }),
      },
      post: {
        ...common,
        operationId: `create${name}`,
        summary: `Create one of ${route}`,
        requestBody: input,
        responses: answers('201', 'The new record', one),
      },
    },
    [`${restRoot}/${route}/{id}`]: {
      parameters: [idParameter],
      get: {
        ...common,
        operationId: `read${name}`,
        summary: `Read one of ${route}`,
        parameters: [queryParameter('fields', 'string', 'Fields, separated by commas', 'id,display_name')],
        responses: answers('200', 'The record', one),
      },
      patch: {
        ...common,
        operationId: `update${name}`,
        summary: `Change one of ${route}`,
        requestBody: input,
        responses: answers('200', 'The changed record', one),
      },
      put: {
        ...common,
        operationId: `put${name}`,
        summary: `Change one of ${route}`,
        requestBody: input,
        responses: answers('200', 'The changed record', one),
      },
      delete: {
        ...common,
        operationId: `delete${name}`,
        summary: `Delete one of ${route}`,
        responses: answers('204', 'Deleted'),
      },
    },
    [`${restRoot}/${route}/{id}/{method}`]: {
      parameters: [
        idParameter,
        {
          name: 'method',
          in: 'path',
          required: true,
          schema: { type: 'string' },
          description: 'A method of the model',
          example: 'action_archive',
        },
      ],
      post: {
        ...common,
        operationId: `call${name}`,
        summary: `Call a method of one of ${route}`,
        requestBody: jsonBody({ type: 'object', additionalProperties: true, example: {} }, false),
        responses: answers('200', 'What the method gives', { type: 'object', properties: { result: {} } }),
      },
    },
  };
}

const idParameter: Dict = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'integer' },
  description: 'The id of the record',
  example: 1,
};

function queryParameter(name: string, type: string, description: string, example: Value): Dict {
  return { name, in: 'query', required: false, schema: { type }, description, example };
}

function jsonBody(schema: Dict, required = true): Dict {
  return { required, content: { 'application/json': { schema } } };
}

function answers(status: string, description: string, schema?: Dict): Dict {
  const failed: Dict = {
    description: 'Why not',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  };
  return {
    [status]: {
      description,
      ...(schema === undefined ? {} : { content: { 'application/json': { schema } } }),
    },
    ...Object.fromEntries(['401', '403', '404', '422'].map((one) => [one, failed])),
  };
}

/** What a record looks like, and what one may write. */
function schemasOf({ name }: RestResource, fields: Dict): Dict {
  const described = Object.entries(fields).filter((entry): entry is [string, Dict] => isDict(entry[1]));
  const writable = described.filter(([field, { readonly }]) => field !== 'id' && readonly !== true);
  const required = writable.filter(([, field]) => field['required'] === true).map(([field]) => field);
  const example = Object.fromEntries(
    writable
      .filter(([, { type }]) => type === 'char')
      .slice(0, 3)
      .map(([field, { string }]) => [field, string ?? field]),
  );
  return {
    [name]: {
      type: 'object',
      properties: Object.fromEntries(described.map(([field, of]) => [field, fieldSchema(of)])),
    },
    [`${name}Input`]: {
      type: 'object',
      properties: Object.fromEntries(writable.map(([field, of]) => [field, inputSchema(of)])),
      ...(required.length === 0 ? {} : { required }),
      example,
    },
  };
}

function inputSchema(field: Dict): Dict {
  return field['type'] === 'many2one' ? { type: 'integer', ...labels(field) } : fieldSchema(field);
}

function fieldSchema(field: Dict): Dict {
  const label = labels(field);
  switch (field['type']) {
    case 'integer':
      return { type: 'integer', ...label };
    case 'float':
    case 'monetary':
      return { type: 'number', ...label };
    case 'boolean':
      return { type: 'boolean', ...label };
    case 'date':
      return { type: 'string', format: 'date', ...label };
    case 'selection': {
      const choices = Array.isArray(field['selection']) ? field['selection'] : [];
      return {
        type: 'string',
        enum: choices.map((choice) => (Array.isArray(choice) ? (choice[0] ?? '') : '')),
        ...label,
      };
    }
    case 'many2one':
      return { type: 'array', items: {}, ...label };
    case 'one2many':
    case 'many2many':
      return { type: 'array', items: { type: 'integer' }, ...label };
    default:
      return { type: 'string', ...label };
  }
}

function labels({ string, help }: Dict): Dict {
  return {
    ...(typeof string === 'string' ? { title: string } : {}),
    ...(typeof help === 'string' ? { description: help } : {}),
  };
}
