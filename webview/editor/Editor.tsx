import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionSource,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { jsonLanguage } from '@codemirror/lang-json';
import { pythonLanguage } from '@codemirror/lang-python';
import { bracketMatching } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { nonce } from '../nonce';
import { editorTheme } from './theme';

/** Something wrong at one place of the text; `position` counts characters from 0. */
export interface EditorError {
  message: string;
  position: number;
}

interface EditorProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** A domain is highlighted as the Python it mostly is. */
  language: 'domain' | 'json' | 'text';
  placeholder?: string;
  error?: EditorError | undefined;
  complete?: CompletionSource;
  testId?: string;
}

const languages: Record<EditorProps['language'], Extension> = {
  domain: pythonLanguage,
  json: jsonLanguage,
  text: [],
};

/**
 * A text editor that grows with its text. Tab is left alone and moves the focus on, so that nobody is caught in it; Ctrl+Enter
 * never gets here, the page takes it first.
 */
export function Editor(props: EditorProps) {
  const id = useId();
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | undefined>(undefined);
  const latest = useRef(props);
  latest.current = props;

  useLayoutEffect(() => {
    if (!parent.current) return;
    const editor = new EditorView({
      parent: parent.current,
      doc: latest.current.value,
      extensions: [
        EditorView.cspNonce.of(nonce),
        EditorView.lineWrapping,
        history(),
        bracketMatching(),
        closeBrackets(),
        languages[latest.current.language],
        autocompletion({
          icons: false,
          override: [(context) => latest.current.complete?.(context) ?? null],
        }),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap, ...historyKeymap]),
        placeholder(latest.current.placeholder ?? ''),
        EditorView.contentAttributes.of({
          'aria-label': latest.current.label,
          'aria-describedby': `${id}-error`,
          ...(latest.current.testId ? { 'data-testid': latest.current.testId } : {}),
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) latest.current.onChange(update.state.doc.toString());
        }),
        editorTheme,
      ],
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = undefined;
    };
  }, [id, props.language]);

  // The value comes from outside only when another draft was loaded; what was typed is already there.
  useLayoutEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === props.value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: props.value } });
  }, [props.value]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    editor.dispatch(setDiagnostics(editor.state, props.error ? [diagnostic(editor, props.error)] : []));
    editor.contentDOM.setAttribute('aria-invalid', props.error ? 'true' : 'false');
  }, [props.error]);

  return (
    <div class="editor">
      <div class={props.error ? 'box invalid' : 'box'} ref={parent} />
      <div id={`${id}-error`} class="editor-error" aria-live="polite">
        {props.error?.message}
      </div>
    </div>
  );
}

/** Marks the character where the text stops making sense, or the place behind the last one. */
function diagnostic(editor: EditorView, error: EditorError) {
  const length = editor.state.doc.length;
  const from = Math.min(error.position, length);
  return { from, to: Math.min(from + 1, length), severity: 'error' as const, message: error.message };
}
