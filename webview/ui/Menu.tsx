import { useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './Icon';
import { MenuPopup, type MenuItem } from './MenuPopup';

interface MenuProps {
  /** The button's text, or what an icon alone is read as. */
  label: string;
  items: readonly MenuItem[];
  /** In place of the text. */
  icon?: IconName;
  /** `link` for what stands beside the main buttons. */
  look?: 'button' | 'link';
  /** Whether the menu grows to the left from the button's end: for buttons at the right edge. */
  end?: boolean;
  disabled?: boolean;
  testId?: string;
}

/** A button with a menu. The down arrow opens it at its first item, the up arrow at its last. */
export function Menu(props: MenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [start, setStart] = useState<'first' | 'last' | undefined>(undefined);
  const open = start !== undefined;
  return (
    <>
      <button
        ref={button}
        type="button"
        class={props.icon ? 'menu-icon' : props.look === 'button' ? 'menu-button' : 'link-button menu-link'}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={props.icon ? props.label : undefined}
        title={props.icon ? props.label : undefined}
        disabled={props.disabled}
        data-testid={props.testId}
        onMouseDown={(event) => {
          // Else the menu would lose the focus and close, and the click open it anew.
          if (open) event.preventDefault();
        }}
        onClick={() => setStart(open ? undefined : 'first')}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setStart(event.key === 'ArrowDown' ? 'first' : 'last');
        }}
      >
        {props.icon ? (
          <Icon name={props.icon} />
        ) : (
          <>
            {props.label}
            <Icon name="chevronDown" />
          </>
        )}
      </button>
      {open && (
        <MenuPopup
          label={props.label}
          items={props.items}
          at={button}
          start={start}
          end={props.end ?? false}
          onClose={(back) => {
            setStart(undefined);
            if (back) button.current?.focus();
          }}
        />
      )}
    </>
  );
}
