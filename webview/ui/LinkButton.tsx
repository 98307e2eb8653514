import type { ComponentChildren } from 'preact';

interface LinkButtonProps {
  children: ComponentChildren;
  onClick: () => void;
  testId?: string;
  expanded?: boolean;
  title?: string;
}

/** An action that looks like a link: for what stands beside the main buttons. */
export function LinkButton(props: LinkButtonProps) {
  return (
    <button
      type="button"
      class="link-button"
      data-testid={props.testId}
      title={props.title}
      aria-expanded={props.expanded}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}
