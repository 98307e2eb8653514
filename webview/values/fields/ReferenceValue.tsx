import { memberOf, nodeAt, readTree, type JsonPath } from '../../../src/values/jsonTree';
import { Combobox } from '../../ui/Combobox';
import type { Editing, FieldProps } from '../Editing';
import { valuesWords } from '../words';
import { NumberValue } from './NumberValue';
import { RecordPick } from './RecordPick';

/** A model and a record of it, kept as "model,id". */
export function ReferenceValue({ editing, field, path, node, label, describedBy, invalid }: FieldProps) {
  const { page } = editing;
  const text = node.kind === 'text' ? node.value : '';
  const comma = text.indexOf(',');
  const model = comma < 0 ? text : text.slice(0, comma);
  const id = comma < 0 ? NaN : Number(text.slice(comma + 1));
  const known = page.schema.models.value;
  const options =
    field.selection?.map(([value, name]) => ({ value, label: name })) ??
    (known.state === 'ready'
      ? known.value.models.map((each) => ({ value: each.model, label: each.label }))
      : []);

  function set(nextModel: string, nextId: number | undefined): void {
    const written = nextModel === '' && nextId === undefined ? 'false' : `${nextModel},${nextId ?? ''}`;
    editing.state.set(path, written === 'false' ? written : JSON.stringify(written));
  }

  return (
    <div class="value-pair">
      <div class="box value-box">
        <Combobox
          label={`${label}, ${valuesWords.model}`}
          value={model}
          options={options}
          placeholder={valuesWords.chooseModel}
          describedBy={describedBy}
          invalid={invalid}
          onInput={(typed) => set(typed, undefined)}
          onPick={(picked) => set(picked, picked === model && id > 0 ? id : undefined)}
        />
      </div>
      <RecordPick
        page={page}
        model={model}
        ids={id > 0 ? [id] : []}
        single
        label={`${label}, ${valuesWords.record}`}
        onChange={([chosen]) => set(model, chosen)}
      />
    </div>
  );
}

/** An id whose model is in another field: a record to search for where that one is set here, otherwise a number. */
export function ReferencedId(props: FieldProps) {
  const { editing, field, path, node, label } = props;
  const model = siblingModel(editing, path, field.name);
  if (model === undefined || (node.kind !== 'number' && node.kind !== 'word'))
    return <NumberValue {...props} />;
  return (
    <RecordPick
      page={editing.page}
      model={model}
      ids={node.kind === 'number' && node.value > 0 ? [node.value] : []}
      single
      label={label}
      onChange={([id]) => editing.state.set(path, id === undefined ? 'false' : String(id))}
    />
  );
}

/** The model that stands beside an id: res_model beside res_id, model beside res_id. */
function siblingModel(editing: Editing, path: JsonPath, name: string): string | undefined {
  const tree = readTree(editing.base);
  const record = tree.ok ? nodeAt(tree.root, path.slice(0, -1)) : undefined;
  for (const key of [name.replace(/_id$/, '_model'), 'model']) {
    const value = memberOf(record, key)?.value;
    if (value?.kind === 'text' && value.value.includes('.')) return value.value;
  }
  return undefined;
}
