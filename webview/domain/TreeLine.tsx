import type { ComponentChildren } from 'preact';
import { choiceId, operatorsFor } from '../../src/domain/operatorsFor';
import { takesDomain } from '../../src/domain/operators';
import type { RequestPage } from '../request/state';
import { LinkButton } from '../ui/LinkButton';
import { Select, type SelectOption } from '../ui/Select';
import { ConditionValue } from './ConditionValue';
import { fieldAt, modelWithin } from './fieldAt';
import { FieldPath } from './FieldPath';
import type { FilterContext } from './filterContext';
import type { FilterState } from './filterState';
import { JoinSelect } from './JoinSelect';
import { LeafFindings } from './LeafFindings';
import { asCondition, asRelated, leafOf, type PageGroup, type PageLeaf } from './nodes';
import { act, actionOf, RowActions, type RowAction } from './RowActions';
import type { TreeRow } from './rows';
import { firstValueFor, fitted } from './values';
import { joinWords, treeWords } from './words';

interface TreeLineProps {
  page: RequestPage;
  state: FilterState;
  context: FilterContext;
  row: TreeRow;
  onText: () => void;
}

/** Lines deeper than this are indented no further, and say how deep they are. */
const deepestIndent = 8;
const mac = /Mac/.test(navigator.platform);

