import type { RefObject } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { RecordName } from '../../src/model/schemaInfo';
import { problemOf } from '../bridge';
import type { GridControl } from './gridControl';
import { words } from './words';

interface RecordFieldProps {
  ref: RefObject<HTMLInputElement>;
  control: GridControl;
  model: string;
  text: string;
  onText: (text: string) => void;
  onPick: (record: RecordName) => void;
  'aria-label': string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
  'data-testid': string;
}

type Found =
  { state: 'searching' } | { state: 'found'; records: RecordName[] } | { state: 'failed'; why: string };

/** Milliseconds without a key after which records are searched. */
const patience = 200;

/** A record of a model by a part of its name: an editable combobox over what the server finds. */
export function RecordField({ control, model, text, onText, onPick, ref, ...aria }: RecordFieldProps) {
  const id = useId();
  const [found, setFound] = useState<Found>({ state: 'searching' });
  const [active, setActive] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setFound({ state: 'searching' });
    const timer = setTimeout(() => {
      control.props.searchRecords?.(model, text.trim(), abort.signal).then(
        (records) => {
          if (abort.signal.aborted) return;
          setFound({ state: 'found', records });
          setActive(0);
        },
        (error: unknown) => {
          if (!abort.signal.aborted) setFound({ state: 'failed', why: problemOf(error).title });
        },
      );
    }, patience);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [control, model, text]);

  const records = found.state === 'found' ? found.records : [];

  function onKeyDown(event: KeyboardEvent): void {
    const chosen = records[active];
    if (event.key === 'ArrowDown') setActive(Math.min(records.length - 1, active + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1));
    // An emptied field stands for no record: that is for the editor to take.
    else if (event.key === 'Enter' && chosen && text.trim() !== '') onPick(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      <input
        {...aria}
        ref={ref}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={records.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={records[active] ? `${id}-${active}` : undefined}
        spellcheck={false}
        autocomplete="off"
        dir="auto"
        value={text}
        onInput={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} class="grid-records" role="listbox" aria-label={aria['aria-label']}>
        {records.map((record, index) => (
          <div
            key={record.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onMouseDown={(event) => {
              event.preventDefault();
              onPick(record);
            }}
          >
            <span class="ellipsis" dir="auto">
              {record.name}
            </span>
            <span class="dim">{record.id}</span>
          </div>
        ))}
      </div>
      {found.state === 'failed' && <div class="grid-wrong">{found.why}</div>}
      {found.state === 'found' && records.length === 0 && <div class="grid-none">{words.noRecord}</div>}
    </>
  );
}
