import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { RecordName } from '../../src/model/schemaInfo';
import { problemOf } from '../bridge';
import type { Lookups } from '../request/pickers/lookups';
import { ChipBox } from '../ui/ChipBox';
import type { Item } from './values';
import { valueWords } from './words';

/** A name is searched for when the typing pauses this long. */
const typingPause = 250;

type Search =
  | { state: 'idle' }
  | { state: 'searching' }
  | { state: 'found'; records: RecordName[] }
  | { state: 'failed'; title: string };

interface RecordsValueProps {
  lookups: Lookups;
  model: string;
  /** Ids, and names that the server is to look up. */
  items: readonly Item[];
  /** Whether there may be more than one. */
  many: boolean;
  onChange: (items: Item[]) => void;
  onSay: (sentence: string) => void;
}

/** Records by their names, as chips with name and id. The server is asked for names; an id can be typed all the same. */
export function RecordsValue({ lookups, model, items, many, onChange, onSay }: RecordsValueProps) {
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState<Search>({ state: 'idle' });
  const asking = useRef<{ timer: ReturnType<typeof setTimeout>; abort: AbortController } | undefined>(
    undefined,
  );

  function stop(): void {
    clearTimeout(asking.current?.timer);
    asking.current?.abort.abort();
    asking.current = undefined;
  }
  useEffect(() => stop, [model]);

  function ask(text: string, pause: number): void {
    stop();
    const abort = new AbortController();
    setSearch({ state: 'searching' });
    const timer = setTimeout(() => {
      lookups.search(model, text.trim(), abort.signal).then(
        (records) => {
          if (!abort.signal.aborted) setSearch({ state: 'found', records });
        },
        (error: unknown) => {
          if (!abort.signal.aborted) setSearch({ state: 'failed', title: problemOf(error).title });
        },
      );
    }, pause);
    asking.current = { timer, abort };
  }

  function pick(text: string): void {
    const plain = text.trim();
    if (plain === '') return;
    const id = Number(plain);
    const item = /^\d+$/.test(plain) && Number.isSafeInteger(id) ? id : plain;
    setTyped('');
    stop();
    setSearch({ state: 'idle' });
    const others = items.filter((each) => String(each) !== String(item));
    onChange(many ? [...others, item] : [item]);
  }

  const options = useMemo(
    () =>
      search.state === 'found'
        ? search.records
            .filter(({ id }) => !items.includes(id))
            .map(({ id, name }) => ({ value: String(id), text: name, label: valueWords.recordId(id) }))
        : [],
    [search, items],
  );
  const chips = items.map((item) => {
    const label = typeof item === 'number' ? lookups.nameOf(model, item) : valueWords.byName;
    return { value: String(item), ...(label === undefined ? {} : { label }) };
  });
  return (
    <ChipBox
      label={valueWords.records}
      addLabel={many ? valueWords.addRecord : valueWords.chooseRecord}
      placeholder={items.length === 0 ? valueWords.recordHint : ''}
      chips={chips}
      typed={typed}
      options={options}
      found
      prose
      status={statusOf(search, options.length)}
      onInput={(text) => {
        setTyped(text);
        ask(text, typingPause);
      }}
      onOpen={() => {
        if (search.state === 'idle' && typed === '') ask('', 0);
      }}
      onLeave={() => {
        stop();
        setSearch({ state: 'idle' });
        if (/^\d+$/.test(typed.trim())) pick(typed);
      }}
      onPick={pick}
      onChange={(values) =>
        onChange(values.flatMap((value) => items.find((item) => String(item) === value) ?? []))
      }
      onSay={onSay}
    />
  );
}

function statusOf(search: Search, options: number): string | undefined {
  switch (search.state) {
    case 'idle':
      return undefined;
    case 'searching':
      return valueWords.searching;
    case 'found':
      return options === 0 ? valueWords.noRecords : undefined;
    case 'failed':
      return valueWords.searchFailed(search.title);
  }
}
