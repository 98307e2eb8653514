import type { IconName } from '../ui/Icon';

/** The sign of a field's type in a column's head: an icon where there is one, else a few letters. */
export function typeSign(type: string | undefined): { icon: IconName } | { letters: string } | undefined {
  switch (type) {
    case 'char':
    case 'text':
      return { letters: 'abc' };
    case 'html':
      return { letters: '</>' };
    case 'integer':
      return { letters: '123' };
    case 'float':
    case 'monetary':
      return { letters: '1.0' };
    case 'json':
    case 'properties':
      return { letters: '{ }' };
    case 'many2one':
    case 'reference':
    case 'many2one_reference':
      return { icon: 'arrow' };
    case 'one2many':
    case 'many2many':
      return { icon: 'arrows' };
    case 'boolean':
      return { icon: 'check' };
    case 'selection':
      return { icon: 'list' };
    case 'date':
      return { icon: 'calendar' };
    case 'datetime':
      return { icon: 'clock' };
    case 'binary':
    case 'image':
      return { icon: 'file' };
    default:
      return undefined;
  }
}
