import { useMemo } from 'preact/hooks';
import { nearest } from '../../src/domain/nearest';
import { checkValues } from '../../src/values/checkValues';
import { localZone } from '../../src/values/datetimes';
import type { Finding } from '../../src/values/finding';
import { readTree } from '../../src/values/jsonTree';
import { valuesCompletion } from '../editor/completion';
import { Editor } from '../editor/Editor';
import { findingOf, type EditorFinding } from '../editor/finding';
import { checkJson } from '../editor/jsonCheck';
import { isOrmOperation } from '../request/operations';
import { Row } from '../request/Row';
import type { RequestPage } from '../request/state';
import { Segmented } from '../ui/Segmented';
import type { ValuesMode } from './Editing';
import { asEditorFinding } from './findingWords';
import { ValuesForm } from './ValuesForm';
import { valuesStateOf, type ValuesView } from './valuesState';
import { valuesWords } from './words';
import './values.css';

export interface ValuesPartProps {
  page: RequestPage;
  part: 'values';
  /** Whether a list of records may stand in place of one. */
  shape: 'object' | 'objectOrList';
  mode: ValuesMode;
}

const views = [
  { value: 'form', label: valuesWords.form },
  { value: 'json', label: valuesWords.json },
] as const;

/**
 * A record's values as a form and as JSON. Both show the draft's one text: what the form changes is changed there and nowhere
 * else, and JSON that is half typed stays as it is. The resources of REST modules have no known fields, and get the JSON alone.
 */
export function ValuesPart({ page, shape, mode }: ValuesPartProps) {
  const state = valuesStateOf(page);
  const { values: whole, operation, model } = page.drafts.draft.value;
  const hasFields = isOrmOperation(operation);
  const fields = hasFields ? page.schema.knownFields() : undefined;
  const version = page.schema.version.value;
  const { base } = state.read(whole);
  const isForm = hasFields && state.view.value === 'form';

  const tree = useMemo(() => readTree(base.trim() === '' ? '{}' : base), [base]);
  const findings = useMemo<readonly Finding[]>(() => {
    if (!tree.ok || base.trim() === '') return [];
    return checkValues(tree.root, {
      mode,
      shape,
      model: hasFields ? model.trim() : '',
      fields,
      fieldsOf: (name) => page.schema.knownFields(name),
      nearest,
    });
  }, [tree, fields, version, mode, shape, hasFields]);
  const zone = useMemo(localZone, []);

  return (
    <Row label={valuesWords.label} tall>
      <div class="values" data-testid="values-part">
        {hasFields && (
          <Segmented<ValuesView>
            label={valuesWords.view}
            testId="values-view"
            value={state.view.value}
            options={views}
            onChange={(view) => (state.view.value = view)}
          />
        )}
        {isForm ? (
          <ValuesForm
            editing={{ page, state, base, findings, zone }}
            tree={tree}
            fields={fields}
            shape={shape}
            mode={mode}
          />
        ) : (
          <JsonView page={page} shape={shape} whole={whole} findings={base === whole ? findings : []} />
        )}
      </div>
    </Row>
  );
}

interface JsonViewProps {
  page: RequestPage;
  shape: 'object' | 'objectOrList';
  whole: string;
  findings: readonly Finding[];
}

const example = '{"name": "Azure Interior"}';

function JsonView({ page, shape, whole, findings }: JsonViewProps) {
  const shown = useMemo<EditorFinding[]>(() => {
    const error = checkJson(whole, shape);
    return error ? [findingOf(error)] : findings.map((finding) => asEditorFinding(finding, whole));
  }, [whole, shape, findings]);
  return (
    <Editor
      label={valuesWords.label}
      testId="values"
      language="json"
      placeholder={example}
      value={whole}
      findings={shown}
      complete={valuesCompletion((name) => page.schema.fieldsOf(name))}
      onChange={(values) => page.update({ values })}
    />
  );
}
