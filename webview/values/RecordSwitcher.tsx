import type { Editing, ValuesMode } from './Editing';
import type { JsonNode } from '../../src/values/jsonTree';
import { IconButton } from '../ui/IconButton';
import { LinkButton } from '../ui/LinkButton';
import { valuesWords } from './words';

interface RecordSwitcherProps {
  editing: Editing;
  root: JsonNode;
  mode: ValuesMode;
  /** The record that is shown, from 0. */
  at: number;
}

/** Goes through the records of a list, and adds, copies and takes away. For one record alone: makes a list of it. */
export function RecordSwitcher({ editing, root, mode, at }: RecordSwitcherProps) {
  const { page, state, base } = editing;
  if (root.kind !== 'list') return mode === 'create' ? <MakeList editing={editing} root={root} /> : null;
  const count = root.items.length;

  function show(index: number, of = count): void {
    state.record.value = index;
    page.said.value = valuesWords.recordOf(index + 1, of);
  }

  function append(written: string): void {
    state.set([count], written);
    show(count, count + 1);
  }

  const item = root.items[at];
  return (
    <div class="record-switcher" role="group" aria-label={valuesWords.records} data-testid="records">
      <IconButton
        icon="back"
        label={valuesWords.previous}
        disabled={at <= 0}
        onClick={() => show(Math.max(0, at - 1))}
      />
      <span>{count === 0 ? valuesWords.noRecordsYet : valuesWords.recordOf(at + 1, count)}</span>
      <IconButton
        icon="forward"
        label={valuesWords.next}
        disabled={at >= count - 1}
        onClick={() => show(Math.min(count - 1, at + 1))}
      />
      <LinkButton onClick={() => append(mode === 'update' ? '{"id": false}' : '{}')}>
        {valuesWords.addRecord}
      </LinkButton>
      {item && (
        <>
          <LinkButton
            label={valuesWords.duplicateOf(at + 1)}
            onClick={() => append(base.slice(item.from, item.to))}
          >
            {valuesWords.duplicate}
          </LinkButton>
          <IconButton
            icon="close"
            label={valuesWords.removeRecord(at + 1)}
            onClick={() => {
              state.remove([at]);
              if (at === count - 1 && at > 0) show(at - 1, count - 1);
            }}
          />
        </>
      )}
    </div>
  );
}

/** One new record's values become a list's first. */
function MakeList({ editing, root }: Pick<RecordSwitcherProps, 'editing' | 'root'>) {
  const { page, state, base } = editing;
  if (root.kind !== 'object') return null;
  const written = base.trim() === '' ? '{}' : base.slice(root.from, root.to);
  return (
    <LinkButton
      testId="add-record"
      onClick={() => {
        state.replaceAll(`[${written}, {}]`);
        state.record.value = 1;
        page.said.value = valuesWords.recordOf(2, 2);
      }}
    >
      {valuesWords.addAnother}
    </LinkButton>
  );
}
