import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import {
  readDate,
  readDatetime,
  toLocal,
  toUtc,
  writeDate,
  writeDatetime,
} from '../../../src/values/datetimes';
import { Segmented } from '../../ui/Segmented';
import type { FieldProps } from '../Editing';
import { valuesWords } from '../words';
import { RawText } from './RawText';

/** A date as Odoo has it, in the browser's own control; a text that is none stays one until it is left. */
export function DateValue(props: FieldProps) {
  const { editing, path, node } = props;
  const text = node.kind === 'text' ? node.value : '';
  const date = readDate(text);
  const [raw, setRaw] = useState(text !== '' && !date);
  if (raw) return <RawText {...props} text={text} onLeave={() => setRaw(text !== '' && !date)} />;
  return (
    <NativeInput
      {...props}
      type="date"
      value={date ? writeDate(date) : ''}
      onValue={(value) => editing.state.set(path, value === '' ? 'false' : JSON.stringify(value))}
    />
  );
}

/** A datetime in the time of this computer's zone, with the UTC that is sent beside it. */
export function DatetimeValue(props: FieldProps) {
  const { editing, path, node } = props;
  const { zone } = editing;
  const text = node.kind === 'text' ? node.value : '';
  const utc = readDatetime(text);
  const [raw, setRaw] = useState(text !== '' && !utc);
  /** A time that the clocks skip, which the control goes on showing. */
  const [skipped, setSkipped] = useState<{ typed: string; utc: string } | undefined>(undefined);
  if (raw) return <RawText {...props} text={text} onLeave={() => setRaw(text !== '' && !utc)} />;

  const local = utc && toLocal(utc, zone);
  const written = utc ? writeDatetime(utc) : '';
  const inGap = skipped?.utc === written ? skipped : undefined;
  const both = local && toUtc(local, zone);

  function take(value: string): void {
    const typed = readDatetime(value.replace('T', ' '));
    if (!typed) {
      editing.state.set(path, 'false');
      return;
    }
    const found = toUtc(typed, zone);
    const sent = writeDatetime(found.utc);
    setSkipped(found.kind === 'gap' ? { typed: value, utc: sent } : undefined);
    editing.state.set(path, JSON.stringify(sent));
  }

  return (
    <div class="value-stack">
      <span class="value-line">
        <NativeInput
          {...props}
          type="datetime-local"
          value={inGap?.typed ?? (local ? writeDatetime(local).replace(' ', 'T') : '')}
          onValue={take}
        />
        <span class="dim">{valuesWords.zone(zone)}</span>
        {utc && <span class="dim">{valuesWords.sentUtc(written)}</span>}
      </span>
      {inGap && local && <span aria-live="polite">{valuesWords.gap(writeDatetime(local))}</span>}
      {both?.kind === 'fold' && (
        <span class="value-line">
          <span aria-live="polite">{valuesWords.fold}</span>
          <Segmented<'earlier' | 'later'>
            label={valuesWords.foldChoice}
            value={writeDatetime(both.later) === written ? 'later' : 'earlier'}
            options={[
              { value: 'earlier', label: valuesWords.earlier },
              { value: 'later', label: valuesWords.later },
            ]}
            onChange={(chosen) =>
              editing.state.set(
                path,
                JSON.stringify(writeDatetime(chosen === 'later' ? both.later : both.utc)),
              )
            }
          />
        </span>
      )}
    </div>
  );
}

interface NativeInputProps extends FieldProps {
  type: 'date' | 'datetime-local';
  value: string;
  onValue: (value: string) => void;
}

/** The browser's control gives no value while it is half filled in, and what is in it then must stay. */
function NativeInput({ type, value, onValue, label, describedBy, invalid }: NativeInputProps) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (input.current && instant(input.current.value) !== instant(value)) input.current.value = value;
  }, [value]);
  return (
    <input
      ref={input}
      type={type}
      class="box value-input value-date"
      step={type === 'date' ? undefined : 1}
      min={type === 'date' ? '0001-01-01' : '0001-01-01T00:00:00'}
      max={type === 'date' ? '9999-12-31' : '9999-12-31T23:59:59'}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      onInput={({ currentTarget }) => {
        if (!currentTarget.validity.badInput) onValue(currentTarget.value);
      }}
    />
  );
}

/** The browser leaves out seconds that are 0. */
function instant(value: string): string {
  return value.length === 16 ? `${value}:00` : value;
}
