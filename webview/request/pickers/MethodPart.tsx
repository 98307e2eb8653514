import { useMemo, useRef, useState } from 'preact/hooks';
import type { MethodInfo, MethodList } from '../../../src/model/schemaInfo';
import { Combobox } from '../../ui/Combobox';
import { Disclosure } from '../../ui/Disclosure';
import { LinkButton } from '../../ui/LinkButton';
import { JsonRow, type PartProps } from '../formParts';
import { Row } from '../Row';
import { argsWithRecords, parametersLeft, recordsOfArgs, withParameter } from './methodText';
import { RecordsPart } from './RecordsPart';
import { isId, wordsOf } from './recordText';
import { useAsked } from './useAsked';
import {
  documentation,
  fromModule,
  methodKnown,
  methodsUnread,
  ofModel,
  ofRecords,
  parametersToAdd,
} from './words';
import './method.css';

const none: MethodInfo[] = [];

/** A method of the model: any name can be typed; what the server tells of its methods completes it and fills in its parameters. */
export function MethodPart({ page }: PartProps) {
  const draft = page.drafts.draft.value;
  const isKnownModel = page.schema.fields.value.state === 'ready';
  const model = draft.model.trim();
  const connectionId = page.connection.value?.id;
  const loaded = useAsked(
    isKnownModel && connectionId !== undefined ? `${connectionId} ${model}` : undefined,
    () => page.lookups.methods(model),
  );
  const methods = loaded.state === 'ready' ? loaded.value.methods : none;
  const method = methods.find((each) => each.name === draft.method.trim());
  const options = useMemo(
    () =>
      methods.map((each) => ({
        value: each.name,
        label: each.signature,
        detail: each.module ?? (each.ofModel ? 'model' : 'records'),
      })),
    [methods],
  );
  const box = useRef<HTMLDivElement>(null);
  return (
    <>
      <Row label="Method" tall>
        <div class="picker">
          <div class="box" ref={box}>
            <Combobox
              label="Method"
              testId="method"
              placeholder="name_search"
              value={draft.method}
              options={options}
              anchor={box}
              onInput={(text) => page.update({ method: text })}
              onPick={(text) => page.update({ method: text.trim() })}
            />
          </div>
          {method ? <About method={method} /> : <MethodsNote loaded={loaded} />}
        </div>
      </Row>
      {method?.ofModel !== true && <MethodRecords page={page} />}
      <JsonRow page={page} part="args" label="Arguments" shape="list" />
      <JsonRow page={page} part="kwargs" label="Keywords" shape="object" />
      {method && <Parameters page={page} method={method} />}
    </>
  );
}

type LoadedMethods = ReturnType<typeof useAsked<MethodList>>;

function MethodsNote({ loaded }: { loaded: LoadedMethods }) {
  if (loaded.state === 'failed') {
    return <div class="note dim">{methodsUnread(loaded.problem.title)}</div>;
  }
  if (loaded.state !== 'ready' || loaded.value.source === 'server') return null;
  return <div class="note dim">{methodKnown}</div>;
}

/** What a method is, in the server's own words. */
function About({ method }: { method: MethodInfo }) {
  return (
    <div class="method" data-testid="method-about">
      <span class="mono" dir="ltr">
        {method.name}
        {method.signature}
      </span>
      <span class="dim">
        {method.ofModel ? ofModel : ofRecords}
        {method.module && `. ${fromModule(method.module)}`}
      </span>
      {method.doc && (
        <Disclosure summary={documentation}>
          <pre class="method-doc" dir="auto">
            {method.doc}
          </pre>
        </Disclosure>
      )}
    </div>
  );
}

/** The records a method is called on, which are its first argument. Names that are half typed wait here until they are ids. */
function MethodRecords({ page }: PartProps) {
  const { args, model } = page.drafts.draft.value;
  const [typed, setTyped] = useState('');
  const ids = recordsOfArgs(args);
  if (ids === undefined) return null;
  const text = typed !== '' && sameIds(typed, ids) ? typed : ids;

  function take(changed: string): void {
    setTyped(changed);
    const words = wordsOf(changed).filter(isId);
    if (sameIds(changed, ids ?? '')) return;
    // Nothing is written into arguments that would only be an empty list.
    if (words.length === 0 && args.trim() === '') return;
    page.update({ args: argsWithRecords(args, words.map(Number)) });
  }

  return <RecordsPart page={page} model={model.trim()} text={text} onText={take} />;
}

function sameIds(text: string, ids: string): boolean {
  return wordsOf(text).filter(isId).join() === wordsOf(ids).join();
}

/** What the method takes and the keywords do not hold yet, each added by its button. */
function Parameters({ page, method }: PartProps & { method: MethodInfo }) {
  const { args, kwargs } = page.drafts.draft.value;
  const left = parametersLeft(method, kwargs, args);
  if (!left || left.length === 0) return null;
  return (
    <Row label="">
      <div class="note dim" role="group" aria-label={parametersToAdd}>
        Add
        {left.map((each) => (
          <LinkButton
            key={each.name}
            title={[each.annotation, each.default && `= ${each.default}`].filter(Boolean).join(' ')}
            onClick={() => page.update({ kwargs: withParameter(kwargs, each) })}
          >
            {each.required ? `${each.name} (required)` : each.name}
          </LinkButton>
        ))}
      </div>
    </Row>
  );
}
