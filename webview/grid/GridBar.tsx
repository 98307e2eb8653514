import { useId, useRef, useState } from 'preact/hooks';
import { Icon } from '../ui/Icon';
import { LinkButton } from '../ui/LinkButton';
import { ColumnsList } from './ColumnsList';
import type { GridControl } from './gridControl';
import type { GridProps } from './gridProps';
import { columnsShown, matchCount, words } from './words';

/** What stands above the grid: the filters, the columns, how many rows match, and what the owner adds. */
export function GridBar({ control, grid: props }: { control: GridControl; grid: GridProps }) {
  const { arranging, columns } = control;
  const [listed, setListed] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const anchor = `--columns-${useId()}`;
  const filtering = arranging.filterRow.value;
  const all = props.allRows ?? props.rowCount;
  return (
    <div class="grid-bar">
      <button
        type="button"
        class="grid-tool"
        aria-pressed={filtering}
        data-testid="grid-filters"
        onClick={() => (filtering ? arranging.hideFilters() : arranging.showFilters(firstName(control)))}
      >
        {words.filters}
      </button>
      <button
        ref={button}
        type="button"
        class="grid-tool"
        aria-haspopup="dialog"
        aria-expanded={listed}
        data-testid="grid-columns"
        style={`anchor-name:${anchor}`}
        title={columnsShown(columns.length, props.columns.length)}
        onClick={() => setListed(!listed)}
      >
        {words.columns}
        {columns.length < props.columns.length && (
          <span class="dim">
            {columns.length}/{props.columns.length}
          </span>
        )}
        <Icon name="chevronDown" />
      </button>
      {props.filters.length > 0 && (
        <span class="grid-count" data-testid="grid-count">
          {matchCount(props.rowCount, all)}
          <LinkButton onClick={() => arranging.clear()}>{words.clearFilters}</LinkButton>
        </span>
      )}
      {props.arranging && <span class="dim">{words.arranging}</span>}
      <span class="grow" />
      {props.bar}
      {listed && (
        <ColumnsList
          control={control}
          grid={props}
          anchor={anchor}
          opener={button}
          onClose={(refocus) => {
            setListed(false);
            if (refocus) button.current?.focus();
          }}
        />
      )}
    </div>
  );
}

/** The column whose filter takes the focus first: the active one, else the first that is no id. */
function firstName(control: GridControl): string | undefined {
  const active = control.selection.value?.active.column;
  const { columns } = control;
  return (columns[active ?? -1] ?? columns.find((column) => column.name !== 'id') ?? columns[0])?.name;
}
