import type { FieldProps } from '../Editing';
import { RecordPick } from './RecordPick';

export function Many2oneValue({ editing, field, path, node, label }: FieldProps) {
  return (
    <RecordPick
      page={editing.page}
      model={field.relation ?? ''}
      ids={node.kind === 'number' ? [node.value] : []}
      single
      label={label}
      onChange={([id]) => editing.state.set(path, id === undefined ? 'false' : String(id))}
    />
  );
}

/** Several records by their ids alone, as a property holds them. */
export function IdsValue({ editing, field, path, node, label }: FieldProps) {
  const items = node.kind === 'list' ? node.items : [];
  return (
    <RecordPick
      page={editing.page}
      model={field.relation ?? ''}
      ids={items.flatMap((item) => (item.kind === 'number' ? [item.value] : []))}
      label={label}
      onChange={(ids) => editing.state.set(path, `[${ids.join(', ')}]`)}
    />
  );
}
