import type { Sign } from './comboboxFilter';
import { Icon } from './Icon';
import { SignMark } from './SignMark';

interface ChipProps {
  text: string;
  /** Said behind the text in the quiet colour. */
  label?: string;
  /** What it stands for, shown on hover. */
  title?: string;
  sign?: Sign | undefined;
  /** What is wrong with it. */
  fault?: string;
  onRemove: () => void;
  /** Among others, of which one is the stop for Tab. */
  listed?: boolean;
  tabIndex?: number;
  /** What the keys do while its button has the focus, as aria-keyshortcuts has them. */
  keys?: string;
  onKeyDown?: (event: KeyboardEvent) => void;
  onFocus?: () => void;
}

/** A chosen name that can be taken away again. */
export function Chip(props: ChipProps) {
  const { text, label, fault } = props;
  const title = [props.title, fault].filter(Boolean).join('. ');
  return (
    <span
      class={`chip mono ${fault ? 'faulty' : ''}`}
      title={title || undefined}
      role={props.listed ? 'listitem' : undefined}
    >
      {props.sign && <SignMark sign={props.sign} />}
      <span class="chip-text" dir="auto">
        {text}
        {label && <span class="dim chip-label">{label}</span>}
      </span>
      <button
        type="button"
        tabIndex={props.tabIndex ?? 0}
        aria-label={label ? `Remove ${text} ${label}` : `Remove ${text}`}
        aria-description={fault}
        aria-keyshortcuts={props.keys}
        onClick={props.onRemove}
        onKeyDown={props.onKeyDown}
        onFocus={props.onFocus}
      >
        <Icon name="close" />
      </button>
    </span>
  );
}
