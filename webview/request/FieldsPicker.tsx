import { useMemo, useRef } from 'preact/hooks';
import type { FieldInfo } from '../../src/model/schemaInfo';
import { Chip } from '../ui/Chip';
import { Combobox } from '../ui/Combobox';
import { IconButton } from '../ui/IconButton';
import { Row } from './Row';
import type { RequestPage } from './state';

const none: FieldInfo[] = [];

/** The fields to read, as chips; none chosen means all of them. */
export function FieldsPicker({ page }: { page: RequestPage }) {
  const chosen = page.drafts.draft.value.fields;
  const loaded = page.schema.fields.value;
  const known = loaded.state === 'ready' ? loaded.value : none;
  const box = useRef<HTMLDivElement>(null);
  const options = useMemo(
    () =>
      known
        .filter((field) => !chosen.includes(field.name))
        .map((field) => ({ value: field.name, label: field.label, detail: field.relation ?? field.type })),
    [known, chosen],
  );

  return (
    <Row label="Fields" tall>
      <div class="picker">
        <div class="box fields" ref={box} data-testid="fields">
          {chosen.map((name) => {
            const field = known.find((each) => each.name === name);
            return (
              <Chip
                key={name}
                text={name}
                {...(field ? { title: `${field.label} · ${field.relation ?? field.type}` } : {})}
                onRemove={() => page.update({ fields: chosen.filter((each) => each !== name) })}
              />
            );
          })}
          <Combobox
            label="Add field"
            testId="add-field"
            placeholder={chosen.length === 0 ? 'All fields. Add one to read only some' : 'Add field'}
            value={page.typedField.value}
            options={options}
            anchor={box}
            onInput={(text) => (page.typedField.value = text)}
            onPick={(text) => page.addFields(text)}
            onLeave={() => page.takeTypedField()}
            onBackspace={() => page.update({ fields: chosen.slice(0, -1) })}
          />
          {chosen.length > 0 && (
            <IconButton
              icon="close"
              label="Read all fields"
              testId="all-fields"
              onClick={() => page.update({ fields: [] })}
            />
          )}
        </div>
        {loaded.state === 'failed' && (
          <div class="note dim" data-testid="fields-note">
            The fields of this model could not be read: {loaded.problem.title}. Names can be typed all the
            same.
          </div>
        )}
      </div>
    </Row>
  );
}