/** One line of the tree with its keys: Alt and an arrow move it, wherever in it the focus is. */
export function TreeLine(props: TreeLineProps) {
  const { state, row } = props;
  const { node, depth, number } = row;

  function onKeyDown(event: KeyboardEvent): void {
    const action = actionOf(event);
    // On a Mac these go by words through a text.
    const byWord = action === 'in' || action === 'out';
    if (!action || (mac && byWord && event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    event.stopPropagation();
    if (action === 'addAfter') state.addAfter(node.id);
    else if (can(row, action)) act(state, node.id, action);
    else if (action !== 'duplicate' && action !== 'remove') state.cannot(action);
  }

  return (
    <li
      class="tree-row"
      data-row={node.id}
      aria-level={depth}
      aria-posinset={row.position}
      aria-setsize={row.size}
      style={{ '--depth': Math.min(depth, deepestIndent) - 1 }}
      onKeyDownCapture={onKeyDown}
    >
      <div
        class="tree-line"
        role="group"
        aria-label={
          node.kind === 'group' ? treeWords.group(number, joinWords[node.join]) : treeWords.condition(number)
        }
      >
        <div class="tree-main">
          {depth > deepestIndent && <span class="dim">{treeWords.level(depth)}</span>}
          {node.kind === 'group' ? (
            <GroupLine {...props} group={node} />
          ) : (
            <LeafLine {...props} leaf={node} />
          )}
        </div>
        <RowActions
          number={number}
          can={(action) => can(row, action)}
          onAction={(action) => {
            if (can(row, action)) act(state, node.id, action);
          }}
        />
      </div>
    </li>
  );
}

function can(row: TreeRow, action: RowAction): boolean {
  switch (action) {
    case 'up':
      return row.position > 1;
    case 'down':
      return row.position < row.size;
    case 'out':
      return row.canLeave;
    case 'in':
    case 'duplicate':
    case 'remove':
      return true;
  }
}

function GroupLine({ state, row, group }: TreeLineProps & { group: PageGroup }) {
  return (
    <>
      <JoinSelect group={group} label={treeWords.groupJoin} state={state} />
      <AddLinks state={state} group={group} number={row.number} />
      {group.children.length === 0 && <Hint>{treeWords.emptyGroup}</Hint>}
    </>
  );
}

function AddLinks({ state, group, number }: { state: FilterState; group: PageGroup; number: string }) {
  return (
    <span class="row" data-part="add">
      <LinkButton label={treeWords.addConditionTo(number)} onClick={() => state.addCondition(group.id)}>
        {treeWords.addCondition}
      </LinkButton>
      <LinkButton label={treeWords.addGroupTo(number)} onClick={() => state.addGroup(group.id)}>
        {treeWords.addGroup}
      </LinkButton>
    </span>
  );
}

function LeafLine({ page, state, context, row, leaf, onText }: TreeLineProps & { leaf: PageLeaf }) {
  const { known, version } = context;
  if (typeof leaf.field === 'number') {
    return <span class="tree-constant">{leaf.field === 1 ? treeWords.always : treeWords.never}</span>;
  }
  const model = modelWithin(known, context.model, row.within);
  const { field } = fieldAt(known, model, leaf.field);
  const value = leaf.kind === 'condition' ? leaf.value : undefined;
  const chosen = choiceId(field, leaf.operator, value) ?? leaf.operator;
  const hierarchy = model !== undefined && known(model)?.some((each) => each.name === 'parent_id');
  const fitting = operatorsFor(field, version, hierarchy ?? false);
  const choices: SelectOption[] = fitting.map(({ id, label, operator }) => ({
    value: id,
    label,
    ...(id === operator ? { title: operator } : {}),
  }));
  // An operator that does not fit is shown all the same: it is in the text.
  if (!choices.some((each) => each.value === chosen)) choices.push({ value: chosen, label: chosen });

  function setField(path: string): void {
    const found = fieldAt(known, model, path).field;
    const first = operatorsFor(found, version)[0]?.id ?? '=';
    // Nothing but its field was given yet: it starts with what is of most use.
    const isNew = leaf.kind === 'condition' && value === undefined && leaf.operator === '=';
    const id = isNew ? first : chosen;
    const fits = !found || operatorsFor(found, version, hierarchy ?? false).some((each) => each.id === id);
    setOperator(fits ? id : first, path);
  }

  function setOperator(id: string, path: string = String(leaf.field)): void {
    const found = fieldAt(known, model, path).field;
    const choice = operatorsFor(found, version, hierarchy ?? false).find((each) => each.id === id);
    const operator = choice?.operator ?? id;
    if (takesDomain(operator)) {
      state.setLeaf({ ...asRelated(leaf, operator), field: path });
      return;
    }
    const next =
      choice?.value ??
      (found?.relation === field?.relation && found?.type === field?.type
        ? fitted(value, found, { from: chosen, to: id })
        : firstValueFor(value, found, id));
    state.setLeaf({ ...asCondition(leaf, operator, next), field: path });
  }

  return (
    <>
      <span class="tree-field" data-part="field">
        <FieldPath
          value={leaf.field}
          model={model}
          known={known}
          onInput={(path) => state.setLeaf({ ...leaf, field: path })}
          onPick={setField}
        />
      </span>
      {leaf.field !== '' && (
        <span class="tree-operator" data-part="operator">
          <Select
            label={treeWords.operator}
            value={chosen}
            options={choices}
            onChange={(id) => setOperator(id)}
          />
        </span>
      )}
      {leaf.kind === 'related' && (
        <>
          <JoinSelect group={leaf.sub} label={treeWords.relatedJoin} state={state} />
          <AddLinks state={state} group={leaf.sub} number={row.number} />
        </>
      )}
      {leaf.kind === 'condition' && leaf.field !== '' && (
        <span class="tree-value" data-part="value">
          <ConditionValue
            page={page}
            condition={leaf}
            field={field}
            version={version}
            onChange={(changed) => state.setLeaf({ ...leaf, value: changed })}
            onSay={(sentence) => (state.said.value = sentence)}
            onText={onText}
          />
        </span>
      )}
      {!leafOf(leaf) && <Hint>{treeWords.incomplete}</Hint>}
      <LeafFindings page={page} leaf={leaf} model={model} onFix={(fixed) => state.setLeaf(fixed)} />
    </>
  );
}

function Hint({ children }: { children: ComponentChildren }) {
  return <span class="dim tree-hint">{children}</span>;
}
