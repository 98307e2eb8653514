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
  /** The left arrow at the start of the field. */
  onStart?: () => void;
  /** The list was opened, by a key, a click or typing. */
  onOpen?: () => void;
  placeholder?: string;
  /** Shown dim behind the text: the label of the technical name in the field. */
  ghost?: string;
  testId?: string;
  /** The options are the ones that fit already: a server found them, or only a part of the text is looked for. */
  found?: boolean;
  /** Said below the options, or in place of them: "Searching". */
  status?: string | undefined;
  /** The list stays open after a choice, for the next one. */
  stays?: boolean;
  /** Values in another script than the interface are read in their own direction. */
  prose?: boolean;
  /** The id of what says more about the field: what is wrong with it. */
  describedBy?: string | undefined;
  invalid?: boolean;
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
    () =>
      open ? (props.found ? props.options : filterOptions(props.options, typed ? props.value : '')) : [],
    [open, typed, props.options, props.found, props.value],
  );
  const expanded = open && (shown.length > 0 || props.status !== undefined);

  useLayoutEffect(() => {
    if (!expanded) return;
    setActive(typed && shown.length > 0 ? 0 : shown.findIndex((option) => option.value === props.value));
  }, [expanded, typed, shown]);

  function show(): void {
    if (open) return;
    setTyped(false);
    setOpen(true);
    props.onOpen?.();
  }

  function pick(option: ComboboxOption): void {
    if (option.leads) {
      lead(option.into ?? option.value);
      return;
    }
    setTyped(false);
    if (!props.stays) setOpen(false);
    props.onPick(option.value);
  }

  /** Goes on with a text that is no choice yet. */
  function lead(text: string): void {
    setTyped(true);
    setOpen(true);
    props.onInput(text);
    input.current?.focus();
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
        const chosen = expanded ? shown[active] : undefined;
        if (chosen) {
          pick(chosen);
          break;
        }
        setOpen(false);
        props.onPick(props.value);
        break;
      }
      case 'ArrowRight': {
        const into = expanded ? shown[active]?.into : undefined;
        const { selectionStart } = event.currentTarget as HTMLInputElement;
        if (into === undefined || selectionStart !== props.value.length) return;
        lead(into);
        break;
      }
      case 'ArrowLeft': {
        const { selectionStart, selectionEnd } = event.currentTarget as HTMLInputElement;
        if (!props.onStart || event.altKey || selectionStart !== 0 || selectionEnd !== 0) return;
        props.onStart();
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
        class={props.prose ? '' : 'mono'}
        dir={props.prose ? 'auto' : undefined}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid}
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
          if (!open) props.onOpen?.();
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
          onInto={lead}
          status={props.status}
        />
      )}
    </div>
  );
}
