import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Chip } from './Chip';
import { Combobox } from './Combobox';
import type { ComboboxOption, Sign } from './comboboxFilter';
import './chipBox.css';

export interface ChosenChip {
  /** What it is called, and told apart by. */
  value: string;
  /** Said behind it in the quiet colour: the name of a record. */
  label?: string;
  /** What it stands for, shown on hover. */
  title?: string;
  sign?: Sign | undefined;
  /** What is wrong with it. */
  fault?: string;
}

interface ChipBoxProps {
  /** What the chips are: "Fields". */
  label: string;
  /** What the field behind them does: "Add field". */
  addLabel: string;
  chips: readonly ChosenChip[];
  /** Takes the chips in their new order, or without one. */
  onChange: (values: string[]) => void;
  /** What is typed and is no chip yet. */
  typed: string;
  onInput: (text: string) => void;
  onPick: (text: string) => void;
  options: readonly ComboboxOption[];
  placeholder?: string;
  onLeave?: () => void;
  onOpen?: () => void;
  found?: boolean;
  status?: string | undefined;
  /** Whether the order of the chips means something. */
  ordered?: boolean;
  prose?: boolean;
  /** Says what a key did to the chips. */
  onSay?: (sentence: string) => void;
  /** Names a chip in a sentence: "name is now 2 of 3". */
  testId?: string;
  inputTestId?: string;
  /** What stands at the end of the box. */
  end?: ComponentChildren;
}

/**
 * Chosen names as chips and a field to add more. The chips are one stop for Tab: arrows move among them, Delete and Backspace take one
 * away, Alt with an arrow moves it.
 */
export function ChipBox(props: ChipBoxProps) {
  const { chips } = props;
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  /** The chip that is to have the focus when the chips have changed; one behind the last is the field. */
  const wanted = useRef<number | undefined>(undefined);
  const stop = Math.min(at, chips.length - 1);

  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    const index = wanted.current;
    wanted.current = undefined;
    focusAt(index);
  }, [chips]);

  function focusAt(index: number): void {
    const buttons = box.current?.querySelectorAll<HTMLElement>('.chip button') ?? [];
    const target = buttons[index] ?? box.current?.querySelector<HTMLElement>('input');
    if (index >= 0 && index < buttons.length) setAt(index);
    target?.focus();
  }

  function remove(index: number): void {
    const gone = chips[index];
    if (!gone) return;
    wanted.current = index < chips.length - 1 ? index : chips.length > 1 ? chips.length - 2 : chips.length;
    props.onChange(chips.filter((_, each) => each !== index).map((each) => each.value));
    props.onSay?.(removed(gone.value, chips.length - 1));
  }

  function shift(index: number, step: number): void {
    const to = index + step;
    const moved = chips[index];
    if (!moved || to < 0 || to >= chips.length) return;
    const values = chips.map((each) => each.value);
    values.splice(index, 1);
    values.splice(to, 0, moved.value);
    wanted.current = to;
    props.onChange(values);
    props.onSay?.(shifted(moved.value, to + 1, chips.length));
  }

  function onChipKey(event: KeyboardEvent, index: number): void {
    const step = ['ArrowLeft', 'ArrowUp'].includes(event.key)
      ? -1
      : ['ArrowRight', 'ArrowDown'].includes(event.key)
        ? 1
        : 0;
    if (step !== 0) {
      if (event.ctrlKey || event.metaKey) return;
      if (event.altKey) {
        if (props.ordered) shift(index, step);
      } else if (index + step >= 0) focusAt(index + step);
    } else if (event.key === 'Home') focusAt(0);
    else if (event.key === 'End') focusAt(chips.length);
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(index);
    else return;
    event.preventDefault();
  }

  return (
    <div class="box chip-box" ref={box} data-testid={props.testId}>
      {chips.length > 0 && (
        <div class="chips" role="list" aria-label={props.label}>
          {chips.map((each, index) => (
            <Chip
              key={each.value}
              text={each.value}
              {...(each.label === undefined ? {} : { label: each.label })}
              {...(each.title === undefined ? {} : { title: each.title })}
              {...(each.fault === undefined ? {} : { fault: each.fault })}
              sign={each.sign}
              tabIndex={index === stop ? 0 : -1}
              listed
              keys={props.ordered ? 'Delete Alt+ArrowLeft Alt+ArrowRight' : 'Delete'}
              onFocus={() => setAt(index)}
              onKeyDown={(event) => onChipKey(event, index)}
              onRemove={() => remove(index)}
            />
          ))}
        </div>
      )}
      <Combobox
        label={props.addLabel}
        {...(props.inputTestId === undefined ? {} : { testId: props.inputTestId })}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
        value={props.typed}
        options={props.options}
        anchor={box}
        stays
        found={props.found ?? false}
        status={props.status}
        prose={props.prose ?? false}
        onInput={props.onInput}
        onPick={props.onPick}
        onLeave={() => props.onLeave?.()}
        onOpen={() => props.onOpen?.()}
        onStart={() => {
          if (chips.length > 0) focusAt(chips.length - 1);
        }}
        onBackspace={() => {
          const last = chips.at(-1);
          if (!last) return;
          props.onChange(chips.slice(0, -1).map((each) => each.value));
          props.onSay?.(removed(last.value, chips.length - 1));
        }}
      />
      {props.end}
    </div>
  );
}

function removed(value: string, left: number): string {
  return left === 0 ? `${value} removed, none left` : `${value} removed, ${left} left`;
}

function shifted(value: string, place: number, of: number): string {
  return `${value} is now ${place} of ${of}`;
}
