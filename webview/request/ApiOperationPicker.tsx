import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Combobox } from '../ui/Combobox';
import { LinkButton } from '../ui/LinkButton';
import type { PartProps } from './formParts';

/** The operations of the connection's OpenAPI document. Choosing one fills the form. */
export function ApiOperationPicker({ page }: PartProps) {
  const { connectionId, apiOperation = '' } = page.drafts.draft.value;
  const { operations } = page.places.places.value;
  const [typed, setTyped] = useState(apiOperation);
  useEffect(() => setTyped(apiOperation), [apiOperation]);
  const options = useMemo(
    () =>
      operations.map(({ id, summary, tag }) => ({
        value: id,
        label: summary,
        ...(tag ? { detail: tag } : {}),
      })),
    [operations],
  );
  const box = useRef<HTMLDivElement>(null);
  return (
    <div class="picker">
      <div class="box" ref={box}>
        <Combobox
          label="API operation"
          testId="api-operation"
          placeholder={
            operations.length === 0 ? 'No OpenAPI document has been imported' : 'Choose an operation'
          }
          value={typed}
          options={options}
          anchor={box}
          onInput={setTyped}
          onPick={(id) => {
            const chosen = operations.find((each) => each.id === id);
            if (chosen) page.useApiOperation(chosen);
            else setTyped(apiOperation);
          }}
          onLeave={() => setTyped(apiOperation)}
        />
      </div>
      <div class="note dim" data-testid="api-note">
        {operations.length === 0 && 'The operations come from the server’s OpenAPI 3 document.'}
        <LinkButton
          testId="import-openapi"
          onClick={() => void page.ask(() => page.bridge.call('importOpenApi', { connectionId }))}
        >
          {operations.length === 0 ? 'Import an OpenAPI document' : 'Import it again'}
        </LinkButton>
      </div>
    </div>
  );
}
