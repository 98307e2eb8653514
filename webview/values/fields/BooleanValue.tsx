import { Segmented } from '../../ui/Segmented';
import type { FieldProps } from '../Editing';
import { valuesWords } from '../words';

const options = [
  { value: 'true', label: valuesWords.trueLabel },
  { value: 'false', label: valuesWords.falseLabel },
] as const;

export function BooleanValue({ editing, path, node, label }: FieldProps) {
  const value = node.kind === 'word' && node.value === true ? 'true' : 'false';
  return (
    <Segmented<'true' | 'false'>
      label={label}
      value={value}
      options={options}
      onChange={(chosen) => editing.state.set(path, chosen)}
    />
  );
}
