import * as v from 'valibot';
import type { Draft } from './draft';
import { JsonSchema } from './json';
import { httpMethods } from './requestSpec';

/** Something a request of an imported API may or must hold. */
export const ApiParameterSchema = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  in: v.picklist(['path', 'query', 'header']),
  required: v.boolean(),
  description: v.optional(v.string()),
  /** As it stands in a path, a query or a header. */
  example: v.optional(v.string()),
});
export type ApiParameter = v.InferOutput<typeof ApiParameterSchema>;

/** One operation of an OpenAPI document, with what the form is filled with. */
export const ApiOperationSchema = v.object({
  /** "GET /api/v1/partner/{id}": unique within a document. */
  id: v.pipe(v.string(), v.minLength(1)),
  method: v.picklist(httpMethods),
  /** Below the connection's address, with {placeholders}. */
  path: v.pipe(v.string(), v.startsWith('/')),
  /** What it does, in a line; empty where the document does not say. */
  summary: v.string(),
  /** The heading it stands under; empty for none. */
  tag: v.string(),
  parameters: v.array(ApiParameterSchema),
  bodyExample: v.optional(JsonSchema),
  contentType: v.optional(v.string()),
});
export type ApiOperation = v.InferOutput<typeof ApiOperationSchema>;

/** The parts of the form that an operation fills. What must be there and has no example stays a {placeholder} to be written over. */
export function draftOfApiOperation(
  operation: ApiOperation,
): Pick<Draft, 'operation' | 'apiOperation' | 'httpMethod' | 'path' | 'query' | 'headers' | 'body'> {
  const { bodyExample, contentType } = operation;
  const headers = required(operation, 'header').map((each) => `${each.name}: ${filled(each)}`);
  if (contentType !== undefined && contentType !== 'application/json') {
    headers.push(`Content-Type: ${contentType}`);
  }
  return {
    operation: 'http',
    apiOperation: operation.id,
    httpMethod: operation.method,
    path: operation.path,
    query: required(operation, 'query')
      .map((each) => `${each.name}=${filled(each)}`)
      .join('\n'),
    headers: headers.join('\n'),
    body:
      bodyExample === undefined
        ? ''
        : typeof bodyExample === 'string'
          ? bodyExample
          : JSON.stringify(bodyExample, null, 2),
  };
}

function required(operation: ApiOperation, place: ApiParameter['in']): ApiParameter[] {
  return operation.parameters.filter((each) => each.required && each.in === place);
}

function filled(parameter: ApiParameter): string {
  return parameter.example ?? `{${parameter.name}}`;
}
