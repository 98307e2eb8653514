import { choiceId, valueKind } from '../../src/domain/operatorsFor';
import { printDomain } from '../../src/domain/print';
import type { Json } from '../../src/model/json';
import type { FieldInfo } from '../../src/model/schemaInfo';
import type { RequestPage } from '../request/state';
import { Combobox } from '../ui/Combobox';
import { LinkButton } from '../ui/LinkButton';
import { Select } from '../ui/Select';
import { DateValue } from './DateValue';
import { ListValue } from './ListValue';
import { fieldsPending } from './filterContext';
import type { PageCondition } from './nodes';
import { RecordsValue } from './RecordsValue';
import { NumberValue, TextValue } from './TextValue';
import { fits, itemsOf, type EditorKind } from './values';
import { treeWords, valueWords } from './words';

interface ConditionValueProps {
  page: RequestPage;
  condition: PageCondition;
  field: FieldInfo | undefined;
  version: number | undefined;
  onChange: (value: Json | undefined) => void;
  onSay: (sentence: string) => void;
  /** Shows the filter's text. */
  onText: () => void;
}

const numberTypes = new Set(['integer', 'float', 'monetary', 'many2one_reference']);

/** What a condition compares with, edited as its field and operator ask. */
export function ConditionValue(props: ConditionValueProps) {
  const { page, condition, field, version, onChange, onSay } = props;
  const { value } = condition;
  const untyped = !field && !fieldsPending(page);
  const kind = editorKind(field, condition);
  switch (kind) {
    case 'none':
    case 'domain':
      return null;
    case 'text':
      return (
        <>
          <TextValue
            label={valueWords.value}
            value={typeof value === 'string' ? value : ''}
            onChange={onChange}
          />
          {untyped && !condition.operator.endsWith('like') && <ValueType type="text" onChange={onChange} />}
        </>
      );
    case 'number':
      return (
        <>
          <NumberValue
            label={valueWords.value}
            value={typeof value === 'number' ? value : undefined}
            onChange={onChange}
          />
          {untyped && <ValueType type="number" onChange={onChange} />}
        </>
      );
    case 'boolean':
      return (
        <>
          <Select
            class="filter-boolean"
            label={valueWords.value}
            value={value === false ? 'false' : 'true'}
            options={[
              { value: 'true', label: valueWords.yes },
              { value: 'false', label: valueWords.no },
            ]}
            onChange={(chosen) => onChange(chosen === 'true')}
          />
          {untyped && <ValueType type="boolean" onChange={onChange} />}
        </>
      );
    case 'date':
    case 'datetime':
      return (
        <DateValue
          type={kind}
          value={typeof value === 'string' ? value : undefined}
          relative={(version ?? 0) >= 19}
          onChange={onChange}
        />
      );
    case 'selection':
      return <Choice value={typeof value === 'string' ? value : ''} field={field} onChange={onChange} />;
    case 'record':
    case 'records': {
      return (
        <RecordsValue
          key={field?.relation}
          lookups={page.lookups}
          model={field?.relation ?? ''}
          items={itemsOf(value)}
          many={kind === 'records'}
          onChange={(changed) => onChange(kind === 'records' ? changed : changed.at(-1))}
          onSay={onSay}
        />
      );
    }
    case 'list': {
      const items = itemsOf(value);
      const allNumbers = items.length > 0 && items.every((item) => typeof item === 'number');
      return (
        <ListValue
          items={items}
          numbers={field ? numberTypes.has(field.type) : allNumbers}
          choices={field?.selection}
          onChange={onChange}
          onSay={onSay}
        />
      );
    }
    case 'raw':
      return <RawValue value={value} onReplace={() => onChange(undefined)} onText={props.onText} />;
  }
}

/** The editor for a condition's value; of a field that is not known, the one for the value as it is. */
function editorKind(field: FieldInfo | undefined, { operator, value }: PageCondition): EditorKind {
  const kind = valueKind(field, choiceId(field, operator, value) ?? operator);
  if (!field && kind === 'text' && !operator.endsWith('like')) {
    if (typeof value === 'number') return 'number';
    if (typeof value === 'boolean') return 'boolean';
  }
  return fits(kind, value) ? kind : 'raw';
}

/** A choice of a selection field; others can be typed, for a server may know more than it tells. */
function Choice(props: { value: string; field: FieldInfo | undefined; onChange: (value: string) => void }) {
  const { value, field, onChange } = props;
  const label = field?.selection?.find(([key]) => key === value)?.[1];
  return (
    <div class="box filter-choice">
      <Combobox
        label={valueWords.value}
        placeholder={valueWords.choose}
        value={value}
        options={(field?.selection ?? []).map(([key, name]) => ({ value: key, label: name }))}
        {...(label === undefined ? {} : { ghost: label })}
        onInput={onChange}
        onPick={onChange}
      />
    </div>
  );
}

type PlainType = keyof typeof valueWords.types;
const firstOf: Record<PlainType, Json> = { text: '', number: 0, boolean: true };
const plainTypes: PlainType[] = ['text', 'number', 'boolean'];

/** What kind of value it is, where no field says so. */
function ValueType({ type, onChange }: { type: PlainType; onChange: (value: Json) => void }) {
  return (
    <Select
      class="filter-type"
      label={valueWords.type}
      value={type}
      options={plainTypes.map((each) => ({ value: each, label: valueWords.types[each] }))}
      onChange={(chosen) => {
        const plain = plainTypes.find((each) => each === chosen);
        if (plain) onChange(firstOf[plain]);
      }}
    />
  );
}

/** More of a value than this says nothing to a person. */
const mostShown = 200;

function RawValue(props: { value: Json | undefined; onReplace: () => void; onText: () => void }) {
  const text = props.value === undefined ? '' : printDomain([props.value], 'python').slice(1, -1).trim();
  return (
    <>
      <code class="filter-raw ellipsis" dir="auto" title={valueWords.raw}>
        {text.slice(0, mostShown)}
      </code>
      <LinkButton onClick={props.onText}>{treeWords.editText}</LinkButton>
      <LinkButton onClick={props.onReplace}>{valueWords.replace}</LinkButton>
    </>
  );
}
