import { useRef } from 'preact/hooks';
import './segmented.css';

export interface Segment<T extends string> {
  value: T;
  label: string;
  /** Shown on hover. */
  title?: string;
  disabled?: boolean;
}

interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  options: readonly Segment<T>[];
  onChange: (value: T) => void;
  testId?: string;
}

/** One of a few, all of them in sight (WAI-ARIA radio group): one stop for Tab, the arrows choose. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const group = useRef<HTMLDivElement>(null);
  const usable = props.options.filter((each) => !each.disabled);
  const stop = usable.some((each) => each.value === props.value) ? props.value : usable[0]?.value;

  function move(step: number): void {
    const at = usable.findIndex((each) => each.value === stop);
    const next = usable[(at + step + usable.length) % Math.max(1, usable.length)];
    if (!next) return;
    props.onChange(next.value);
    group.current?.querySelector<HTMLElement>(`[data-value="${CSS.escape(next.value)}"]`)?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    switch (event.key) {
      case 'ArrowRight':
      case 'ArrowDown':
        move(1);
        break;
      case 'ArrowLeft':
      case 'ArrowUp':
        move(-1);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  return (
    <div
      ref={group}
      class="segmented"
      role="radiogroup"
      aria-label={props.label}
      data-testid={props.testId}
      onKeyDown={onKeyDown}
    >
      {props.options.map((each) => (
        <button
          key={each.value}
          type="button"
          role="radio"
          data-value={each.value}
          aria-checked={each.value === props.value}
          tabIndex={each.value === stop ? 0 : -1}
          disabled={each.disabled}
          title={each.title}
          onClick={() => {
            if (each.value !== props.value) props.onChange(each.value);
          }}
        >
          {each.label}
        </button>
      ))}
    </div>
  );
}
