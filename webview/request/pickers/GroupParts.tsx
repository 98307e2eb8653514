import { useMemo } from 'preact/hooks';
import type { FieldInfo } from '../../../src/model/schemaInfo';
import { typeSign } from '../../grid/typeSign';
import { ChipBox } from '../../ui/ChipBox';
import type { ComboboxOption } from '../../ui/comboboxFilter';
import { FilterPart } from '../FilterPart';
import type { PartProps } from '../formParts';
import { Row } from '../Row';
import { aggregateOptions, fieldOfSpec, groupByOptions } from './groupOptions';
import { fieldAttributes, type NamePart } from './names';
import { isAtLeast } from './version';
import { havingNeeds19 } from './words';

const none: readonly FieldInfo[] = [];

/** What records are grouped by. */
export function GroupBy({ page }: PartProps) {
  return (
    <NamesRow
      page={page}
      part="groupBy"
      label="Group by"
      addLabel="Add group"
      placeholder="None: one group of all records"
      optionsOf={groupByOptions}
    />
  );
}

/** What is told of each group. */
export function Aggregates({ page }: PartProps) {
  return (
    <NamesRow
      page={page}
      part="aggregates"
      label="Aggregates"
      addLabel="Add aggregate"
      placeholder="amount_total:sum"
      optionsOf={aggregateOptions}
    />
  );
}

/** Which groups are kept. Odoo 19 and later; elsewhere it is shown only where something was typed. */
export function Having({ page }: PartProps) {
  const fits = isAtLeast(page.connection.value?.version, 19);
  const typed = page.drafts.draft.value.having.trim() !== '';
  if (!fits && !typed) return null;
  return (
    <>
      <FilterPart page={page} part="having" />
      {!fits && (
        <Row label="">
          <div class="note" role="status" data-testid="having-note">
            {havingNeeds19}
          </div>
        </Row>
      )}
    </>
  );
}

/** What fields_get is to tell of each field. */
export function Attributes({ page }: PartProps) {
  return (
    <NamesRow
      page={page}
      part="attributes"
      label="Attributes"
      addLabel="Add attribute"
      placeholder="All that the server tells"
      optionsOf={(_fields, _version, _typed, leave) =>
        attributeOptions.filter(({ value }) => !leave.includes(value))
      }
      plain
    />
  );
}

const attributeOptions = fieldAttributes.map(([value, label]) => ({ value, label }));

interface NamesRowProps extends PartProps {
  part: Exclude<NamePart, 'fields'>;
  label: string;
  addLabel: string;
  placeholder: string;
  optionsOf: (
    fields: readonly FieldInfo[],
    version: string | undefined,
    typed: string,
    leave: readonly string[],
  ) => ComboboxOption[];
  /** The options are to be filtered by what is typed, and the names are no fields. */
  plain?: boolean;
}

function NamesRow({ page, part, label, addLabel, placeholder, optionsOf, plain }: NamesRowProps) {
  const chosen = page.drafts.draft.value[part];
  const typed = page.names.typed.value[part];
  const fields = page.schema.knownFields() ?? none;
  const version = page.connection.value?.version;
  const options = useMemo(
    () => optionsOf(fields, version, typed, chosen),
    [fields, version, plain ? '' : typed, chosen],
  );
  return (
    <Row label={label} tall>
      <ChipBox
        label={label}
        addLabel={addLabel}
        testId={part}
        placeholder={chosen.length === 0 ? placeholder : addLabel}
        ordered
        chips={chosen.map((value) => {
          const field = plain ? undefined : fields.find((each) => each.name === fieldOfSpec(value));
          return {
            value,
            sign: typeSign(field?.type),
            ...(field ? { title: `${field.label} · ${field.relation ?? field.type}` } : {}),
          };
        })}
        onChange={(names) => page.update({ [part]: names })}
        typed={typed}
        options={options}
        found={!plain}
        onInput={(text) => page.names.input(part, text)}
        onPick={(text) => page.names.add(part, text)}
        onLeave={() => page.names.take(part)}
        onSay={(sentence) => (page.said.value = sentence)}
      />
    </Row>
  );
}
