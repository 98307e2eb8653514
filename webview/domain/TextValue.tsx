import { useState } from 'preact/hooks';
import { valueWords } from './words';

interface TextValueProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** A text in its own direction. One of several lines keeps them. */
export function TextValue({ label, value, onChange }: TextValueProps) {
  const lines = value.split('\n').length;
  if (lines > 1) {
    return (
      <textarea
        class="filter-input box"
        aria-label={label}
        dir="auto"
        spellcheck={false}
        rows={Math.min(lines, 6)}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <input
      class="filter-input box"
      type="text"
      aria-label={label}
      dir="auto"
      spellcheck={false}
      autocomplete="off"
      value={value}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface NumberValueProps {
  label: string;
  value: number | undefined;
  onChange: (value: number) => void;
}

/** A number, which counts as soon as it is one; half a number stays to be finished until the field is left. */
export function NumberValue({ label, value, onChange }: NumberValueProps) {
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const shown = typed ?? (value === undefined ? '' : String(value));
  const wrong = typed !== undefined && numberOf(typed) === undefined;
  return (
    <input
      class="filter-input filter-number box"
      type="text"
      inputMode="decimal"
      aria-label={label}
      aria-invalid={wrong}
      title={wrong ? valueWords.notANumber : undefined}
      autocomplete="off"
      value={shown}
      onInput={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const number = numberOf(text);
        if (number !== undefined && number !== value) onChange(number);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}

/** A number as it is typed, with a comma or a point; undefined for one that could not be sent exactly. */
export function numberOf(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(plain)) return undefined;
  const number = Number(plain);
  return Number.isFinite(number) && (!/^[-+]?\d+$/.test(plain) || Number.isSafeInteger(number))
    ? number
    : undefined;
}
