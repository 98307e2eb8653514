import { useState } from 'preact/hooks';
import type { Operation } from '../../src/model/requestSpec';
import { LinkButton } from '../ui/LinkButton';
import { FieldsPicker } from './FieldsPicker';
import { CallWith, BulkForm, Filter, Ids, JsonRow, MethodName, Paging, type PartProps } from './formParts';
import { HttpParts } from './HttpParts';
import { OperationRow } from './OperationRow';
import { isOrmOperation } from './operations';
import { Row } from './Row';

/** The parts that the chosen operation has, and no others. What was typed into the others is kept for when they come back. */
export function Form({ page }: PartProps) {
  const { operation, context } = page.drafts.draft.value;
  const [contextOpen, setContextOpen] = useState(false);
  const isOrm = isOrmOperation(operation);
  const showContext = isOrm && (contextOpen || context.trim() !== '');
  const addContext =
    !isOrm || showContext ? null : (
      <LinkButton testId="add-context" expanded={false} onClick={() => setContextOpen(true)}>
        Add context
      </LinkButton>
    );
  return (
    <section class="form" data-region="form" aria-label="Request">
      <OperationRow page={page} />
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
    case 'copy':
    case 'exportData':
      return <Ids page={page} />;
    case 'search':
    case 'readGroup':
    case 'nameSearch':
    case 'fieldsGet':
    case 'defaultGet':
    case 'load':
      return null;
    case 'call':
      return (
        <>
          <MethodName page={page} />
          <JsonRow page={page} part="args" label="Arguments" shape="list" />
          <JsonRow page={page} part="kwargs" label="Keywords" shape="object" />
        </>
      );
    case 'restList':
      return (
        <>
          <FieldsPicker page={page} />
          <Filter page={page} />
          <Paging page={page} />
        </>
      );
    case 'restRead':
      return (
        <>
          <Ids page={page} example="12, NkK9" />
          <FieldsPicker page={page} />
        </>
      );
    case 'restCreate':
      return <JsonRow page={page} part="values" label="Values" shape="objectOrList" />;
    case 'restUpdate':
      return (
        <>
          <Ids page={page} example="12, NkK9. None where the values are a list of records" />
          <JsonRow page={page} part="values" label="Values" shape="objectOrList" />
        </>
      );
    case 'restDelete':
      return (
        <>
          <Ids page={page} example="12, NkK9" />
          <BulkForm page={page} />
        </>
      );
    case 'restCall':
      return (
        <>
          <CallWith page={page} />
          <Ids page={page} example="12, NkK9. None for a method of no record" />
          <JsonRow page={page} part="values" label="Values" shape="object" />
        </>
      );
    case 'http':
      return <HttpParts page={page} />;
  }
}
