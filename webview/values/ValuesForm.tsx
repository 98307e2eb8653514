import type { FieldInfo } from '../../src/model/schemaInfo';
import type { JsonPath, ReadTree } from '../../src/values/jsonTree';
import { checkJson } from '../editor/jsonCheck';
import { LinkButton } from '../ui/LinkButton';
import { Message } from '../ui/Message';
import type { Editing, ValuesMode } from './Editing';
import { FillDefaults } from './FillDefaults';
import { ObjectForm } from './ObjectForm';
import { RecordSwitcher } from './RecordSwitcher';
import { valuesWords } from './words';

interface ValuesFormProps {
  editing: Editing;
  tree: ReadTree;
  fields: readonly FieldInfo[] | undefined;
  shape: 'object' | 'objectOrList';
  mode: ValuesMode;
}

/** The values of one record, or of one at a time of a list's. */
export function ValuesForm({ editing, tree, fields, shape, mode }: ValuesFormProps) {
  const { page, state, base } = editing;
  if (!tree.ok) return <NoForm editing={editing} sentence={brokenSentence(base, tree.position)} />;
  const { root } = tree;
  const isList = root.kind === 'list' && shape === 'objectOrList';
  const at = root.kind === 'list' ? Math.max(0, Math.min(state.record.value, root.items.length - 1)) : 0;
  const node = root.kind === 'list' ? (isList ? root.items[at] : undefined) : root;
  const path: JsonPath = isList ? [at] : [];
  const isEmptyList = isList && root.items.length === 0;
  if (!isEmptyList && node?.kind !== 'object') {
    return <NoForm editing={editing} sentence={valuesWords.noRecords} />;
  }
  const model = page.drafts.draft.value.model.trim();
  return (
    <>
      {shape === 'objectOrList' && <RecordSwitcher editing={editing} root={root} mode={mode} at={at} />}
      <FieldsNote editing={editing} model={model} />
      {node?.kind === 'object' && !isAwaited(editing, model) && (
        <ObjectForm
          key={isList ? at : 'one'}
          editing={editing}
          path={path}
          node={node}
          fields={fields}
          model={model}
          mode={mode}
          depth={0}
        />
      )}
      {mode === 'create' && fields && node?.kind === 'object' && (
        <div class="value-offer">
          <FillDefaults editing={editing} model={model} fields={fields} path={path} node={node} />
        </div>
      )}
    </>
  );
}

function NoForm({ editing, sentence }: { editing: Editing; sentence: string }) {
  return (
    <Message kind="warning" testId="values-broken">
      <span dir="auto">{sentence}</span>
      <div>
        <LinkButton onClick={() => (editing.state.view.value = 'json')}>{valuesWords.showJson}</LinkButton>
      </div>
    </Message>
  );
}

/** Whether the fields are still to come: a control that turned into another one under the fingers would lose what is typed. */
function isAwaited({ page }: Editing, model: string): boolean {
  const { state } = page.schema.fields.value;
  return state === 'loading' || (state === 'none' && model !== '');
}

/** Why no names and types are known. */
function FieldsNote({ editing, model }: { editing: Editing; model: string }) {
  const { state } = editing.page.schema.fields.value;
  if (state === 'ready') return null;
  const sentence =
    model === ''
      ? valuesWords.noModel
      : state === 'failed'
        ? valuesWords.fieldsFailed
        : valuesWords.fieldsLoading;
  return <span class="dim">{sentence}</span>;
}

function brokenSentence(text: string, position: number): string {
  const before = text.slice(0, position).split('\n');
  const reason = checkJson(text, 'objectOrList')?.message ?? '';
  const where = valuesWords.brokenAt(before.length, (before.at(-1) ?? '').length + 1);
  return valuesWords.broken([where, reason].filter(Boolean).join(' '));
}
