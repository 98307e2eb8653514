import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { FieldInfo } from '../../src/model/schemaInfo';
import { missingFields, setByOdoo } from '../../src/values/checkObject';
import type { JsonObjectNode, JsonPath } from '../../src/values/jsonTree';
import { LinkButton } from '../ui/LinkButton';
import { AddField } from './AddField';
import { pathKey, type Editing, type ValuesMode } from './Editing';
import { FieldRow } from './FieldRow';
import { initialValue } from './initialValue';
import { valuesWords } from './words';

interface ObjectFormProps {
  editing: Editing;
  path: JsonPath;
  node: JsonObjectNode;
  fields: readonly FieldInfo[] | undefined;
  model: string | undefined;
  mode: ValuesMode | 'properties';
  /** The model whose lines these are. */
  parentModel?: string | undefined;
  depth: number;
}

/** More missing fields than these are not named one by one. */
const mostNamed = 8;

/** The values of one record: a row for each field that is set, and what can be added. */
export function ObjectForm(props: ObjectFormProps) {
  const { editing, path, node, fields, model, mode, parentModel, depth } = props;
  const { page, state } = editing;
  const form = useRef<HTMLDivElement>(null);
  const byName = useMemo(() => new Map(fields?.map((field) => [field.name, field])), [fields]);
  // Of a key that stands twice the last counts.
  const members = [...new Map(node.members.map((member) => [member.key, member])).values()];
  const set = new Set(members.map(({ key }) => key));
  const missing = mode === 'create' && fields ? missingFields(fields, set, parentModel) : [];

  useLayoutEffect(() => {
    const wanted = state.wantedFocus;
    const target =
      wanted === undefined ? null : form.current?.querySelector(`[data-value-path="${CSS.escape(wanted)}"]`);
    if (!target) return;
    state.wantedFocus = undefined;
    target.querySelector<HTMLElement>(focusable)?.focus();
  });

  function add(names: readonly string[]): void {
    const fresh = names.filter((name) => !set.has(name));
    const [first] = fresh;
    if (first !== undefined) {
      state.wantedFocus = pathKey([...path, first]);
      state.setAll(
        path,
        fresh.map((name) => [name, initialValue(byName.get(name))]),
      );
      page.said.value = valuesWords.added(fresh);
    } else if (names[0] !== undefined) {
      form.current
        ?.querySelector(`[data-value-path="${CSS.escape(pathKey([...path, names[0]]))}"]`)
        ?.querySelector<HTMLElement>(focusable)
        ?.focus();
    }
  }

  function remove(name: string, index: number): void {
    const neighbour = members[index + 1] ?? members[index - 1];
    state.wantedFocus = pathKey(neighbour ? [...path, neighbour.key] : [...path, addPlace]);
    state.remove([...path, name]);
    page.said.value = valuesWords.removed(name);
  }

  const names = missing.slice(0, mostNamed).map(({ name }) => name);
  return (
    <div class="object-form" ref={form}>
      {members.map((member, index) => (
        <FieldRow
          key={member.key}
          editing={editing}
          path={[...path, member.key]}
          node={member.value}
          name={member.key}
          field={fieldOf(byName, member.key, model)}
          model={model}
          mode={mode === 'properties' ? 'update' : mode}
          depth={depth}
          onRemove={() => remove(member.key, index)}
        />
      ))}
      {missing.length > 0 && (
        <div class="value-offer" data-testid="required">
          <span class="dim">{valuesWords.requiredMissing}</span>
          {names.map((name) => (
            <LinkButton key={name} label={`${valuesWords.addField} ${name}`} onClick={() => add([name])}>
              <span class="mono">{name}</span>
            </LinkButton>
          ))}
          {missing.length > 1 && (
            <LinkButton
              testId="add-required"
              label={valuesWords.addRequiredLabel(missing.map(({ name }) => name))}
              onClick={() => add(missing.map(({ name }) => name))}
            >
              {valuesWords.addRequired}
            </LinkButton>
          )}
        </div>
      )}
      <div data-value-path={pathKey([...path, addPlace])}>
        <AddField
          label={mode === 'properties' ? valuesWords.addProperty : valuesWords.addField}
          fields={fields}
          set={set}
          onAdd={(name) => add([name])}
        />
      </div>
    </div>
  );
}

/** No field is called so. */
const addPlace = '+ add';
const focusable =
  'input, textarea, [contenteditable="true"], [role="radio"][tabindex="0"], vscode-dropdown, button:not([tabindex="-1"])';

/** The id of a record in a list of changes leads to the record itself. */
function fieldOf(
  byName: ReadonlyMap<string, FieldInfo>,
  name: string,
  model: string | undefined,
): FieldInfo | undefined {
  const field = byName.get(name);
  if (name !== 'id' || !setByOdoo.includes(name) || model === undefined || !field) return field;
  return { ...field, type: 'many2one', relation: model, readonly: false };
}
