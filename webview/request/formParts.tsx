import type { ComponentChildren } from 'preact';
import type { Draft } from '../../src/model/draft';
import { domainCompletion, valuesCompletion } from '../editor/completion';
import { Editor } from '../editor/Editor';
import { checkJson, type JsonShape } from '../editor/jsonCheck';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import { Row } from './Row';
import type { RequestPage } from './state';

export interface PartProps {
  page: RequestPage;
}

export function Filter({ page }: PartProps) {
  return (
    <Row label="Filter" tall>
      <Editor
        label="Filter"
        testId="filter"
        language="domain"
        placeholder="[('is_company', '=', True)]"
        value={page.drafts.draft.value.domain}
        error={page.domain.error.value}
        complete={domainCompletion((model) => page.schema.fieldsOf(model))}
        onChange={(domain) => page.update({ domain })}
      />
    </Row>
  );
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

export function MethodName({ page }: PartProps) {
  return (
    <Row label="Method">
      <TextField
        mono
        class="grow"
        label="Method"
        placeholder="name_search"
        value={page.drafts.draft.value.method}
        onInput={(method) => page.update({ method })}
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
  const { order, limit, offset } = page.drafts.draft.value;
  return (
    <Row label="Order">
      <TextField
        mono
        class="order"
        label="Order"
        placeholder="name asc, id desc"
        value={order}
        onInput={(text) => page.update({ order: text })}
      />
      <span class="row">
        <span class="dim" aria-hidden="true">
          Limit
        </span>
        <TextField
          class="number"
          label="Limit"
          value={limit}
          onInput={(text) => page.update({ limit: text })}
        />
      </span>
      <span class="row">
        <span class="dim" aria-hidden="true">
          Offset
        </span>
        <TextField
          class="number"
          label="Offset"
          placeholder="0"
          value={offset}
          onInput={(text) => page.update({ offset: text })}
        />
      </span>
      <span class="grow" />
      {children}
    </Row>
  );
}

interface JsonRowProps extends PartProps {
  part: keyof Draft & ('values' | 'args' | 'kwargs' | 'context');
  label: string;
  shape: JsonShape;
  /** Whether the keys are the model's fields. */
  completes?: boolean;
}

const examples: Record<JsonRowProps['part'], string> = {
  values: '{"name": "Azure Interior"}',
  args: '[[1, 2, 3]]',
  kwargs: '{"limit": 10}',
  context: '{"lang": "fr_FR", "active_test": false}',
};

export function JsonRow({ page, part, label, shape, completes }: JsonRowProps) {
  const text = page.drafts.draft.value[part];
  return (
    <Row label={label} tall>
      <Editor
        label={label}
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
