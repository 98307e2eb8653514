import { useState } from 'preact/hooks';
import type { FieldProps } from '../Editing';
import { valuesWords } from '../words';

/** Longer texts are slow to lay out, and nobody edits them in a form. */
const longest = 20_000;
const previewed = 500;
const mostRows = 12;

export function TextValue({ editing, field, path, node, label, describedBy, invalid }: FieldProps) {
  const text = node.kind === 'text' ? node.value : '';
  const [tall] = useState(() => field.type !== 'char' || /[\r\n]/.test(text));
  if (text.length > longest) {
    return (
      <div class="value-long">
        <span class="mono value-preview" dir="auto">
          {text.slice(0, previewed)}…
        </span>
        <span class="dim">{valuesWords.longText(text.length)}</span>
      </div>
    );
  }
  const shared = {
    class: 'box value-input',
    dir: 'auto' as const,
    spellcheck: false,
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
    placeholder: node.kind === 'text' ? undefined : valuesWords.emptied,
    value: text,
    onInput: (event: { currentTarget: { value: string } }) =>
      editing.state.set(path, JSON.stringify(event.currentTarget.value)),
  };
  if (!tall) return <input type="text" autocomplete="off" {...shared} />;
  return <textarea rows={Math.min(mostRows, text.split('\n').length + 1)} {...shared} />;
}
