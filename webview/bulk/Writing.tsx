import type { BulkPlan } from '../../src/model/bulk';
import type { RequestPage } from '../request/state';
import { Combobox } from '../ui/Combobox';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import { words } from './words';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((zone) => ({
  value: zone,
  label: '',
}));

/** How the table writes dates, numbers and times, and how many rows go at once. */
export function Writing({ page }: { page: RequestPage }) {
  const { bulk } = page;
  const { dates, decimal, timeZone, chunk } = bulk.writing.value;
  return (
    <div class="row wrap bulk-writing">
      <Select
        class="bulk-dates"
        label={words.dates}
        testId="bulk-dates"
        value={dates}
        options={Object.entries(words.dateForms).map(([value, label]) => ({ value, label }))}
        onChange={(value) => bulk.setWriting({ dates: value as BulkPlan['dates'] })}
      />
      <Select
        class="bulk-decimal"
        label={words.decimal}
        testId="bulk-decimal"
        value={decimal}
        options={Object.entries(words.decimalForms).map(([value, label]) => ({ value, label }))}
        onChange={(value) => bulk.setWriting({ decimal: value as BulkPlan['decimal'] })}
      />
      <div class="box bulk-zone" title={words.timeZoneTitle}>
        <Combobox
          label={words.timeZone}
          testId="bulk-zone"
          value={timeZone}
          options={zones}
          onInput={(zone) => bulk.setWriting({ timeZone: zone })}
          onPick={(zone) => bulk.setWriting({ timeZone: zone.trim() })}
        />
      </div>
      <span class="row">
        <span class="dim" aria-hidden="true">
          {words.chunk}
        </span>
        <TextField
          class="number"
          label={words.chunk}
          value={chunk}
          onInput={(text) => bulk.setWriting({ chunk: text })}
        />
      </span>
    </div>
  );
}
