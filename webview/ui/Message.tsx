import type { ComponentChildren } from 'preact';

interface MessageProps {
  kind: 'info' | 'warning' | 'error';
  children: ComponentChildren;
  testId?: string;
}

/** A box of its own for something that went wrong or needs a look. Read aloud at once when it is an error. */
export function Message(props: MessageProps) {
  return (
    <div
      class={`message ${props.kind}`}
      role={props.kind === 'error' ? 'alert' : 'status'}
      data-testid={props.testId}
    >
      {props.children}
    </div>
  );
}
