import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { LinkButton } from '../ui/LinkButton';
import type { GridControl } from './gridControl';
import type { GridProps } from './gridProps';
import { columnsShown, words } from './words';

interface ColumnsListProps {
  control: GridControl;
  grid: GridProps;
  /** The CSS anchor that it hangs on, and the button that opened it. */
  anchor: string;
  opener: RefObject<HTMLElement | null>;
  /** `refocus`: the focus goes back to the button. */
  onClose: (refocus: boolean) => void;
}

/** Every column with a check box: which of them are shown. */
export function ColumnsList({ control, grid: props, anchor, opener, onClose }: ColumnsListProps) {
  const box = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [sought, setSought] = useState('');
  const { layout } = control;
  const hidden = new Set(layout.current.hidden);

  useLayoutEffect(() => {
    box.current?.style.setProperty('position-anchor', anchor);
    box.current?.showPopover();
    search.current?.focus();
  }, [anchor]);

  const text = sought.trim().toLowerCase();
  const listed = props.columns.filter(
    ({ name, label }) => name.toLowerCase().includes(text) || label.toLowerCase().includes(text),
  );
  const shownCount = props.columns.filter(({ name }) => !hidden.has(name)).length;
  return (
    <div
      ref={box}
      class="grid-columns"
      popover="manual"
      role="dialog"
      aria-label={words.columns}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose(true);
      }}
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        // A press on the button closes by itself; one on the list's own ground moves no focus anywhere.
        if (to instanceof Node && !event.currentTarget.contains(to) && to !== opener.current) onClose(false);
      }}
    >
      <input
        ref={search}
        type="text"
        class="grid-search"
        aria-label={words.searchColumns}
        placeholder={words.searchColumns}
        spellcheck={false}
        value={sought}
        onInput={(event) => setSought(event.currentTarget.value)}
      />
      <div class="grid-choices" role="group" aria-label={columnsShown(shownCount, props.columns.length)}>
        {listed.map((column) => (
          <label key={column.name}>
            <input
              type="checkbox"
              checked={!hidden.has(column.name)}
              // One column at least stays, or there would be no head to open a menu on.
              disabled={shownCount === 1 && !hidden.has(column.name)}
              onChange={(event) => layout.show(column, event.currentTarget.checked)}
            />
            <span class="mono">{column.name}</span>
            <span class="dim ellipsis">{column.label}</span>
          </label>
        ))}
        {listed.length === 0 && <div class="grid-none">{words.noColumn}</div>}
      </div>
      <div class="row">
        <LinkButton onClick={() => layout.showAll()}>{words.showAll}</LinkButton>
        <LinkButton onClick={() => layout.reset()}>{words.resetLayout}</LinkButton>
      </div>
    </div>
  );
}
