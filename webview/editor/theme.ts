import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

function underline(style: string): Record<string, string> {
  return {
    backgroundImage: 'none',
    paddingBottom: '0',
    textDecoration: `underline ${style}`,
    textDecorationSkipInk: 'none',
  };
}

/** CodeMirror brings colours of its own for nearly everything; each is replaced by VS Code's. */
const theme = EditorView.theme({
  '&': { color: 'var(--vscode-input-foreground)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--vscode-editor-font-family)',
    fontSize: '0.925em',
    lineHeight: '18px',
    maxHeight: '180px',
  },
  '.cm-content': { padding: '3px 0', caretColor: 'var(--vscode-editorCursor-foreground)' },
  '.cm-line': { padding: '0 8px' },
  '.cm-placeholder': { color: 'var(--vscode-input-placeholderForeground)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--vscode-editorBracketMatch-background)',
    outline: '1px solid var(--vscode-editorBracketMatch-border)',
  },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent' },
  // The base theme draws these with data: images, which the page's content security policy forbids.
  '.cm-lintRange-error': underline('wavy var(--vscode-editorError-foreground)'),
  '.cm-lintRange-warning': underline('wavy var(--vscode-editorWarning-foreground)'),
  '.cm-lintRange-info': underline('dotted var(--vscode-editorInfo-foreground, var(--vscode-foreground))'),
  '.cm-lintRange-active': { backgroundColor: 'transparent' },
  '.cm-lintPoint-error:after': { borderBottomColor: 'var(--vscode-editorError-foreground)' },
  '.cm-lintPoint-warning:after': { borderBottomColor: 'var(--vscode-editorWarning-foreground)' },
  '.cm-tooltip': {
    border: '1px solid var(--vscode-editorSuggestWidget-border)',
    borderRadius: '3px',
    backgroundColor: 'var(--vscode-editorSuggestWidget-background)',
    color: 'var(--vscode-editorSuggestWidget-foreground)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--vscode-editor-font-family)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px', lineHeight: '20px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    background: 'var(--vscode-editorSuggestWidget-selectedBackground)',
    color: 'var(--vscode-editorSuggestWidget-selectedForeground)',
    outline: '1px dotted var(--vscode-contrastActiveBorder, transparent)',
    outlineOffset: '-1px',
  },
  '.cm-completionMatchedText': {
    textDecoration: 'none',
    color: 'var(--vscode-editorSuggestWidget-highlightForeground)',
  },
  '.cm-completionDetail': {
    marginLeft: '12px',
    fontStyle: 'normal',
    fontFamily: 'var(--vscode-font-family)',
    opacity: '0.8',
  },
  '.cm-diagnostic': { borderLeft: '0', padding: '4px 8px' },
  '.cm-panels': {
    borderTop: '1px solid var(--vscode-contrastBorder, var(--vscode-panel-border))',
    backgroundColor: 'transparent',
    color: 'inherit',
  },
  '.cm-panel.cm-panel-lint ul [aria-selected]': {
    backgroundColor: 'var(--vscode-list-activeSelectionBackground)',
    color: 'var(--vscode-list-activeSelectionForeground)',
  },
});

/** The debugger's blue is made for a darker ground than that of an input. */
const bool =
  'color-mix(in srgb, var(--vscode-debugTokenExpression-boolean) 70%, var(--vscode-input-foreground))';

const highlight = HighlightStyle.define([
  { tag: tags.string, color: 'var(--vscode-debugTokenExpression-string)' },
  { tag: tags.propertyName, color: 'var(--vscode-debugTokenExpression-name)' },
  { tag: tags.number, color: 'var(--vscode-debugTokenExpression-number)' },
  { tag: [tags.bool, tags.null], color: bool },
  { tag: tags.comment, color: 'var(--vscode-descriptionForeground)' },
]);

export const editorTheme: Extension = [theme, syntaxHighlighting(highlight)];
