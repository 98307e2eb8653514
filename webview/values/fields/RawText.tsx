import type { FieldProps } from '../Editing';

/** A text that the field's own control cannot show. */
export function RawText(props: FieldProps & { text: string; onLeave: () => void }) {
  const { editing, path, text, label, describedBy, invalid, onLeave } = props;
  return (
    <input
      type="text"
      class="box value-input mono"
      dir="auto"
      spellcheck={false}
      autocomplete="off"
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      value={text}
      onInput={({ currentTarget: { value } }) => editing.state.set(path, JSON.stringify(value))}
      onBlur={onLeave}
    />
  );
}
