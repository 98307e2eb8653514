import type { ComponentChildren } from 'preact';

interface LinkButtonProps {
  children: ComponentChildren;
  onClick: () => void;
  testId?: string;
  expanded?: boolean;
  title?: string;
  /** What is read aloud, where the text needs what stands around it; begins with the text. */
  label?: string;
}

/** An action that looks like a link: for what stands beside the main buttons. */
export function LinkButton(props: LinkButtonProps) {
  return (
    <button
      type="button"
      class="link-button"
      data-testid={props.testId}
      title={props.title}
      aria-label={props.label}
      aria-expanded={props.expanded}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}
