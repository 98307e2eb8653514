import { useState } from 'preact/hooks';
import type { RecordName } from '../../../src/model/schemaInfo';
import { useRecordSearch } from '../../request/pickers/useRecordSearch';
import type { Loaded } from '../../request/schemaStore';
import type { RequestPage } from '../../request/state';
import { ChipBox } from '../../ui/ChipBox';
import type { ComboboxOption } from '../../ui/comboboxFilter';
import { valuesWords } from '../words';

interface RecordPickProps {
  page: RequestPage;
  model: string;
  ids: readonly number[];
  /** Whether a new choice takes the place of the one before. */
  single?: boolean;
  label: string;
  onChange: (ids: number[]) => void;
}

/** Records by their names, kept by their ids; an id can be typed too. */
export function RecordPick({ page, model, ids, single, label, onChange }: RecordPickProps) {
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const found = useRecordSearch(page, model, open ? typed : undefined);
  const chips = ids.map((id) => {
    const name = page.lookups.nameOf(model, id);
    return { value: String(id), ...(name === undefined ? {} : { label: name }) };
  });

  function pick(text: string): void {
    const id = Number(text.trim());
    if (!Number.isSafeInteger(id) || id <= 0) return;
    setTyped('');
    if (single) onChange([id]);
    else if (!ids.includes(id)) onChange([...ids, id]);
  }

  return (
    <ChipBox
      label={label}
      addLabel={label}
      chips={chips}
      typed={typed}
      options={optionsOf(found)}
      found
      prose
      status={statusOf(found)}
      placeholder={single && ids.length > 0 ? '' : valuesWords.searchRecord}
      onChange={(values) => onChange(values.map(Number))}
      onInput={(text) => {
        setTyped(text);
        setOpen(true);
      }}
      onOpen={() => setOpen(true)}
      onLeave={() => setOpen(false)}
      onPick={pick}
      onSay={(sentence) => (page.said.value = sentence)}
    />
  );
}

const none: readonly ComboboxOption[] = [];

function optionsOf(found: Loaded<RecordName[]>): readonly ComboboxOption[] {
  if (found.state !== 'ready') return none;
  return found.value.map(({ id, name }) => ({ value: String(id), label: name }));
}

function statusOf(found: Loaded<RecordName[]>): string | undefined {
  switch (found.state) {
    case 'none':
      return undefined;
    case 'loading':
      return valuesWords.searching;
    case 'failed':
      return found.problem.title;
    case 'ready':
      return found.value.length === 0 ? valuesWords.noMatch : undefined;
  }
}
