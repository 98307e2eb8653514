import { useState } from 'preact/hooks';
import type { Draft } from '../../src/model/draft';
import { operationLabels, type Operation } from '../../src/model/requestSpec';
import { domainCompletion, valuesCompletion } from '../editor/completion';
import { Editor } from '../editor/Editor';
import { checkJson, type JsonShape } from '../editor/jsonCheck';
import { LinkButton } from '../ui/LinkButton';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import { FieldsPicker } from './FieldsPicker';
import { ModelPicker } from './ModelPicker';
import { Row } from './Row';
import type { RequestPage } from './state';

const operations = Object.entries(operationLabels).map(([value, label]) => ({ value, label }));

interface PartProps {
  page: RequestPage;
}

/** The parts that the chosen operation has, and no others. What was typed into the others is kept for when they come back. */
export function Form({ page }: PartProps) {
  const { operation, context } = page.drafts.draft.value;
  const [contextOpen, setContextOpen] = useState(false);
  const showContext = contextOpen || context.trim() !== '';
  const addContext = showContext ? null : (
    <LinkButton testId="add-context" expanded={false} onClick={() => setContextOpen(true)}>
      Add context
    </LinkButton>
  );
  return (
    <section class="form" data-region="form" aria-label="Request">
      <Row label="Operation">
        <Select
          class="operation"
          label="Operation"
          testId="operation"
          value={operation}
          options={operations}
          onChange={(value) => page.update({ operation: value as Operation })}
        />
        <span class="dim" aria-hidden="true">
          on
        </span>
        <ModelPicker page={page} />
      </Row>
      <Parts page={page} operation={operation} />
      {operation === 'searchRead' ? <Paging page={page}>{addContext}</Paging> : null}
      {operation !== 'searchRead' && addContext ? <Row label="">{addContext}</Row> : null}
      {showContext && <JsonRow page={page} part="context" label="Context" shape="object" />}
    </section>
  );
}

function Parts({ page, operation }: PartProps & { operation: Operation }) {
  switch (operation) {
    case 'searchRead':
      return (
        <>
          <FieldsPicker page={page} />
          <Filter page={page} />
        </>
      );
    case 'read':
      return (
        <>
          <Ids page={page} />
          <FieldsPicker page={page} />
        </>
      );
    case 'count':
      return <Filter page={page} />;
    case 'create':
      return <JsonRow page={page} part="values" label="Values" shape="objectOrList" completes />;
    case 'update':
      return (
        <>
          <Ids page={page} />
          <JsonRow page={page} part="values" label="Values" shape="object" completes />
        </>
      );
    case 'delete':
      return <Ids page={page} />;
    case 'call':
      return (
        <>
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
          <JsonRow page={page} part="args" label="Arguments" shape="list" />
          <JsonRow page={page} part="kwargs" label="Keywords" shape="object" />
        </>
      );
  }
}

function Filter({ page }: PartProps) {
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

function Ids({ page }: PartProps) {
  return (
    <Row label="Records">
      <TextField
        mono
        class="grow"
        label="Record ids"
        placeholder="1, 2, 3"
        value={page.drafts.draft.value.ids}
        onInput={(ids) => page.update({ ids })}
      />
    </Row>
  );
}

function Paging({ page, children }: PartProps & { children: preact.ComponentChildren }) {
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

function JsonRow({ page, part, label, shape, completes }: JsonRowProps) {
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
