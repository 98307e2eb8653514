import { useState } from 'preact/hooks';
import { commonRelativeDates, describeRelativeDate, parseRelativeDate } from '../../src/domain/relativeDates';
import { localZone, readDatetime, toLocal, toUtc, writeDatetime } from '../../src/values/datetimes';
import { Combobox } from '../ui/Combobox';
import { LinkButton } from '../ui/LinkButton';
import { Menu } from '../ui/Menu';
import { isDay } from './values';
import { valueWords } from './words';

interface DateValueProps {
  type: 'date' | 'datetime';
  value: string | undefined;
  /** Whether the server reads dates such as "today -7d" (Odoo 19 and later). */
  relative: boolean;
  /** Undefined takes the value away until there is another. */
  onChange: (value: string | undefined) => void;
}

/** A day; a moment, shown by this computer's clock and sent in UTC; or a date reckoned from when the search runs. */
export function DateValue(props: DateValueProps) {
  const { type, value, relative, onChange } = props;
  if (value !== undefined && parseRelativeDate(value)) return <RelativeValue {...props} value={value} />;
  const day = type === 'date' || (value !== undefined && isDay(value));
  return (
    <>
      {day ? <Day value={value ?? ''} onChange={onChange} /> : <Moment value={value} onChange={onChange} />}
      {day && type === 'datetime' && <span class="dim filter-note">{valueWords.wholeDay}</span>}
      {relative && (
        <Menu
          label={valueWords.relative}
          look="link"
          items={commonRelativeDates(type).map((each) => ({
            label: each.label,
            detail: each.value,
            onPick: () => onChange(each.value),
          }))}
        />
      )}
    </>
  );
}

function Day({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <input
      class="filter-input filter-day box"
      type="date"
      max="9999-12-31"
      aria-label={valueWords.day}
      value={value}
      onInput={(event) => {
        // Empty as long as a part of the date is missing.
        if (isDay(event.currentTarget.value)) onChange(event.currentTarget.value);
      }}
    />
  );
}

function Moment({ value, onChange }: { value: string | undefined; onChange: (value: string) => void }) {
  const zone = localZone();
  const utc = value === undefined ? undefined : readDatetime(value);
  const local = utc && writeDatetime(toLocal(utc, zone)).replace(' ', 'T');
  return (
    <>
      <input
        class="filter-input filter-moment box"
        type="datetime-local"
        step="1"
        max="9999-12-30T23:59:59"
        aria-label={valueWords.moment}
        value={local ?? ''}
        onInput={(event) => {
          const typed = readDatetime(event.currentTarget.value.replace('T', ' '));
          if (typed) onChange(writeDatetime(toUtc(typed, zone).utc));
        }}
      />
      {utc && <span class="dim filter-note">{valueWords.utc(writeDatetime(utc))}</span>}
    </>
  );
}

function RelativeValue({ type, value, onChange }: DateValueProps & { value: string }) {
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const shown = typed ?? value;
  const read = parseRelativeDate(shown);
  const take = (text: string): void => {
    const plain = text.trim();
    if (plain !== '' && plain !== value && parseRelativeDate(plain)) onChange(plain);
  };
  return (
    <>
      <div class="box relative-date">
        <Combobox
          label={valueWords.relative}
          placeholder={valueWords.relativeHint}
          value={shown}
          options={commonRelativeDates(type)}
          invalid={read === undefined}
          onInput={(text) => {
            setTyped(text);
            take(text);
          }}
          onPick={(text) => {
            setTyped(undefined);
            take(text);
          }}
          onLeave={() => setTyped(undefined)}
        />
      </div>
      <span class="dim filter-note">{read ? describeRelativeDate(read) : valueWords.notRelative}</span>
      <LinkButton onClick={() => onChange(undefined)}>{valueWords.fixedDate}</LinkButton>
    </>
  );
}
