import { useId, useMemo, useRef } from 'preact/hooks';
import type { FieldInfo } from '../../../src/model/schemaInfo';
import { Combobox } from '../../ui/Combobox';
import { LinkButton } from '../../ui/LinkButton';
import type { PartProps } from '../formParts';
import { orderOptions, sortableFields, sortableGroups, strangeOrder } from './orderOptions';
import { clearOrder, strangeToGroups } from './words';

const none: readonly FieldInfo[] = [];

/** What the records or groups come in the order of: text, which the model's fields complete. */
export function OrderField({ page }: PartProps) {
  const { order, operation, groupBy, aggregates } = page.drafts.draft.value;
  const fields = page.schema.knownFields() ?? none;
  const version = page.connection.value?.version;
  const note = useId();
  const box = useRef<HTMLDivElement>(null);
  const sortable = useMemo(
    () => (operation === 'readGroup' ? sortableGroups(groupBy, aggregates, version) : sortableFields(fields)),
    [operation, groupBy, aggregates, version, fields],
  );
  const options = useMemo(() => orderOptions(order, sortable), [order, sortable]);
  const strange = operation === 'readGroup' ? strangeOrder(order, sortable) : [];
  return (
    <div class="order">
      <div class="box" ref={box}>
        <Combobox
          label="Order"
          testId="order"
          placeholder={operation === 'readGroup' ? '' : 'name, id desc'}
          value={order}
          options={options}
          anchor={box}
          found
          onInput={(text) => page.update({ order: text })}
          onPick={(text) => page.update({ order: text })}
          describedBy={strange.length > 0 ? note : undefined}
        />
      </div>
      {strange.length > 0 && (
        <div class="note" role="status" id={note} data-testid="order-note">
          <span>{strangeToGroups(strange)}</span>
          <LinkButton onClick={() => page.update({ order: '' })}>{clearOrder}</LinkButton>
        </div>
      )}
    </div>
  );
}
