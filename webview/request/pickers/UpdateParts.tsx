import { Segmented } from '../../ui/Segmented';
import { ValuesPart } from '../../values/ValuesPart';
import type { PartProps } from '../formParts';
import { Row } from '../Row';
import { RecordsPart } from './RecordsPart';
import { changeUpdateKind, updateKind } from './updateKind';
import { updateKinds } from './words';

/** The same values for every record, or a list with an object for each. */
export function UpdateParts({ page }: PartProps) {
  const draft = page.drafts.draft.value;
  const kind = updateKind(draft.values);
  return (
    <>
      <Row label="Update">
        <Segmented
          label={updateKinds.label}
          testId="update-kind"
          value={kind}
          options={[
            { value: 'same', label: updateKinds.same },
            { value: 'each', label: updateKinds.each },
          ]}
          onChange={(chosen) => page.update(changeUpdateKind(draft, chosen))}
        />
      </Row>
      {kind === 'same' && (
        <RecordsPart
          page={page}
          model={draft.model.trim()}
          text={draft.ids}
          onText={(ids) => page.update({ ids })}
        />
      )}
      <ValuesPart
        page={page}
        part="values"
        shape={kind === 'same' ? 'object' : 'objectOrList'}
        mode="update"
      />
    </>
  );
}
