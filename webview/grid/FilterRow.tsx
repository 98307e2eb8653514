import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ColumnFilter } from '../../src/contract/request/resultApi';
import { filterText } from './arrange';
import type { Geometry } from './geometry';
import type { GridControl } from './gridControl';
import type { PlacedColumn } from './placedColumn';
import { filterLabel, words } from './words';

interface FilterRowProps {
  control: GridControl;
  filters: readonly ColumnFilter[];
  pinned: readonly PlacedColumn[];
  free: readonly PlacedColumn[];
  geometry: Geometry;
}

/** A field under each head, in which the column is filtered. */
export function FilterRow({ control, filters, pinned, free, geometry }: FilterRowProps) {
  const fields = (columns: readonly PlacedColumn[]) =>
    columns.map((placed) => (
      <FilterField key={placed.column.name} control={control} filters={filters} placed={placed} />
    ));
  return (
    <div role="row" class="grid-filters" aria-rowindex={2}>
      <div class="grid-pinned" role="presentation" style={`width:${geometry.pinnedWidth}px`}>
        <div class="grid-number" aria-hidden="true" style={`width:${geometry.numbers}px`} />
        {fields(pinned)}
      </div>
      {fields(free)}
    </div>
  );
}

const forms = 'Text that is in it, =same, !not, >5, <=2026-01-31, empty, !empty';

interface FilterFieldProps {
  control: GridControl;
  filters: readonly ColumnFilter[];
  placed: PlacedColumn;
}

function FilterField({ control, filters, placed }: FilterFieldProps) {
  const { arranging } = control;
  const { name } = placed.column;
  const input = useRef<HTMLInputElement>(null);
  const text = arranging.typed.value.get(name) ?? filterText(filters, name);
  const lands = arranging.landing.value === name;
  useLayoutEffect(() => {
    if (!lands) return;
    arranging.landing.value = undefined;
    input.current?.focus();
    input.current?.select();
  }, [arranging, lands]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') {
      arranging.ask();
    } else if (event.key === 'Escape') {
      if (text === '') control.focus();
      else arranging.filter(name, '');
    } else if (event.key === 'ArrowDown') {
      arranging.ask();
      control.select({ row: 0, column: placed.index });
      control.focus();
    } else {
      return;
    }
    event.preventDefault();
  }

  return (
    <div role="gridcell" class="grid-filter" aria-colindex={placed.index + 1} style={placed.style}>
      <input
        ref={input}
        type="text"
        class={text === '' ? '' : 'set'}
        aria-label={filterLabel(name)}
        placeholder={words.filterHint}
        title={forms}
        spellcheck={false}
        autocomplete="off"
        dir="auto"
        value={text}
        onInput={(event) => arranging.type(name, event.currentTarget.value)}
        onBlur={() => arranging.ask()}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
