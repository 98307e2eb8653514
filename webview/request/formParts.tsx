import type { ComponentChildren } from 'preact';
import type { Draft } from '../../src/model/draft';
import { valuesCompletion } from '../editor/completion';
import { Editor } from '../editor/Editor';
import { checkJson, type JsonShape } from '../editor/jsonCheck';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import { OrderField } from './pickers/OrderField';
import { Row } from './Row';
import type { RequestPage } from './state';

export interface PartProps {
  page: RequestPage;
}

export function Ids({ page, example }: PartProps & { example?: string }) {
  return (
    <Row label="Records">
      <TextField
        mono
        class="grow"
        label="Record ids"
        placeholder={example ?? '1, 2, 3'}
        value={page.drafts.draft.value.ids}
        onInput={(ids) => page.update({ ids })}
      />
    </Row>
  );
}

const calls = [
  { value: 'POST', label: 'POST', title: 'The values go as JSON. Counts as a write.' },
  { value: 'GET', label: 'GET', title: 'The values go in the address. Counts as reading.' },
] as const;

/** How a REST module's method is called. */
export function CallWith({ page }: PartProps) {
  return (
    <Row label="Call with">
      <Select
        class="http-method"
        label="Call with"
        testId="call-with"
        value={page.drafts.draft.value.callWith}
        options={[...calls]}
        onChange={(value) => page.update({ callWith: value === 'GET' ? 'GET' : 'POST' })}
      />
    </Row>
  );
}

const bulkForms = [
  { value: '', label: 'One by its path, several as {"ids": […]}' },
  { value: 'object', label: 'Always as {"ids": […]}' },
  { value: 'list', label: 'Always as a list: […]' },
];

/** How a delete names its records, for modules that take several at once. */
export function BulkForm({ page }: PartProps) {
  if (page.connection.value?.rest?.dialect === 'plain') return null;
  return (
    <Row label="Sent">
      <Select
        class="bulk-form"
        label="How the records are sent"
        testId="bulk-form"
        value={page.drafts.draft.value.bulkForm ?? ''}
        options={bulkForms}
        onChange={(value) =>
          page.update({ bulkForm: value === 'object' || value === 'list' ? value : undefined })
        }
      />
    </Row>
  );
}

export function Paging({ page, children }: PartProps & { children?: ComponentChildren }) {
  return (
    <Row label="Order">
      <OrderField page={page} />
      <NumberField page={page} part="limit" label="Limit" />
      <NumberField page={page} part="offset" label="Offset" placeholder="0" />
      <span class="grow" />
      {children}
    </Row>
  );
}

interface NumberFieldProps extends PartProps {
  part: 'limit' | 'offset';
  label: string;
  placeholder?: string;
}

function NumberField({ page, part, label, placeholder }: NumberFieldProps) {
  return (
    <span class="row">
      <span class="dim" aria-hidden="true">
        {label}
      </span>
      <TextField
        class="number"
        label={label}
        placeholder={placeholder ?? ''}
        value={page.drafts.draft.value[part]}
        onInput={(text) => page.update({ [part]: text })}
      />
    </span>
  );
}

/** The operators of name_search (Odoo 14, odoo/models.py, name_search; Odoo 19, odoo/orm/models.py). */
const textOperators = ['ilike', 'like', '=ilike', '=like', '=', '!=', 'not ilike', 'not like'];

/** What a name search looks for. */
export function NameText({ page }: PartProps) {
  const { text, textOperator } = page.drafts.draft.value;
  const operators = textOperators.includes(textOperator) ? textOperators : [textOperator, ...textOperators];
  return (
    <Row label="Name">
      <Select
        class="text-operator"
        label="How names are compared"
        testId="text-operator"
        value={textOperator}
        options={operators.map((value) => ({ value, label: value }))}
        onChange={(value) => page.update({ textOperator: value })}
      />
      <TextField
        class="grow"
        label="Name"
        placeholder="Any name"
        value={text}
        onInput={(changed) => page.update({ text: changed })}
      />
      <NumberField page={page} part="limit" label="Limit" />
    </Row>
  );
}

interface JsonRowProps extends PartProps {
  part: keyof Draft & ('values' | 'args' | 'kwargs' | 'context' | 'rows');
  label: string;
  /** What it is read aloud as, where nothing stands beside it. */
  name?: string;
  shape: JsonShape;
  /** Whether the keys are the model's fields. */
  completes?: boolean;
}

const examples: Record<JsonRowProps['part'], string> = {
  values: '{"name": "Azure Interior"}',
  args: '[[1, 2, 3]]',
  kwargs: '{"limit": 10}',
  context: '{"lang": "fr_FR", "active_test": false}',
  rows: '[["Azure Interior", "BE"], ["Ready Mat", "FR"]]',
};

export function JsonRow({ page, part, label, name, shape, completes }: JsonRowProps) {
  const text = page.drafts.draft.value[part];
  return (
    <Row label={label} tall>
      <Editor
        label={name ?? label}
        testId={part}
        language="json"
        placeholder={examples[part]}
        value={text}
        error={checkJson(text, shape)}
        {...(completes ? { complete: valuesCompletion((model) => page.schema.fieldsOf(model)) } : {})}
        onChange={(changed) => page.update({ [part]: changed })}
      />
    </Row>
  );
}
