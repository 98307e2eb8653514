import { useId, useState } from 'preact/hooks';
import type { FieldInfo } from '../../src/model/schemaInfo';
import type { JsonNode, JsonPath } from '../../src/values/jsonTree';
import { IconButton } from '../ui/IconButton';
import { LinkButton } from '../ui/LinkButton';
import {
  controlLabel,
  findingsAt,
  isEmptied,
  pathKey,
  type Editing,
  type FieldProps,
  type ValuesMode,
} from './Editing';
import { BinaryValue } from './fields/BinaryValue';
import { BooleanValue } from './fields/BooleanValue';
import { CommandsValue } from './fields/CommandsValue';
import { DatetimeValue, DateValue } from './fields/DateValue';
import { JsonValue } from './fields/JsonValue';
import { IdsValue, Many2oneValue } from './fields/Many2oneValue';
import { NumberValue } from './fields/NumberValue';
import { PropertiesValue } from './fields/PropertiesValue';
import { ReferencedId, ReferenceValue } from './fields/ReferenceValue';
import { SelectionValue } from './fields/SelectionValue';
import { TextValue } from './fields/TextValue';
import { ValueFindings } from './ValueFindings';
import { valuesWords } from './words';

interface FieldRowProps {
  editing: Editing;
  path: JsonPath;
  node: JsonNode;
  name: string;
  /** Undefined for a key that is no field of the model. */
  field: FieldInfo | undefined;
  model: string | undefined;
  mode: ValuesMode;
  depth: number;
  onRemove: () => void;
}

/** Types whose values may be wanted as the JSON that they are. */
const alsoJson = new Set(['one2many', 'many2many', 'properties', 'reference', 'ids']);

/** One field of a record: its name, a control that fits its type, and what is to be said of its value. */
export function FieldRow(props: FieldRowProps) {
  const { editing, path, node, name, field, onRemove } = props;
  const id = useId();
  const known = field ?? { name, label: '', type: '', required: false, readonly: false, stored: true };
  const fits = fitsType(known.type, node);
  const [asJson, setAsJson] = useState(false);
  // Typing JSON may make the value one that fits: the control changes only when it is left.
  const [typing, setTyping] = useState(false);
  const raw = asJson || typing || !fits;
  const isList = known.type === 'one2many' || known.type === 'many2many';
  const showsInside = !raw && (isList || known.type === 'properties');
  const findings = findingsAt(editing, path, !showsInside);
  const control: FieldProps = {
    editing,
    field: known,
    path,
    node,
    label: controlLabel(known),
    describedBy: id,
    invalid: findings.some(({ severity }) => severity === 'error'),
  };
  return (
    <div
      class="value-row"
      role="group"
      aria-label={control.label}
      data-value-path={pathKey(path)}
      data-testid={`value-${name.slice(0, 100)}`}
    >
      <div class="value-name">
        <span class="mono" dir="auto">
          {name.length > 100 ? `${name.slice(0, 100)}…` : name}
        </span>
        <span class="dim" dir="auto">
          {field === undefined ? valuesWords.unknown : field.label}
        </span>
        <span class="dim">
          {[field?.required ? valuesWords.required : '', field?.readonly ? valuesWords.readonly : '']
            .filter(Boolean)
            .join(', ')}
        </span>
      </div>
      <div
        class="value-editor"
        onFocusIn={() => setTyping(raw)}
        onFocusOut={(event) => {
          const into = event.relatedTarget;
          if (!(into instanceof Node && event.currentTarget.contains(into))) setTyping(false);
        }}
      >
        {raw ? <JsonValue {...control} /> : <Control {...props} control={control} />}
        <ValueFindings id={id} editing={editing} findings={findings} />
      </div>
      <div class="value-do">
        {fits && alsoJson.has(known.type) && (
          <LinkButton label={valuesWords.asJsonOf(name)} expanded={raw} onClick={() => setAsJson(!asJson)}>
            {valuesWords.asJson}
          </LinkButton>
        )}
        {known.type !== 'boolean' && !isEmptied(node) && (
          <LinkButton
            label={valuesWords.emptyOf(name)}
            onClick={() => editing.state.set(path, isList ? '[[5, 0, 0]]' : 'false')}
          >
            {valuesWords.empty}
          </LinkButton>
        )}
        <IconButton icon="close" label={valuesWords.remove(name)} onClick={onRemove} />
      </div>
    </div>
  );
}

/** Whether a value is of a kind that the type's own control can show and change without losing anything. */
function fitsType(type: string, node: JsonNode): boolean {
  const emptied = isEmptied(node);
  switch (type) {
    case 'char':
    case 'text':
    case 'html':
    case 'selection':
    case 'date':
    case 'datetime':
    case 'reference':
    case 'binary':
    case 'image':
      return emptied || node.kind === 'text';
    case 'integer':
    case 'float':
    case 'monetary':
    case 'many2one_reference':
      return emptied || node.kind === 'number' || node.kind === 'text';
    case 'boolean':
      return node.kind === 'word' && node.value !== null;
    case 'many2one':
      return emptied || (node.kind === 'number' && Number.isInteger(node.value) && node.value > 0);
    case 'one2many':
    case 'many2many':
      return emptied || node.kind === 'list';
    case 'ids':
      return emptied || (node.kind === 'list' && node.items.every((item) => item.kind === 'number'));
    case 'properties':
      return emptied || node.kind === 'object';
    default:
      return false;
  }
}

function Control({ control, model, mode, depth }: FieldRowProps & { control: FieldProps }) {
  switch (control.field.type) {
    case 'integer':
    case 'float':
    case 'monetary':
      return <NumberValue {...control} />;
    case 'boolean':
      return <BooleanValue {...control} />;
    case 'selection':
      return <SelectionValue {...control} />;
    case 'date':
      return <DateValue {...control} />;
    case 'datetime':
      return <DatetimeValue {...control} />;
    case 'many2one':
      return <Many2oneValue {...control} />;
    case 'many2one_reference':
      return <ReferencedId {...control} />;
    case 'reference':
      return <ReferenceValue {...control} />;
    case 'one2many':
    case 'many2many':
      return <CommandsValue {...control} model={model} mode={mode} depth={depth} />;
    case 'ids':
      return <IdsValue {...control} />;
    case 'binary':
    case 'image':
      return <BinaryValue {...control} />;
    case 'properties':
      return <PropertiesValue {...control} model={model} depth={depth} />;
    case 'char':
    case 'text':
    case 'html':
      return <TextValue {...control} />;
    default:
      return <JsonValue {...control} />;
  }
}
