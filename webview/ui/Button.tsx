import type { ComponentChildren } from 'preact';
import { register, vsCodeButton } from './toolkit';

register(vsCodeButton());

interface ButtonProps {
  children: ComponentChildren;
  onClick: () => void;
  primary?: boolean;
  disabled?: boolean;
  /** The shortcut, shown after the text: "Ctrl+Enter". */
  keys?: string;
  testId?: string;
}

export function Button(props: ButtonProps) {
  return (
    <vscode-button
      appearance={props.primary ? 'primary' : 'secondary'}
      disabled={props.disabled ?? false}
      data-testid={props.testId}
      onClick={() => {
        if (!props.disabled) props.onClick();
      }}
    >
      {props.children}
      {/* Not a <span>: the toolkit forces those to 16 by 16 pixels. */}
      {props.keys && <kbd class="keys">{props.keys}</kbd>}
    </vscode-button>
  );
}
