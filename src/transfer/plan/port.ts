import type { Json } from '../../model/json';
import type { RequestSpec } from '../../model/requestSpec';
import type { FieldInfo } from '../../model/schemaInfo';

/** How a plan asks the server. */
export interface PlanPort {
  /** @throws OdooError */
  run: (spec: RequestSpec, signal?: AbortSignal) => Promise<Json>;
  /** @throws OdooError */
  fields: (model: string) => Promise<FieldInfo[]>;
}
