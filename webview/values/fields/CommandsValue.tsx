import {
  codes,
  fittingVerbs,
  verbLabels,
  verbMeaning,
  verbOf,
  type Verb,
} from '../../../src/values/commands';
import { shortened } from '../../../src/values/finding';
import type { JsonNode, JsonPath } from '../../../src/values/jsonTree';
import { IconButton } from '../../ui/IconButton';
import { Menu } from '../../ui/Menu';
import { Select } from '../../ui/Select';
import { findingsAt, pathKey, type FieldProps, type ValuesMode } from '../Editing';
import { ObjectForm } from '../ObjectForm';
import { ValueFindings } from '../ValueFindings';
import { valuesWords } from '../words';
import { IdsValue } from './Many2oneValue';
import { JsonValue } from './JsonValue';
import { RecordPick } from './RecordPick';

interface CommandsProps extends FieldProps {
  model: string | undefined;
  mode: ValuesMode;
  depth: number;
}

const allVerbs = Object.keys(codes) as Verb[];

/** A command that does nothing wrong before it is filled in, or says what it still needs. */
const fresh: Record<Verb, string> = {
  create: '[0, 0, {}]',
  update: '[1, 0, {}]',
  remove: '[2, 0, 0]',
  unlink: '[3, 0, 0]',
  link: '[4, 0, 0]',
  clear: '[5, 0, 0]',
  set: '[6, 0, []]',
};

/** The commands of a one2many or many2many, each with its verb and records. */
export function CommandsValue(props: CommandsProps) {
  const { editing, field, path, node, mode } = props;
  const items = node.kind === 'list' ? node.items : [];
  if (items.length > 0 && items.every((item) => item.kind === 'number')) {
    return (
      <div class="value-stack">
        <IdsValue {...props} />
        <span class="dim">{valuesWords.setIds}</span>
      </div>
    );
  }

  function add(verb: Verb): void {
    editing.state.wantedFocus = pathKey([...path, items.length]);
    if (node.kind === 'list') editing.state.set([...path, items.length], fresh[verb]);
    else editing.state.set(path, `[${fresh[verb]}]`);
  }

  const fitting = fittingVerbs(mode);
  return (
    <div class="value-stack" role="list" aria-label={valuesWords.commands(field.name)}>
      {items.length === 0 && (
        <span class="dim" role="listitem">
          {node.kind === 'list' ? valuesWords.noCommands : valuesWords.emptied}
        </span>
      )}
      {items.map((item, index) => (
        <CommandRow key={index} {...props} item={item} index={index} count={items.length} />
      ))}
      <span role="listitem">
        <Menu
          label={valuesWords.addCommand}
          look="link"
          testId={`add-command-${field.name}`}
          items={[...fitting, ...allVerbs.filter((verb) => !fitting.includes(verb))].map((verb) => ({
            label: verbLabels[verb],
            detail: verbMeaning(verb, field.type),
            onPick: () => add(verb),
          }))}
        />
      </span>
    </div>
  );
}

interface CommandRowProps extends CommandsProps {
  item: JsonNode;
  index: number;
  count: number;
}

function CommandRow(props: CommandRowProps) {
  const { editing, field, item, index, count } = props;
  const path: JsonPath = [...props.path, index];
  const verb =
    item.kind === 'list' && item.items[0]?.kind === 'number' ? verbOf(item.items[0].value) : undefined;
  const shown = verb !== undefined && item.kind === 'list' && fitsForm(verb, item.items);
  const findingsId = `command-${pathKey(path)}`;
  const place = index + 1;
  return (
    <div
      class="command"
      role="listitem"
      aria-label={valuesWords.command(field.name, place, count)}
      data-value-path={pathKey(path)}
    >
      <div class="command-line">
        {shown ? (
          <Select
            class="verb"
            label={valuesWords.verb(field.name, place)}
            value={verb}
            options={allVerbs.map((each) => ({
              value: each,
              label: verbLabels[each],
              title: verbMeaning(each, field.type),
            }))}
            onChange={(chosen) => {
              const next = allVerbs.find((each) => each === chosen);
              if (next) editing.state.set(path, changed(editing.base, item.items, verb, next));
            }}
          />
        ) : null}
        {shown ? (
          <Records {...props} path={path} verb={verb} items={item.items} />
        ) : (
          <JsonValue
            {...props}
            path={path}
            node={item}
            label={valuesWords.command(field.name, place, count)}
          />
        )}
        <IconButton
          icon="close"
          label={valuesWords.remove(valuesWords.command(field.name, place, count))}
          onClick={() => {
            editing.state.wantedFocus = pathKey(props.path);
            editing.state.remove(path);
          }}
        />
      </div>
      {shown && (verb === 'create' || verb === 'update') && item.items[2]?.kind === 'object' && (
        <Nested {...props} path={[...path, 2]} node={item.items[2]} verb={verb} />
      )}
      {shown && (
        <span class="dim mono sent-as" dir="auto">
          {valuesWords.sentAs(shortened(editing.base.slice(item.from, item.to)).replace(/\s+/g, ' '))}
        </span>
      )}
      <ValueFindings id={findingsId} editing={editing} findings={commandFindings(props, path, shown)} />
    </div>
  );
}

