import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RequestPage } from '../request/state';
import { LinkButton } from '../ui/LinkButton';
import { filterContext } from './filterContext';
import type { FilterState } from './filterState';
import { JoinSelect } from './JoinSelect';
import { rowsOf } from './rows';
import { TreeLine } from './TreeLine';
import { useFindings } from './useFindings';
import { usePaused } from './usePaused';
import { treeWords } from './words';

interface TreeViewProps {
  page: RequestPage;
  state: FilterState;
  /** Shows the text, with the caret at a place of it. */
  onText: (position?: number) => void;
}

/** Rows are made this many at a time: a filter of thousands would keep the page busy. */
const rowsAtOnce = 100;
const focusable = 'input, textarea, vscode-dropdown, button[tabindex="0"], button:not([tabindex])';

/** The filter as rows: conditions and the groups they stand in. */
export function TreeView({ page, state, onText }: TreeViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const lastPart = useRef('field');
  const [most, setMost] = useState(rowsAtOnce);
  const tree = state.tree.value;
  const wish = state.focus.value;

  useLayoutEffect(() => {
    if (!wish) return;
    state.focus.value = undefined;
    const line = box.current?.querySelector(`[data-row="${wish.id}"]`);
    const part = wish.part === 'same' ? lastPart.current : wish.part;
    const target = line?.querySelector(`[data-part="${part}"]`) ?? line?.querySelector('[data-part]');
    const controls = [...(target?.querySelectorAll<HTMLElement>(focusable) ?? [])];
    controls.find((control) => control.checkVisibility())?.focus();
  }, [wish]);

  if (tree.kind !== 'tree') return <Unreadable tree={tree} text={state.text.value} onText={onText} />;
  const { root } = tree;
  const { rows, more } = rowsOf(root, most);
  const context = filterContext(page);
  return (
    <div
      ref={box}
      class="filter-tree"
      role="group"
      aria-label={treeWords.tree}
      data-testid="filter-tree"
      onFocusIn={(event) => {
        const part =
          event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-part]') : null;
        if (part?.dataset['part']) lastPart.current = part.dataset['part'];
      }}
      onKeyDown={(event) => {
        const typing =
          event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
        const undoes = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === 'z';
        if (!undoes || !state.canUndo.value || (typing && state.wasTyped.value)) return;
        event.preventDefault();
        state.undo();
      }}
    >
      <div class="tree-head">
        <JoinSelect group={root} label={treeWords.rootJoin} state={state} />
        {root.children.length === 0 && <span class="dim">{treeWords.empty}</span>}
      </div>
      {rows.length > 0 && (
        <ul class="tree-rows">
          {rows.map((row) => (
            <TreeLine
              key={row.node.id}
              page={page}
              state={state}
              context={context}
              row={row}
              onText={() => onText()}
            />
          ))}
        </ul>
      )}
      <div class="tree-foot" data-row={root.id}>
        {more > 0 && (
          <LinkButton onClick={() => setMost(most + rowsAtOnce)}>
            {treeWords.more(Math.min(more, rowsAtOnce))}
          </LinkButton>
        )}
        <span class="row" data-part="add">
          <LinkButton testId="add-condition" onClick={() => state.addCondition(root.id)}>
            {treeWords.addCondition}
          </LinkButton>
          <LinkButton testId="add-group" onClick={() => state.addGroup(root.id)}>
            {treeWords.addGroup}
          </LinkButton>
        </span>
        <WholeNotes page={page} text={state.text.value} />
        {state.canUndo.value && (
          <LinkButton testId="undo-filter" onClick={() => state.undo()}>
            {treeWords.undo}
          </LinkButton>
        )}
      </div>
    </div>
  );
}

/** What is to be said of the filter as a whole: that it leaves archived records out. */
function WholeNotes({ page, text }: { page: RequestPage; text: string }) {
  const findings = useFindings(page, usePaused(text));
  return (
    <>
      {findings
        .filter(({ to }) => to === 0)
        .map(({ message }) => (
          <span key={message} class="dim tree-hint">
            {message}
          </span>
        ))}
    </>
  );
}

interface UnreadableProps {
  tree: { kind: 'broken'; message: string; position: number } | { kind: 'tooDeep' };
  text: string;
  onText: (position?: number) => void;
}

/** How much of the text is shown before and behind the place where it stops making sense. */
const shownAround = 60;

/** The text is kept as it is; the tree has nothing to show of it but the place. */
function Unreadable({ tree, text, onText }: UnreadableProps) {
  const position = tree.kind === 'broken' ? Math.min(tree.position, text.length) : 0;
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  const column = position - before.lastIndexOf('\n');
  return (
    <div class="filter-tree tree-broken" role="group" aria-label={treeWords.tree} data-testid="filter-tree">
      {tree.kind === 'broken' ? (
        <>
          <div>{treeWords.broken(tree.message, line, column)}</div>
          <code class="broken-text" dir="auto">
            {before.length > shownAround && '…'}
            {before.slice(-shownAround)}
            <mark>{text.slice(position, position + 1) || ' '}</mark>
            {text.slice(position + 1, position + shownAround)}
            {text.length > position + shownAround && '…'}
          </code>
        </>
      ) : (
        <div>{treeWords.tooDeep}</div>
      )}
      <LinkButton testId="edit-text" onClick={() => onText(position)}>
        {treeWords.editText}
      </LinkButton>
    </div>
  );
}
