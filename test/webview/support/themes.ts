export type ThemeName = 'dark' | 'light' | 'hc';

interface Theme {
  /** What VS Code writes into body's class and data-vscode-theme-kind. */
  kind: string;
  colors: Record<string, string>;
}

/** Colours that VS Code gives to a page, as its own themes Dark Modern, Light Modern and Dark High Contrast have them. */
export const themes: Record<ThemeName, Theme> = {
  dark: {
    kind: 'vscode-dark',
    colors: {
      'editor-background': '#1f1f1f',
      foreground: '#cccccc',
      descriptionForeground: '#9d9d9d',
      disabledForeground: '#cccccc80',
      focusBorder: '#0078d4',
      'panel-border': '#2b2b2b',
      'panelTitle-activeBorder': '#0078d4',
      'input-background': '#313131',
      'input-foreground': '#cccccc',
      'input-border': '#3c3c3c',
      'input-placeholderForeground': '#989898',
      'dropdown-background': '#313131',
      'dropdown-foreground': '#cccccc',
      'dropdown-border': '#3c3c3c',
      'button-background': '#0078d4',
      'button-foreground': '#ffffff',
      'button-hoverBackground': '#026ec1',
      'button-secondaryBackground': '#313131',
      'button-secondaryForeground': '#cccccc',
      'button-secondaryHoverBackground': '#3c3c3c',
      'button-border': '#ffffff12',
      'toolbar-hoverBackground': '#5a5d5e50',
      'list-hoverBackground': '#2a2d2e',
      'list-activeSelectionBackground': '#04395e',
      'list-activeSelectionForeground': '#ffffff',
      'list-inactiveSelectionBackground': '#37373d',
      'textLink-foreground': '#4daafc',
      'textLink-activeForeground': '#4daafc',
      'textCodeBlock-background': '#2b2b2b',
      'editorGroupHeader-tabsBackground': '#181818',
      'editorWarning-foreground': '#cca700',
      'editorError-foreground': '#f14c4c',
      'testing-iconPassed': '#73c991',
      'inputValidation-warningBackground': '#352a05',
      'inputValidation-warningBorder': '#b89500',
      'inputValidation-errorBackground': '#5a1d1d',
      'inputValidation-errorBorder': '#be1100',
      'progressBar-background': '#0078d4',
      'sash-hoverBorder': '#0078d4',
      'editorCursor-foreground': '#aeafad',
      'editorBracketMatch-background': '#0064001a',
      'editorBracketMatch-border': '#888888',
      'editorSuggestWidget-background': '#202020',
      'editorSuggestWidget-border': '#454545',
      'editorSuggestWidget-foreground': '#cccccc',
      'editorSuggestWidget-selectedBackground': '#04395e',
      'editorSuggestWidget-selectedForeground': '#ffffff',
      'editorSuggestWidget-highlightForeground': '#2aaaff',
      'debugTokenExpression-name': '#c586c0',
      'debugTokenExpression-string': '#ce9178',
      'debugTokenExpression-number': '#b5cea8',
      'debugTokenExpression-boolean': '#4e94ce',
      'keybindingLabel-background': '#8080802b',
      'scrollbarSlider-background': '#79797966',
    },
  },
  light: {
    kind: 'vscode-light',
    colors: {
      'editor-background': '#ffffff',
      foreground: '#3b3b3b',
      descriptionForeground: '#6b6b6b',
      disabledForeground: '#61616180',
      focusBorder: '#005fb8',
      'panel-border': '#e5e5e5',
      'panelTitle-activeBorder': '#005fb8',
      'input-background': '#ffffff',
      'input-foreground': '#3b3b3b',
      'input-border': '#cecece',
      'input-placeholderForeground': '#767676',
      'dropdown-background': '#ffffff',
      'dropdown-foreground': '#3b3b3b',
      'dropdown-border': '#cecece',
      'button-background': '#005fb8',
      'button-foreground': '#ffffff',
      'button-hoverBackground': '#0258a8',
      'button-secondaryBackground': '#e5e5e5',
      'button-secondaryForeground': '#3b3b3b',
      'button-secondaryHoverBackground': '#cccccc',
      'button-border': '#0000001a',
      'toolbar-hoverBackground': '#b8b8b850',
      'list-hoverBackground': '#f2f2f2',
      'list-activeSelectionBackground': '#e8e8e8',
      'list-activeSelectionForeground': '#000000',
      'list-inactiveSelectionBackground': '#e4e6f1',
      'textLink-foreground': '#005fb8',
      'textLink-activeForeground': '#005fb8',
      'textCodeBlock-background': '#f8f8f8',
      'editorGroupHeader-tabsBackground': '#f8f8f8',
      'editorWarning-foreground': '#bf8803',
      'editorError-foreground': '#e51400',
      'testing-iconPassed': '#388a34',
      'inputValidation-warningBackground': '#f6f5d2',
      'inputValidation-warningBorder': '#b89500',
      'inputValidation-errorBackground': '#f2dede',
      'inputValidation-errorBorder': '#be1100',
      'progressBar-background': '#005fb8',
      'sash-hoverBorder': '#005fb8',
      'editorCursor-foreground': '#000000',
      'editorBracketMatch-background': '#0064001a',
      'editorBracketMatch-border': '#b9b9b9',
      'editorSuggestWidget-background': '#f8f8f8',
      'editorSuggestWidget-border': '#c8c8c8',
      'editorSuggestWidget-foreground': '#3b3b3b',
      'editorSuggestWidget-selectedBackground': '#e8e8e8',
      'editorSuggestWidget-selectedForeground': '#000000',
      'editorSuggestWidget-highlightForeground': '#0066bf',
      'debugTokenExpression-name': '#9b46b0',
      'debugTokenExpression-string': '#a31515',
      'debugTokenExpression-number': '#098658',
      'debugTokenExpression-boolean': '#0000ff',
      'keybindingLabel-background': '#dddddd66',
      'scrollbarSlider-background': '#64646466',
    },
  },
  // High contrast leaves out the colours that a border stands for: selections, for one.
  hc: {
    kind: 'vscode-high-contrast',
    colors: {
      'editor-background': '#000000',
      foreground: '#ffffff',
      descriptionForeground: '#ffffffb3',
      disabledForeground: '#a5a5a5',
      focusBorder: '#f38518',
      contrastBorder: '#6fc3df',
      contrastActiveBorder: '#f38518',
      'panel-border': '#6fc3df',
      'panelTitle-activeBorder': '#6fc3df',
      'input-background': '#000000',
      'input-foreground': '#ffffff',
      'input-border': '#6fc3df',
      'input-placeholderForeground': '#ffffffb3',
      'dropdown-background': '#000000',
      'dropdown-foreground': '#ffffff',
      'dropdown-border': '#6fc3df',
      'button-background': '#000000',
      'button-foreground': '#ffffff',
      'button-hoverBackground': '#000000',
      'button-secondaryBackground': '#000000',
      'button-secondaryForeground': '#ffffff',
      'button-border': '#6fc3df',
      'list-hoverBackground': '#ffffff1a',
      'textLink-foreground': '#21a6ff',
      'textLink-activeForeground': '#21a6ff',
      'textCodeBlock-background': '#000000',
      'editorWarning-foreground': '#ffd370',
      'editorError-foreground': '#f48771',
      'testing-iconPassed': '#73c991',
      'inputValidation-warningBackground': '#000000',
      'inputValidation-warningBorder': '#6fc3df',
      'inputValidation-errorBackground': '#000000',
      'inputValidation-errorBorder': '#6fc3df',
      'progressBar-background': '#6fc3df',
      'editorCursor-foreground': '#ffffff',
      'editorBracketMatch-background': '#0064001a',
      'editorBracketMatch-border': '#6fc3df',
      'editorSuggestWidget-background': '#0c141f',
      'editorSuggestWidget-border': '#6fc3df',
      'editorSuggestWidget-foreground': '#ffffff',
      'editorSuggestWidget-highlightForeground': '#f38518',
      'debugTokenExpression-name': '#ffffff',
      'debugTokenExpression-string': '#f48771',
      'debugTokenExpression-number': '#89d185',
      'debugTokenExpression-boolean': '#75bdfe',
      'scrollbarSlider-background': '#6fc3df99',
    },
  },
};

/** The page's style sheet as VS Code gives it: the theme's variables and its few default rules. */
export function themeCss(name: ThemeName): string {
  const variables = Object.entries(themes[name].colors).map(
    ([color, value]) => `--vscode-${color}: ${value};`,
  );
  return `
:root {
  ${variables.join('\n  ')}
  --vscode-font-family: "Segoe WPC", "Segoe UI", system-ui, "Ubuntu", "DejaVu Sans", sans-serif;
  --vscode-font-size: 13px;
  --vscode-font-weight: normal;
  --vscode-editor-font-family: "Cascadia Code", "DejaVu Sans Mono", monospace;
  --vscode-editor-font-size: 14px;
}
@layer vscode-default {
  html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
  body {
    overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground);
    font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size);
    margin: 0; padding: 0 20px;
  }
  a:focus, input:focus, select:focus, textarea:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
  kbd {
    background-color: var(--vscode-keybindingLabel-background); border: 1px solid; border-radius: 3px;
    vertical-align: middle; padding: 1px 3px;
  }
}`;
}