/** Values inside a command that has a form of its own say their findings there. */
function commandFindings({ editing }: CommandRowProps, path: JsonPath, shown: boolean) {
  return findingsAt(editing, path, !shown);
}

/** Whether the parts of a command are the ones its controls can show. */
function fitsForm(verb: Verb, items: readonly JsonNode[]): boolean {
  const [, second, third] = items;
  const isId = second?.kind === 'number' && Number.isInteger(second.value);
  switch (verb) {
    case 'create':
      return third?.kind === 'object';
    case 'update':
      return isId && third?.kind === 'object';
    case 'remove':
    case 'unlink':
    case 'link':
      return isId;
    case 'clear':
      return true;
    case 'set': {
      const ids = third?.kind === 'list' ? third.items : undefined;
      const numbers = ids?.flatMap((id) => (id.kind === 'number' ? [id.value] : []));
      return (
        numbers !== undefined && numbers.length === ids?.length && new Set(numbers).size === numbers.length
      );
    }
  }
}

/** The same command by another verb: its record and values go with it where the verb has such. */
function changed(base: string, items: readonly JsonNode[], before: Verb, verb: Verb): string {
  const written = (node: JsonNode | undefined): string | undefined => node && base.slice(node.from, node.to);
  const [, second, third] = items;
  const ids = third?.kind === 'list' ? third.items : [];
  const id = before === 'set' ? written(ids[0]) : before === 'create' ? undefined : written(second);
  const values = third?.kind === 'object' ? (written(third) ?? '{}') : '{}';
  switch (verb) {
    case 'create':
      return `[0, 0, ${values}]`;
    case 'update':
      return `[1, ${id ?? '0'}, ${values}]`;
    case 'remove':
    case 'unlink':
    case 'link':
      return `[${codes[verb]}, ${id ?? '0'}, 0]`;
    case 'clear':
      return fresh.clear;
    case 'set':
      return `[6, 0, [${id === undefined || id === '0' ? '' : id}]]`;
  }
}

function Records(props: CommandRowProps & { path: JsonPath; verb: Verb; items: readonly JsonNode[] }) {
  const { editing, field, path, verb, items, index, count } = props;
  const label = `${valuesWords.command(field.name, index + 1, count)}, ${valuesWords.record}`;
  const model = field.relation ?? '';
  if (verb === 'set') {
    const ids = items[2]?.kind === 'list' ? items[2].items : [];
    return (
      <RecordPick
        page={editing.page}
        model={model}
        ids={ids.flatMap((id) => (id.kind === 'number' ? [id.value] : []))}
        label={label}
        onChange={(chosen) => editing.state.set([...path, 2], `[${chosen.join(', ')}]`)}
      />
    );
  }
  const id = items[1];
  if (verb === 'create' || verb === 'clear' || id?.kind !== 'number') {
    return <span class="grow dim">{verbMeaning(verb, field.type)}</span>;
  }
  return (
    <RecordPick
      page={editing.page}
      model={model}
      ids={id.value > 0 ? [id.value] : []}
      single
      label={label}
      onChange={([chosen]) => editing.state.set([...path, 1], String(chosen ?? 0))}
    />
  );
}

/** Deeper, the values are shown as JSON. */
const deepestForm = 3;

interface NestedProps extends CommandRowProps {
  path: JsonPath;
  node: Extract<JsonNode, { kind: 'object' }>;
  verb: 'create' | 'update';
}

/** The values of a record that the command makes or changes. */
function Nested(props: NestedProps) {
  const { editing, field, path, node, verb, model, depth } = props;
  if (depth >= deepestForm) {
    return (
      <div class="value-nested">
        <span class="dim">{valuesWords.tooDeep}</span>
        <JsonValue {...props} />
      </div>
    );
  }
  const { relation } = field;
  return (
    <div class="value-nested">
      <ObjectForm
        editing={editing}
        path={path}
        node={node}
        fields={relation === undefined ? undefined : editing.page.schema.knownFields(relation)}
        model={relation}
        parentModel={model}
        mode={verb}
        depth={depth + 1}
      />
    </div>
  );
}
