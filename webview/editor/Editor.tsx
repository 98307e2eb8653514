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
import { lintKeymap, setDiagnostics } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { useEffect, useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { nonce } from '../nonce';
import { findingOf, marks, type EditorError, type EditorFinding } from './finding';
import { Findings } from './Findings';
import { editorTheme } from './theme';

export type { EditorError, EditorFinding } from './finding';

const none: readonly EditorFinding[] = [];

interface EditorProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** A domain is highlighted as the Python it mostly is. */
  language: 'domain' | 'json' | 'text';
  placeholder?: string;
  /** What is wrong with the text, where there is one thing at most. */
  error?: EditorError | undefined;
  /** All that is to be said of the text, in the order it is to be read in. */
  findings?: readonly EditorFinding[];
  complete?: CompletionSource;
  /** Takes the focus to this place when the editor comes up. */
  caret?: number | undefined;
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
  const { error } = props;
  const ofError = useMemo(() => (error ? [findingOf(error)] : none), [error]);
  const findings = props.findings ?? ofError;
  const invalid = findings.some((finding) => finding.severity === 'error');

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
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...lintKeymap,
          ...defaultKeymap,
          ...historyKeymap,
        ]),
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
    const { caret } = latest.current;
    if (caret !== undefined) {
      editor.dispatch({
        selection: { anchor: Math.min(caret, editor.state.doc.length) },
        scrollIntoView: true,
      });
      editor.focus();
    }
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
    editor.dispatch(setDiagnostics(editor.state, marks(findings, editor.state.doc.length)));
    editor.contentDOM.setAttribute('aria-invalid', String(invalid));
  }, [findings, invalid]);

  function goTo({ from, to }: EditorFinding): void {
    const editor = view.current;
    if (!editor) return;
    const { length } = editor.state.doc;
    const selection = { anchor: Math.min(from, length), head: Math.min(to, length) };
    editor.dispatch({ selection, scrollIntoView: true });
    editor.focus();
  }

  function fix({ fix: change }: EditorFinding): void {
    const editor = view.current;
    if (!editor || !change || editor.state.sliceDoc(change.from, change.to) !== change.instead) return;
    const { from, to, insert } = change;
    editor.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length } });
    editor.focus();
  }

  return (
    <div class="editor">
      <div class={invalid ? 'box invalid' : 'box'} ref={parent} />
      <Findings
        id={`${id}-error`}
        findings={findings}
        places={props.findings !== undefined}
        onGoTo={goTo}
        onFix={fix}
      />
    </div>
  );
}
