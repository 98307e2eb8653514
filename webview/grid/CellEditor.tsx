import type { RefObject } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { EditorKind } from './editing';
import type { OpenEditor } from './editControl';
import type { GridControl } from './gridControl';
import { RecordField } from './RecordField';
import { editorLabel } from './words';

interface CellEditorProps {
  control: GridControl;
  editor: OpenEditor;
}

/** Where the active cell goes when the editor has been left by a key. */
type Step = 'stay' | 'down' | 'right' | 'left';

/** The field over the cell that is edited: in the top layer, on the active cell, so that nothing of the grid clips it. */
export function CellEditor({ control, editor }: CellEditorProps) {
  const box = useRef<HTMLDivElement>(null);
  const wrongId = useId();
  const [text, setText] = useState(editor.text);
  const [wrong, setWrong] = useState('');
  const field = useRef<HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement>(null);
  /** What is typed, for the moment the focus leaves, which comes before the next render. */
  const latest = useRef(editor.text);
  const { edit } = control;

  useLayoutEffect(() => {
    box.current?.showPopover();
    const element = field.current;
    element?.focus({ preventScroll: true });
    if (editor.replace && element && editor.kind !== 'selection') element.select();
  }, [editor]);

  function change(value: string): void {
    latest.current = value;
    setText(value);
    setWrong('');
  }

  function finish(step: Step): void {
    const said = edit.commit(latest.current);
    if (said) setWrong(said.wrong);
    else leaveTo(step);
  }

  function leaveTo(step: Step): void {
    control.focus();
    const { row, column } = control.selection.value?.active ?? { row: editor.row, column: 0 };
    if (step === 'down') control.select({ row: row + 1, column });
    else if (step !== 'stay') control.select({ row, column: column + (step === 'right' ? 1 : -1) });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      edit.cancel();
      leaveTo('stay');
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      // A line of its own within a longer text.
      if (editor.kind === 'text' && (event.altKey || event.shiftKey)) return;
      finish('down');
    } else if (event.key === 'Tab') {
      finish(event.shiftKey ? 'left' : 'right');
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const common = {
    'aria-label': editorLabel(editor.column.label || editor.column.name, editor.row),
    'aria-invalid': wrong !== '',
    'aria-describedby': wrong === '' ? undefined : wrongId,
    'data-testid': 'cell-editor',
    ref: field,
  } as const;
  return (
    <div
      ref={box}
      class={`grid-editor ${editor.kind}`}
      popover="manual"
      onKeyDown={onKeyDown}
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node) || !event.currentTarget.contains(to)) edit.leave(latest.current);
      }}
    >
      {editor.kind === 'record' ? (
        <RecordField
          {...common}
          ref={field as RefObject<HTMLInputElement>}
          control={control}
          model={editor.column.relation ?? ''}
          text={text}
          onText={change}
          onPick={(record) => {
            edit.commitValue([record.id, record.name]);
            leaveTo('down');
          }}
        />
      ) : editor.kind === 'selection' ? (
        <select {...common} value={text} onChange={(event) => change(event.currentTarget.value)}>
          <option value="" />
          {editor.column.selection?.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      ) : editor.kind === 'text' ? (
        <textarea
          {...common}
          rows={5}
          dir="auto"
          value={text}
          onInput={(event) => change(event.currentTarget.value)}
        />
      ) : editor.kind === 'date' ? (
        <input {...common} type="date" value={text} onInput={(event) => change(event.currentTarget.value)} />
      ) : editor.kind === 'datetime' ? (
        <input
          {...common}
          type="datetime-local"
          step={1}
          value={text}
          onInput={(event) => change(event.currentTarget.value)}
        />
      ) : (
        <input
          {...common}
          type="text"
          inputMode={inputModeOf(editor.kind)}
          dir="auto"
          spellcheck={false}
          autocomplete="off"
          value={text}
          onInput={(event) => change(event.currentTarget.value)}
        />
      )}
      {wrong !== '' && (
        <div id={wrongId} class="grid-wrong" role="alert">
          {wrong}
        </div>
      )}
    </div>
  );
}

function inputModeOf(kind: EditorKind): 'numeric' | 'decimal' | 'text' {
  return kind === 'integer' ? 'numeric' : kind === 'number' ? 'decimal' : 'text';
}
