import { useMemo, useState } from 'preact/hooks';
import type { FieldInfo } from '../../src/model/schemaInfo';
import { setByOdoo } from '../../src/values/checkObject';
import { Combobox } from '../ui/Combobox';
import { valuesWords } from './words';

interface AddFieldProps {
  label: string;
  fields: readonly FieldInfo[] | undefined;
  /** The names that are set already. */
  set: ReadonlySet<string>;
  onAdd: (name: string) => void;
}

/** Adds a field by its name; those that people write first, those that Odoo computes last. */
export function AddField({ label, fields, set, onAdd }: AddFieldProps) {
  const [typed, setTyped] = useState('');
  const options = useMemo(() => {
    const open = (fields ?? []).filter(({ name }) => !set.has(name) && !setByOdoo.includes(name));
    return [...open.filter(({ readonly }) => !readonly), ...open.filter(({ readonly }) => readonly)].map(
      (field) => ({ value: field.name, label: field.label, detail: detailOf(field) }),
    );
  }, [fields, [...set].join(' ')]);

  return (
    <div class="box value-box add-field">
      <Combobox
        label={label}
        testId="add-value"
        value={typed}
        options={options}
        placeholder={valuesWords.addFieldHint}
        onInput={setTyped}
        onPick={(text) => {
          const name = text.trim();
          if (name === '') return;
          setTyped('');
          onAdd(name);
        }}
      />
    </div>
  );
}

function detailOf({ type, relation, required, readonly }: FieldInfo): string {
  return [relation ?? type, required ? valuesWords.required : '', readonly ? valuesWords.readonly : '']
    .filter(Boolean)
    .join(', ');
}
