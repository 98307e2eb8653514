import { useState } from 'preact/hooks';
import type { Operation } from '../../src/model/requestSpec';
import { actionOf } from '../bulk/bulkStore';
import { BulkPart } from '../bulk/BulkPart';
import { BulkLink } from '../bulk/BulkLink';
import { FieldsPicker } from './FieldsPicker';
import { FilterPart } from './FilterPart';
import { BulkForm, CallWith, Ids, JsonRow, NameText, Paging, type PartProps } from './formParts';
import { HttpParts } from './HttpParts';
import { OperationRow } from './OperationRow';
import { hasPages, isOrmOperation } from './operations';
import { ContextLink, ContextPart } from './pickers/ContextPart';
import { Aggregates, Attributes, GroupBy, Having } from './pickers/GroupParts';
import { MethodPart } from './pickers/MethodPart';
import { RecordsPart } from './pickers/RecordsPart';
import { UpdateParts } from './pickers/UpdateParts';
import { Row } from './Row';
import { ValuesPart } from '../values/ValuesPart';

/** The parts that the chosen operation has, and no others. What was typed into the others is kept for when they come back. */
export function Form({ page }: PartProps) {
  const { operation } = page.drafts.draft.value;
  const [contextOpen, setContextOpen] = useState(false);
  const link = !contextOpen && isOrmOperation(operation) && (
    <ContextLink page={page} onOpen={() => setContextOpen(true)} />
  );
  const offersBulk = !page.showsBulk.value && actionOf(operation) !== undefined;
  const bulkLink = offersBulk && <BulkLink page={page} />;
  return (
    <section class="form" data-region="form" aria-label="Request">
      <OperationRow page={page} />
      {page.showsBulk.value ? <BulkPart page={page} /> : <Parts page={page} operation={operation} />}
      {hasPages(operation) ? (
        <Paging page={page}>{link}</Paging>
      ) : (
        (link || bulkLink) && (
          <Row label="">
            {bulkLink}
            {link}
          </Row>
        )
      )}
      {contextOpen && isOrmOperation(operation) && (
        <ContextPart page={page} onFold={() => setContextOpen(false)} />
      )}
    </section>
  );
}

function Parts({ page, operation }: PartProps & { operation: Operation }) {
  switch (operation) {
    case 'searchRead':
      return (
        <>
          <FieldsPicker page={page} />
          <FilterPart page={page} />
        </>
      );
    case 'search':
    case 'count':
      return <FilterPart page={page} />;
    case 'read':
      return (
        <>
          <Records page={page} />
          <FieldsPicker page={page} />
        </>
      );
    case 'readGroup':
      return (
        <>
          <GroupBy page={page} />
          <Aggregates page={page} />
          <FilterPart page={page} />
          <Having page={page} />
        </>
      );
    case 'nameSearch':
      return (
        <>
          <NameText page={page} />
          <FilterPart page={page} />
        </>
      );
    case 'create':
      return <ValuesPart page={page} part="values" shape="objectOrList" mode="create" />;
    case 'update':
      return <UpdateParts page={page} />;
    case 'delete':
      return <Records page={page} />;
    case 'copy':
      return (
        <>
          <Records page={page} />
          <ValuesPart page={page} part="values" shape="object" mode="copy" />
        </>
      );
    case 'fieldsGet':
      return (
        <>
          <FieldsPicker page={page} placeholder="All fields. Add one to describe only some" />
          <Attributes page={page} />
        </>
      );
    case 'defaultGet':
      return <FieldsPicker page={page} placeholder="Add the fields whose defaults are wanted" />;
    case 'exportData':
      return (
        <>
          <Records page={page} />
          <FieldsPicker page={page} placeholder="Add fields, as in name, country_id/code, .id" />
        </>
      );
    case 'load':
      return (
        <>
          <FieldsPicker
            page={page}
            placeholder="Add a field for each cell of a row, as in id, name, country_id/id"
          />
          <JsonRow page={page} part="rows" label="Rows" shape="list" />
        </>
      );
    case 'call':
      return <MethodPart page={page} />;
    case 'restList':
      return (
        <>
          <FieldsPicker page={page} />
          <FilterPart page={page} />
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

function Records({ page }: PartProps) {
  const { ids, model } = page.drafts.draft.value;
  return (
    <RecordsPart page={page} model={model.trim()} text={ids} onText={(text) => page.update({ ids: text })} />
  );
}
