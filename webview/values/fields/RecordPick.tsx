import type { RequestPage } from '../../request/state';
import { ChipBox } from '../../ui/ChipBox';
import { valuesWords } from '../words';
import { useRecordSearch } from './useRecordSearch';

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
  const search = useRecordSearch(page, model);
  const chips = ids.map((id) => {
    const name = page.lookups.nameOf(model, id);
    return { value: String(id), ...(name === undefined ? {} : { label: name }) };
  });

  function pick(text: string): void {
    const id = Number(text.trim());
    if (!Number.isSafeInteger(id) || id <= 0) return;
    search.type('');
    if (single) onChange([id]);
    else if (!ids.includes(id)) onChange([...ids, id]);
  }

  return (
    <ChipBox
      label={label}
      addLabel={label}
      chips={chips}
      typed={search.typed}
      options={search.options}
      found
      prose
      status={search.status}
      placeholder={single && ids.length > 0 ? '' : valuesWords.searchRecord}
      onChange={(values) => onChange(values.map(Number))}
      onInput={search.type}
      onOpen={search.open}
      onPick={pick}
      onSay={(sentence) => (page.said.value = sentence)}
    />
  );
}
