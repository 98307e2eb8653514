import { useMemo, useState } from 'preact/hooks';
import type { BulkTable } from '../../src/contract/request/bulkApi';
import type { FieldInfo } from '../../src/model/schemaInfo';
import type { RequestPage } from '../request/state';
import { Combobox } from '../ui/Combobox';
import type { ComboboxOption } from '../ui/comboboxFilter';
import { words } from './words';

/** What each column means: a field, an id, or nothing. */
export function Mapping({ page, table }: { page: RequestPage; table: BulkTable }) {
  const loaded = page.schema.fields.value;
  const options = useMemo(() => optionsOf(loaded.state === 'ready' ? loaded.value : []), [loaded]);
  return (
    <div class="bulk-mapping" role="region" aria-label={words.columns} tabIndex={0}>
      <table data-testid="bulk-mapping">
        <thead>
          <tr>
            <th scope="col">{words.column}</th>
            <th scope="col">{words.samples}</th>
            <th scope="col">{words.field}</th>
          </tr>
        </thead>
        <tbody>
          {table.columns.map((column, index) => (
            <tr key={index}>
              <th scope="row" dir="auto">
                {column.name}
              </th>
              <td class="dim ellipsis" dir="auto" title={column.samples.join(' · ')}>
                {column.samples.join(' · ')}
              </td>
              <td>
                <FieldChoice page={page} index={index} column={column.name} options={options} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FieldChoice(props: {
  page: RequestPage;
  index: number;
  column: string;
  options: readonly ComboboxOption[];
}) {
  const { bulk } = props.page;
  const chosen = bulk.columns.value[props.index] ?? '';
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const take = (field: string): void => {
    setTyped(undefined);
    if (field !== chosen) bulk.setColumn(props.index, field.trim());
  };
  return (
    <div class="box">
      <Combobox
        label={words.fieldFor(props.column)}
        testId={`bulk-field-${props.index}`}
        placeholder={words.leftOut}
        value={typed ?? chosen}
        options={props.options}
        onInput={setTyped}
        onPick={take}
        onLeave={() => {
          if (typed !== undefined) take(typed);
        }}
      />
    </div>
  );
}

/** Every field that can be written, a relation by name or id and by external id, after the two ids of the record itself. */
function optionsOf(fields: readonly FieldInfo[]): ComboboxOption[] {
  const options: ComboboxOption[] = [
    { value: 'id', label: words.databaseId },
    { value: '@id', label: words.externalId },
  ];
  for (const { name, label, type, relation, readonly } of fields) {
    if (readonly || name === 'id') continue;
    options.push({ value: name, label, detail: relation ?? type });
    if (relation !== undefined && type !== 'one2many') {
      options.push({ value: `${name}@id`, label: words.relatedExternalId(label), detail: relation });
    }
  }
  return options;
}
