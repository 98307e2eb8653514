import { protocolLabels, signInLabel } from '../../src/model/authMethod';
import { operationLabels, type Operation } from '../../src/model/requestSpec';
import { LinkButton } from '../ui/LinkButton';
import { Select, type SelectOption } from '../ui/Select';
import { ApiOperationPicker } from './ApiOperationPicker';
import type { PartProps } from './formParts';
import { ModelPicker } from './ModelPicker';
import {
  fitting,
  groupOf,
  inGroups,
  isOrmOperation,
  misfitWords,
  operationsFor,
  withOperation,
} from './operations';
import { RoutePicker } from './RoutePicker';
import { Row } from './Row';

/** Stands among the operations for choosing one of the imported OpenAPI document. */
const openApi = 'openApi';

/** What is done, and on what: a model, a route, or an operation of the server's own API. */
export function OperationRow({ page }: PartProps) {
  const { operation, apiOperation } = page.drafts.draft.value;
  const protocol = page.signIn.value?.protocol;
  const carried = protocol ? operationsFor(protocol) : [];
  const options = inGroups(carried).map(optionOf);
  if (carried.includes('http')) {
    options.push({ value: openApi, label: 'API operations (OpenAPI)', group: groupOf('http') });
  }
  // The chosen one stays in the list although it does not go this way, so that the list never says another.
  if (!carried.includes(operation)) {
    const group = protocol ? `Not over ${protocolLabels[protocol]}` : '';
    options.push({ ...optionOf(operation), group });
  }
  const choose = (value: string): void => {
    if (value === openApi) page.update({ operation: 'http', apiOperation: apiOperation ?? '' });
    else page.update(withOperation(page.drafts.draft.value, value as Operation));
  };
  const isApi = operation === 'http' && apiOperation !== undefined;
  return (
    <>
      <Row label="Operation">
        <Select
          class="operation"
          label="Operation"
          testId="operation"
          value={isApi && carried.includes('http') ? openApi : operation}
          options={options}
          onChange={choose}
        />
        {operation !== 'http' && (
          <span class="dim" aria-hidden="true">
            on
          </span>
        )}
        {isOrmOperation(operation) ? (
          <ModelPicker page={page} />
        ) : isApi ? (
          <ApiOperationPicker page={page} />
        ) : operation === 'http' ? (
          <span class="dim grow ellipsis">of this server, with the chosen sign-in</span>
        ) : (
          <RoutePicker page={page} />
        )}
      </Row>
      <Misfit page={page} />
    </>
  );
}

function optionOf(operation: Operation): SelectOption {
  return { value: operation, label: operationLabels[operation], group: groupOf(operation) };
}

/** The operation does not go by the chosen sign-in: what does, with nothing of what was typed lost. */
function Misfit({ page }: PartProps) {
  const { operation } = page.drafts.draft.value;
  const signIn = page.signIn.value;
  if (!signIn || operationsFor(signIn.protocol).includes(operation)) return null;
  const other = fitting(operation, signIn.protocol);
  const way = page.connection.value?.signInMethods.find(
    (each) => each.missing === undefined && operationsFor(each.protocol).includes(operation),
  );
  return (
    <Row label="">
      <div class="note misfit" role="status" data-testid="misfit">
        <span>{misfitWords(operation, signIn.protocol)} What you typed is kept.</span>
        <LinkButton
          testId="use-operation"
          onClick={() => page.update(withOperation(page.drafts.draft.value, other))}
        >
          Use “{operationLabels[other]}”
        </LinkButton>
        {way && (
          <LinkButton
            testId="use-sign-in"
            onClick={() => page.useSignIn({ auth: way.auth, protocol: way.protocol })}
          >
            Sign in by {signInLabel(way)}
          </LinkButton>
        )}
      </div>
    </Row>
  );
}
