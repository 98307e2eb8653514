import { useMemo, useRef } from 'preact/hooks';
import type { ModelList } from '../../src/model/schemaInfo';
import { count } from '../format';
import { Combobox } from '../ui/Combobox';
import { IconButton } from '../ui/IconButton';
import { LinkButton } from '../ui/LinkButton';
import { Spinner } from '../ui/Spinner';
import { needsDiagnosis } from './needsDiagnosis';
import { refreshModels } from './pickers/words';
import type { Loaded } from './schemaStore';
import type { RequestPage } from './state';

const none: ModelList['models'] = [];

/** Any technical name can be typed; the server's list of models completes it. */
export function ModelPicker({ page }: { page: RequestPage }) {
  const { model } = page.drafts.draft.value;
  const loaded = page.schema.models.value;
  const models = loaded.state === 'ready' ? loaded.value.models : none;
  const options = useMemo(
    () =>
      models.map((each) => ({
        value: each.model,
        label: each.label,
        ...(each.transient ? { detail: 'wizard' } : {}),
      })),
    [models],
  );
  const box = useRef<HTMLDivElement>(null);
  const label = models.find((each) => each.model === model)?.label;
  return (
    <div class="picker">
      <div class="box model-box" ref={box}>
        <Combobox
          label="Model"
          testId="model"
          placeholder="Model, as in res.partner"
          value={model}
          options={options}
          anchor={box}
          {...(label ? { ghost: label } : {})}
          onInput={(text) => page.update({ model: text })}
          onPick={(text) => page.update({ model: text.trim() })}
        />
        <IconButton
          icon="refresh"
          label={refreshModels}
          testId="refresh-models"
          onClick={() => {
            page.schema.refresh(true);
            page.lookups.forget();
          }}
        />
      </div>
      <ModelNote page={page} loaded={loaded} />
    </div>
  );
}

/** What there is to know about the list itself. */
function ModelNote({ page, loaded }: { page: RequestPage; loaded: Loaded<ModelList> }) {
  switch (loaded.state) {
    case 'none':
      return null;
    case 'loading':
      return (
        <div class="note dim" data-testid="models-note">
          <Spinner /> Reading the list of models
        </div>
      );
    case 'failed': {
      const { problem } = loaded;
      return (
        <div class="note" role="status" data-testid="models-note">
          <span>
            <strong>{problem.title}.</strong> {problem.sentence} A model’s technical name can be typed all the
            same.
          </span>
          <LinkButton onClick={() => page.schema.refresh(true)}>Try again</LinkButton>
          {needsDiagnosis(problem.code) && (
            <LinkButton onClick={() => void page.diagnose()}>Diagnose</LinkButton>
          )}
        </div>
      );
    }
    case 'ready':
      if (loaded.value.source === 'all') return null;
      return (
        <div class="note dim" data-testid="models-note">
          {loaded.value.source === 'refused'
            ? 'This server lists its models to administrators only. Type a model’s name to open it.'
            : `Showing the ${count(loaded.value.models.length)} models you may read. Listing all of them needs the Access Rights permission.`}
        </div>
      );
  }
}
