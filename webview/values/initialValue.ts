import type { FieldInfo } from '../../src/model/schemaInfo';

/** What a field that is added starts with, as JSON: what its control can show, and as empty as it can be. */
export function initialValue(field: FieldInfo | undefined): string {
  switch (field?.type) {
    case 'integer':
    case 'float':
    case 'monetary':
      return '0';
    case 'boolean':
      return 'true';
    case 'one2many':
    case 'many2many':
    case 'ids':
      return '[]';
    case 'properties':
    case 'json':
      return '{}';
    case 'selection':
    case 'date':
    case 'datetime':
    case 'many2one':
    case 'many2one_reference':
    case 'reference':
    case 'binary':
    case 'image':
      return 'false';
    default:
      return '""';
  }
}
