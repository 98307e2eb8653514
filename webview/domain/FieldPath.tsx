import { useMemo, useState } from 'preact/hooks';
import type { FieldInfo } from '../../src/model/schemaInfo';
import { typeSign } from '../grid/typeSign';
import { Combobox } from '../ui/Combobox';
import type { ComboboxOption } from '../ui/comboboxFilter';
import { SignMark } from '../ui/SignMark';
import { fieldAt, type KnownFields } from './fieldAt';
import { treeWords } from './words';

interface FieldPathProps {
  value: string;
  /** The model the path begins at; undefined while it is not known. */
  model: string | undefined;
  known: KnownFields;
  /** As it is typed; never empty, for a condition keeps its field until it has another. */
  onInput: (path: string) => void;
  onPick: (path: string) => void;
}

const none: readonly FieldInfo[] = [];

/** A field of a model, or of those it leads to: "country_id.code". The list shows the fields at the last dot. */
export function FieldPath({ value, model, known, onInput, onPick }: FieldPathProps) {
  const [emptied, setEmptied] = useState(false);
  const shown = emptied ? '' : value;
  const dot = shown.lastIndexOf('.');
  const prefix = dot < 0 ? '' : shown.slice(0, dot + 1);
  const at = prefix === '' ? model : fieldAt(known, model, prefix.slice(0, -1)).field?.relation;
  const fields = (at === undefined ? undefined : known(at)) ?? none;
  const options = useMemo(() => fields.map((field) => optionOf(prefix, field)), [fields, prefix]);
  const { field, labels } = fieldAt(known, model, value);
  const sign = typeSign(field?.type);
  return (
    <div
      class="field-path box"
      title={field ? `${labels.join(' › ')} · ${field.relation ?? field.type}` : undefined}
    >
      <SignMark sign={sign} />
      <Combobox
        label={treeWords.field}
        placeholder={treeWords.fieldPlaceholder}
        value={shown}
        options={options}
        {...(field && !emptied ? { ghost: labels.join(' › ') } : {})}
        onInput={(text) => {
          const path = text.trim();
          setEmptied(path === '');
          if (path !== '') onInput(path);
        }}
        onPick={(text) => {
          setEmptied(false);
          if (text.trim() !== '') onPick(text.trim());
        }}
        onLeave={() => setEmptied(false)}
      />
    </div>
  );
}

function optionOf(prefix: string, field: FieldInfo): ComboboxOption {
  const sign = typeSign(field.type);
  return {
    value: `${prefix}${field.name}`,
    label: field.label,
    detail: field.relation ?? field.type,
    ...(sign ? { sign } : {}),
    ...(field.relation ? { into: `${prefix}${field.name}.` } : {}),
  };
}
