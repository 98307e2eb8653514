import type { Ref, RefObject } from 'preact';
import { useImperativeHandle, useLayoutEffect, useRef } from 'preact/hooks';
import { useVirtualizer } from '../virtual/useVirtualizer';
import type { ComboboxOption } from './comboboxFilter';
import { Icon } from './Icon';
import { SignMark } from './SignMark';

const rowHeight = 24;
const mostRows = 12;

export interface ComboboxListHandle {
  /** How many options fit at once. */
  pageSize(): number;
}

interface ComboboxListProps {
  ref: Ref<ComboboxListHandle>;
  id: string;
  label: string;
  options: readonly ComboboxOption[];
  active: number;
  anchor: RefObject<HTMLElement | null>;
  onPick: (option: ComboboxOption) => void;
  onInto: (text: string) => void;
  /** Said below the options: that more are looked for, that there are none. */
  status?: string | undefined;
}

/** The list of a Combobox, in the top layer so that nothing clips it; thousands of options, of which only the near are made. */
export function ComboboxList(props: ComboboxListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const anchorName = `--anchor-${props.id}`;
  const virtualizer = useVirtualizer({
    count: props.options.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  });

  const height = Math.min(mostRows, props.options.length) * rowHeight + (props.status ? rowHeight : 0) + 2;
  const signed = props.options.some((option) => option.sign);

  useImperativeHandle(props.ref, () => ({ pageSize: () => Math.min(mostRows, props.options.length) - 1 }), [
    props.options.length,
  ]);

  useLayoutEffect(() => {
    const anchor = props.anchor.current;
    anchor?.style.setProperty('anchor-name', anchorName);
    scroller.current?.style.setProperty('position-anchor', anchorName);
    scroller.current?.showPopover();
    return () => {
      anchor?.style.removeProperty('anchor-name');
    };
  }, [anchorName]);

  useLayoutEffect(() => {
    if (props.active >= 0) virtualizer.scrollToIndex(props.active);
  }, [props.active, props.options]);

  return (
    <div
      ref={scroller}
      class="combobox-list"
      popover="manual"
      style={{ height: `${height}px` }}
      // Keeps the focus, and with it the list, while the pointer is used.
      onMouseDown={(event) => event.preventDefault()}
    >
      <div
        id={`${props.id}-list`}
        role="listbox"
        aria-label={props.label}
        style={{ height: `${virtualizer.getTotalSize()}px` }}
      >
        {virtualizer.getVirtualItems().map((item) => {
          const option = props.options[item.index];
          if (!option) return null;
          return (
            <div
              key={item.index}
              id={`${props.id}-${item.index}`}
              role="option"
              class="combobox-option"
              aria-selected={item.index === props.active}
              aria-setsize={props.options.length}
              aria-posinset={item.index + 1}
              style={{ top: `${item.start}px` }}
              onClick={() => props.onPick(option)}
            >
              {signed && <SignMark sign={option.sign} />}
              <span class="mono" dir="auto">
                {option.text ?? option.value}
              </span>
              <span class="dim" dir="auto">
                {option.label}
              </span>
              {option.detail && <span class="dim detail">{option.detail}</span>}
              {option.into !== undefined && !option.leads && (
                <span
                  class="combobox-into"
                  title={option.into}
                  aria-hidden="true"
                  onClick={(event) => {
                    event.stopPropagation();
                    props.onInto(option.into ?? '');
                  }}
                >
                  <Icon name="chevronRight" />
                </span>
              )}
            </div>
          );
        })}
      </div>
      {props.status && (
        <div class="combobox-status dim" role="status">
          {props.status}
        </div>
      )}
    </div>
  );
}
