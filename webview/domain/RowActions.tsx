import { useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from '../ui/Icon';
import { Menu } from '../ui/Menu';
import type { FilterState } from './filterState';
import { MoveIcon } from './MoveIcon';
import { actionWords, treeWords } from './words';

export type RowAction = keyof typeof actionWords;

const actions: RowAction[] = ['up', 'down', 'in', 'out', 'duplicate', 'remove'];
const keys: Record<RowAction, string> = {
  up: 'Alt+ArrowUp',
  down: 'Alt+ArrowDown',
  in: 'Alt+ArrowRight',
  out: 'Alt+ArrowLeft',
  duplicate: 'Alt+Shift+ArrowDown',
  remove: 'Alt+Delete',
};
const icons: Partial<Record<RowAction, IconName>> = { duplicate: 'copy', remove: 'close' };

interface RowActionsProps {
  /** "2.1" */
  number: string;
  /** What can be done now. */
  can: (action: RowAction) => boolean;
  onAction: (action: RowAction) => void;
}

/** What can be done with a row (WAI-ARIA toolbar): one stop for Tab, the arrows go from one to the next. */
export function RowActions({ number, can, onAction }: RowActionsProps) {
  const bar = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<RowAction>('remove');

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    const step = event.key === 'ArrowRight' ? 1 : -1;
    const next = actions[(actions.indexOf(stop) + step + actions.length) % actions.length] ?? 'remove';
    setStop(next);
    bar.current?.querySelector<HTMLElement>(`[data-action="${next}"]`)?.focus();
  }

  const items = actions.map((action) => ({
    label: actionWords[action],
    keys: keyText(action),
    disabled: !can(action),
    onPick: () => onAction(action),
  }));
  return (
    <div class="row-actions" data-part="actions">
      <div
        ref={bar}
        class="row-bar"
        role="toolbar"
        aria-label={treeWords.actions(number)}
        onKeyDown={onKeyDown}
      >
        {actions.map((action) => (
          <button
            key={action}
            type="button"
            data-action={action}
            class="row-action"
            tabIndex={action === stop ? 0 : -1}
            aria-label={actionWords[action]}
            aria-keyshortcuts={keys[action]}
            aria-disabled={!can(action)}
            title={`${actionWords[action]} (${keyText(action)})`}
            onFocus={() => setStop(action)}
            onClick={() => onAction(action)}
          >
            {icons[action] ? <Icon name={icons[action]} /> : <MoveIcon direction={action} />}
          </button>
        ))}
      </div>
      {/* In place of the bar where there is no room for it. */}
      <Menu label={treeWords.actions(number)} icon="list" end items={items} />
    </div>
  );
}

/** "Alt+Down" */
function keyText(action: RowAction): string {
  return keys[action].replaceAll('Arrow', '');
}

/** The action that a key asks for, wherever in a row it is pressed. */
export function actionOf(event: KeyboardEvent): RowAction | 'addAfter' | undefined {
  if (!event.altKey || event.ctrlKey || event.metaKey) return undefined;
  switch (event.key) {
    case 'ArrowUp':
      return event.shiftKey ? undefined : 'up';
    case 'ArrowDown':
      return event.shiftKey ? 'duplicate' : 'down';
    case 'ArrowRight':
      return event.shiftKey ? undefined : 'in';
    case 'ArrowLeft':
      return event.shiftKey ? undefined : 'out';
    case 'Delete':
      return 'remove';
    case 'Enter':
      return 'addAfter';
    default:
      return undefined;
  }
}

export function act(state: FilterState, id: number, action: RowAction): void {
  switch (action) {
    case 'up':
    case 'down':
    case 'in':
    case 'out':
      state.move(id, action);
      return;
    case 'duplicate':
      state.duplicate(id);
      return;
    case 'remove':
      state.remove(id);
      return;
  }
}
