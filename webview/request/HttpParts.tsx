import { useMemo, useRef } from 'preact/hooks';
import type { ApiParameter } from '../../src/model/apiOperation';
import { httpMethods, type HttpMethod } from '../../src/model/requestSpec';
import { Editor } from '../editor/Editor';
import { checkJson } from '../editor/jsonCheck';
import { Combobox } from '../ui/Combobox';
import { LinkButton } from '../ui/LinkButton';
import { Select } from '../ui/Select';
import type { PartProps } from './formParts';
import { Row } from './Row';

const methods = httpMethods.map((value) => ({ value, label: value }));

/** A request of any path: its method, path, query, headers and, where the method has one, its body. */
export function HttpParts({ page }: PartProps) {
  const { httpMethod } = page.drafts.draft.value;
  const hasBody = httpMethod !== 'GET' && httpMethod !== 'HEAD';
  return (
    <>
      <PathRow page={page} />
      <PairsRow page={page} part="query" label="Query" example="limit=10" />
      <PairsRow page={page} part="headers" label="Headers" example="Accept-Language: fr" />
      {hasBody && <Body page={page} />}
    </>
  );
}

function PathRow({ page }: PartProps) {
  const { httpMethod, path } = page.drafts.draft.value;
  const { paths } = page.places.places.value;
  const options = useMemo(() => paths.map((value) => ({ value, label: '' })), [paths]);
  const box = useRef<HTMLDivElement>(null);
  const left = path.match(/\{[^{}/]+\}/g) ?? [];
  return (
    <Row label="Path">
      <Select
        class="http-method"
        label="HTTP method"
        testId="http-method"
        value={httpMethod}
        options={methods}
        onChange={(value) => page.update({ httpMethod: value as HttpMethod })}
      />
      <div class="picker">
        <div class="box" ref={box}>
          <Combobox
            label="Path"
            testId="path"
            placeholder="/web/version"
            value={path}
            options={options}
            anchor={box}
            onInput={(text) => page.update({ path: text })}
            onPick={(text) => page.update({ path: text.trim() })}
          />
        </div>
        {left.length > 0 && (
          <div class="note dim" data-testid="placeholders">
            Write a value in place of {left.join(' and ')}.
          </div>
        )}
      </div>
    </Row>
  );
}

interface PairsRowProps extends PartProps {
  part: 'query' | 'headers';
  label: string;
  example: string;
}

/** Names and values, one on each line or as a JSON object, and what the operation takes besides. */
function PairsRow({ page, part, label, example }: PairsRowProps) {
  const text = page.drafts.draft.value[part];
  const isJson = text.trim().startsWith('{') && text.includes('"');
  return (
    <Row label={label} tall>
      <div class="picker">
        <Editor
          label={label}
          testId={part}
          language="text"
          placeholder={example}
          value={text}
          error={isJson ? checkJson(text, 'object') : undefined}
          onChange={(changed) => page.update({ [part]: changed })}
        />
        {!isJson && <Optional page={page} part={part} />}
      </div>
    </Row>
  );
}

/** What the API operation may hold and does not yet, each added by its button. */
function Optional({ page, part }: PartProps & { part: 'query' | 'headers' }) {
  const draft = page.drafts.draft.value;
  const operation = page.places.places.value.operations.find((each) => each.id === draft.apiOperation);
  const sign = part === 'query' ? '=' : ':';
  const present = new Set(
    draft[part].split('\n').map((line) => (line.split(sign, 1)[0] ?? '').trim().toLowerCase()),
  );
  const place = part === 'query' ? 'query' : 'header';
  const left = (operation?.parameters ?? []).filter(
    (each) => each.in === place && !present.has(each.name.toLowerCase()),
  );
  if (left.length === 0) return null;
  const add = (parameter: ApiParameter): void => {
    const line = `${parameter.name}${part === 'query' ? '=' : ': '}${parameter.example ?? ''}`;
    const before = draft[part].trimEnd();
    page.update({ [part]: before === '' ? line : `${before}\n${line}` });
  };
  return (
    <div
      class="note dim"
      role="group"
      aria-label={`${place === 'query' ? 'Query parameters' : 'Headers'} to add`}
    >
      Add
      {left.slice(0, 20).map((each) => (
        <LinkButton
          key={each.name}
          onClick={() => add(each)}
          {...(each.description === undefined ? {} : { title: each.description })}
        >
          {each.name}
        </LinkButton>
      ))}
    </div>
  );
}

function Body({ page }: PartProps) {
  const { body, headers } = page.drafts.draft.value;
  const type = /^\s*"?content-type"?\s*:\s*"?([^"\n]*)/im.exec(headers)?.[1];
  const otherType = type !== undefined && !/json|x-www-form-urlencoded/i.test(type);
  const isJson = !otherType && /^\s*[[{]/.test(body);
  return (
    <Row label="Body" tall>
      <Editor
        label="Body"
        testId="body"
        language={otherType ? 'text' : 'json'}
        placeholder='{"name": "Azure Interior"}, or any text'
        value={body}
        error={isJson ? checkJson(body, body.trim().startsWith('{') ? 'object' : 'list') : undefined}
        onChange={(changed) => page.update({ body: changed })}
      />
    </Row>
  );
}
