import type { RefObject } from 'preact';
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { filterOptions, type ComboboxOption } from './comboboxFilter';
import { ComboboxList, type ComboboxListHandle } from './ComboboxList';
import { Icon } from './Icon';

interface ComboboxProps {
  label: string;
  value: string;
  options: readonly ComboboxOption[];
  /** Everything typed, as it is typed: any text is allowed, the options only help. */
  onInput: (text: string) => void;
  /** An option was chosen, or Enter pressed on text that is no option. */
  onPick: (value: string) => void;
  /** The focus went elsewhere. */
  onLeave?: () => void;
  /** Backspace at the start of an empty field. */
  onBackspace?: () => void;
  placeholder?: string;
  /** Shown dim behind the text: the label of the technical name in the field. */
  ghost?: string;
  testId?: string;
  /** The box the list hangs on, where that is larger than the input. */
  anchor?: RefObject<HTMLElement | null>;
}

/** An editable combobox with a list of completions (WAI-ARIA 1.2 pattern): DOM focus stays in the input. */
export function Combobox(props: ComboboxProps) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<ComboboxListHandle>(null);
  const [open, setOpen] = useState(false);
  /** Until something is typed the whole list is shown, whatever the field holds. */
  const [typed, setTyped] = useState(false);
  const [active, setActive] = useState(-1);

  const shown = useMemo(
    () => (open ? filterOptions(props.options, typed ? props.value : '') : []),
    [open, typed, props.options, props.value],
  );
  const expanded = open && shown.length > 0;

  useLayoutEffect(() => {
    if (!expanded) return;
    setActive(typed ? 0 : shown.findIndex((option) => option.value === props.value));
  }, [expanded, typed, shown]);

  function show(): void {
    if (open) return;
    setTyped(false);
    setOpen(true);
  }

  function pick(value: string): void {
    setOpen(false);
    props.onPick(value);
  }

  function move(step: number): void {
    if (!expanded) {
      show();
      return;
    }
    const next = active < 0 && step < 0 ? shown.length - 1 : active + step;
    setActive(Math.min(shown.length - 1, Math.max(0, next)));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const page = list.current?.pageSize() ?? 8;
    switch (event.key) {
      case 'ArrowDown':
        move(event.altKey ? 0 : 1);
        break;
      case 'ArrowUp':
        move(-1);
        break;
      case 'PageDown':
        move(page);
        break;
      case 'PageUp':
        move(-page);
        break;
      case 'Enter': {
        if (event.ctrlKey || event.metaKey) {
          setOpen(false);
          return;
        }
        const chosen = expanded ? shown[active]?.value : undefined;
        pick(chosen ?? props.value);
        break;
      }
      case 'Escape':
        if (!expanded) return;
        setOpen(false);
        break;
      case 'Backspace':
        if (props.value === '') props.onBackspace?.();
        return;
      default:
        return;
    }
    event.preventDefault();
  }

  return (
    <div class="combobox" ref={box}>
      <input
        ref={input}
        class="mono"
        type="text"
        role="combobox"
        aria-label={props.label}
        aria-autocomplete="list"
        aria-expanded={expanded}
        aria-controls={`${id}-list`}
        aria-activedescendant={expanded && active >= 0 ? `${id}-${active}` : undefined}
        data-testid={props.testId}
        spellcheck={false}
        autocomplete="off"
        placeholder={props.placeholder}
        value={props.value}
        onInput={(event) => {
          setTyped(true);
          setOpen(true);
          props.onInput(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
        onClick={show}
        onBlur={() => {
          setOpen(false);
          props.onLeave?.();
        }}
      />
      {props.ghost && (
        <span class="ghost mono" aria-hidden="true">
          <span>{props.value}</span>
          {props.ghost}
        </span>
      )}
      <button
        type="button"
        class="combobox-toggle"
        tabIndex={-1}
        aria-hidden="true"
        onMouseDown={(event) => {
          event.preventDefault();
          input.current?.focus();
          if (open) setOpen(false);
          else show();
        }}
      >
        <Icon name="chevronDown" />
      </button>
      {expanded && (
        <ComboboxList
          ref={list}
          id={id}
          label={props.label}
          options={shown}
          active={active}
          anchor={props.anchor ?? box}
          onPick={pick}
        />
      )}
    </div>
  );
}
