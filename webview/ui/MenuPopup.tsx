import type { RefObject } from 'preact';
import { Fragment } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import './menu.css';

export interface MenuItem {
  label: string;
  onPick: () => void;
  /** Said beside the label in the quiet colour. */
  detail?: string;
  /** The shortcut that does the same: "Ctrl+C". */
  keys?: string;
  /** Set for an item that is on or off; shown with a tick. */
  checked?: boolean;
  disabled?: boolean;
  /** The heading it stands under; neighbours of the same group stand together. An empty one is a line without a heading. */
  group?: string;
  testId?: string;
}

interface MenuPopupProps {
  label: string;
  items: readonly MenuItem[];
  /** What the menu hangs on, or where it was asked for, in pixels of the window. */
  at: RefObject<HTMLElement | null> | { x: number; y: number };
  /** Where it starts: at the first item, or at the last when it was opened by the up arrow. */
  start?: 'first' | 'last';
  /** The menu is done: `back` says that the focus should return to where it was opened from. */
  onClose: (back: boolean) => void;
  /** Whether it lies below the end of what it hangs on, growing to the left. */
  end?: boolean;
}

/**
 * A menu in the top layer (WAI-ARIA menu pattern): arrows, Home, End and first letters move, Enter and Space choose, Escape and Tab
 * close. It takes the focus, and closes when the focus goes elsewhere.
 */
export function MenuPopup(props: MenuPopupProps) {
  const { items, at } = props;
  const menu = useRef<HTMLDivElement>(null);
  const anchorName = `--menu-${useId()}`;
  const typed = useRef({ text: '', since: 0 });

  useLayoutEffect(() => {
    const element = menu.current;
    if (!element) return undefined;
    const anchor = 'current' in at ? at.current : null;
    anchor?.style.setProperty('anchor-name', anchorName);
    if (anchor) element.style.setProperty('position-anchor', anchorName);
    element.showPopover();
    if ('x' in at) place(element, at);
    focusAt(props.start === 'last' ? items.length - 1 : 0);
    return () => {
      anchor?.style.removeProperty('anchor-name');
    };
  }, []);

  function entries(): HTMLElement[] {
    return [...(menu.current?.querySelectorAll<HTMLElement>('.menu-item') ?? [])];
  }

  function focusAt(index: number): void {
    const all = entries();
    all[(index + all.length) % Math.max(1, all.length)]?.focus();
  }

  function pick(item: MenuItem): void {
    if (item.disabled) return;
    props.onClose(true);
    item.onPick();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const all = entries();
    const current = all.findIndex((each) => each === document.activeElement);
    switch (event.key) {
      case 'ArrowDown':
        focusAt(current + 1);
        break;
      case 'ArrowUp':
        focusAt(current - 1);
        break;
      case 'Home':
        focusAt(0);
        break;
      case 'End':
        focusAt(all.length - 1);
        break;
      case 'Escape':
        props.onClose(true);
        break;
      case 'Tab':
        // The focus goes on from where the menu was opened.
        props.onClose(true);
        return;
      case 'Enter':
      case ' ': {
        // Ctrl+Enter is the page's.
        if (event.ctrlKey || event.metaKey) return;
        const item = items[current];
        if (item) pick(item);
        break;
      }
      default:
        if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
        focusTyped(event.key, current);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Moves to the next item that begins with what was typed within a second. */
  function focusTyped(key: string, current: number): void {
    const now = performance.now();
    const text = (now - typed.current.since < 1000 ? typed.current.text : '') + key.toLowerCase();
    typed.current = { text, since: now };
    const from = text.length === 1 ? current + 1 : Math.max(0, current);
    for (let step = 0; step < items.length; step++) {
      const index = (from + step) % items.length;
      if (items[index]?.label.toLowerCase().startsWith(text)) {
        focusAt(index);
        return;
      }
    }
  }

  return (
    <div
      ref={menu}
      class={`menu ${'x' in at ? 'at-point' : ''} ${props.end ? 'at-end' : ''}`}
      popover="manual"
      role="menu"
      aria-label={props.label}
      onKeyDown={onKeyDown}
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node && menu.current?.contains(to))) props.onClose(false);
      }}
      onContextMenu={(event) => event.preventDefault()}
    >
      {items.map((item, index) => (
        <Fragment key={index}>
          {item.group !== items[index - 1]?.group && index > 0 && <div role="separator" class="menu-line" />}
          {item.group && item.group !== items[index - 1]?.group && (
            <div class="option-group" aria-hidden="true">
              {item.group}
            </div>
          )}
          <div
            class="menu-item"
            role={item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
            tabIndex={-1}
            data-testid={item.testId}
            aria-checked={item.checked}
            aria-disabled={item.disabled}
            aria-keyshortcuts={item.keys?.replace('Ctrl', 'Control')}
            onClick={() => pick(item)}
            onMouseMove={(event) => event.currentTarget.focus({ preventScroll: true })}
          >
            {items.some((each) => each.checked !== undefined) && (
              <span class="menu-tick" aria-hidden="true">
                {item.checked ? '✓' : ''}
              </span>
            )}
            <span>{item.label}</span>
            {item.detail && <span class="dim">{item.detail}</span>}
            {item.keys && (
              <kbd class="keys dim" aria-hidden="true">
                {item.keys}
              </kbd>
            )}
          </div>
        </Fragment>
      ))}
    </div>
  );
}

/** At the pointer, or as near as the window lets it be whole. */
function place(menu: HTMLElement, { x, y }: { x: number; y: number }): void {
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(0, Math.min(x, window.innerWidth - width))}px`;
  menu.style.top = `${Math.max(0, y + height > window.innerHeight ? y - height : y)}px`;
}
