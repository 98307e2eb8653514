import { useMemo } from 'preact/hooks';
import { Combobox } from '../../ui/Combobox';
import type { FieldProps } from '../Editing';
import { valuesWords } from '../words';

export function SelectionValue({ editing, field, path, node, label, describedBy, invalid }: FieldProps) {
  const value = node.kind === 'text' ? node.value : '';
  const options = useMemo(
    () => (field.selection ?? []).map(([key, name]) => ({ value: key, label: name })),
    [field.selection],
  );
  const set = (text: string): void => editing.state.set(path, text === '' ? 'false' : JSON.stringify(text));
  const ghost = options.find((each) => each.value === value)?.label;
  return (
    <div class="box value-box">
      <Combobox
        label={label}
        value={value}
        options={options}
        describedBy={describedBy}
        invalid={invalid}
        placeholder={valuesWords.emptied}
        {...(ghost === undefined ? {} : { ghost })}
        onInput={set}
        onPick={set}
      />
    </div>
  );
}
