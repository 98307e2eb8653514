import { useMemo } from 'preact/hooks';
import { readTree } from '../../../src/values/jsonTree';
import { Editor } from '../../editor/Editor';
import { checkJson } from '../../editor/jsonCheck';
import type { FieldProps } from '../Editing';
import { isSame } from '../typed';
import { valuesWords } from '../words';

/** Longer values are changed in the JSON view. */
const longest = 20_000;

/** Any value as JSON, kept as it is typed even where it is none yet. */
export function JsonValue({ editing, path, node, label }: FieldProps) {
  const unfinished = editing.state.read().unfinished.find((each) => isSame(each.path, path));
  const text = unfinished?.text ?? editing.base.slice(node.from, node.to);
  const error = useMemo(() => (unfinished ? brokenValue(unfinished.text) : undefined), [unfinished?.text]);
  if (text.length > longest) {
    return (
      <div class="value-long">
        <span class="mono value-preview" dir="auto">
          {text.slice(0, 500)}…
        </span>
        <span class="dim">{valuesWords.longText(text.length)}</span>
      </div>
    );
  }
  return (
    <Editor
      label={label}
      language="json"
      value={text}
      error={error}
      onChange={(typed) => {
        if (typed !== text) editing.state.type(path, typed);
      }}
    />
  );
}

/** What is wrong with a value by itself: it may be any, where the values as a whole are an object. */
function brokenValue(text: string) {
  const start = '{"": ';
  const found = checkJson(`${start}${text}}`, 'object');
  if (!found) {
    const tree = readTree(text);
    return tree.ok ? undefined : { position: tree.position, message: valuesWords.notJson };
  }
  return { ...found, position: Math.max(0, found.position - start.length) };
}
