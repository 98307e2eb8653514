import { useMemo, useState } from 'preact/hooks';
import { ChipBox } from '../ui/ChipBox';
import { numberOf } from './TextValue';
import type { Item } from './values';
import { valueWords } from './words';

interface ListValueProps {
  items: readonly Item[];
  /** Whether what is typed is a number. */
  numbers: boolean;
  /** The choices of a selection field, with their labels. */
  choices: readonly [string, string][] | undefined;
  onChange: (items: Item[]) => void;
  onSay: (sentence: string) => void;
}

/** Several values as chips. */
export function ListValue({ items, numbers, choices, onChange, onSay }: ListValueProps) {
  const [typed, setTyped] = useState('');
  const options = useMemo(
    () =>
      (choices ?? []).filter(([key]) => !items.includes(key)).map(([key, label]) => ({ value: key, label })),
    [choices, items],
  );
  const chips = items.map((item) => {
    const label = choices?.find(([key]) => key === item)?.[1];
    return { value: String(item), ...(label === undefined ? {} : { label }) };
  });

  function add(text: string): void {
    const item = text.trim() === '' ? undefined : numbers ? numberOf(text) : text;
    if (item === undefined) return;
    setTyped('');
    if (!items.some((each) => String(each) === String(item))) onChange([...items, item]);
  }

  return (
    <ChipBox
      label={valueWords.values}
      addLabel={valueWords.addItem}
      placeholder={choices ? valueWords.addItem : valueWords.addItemHint}
      chips={chips}
      typed={typed}
      options={options}
      prose
      onInput={setTyped}
      onPick={add}
      onLeave={() => add(typed)}
      onChange={(values) =>
        onChange(values.flatMap((value) => items.find((item) => String(item) === value) ?? []))
      }
      onSay={onSay}
    />
  );
}
