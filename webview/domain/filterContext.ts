import type { CheckOptions } from '../../src/domain/check';
import type { JsonObject } from '../../src/model/json';
import { isOrmOperation } from '../request/operations';
import type { RequestPage } from '../request/state';
import type { KnownFields } from './fieldAt';

/** What is known of the model a filter is for. Read while rendering or in an effect it subscribes to what arrives. */
export interface FilterContext {
  model: string;
  known: KnownFields;
  /** 19 of "19.0" and of "saas~19.1"; undefined while it is not known. */
  version: number | undefined;
}

/** Whether the fields of the filter's model may still arrive: until then nothing is made of their not being known. */
export function fieldsPending(page: RequestPage): boolean {
  const { state } = page.schema.fields.value;
  return state === 'loading' || (state === 'none' && filterContext(page).model !== '');
}

export function filterContext(page: RequestPage): FilterContext {
  const digits = /\d+/.exec(page.connection.value?.version ?? '')?.[0];
  const { operation, model } = page.drafts.draft.value;
  // A REST module's resources are no models; one may still stand in the form from another operation.
  const ofModel = isOrmOperation(operation) && page.connection.value?.signIn.protocol !== 'rest';
  return {
    model: ofModel ? model.trim() : '',
    known: (model) => page.schema.knownFields(model),
    version: digits === undefined ? undefined : Number(digits),
  };
}

/** What a check is to know; the request's context as far as it can be read. */
export function checkOptions(page: RequestPage): CheckOptions {
  const { model, known, version } = filterContext(page);
  const context = typedContext(page.drafts.draft.value.context);
  return { model, fields: known, version, ...(context ? { context } : {}) };
}

export function typedContext(text: string): JsonObject | undefined {
  if (text.trim() === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}
