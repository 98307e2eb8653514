import { useState } from 'preact/hooks';
import type { RecordName } from '../../../src/model/schemaInfo';
import { ChipBox } from '../../ui/ChipBox';
import type { ComboboxOption } from '../../ui/comboboxFilter';
import { IconButton } from '../../ui/IconButton';
import { Menu } from '../../ui/Menu';
import { TextField } from '../../ui/TextField';
import type { PartProps } from '../formParts';
import { Row } from '../Row';
import type { Loaded } from '../schemaStore';
import { isId, unfinished, withMore, wordsOf } from './recordText';
import { useRecordSearch } from './useRecordSearch';
import { firstOfMany, noRecords, recordsMenu, searchFailed, searching } from './words';

/** More of them are shown as the text that they are. */
const mostChips = 60;
/** As many as a search gives (lookups.ts). */
const mostFound = 20;

interface RecordsPartProps extends PartProps {
  model: string;
  /** The ids as text, which stays the only place they are kept in. */
  text: string;
  onText: (text: string) => void;
  label?: string;
}

/** Records by their ids or names. */
export function RecordsPart({ page, model, text, onText, label = 'Records' }: RecordsPartProps) {
  const [asText, setAsText] = useState(false);
  // A JSON list keeps its form, and so does what is too much to look at.
  const isPlain = !text.trimStart().startsWith('[') && wordsOf(text).length <= mostChips;
  return (
    <Row label={label} tall>
      {asText || !isPlain ? (
        <>
          <TextField
            mono
            class="grow"
            label="Record ids"
            placeholder="1, 2, 3"
            value={text}
            onInput={onText}
          />
          {isPlain && <IconButton icon="list" label={recordsMenu.asNames} onClick={() => setAsText(false)} />}
        </>
      ) : (
        <RecordChips page={page} model={model} text={text} onText={onText} onAsText={() => setAsText(true)} />
      )}
    </Row>
  );
}

function RecordChips({ page, model, text, onText, onAsText }: RecordsPartProps & { onAsText: () => void }) {
  // What stands at the text's end and is being typed; everything before it is shown as chips.
  const [tail, setTail] = useState('');
  const [searched, setSearched] = useState<string | undefined>(undefined);
  const typed = tail !== '' && text.endsWith(tail) ? tail : '';
  const head = text.slice(0, text.length - typed.length);
  const ids = [...new Set(wordsOf(head))];
  const known = page.schema.fields.value.state === 'ready' ? model : '';
  const nameOf = (id: string): string | undefined =>
    isId(id) ? page.lookups.nameOf(known, Number(id)) : undefined;
  const found = useRecordSearch(page, known, searched);

  function type(input: string): void {
    const rest = unfinished(input);
    setTail(rest);
    setSearched(rest);
    onText(input === '' ? head.replace(/[\s,;]+$/, '') : withMore(head, input));
  }

  function pick(value: string): void {
    const word = value.trim();
    if (word === '' || !wordsOf(word).every(isId)) return;
    setTail('');
    setSearched('');
    onText(ids.includes(word) ? head.replace(/[\s,;]+$/, '') : withMore(head, word));
  }

  const options: ComboboxOption[] = [
    ...(isId(typed) ? [{ value: typed, label: nameOf(typed) ?? '' }] : []),
    ...(found.state === 'ready' ? found.value : [])
      .filter(({ id }) => String(id) !== typed && !ids.includes(String(id)))
      .map(({ id, name }) => ({ value: String(id), label: name })),
  ];

  return (
    <ChipBox
      label="Records"
      addLabel="Record ids"
      testId="records"
      placeholder={ids.length === 0 ? '1, 2, 3, or a name' : ''}
      chips={ids.map((id) => {
        const name = nameOf(id);
        return { value: id, ...(name === undefined ? {} : { label: name }) };
      })}
      onChange={(left) => onText(typed === '' ? left.join(', ') : withMore(left.join(', '), typed))}
      typed={typed}
      options={options}
      found
      prose
      status={statusOf(found)}
      onInput={type}
      onPick={pick}
      onOpen={() => setSearched(typed)}
      onLeave={() => {
        setSearched(undefined);
        if (isId(typed)) setTail('');
      }}
      onSay={(sentence) => (page.said.value = sentence)}
      end={
        <Menu
          label={recordsMenu.label}
          icon="list"
          end
          items={[
            { label: recordsMenu.asText, onPick: onAsText },
            { label: recordsMenu.none, disabled: text === '', onPick: () => onText('') },
          ]}
        />
      }
    />
  );
}

function statusOf(found: Loaded<RecordName[]>): string | undefined {
  switch (found.state) {
    case 'none':
      return undefined;
    case 'loading':
      return searching;
    case 'failed':
      return searchFailed(found.problem.title);
    case 'ready':
      if (found.value.length === 0) return noRecords;
      return found.value.length >= mostFound ? firstOfMany(found.value.length) : undefined;
  }
}
