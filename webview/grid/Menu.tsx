import { useLayoutEffect, useRef } from 'preact/hooks';
import type { OpenMenu } from './gridControl';

interface MenuProps {
  menu: OpenMenu;
  /** `chosen`: an item was, so that the focus goes where the item brings it. */
  onClose: (chosen: boolean) => void;
}

/** A menu at a place in the window (WAI-ARIA menu pattern): arrows, Home, End and first letters go through it, Escape closes it. */
export function Menu({ menu, onClose }: MenuProps) {
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    element.showPopover();
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(4, Math.min(menu.x, window.innerWidth - width - 4))}px`;
    element.style.top = `${Math.max(4, Math.min(menu.y, window.innerHeight - height - 4))}px`;
    itemsOf(element)[0]?.focus();
  }, [menu]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const items = itemsOf(event.currentTarget);
    const at = items.findIndex((item) => item === document.activeElement);
    const go = (to: number): void => items[(to + items.length) % items.length]?.focus();
    if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(-1);
    else if (event.key === 'Escape' || event.key === 'Tab') onClose(false);
    else if (event.key.length === 1 && event.key !== ' ') {
      const letter = event.key.toLowerCase();
      const later = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      later.find((item) => item.textContent.toLowerCase().startsWith(letter))?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={box}
      class="grid-menu"
      popover="manual"
      role="menu"
      aria-label={menu.label}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node) || !event.currentTarget.contains(to)) onClose(true);
      }}
    >
      {menu.items.map((item, index) =>
        item ? (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            tabIndex={-1}
            aria-keyshortcuts={item.keys}
            onClick={() => {
              onClose(false);
              item.run();
            }}
          >
            {item.label}
            {item.keys && (
              <kbd class="keys" aria-hidden="true">
                {item.keys}
              </kbd>
            )}
          </button>
        ) : (
          <div key={index} role="separator" />
        ),
      )}
    </div>
  );
}

function itemsOf(menu: EventTarget | null): HTMLElement[] {
  return menu instanceof HTMLElement ? [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')] : [];
}
