import { useMemo } from 'preact/hooks';
import { ChipBox } from '../ui/ChipBox';
import { Menu } from '../ui/Menu';
import { fieldAt, pathOptions, titleOf } from './pickers/fieldOptions';
import { pathSignOf } from './pickers/names';
import { fieldsMenu, fieldsRead, fieldsUnread } from './pickers/words';
import { typeSign } from '../grid/typeSign';
import { Row } from './Row';
import type { RequestPage } from './state';

interface FieldsPickerProps {
  page: RequestPage;
  /** What it means to choose none. */
  placeholder?: string;
}

/** The fields of an operation, as chips: names, and paths through relations. */
export function FieldsPicker({ page, placeholder }: FieldsPickerProps) {
  const { fields: chosen, operation } = page.drafts.draft.value;
  const sign = pathSignOf(operation);
  const typed = page.names.typed.value.fields;
  const loaded = page.schema.fields.value;
  const { version } = page.schema;
  const known = (model?: string) => page.schema.knownFields(model);
  const options = useMemo(
    () => pathOptions(known, typed, sign, chosen),
    [typed, sign, chosen, version.value, loaded],
  );
  const own = known() ?? [];
  const stored = own.filter((field) => field.stored);

  function choose(names: string[]): void {
    page.update({ fields: names });
    page.said.value = fieldsRead(names.length);
  }

  return (
    <Row label="Fields" tall>
      <div class="picker">
        <ChipBox
          label="Fields"
          addLabel="Add field"
          testId="fields"
          inputTestId="add-field"
          placeholder={
            chosen.length === 0 ? (placeholder ?? 'All fields. Add one to read only some') : 'Add field'
          }
          ordered
          chips={chosen.map((name) => {
            const title = titleOf(known, name, sign);
            return {
              value: name,
              sign: typeSign(fieldAt(known, name, sign)?.type),
              ...(title === undefined ? {} : { title }),
            };
          })}
          onChange={(fields) => page.update({ fields })}
          typed={typed}
          options={options}
          found
          onInput={(text) => page.names.input('fields', text)}
          onPick={(text) => page.names.add('fields', text)}
          onLeave={() => page.names.take('fields')}
          onSay={(sentence) => (page.said.value = sentence)}
          end={
            <Menu
              label={fieldsMenu.label}
              icon="list"
              end
              testId="fields-menu"
              items={[
                {
                  label: fieldsMenu.stored(stored.length),
                  disabled: stored.length === 0,
                  onPick: () => choose(stored.map((field) => field.name)),
                },
                {
                  label: fieldsMenu.all(own.length),
                  disabled: own.length === 0,
                  onPick: () => choose(own.map((field) => field.name)),
                },
                { label: fieldsMenu.none, disabled: chosen.length === 0, onPick: () => choose([]) },
                {
                  label: fieldsMenu.refresh,
                  group: '',
                  disabled: loaded.state === 'none',
                  onPick: () => page.schema.refreshFields(),
                },
              ]}
            />
          }
        />
        {loaded.state === 'failed' && (
          <div class="note dim" data-testid="fields-note">
            {fieldsUnread(loaded.problem.title)}
          </div>
        )}
      </div>
    </Row>
  );
}
