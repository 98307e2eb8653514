import type { ComponentChildren } from 'preact';

interface RowProps {
  /** Seen only: every control carries its own. */
  label: string;
  children: ComponentChildren;
  /** The label stands beside the first line of something taller. */
  tall?: boolean;
}

/** One line of the form: its name on the left, its controls on the right. */
export function Row(props: RowProps) {
  return (
    <div class={`form-row ${props.tall ? 'tall' : ''}`}>
      <span class="form-label" aria-hidden="true">
        {props.label}
      </span>
      <div class="form-controls">{props.children}</div>
    </div>
  );
}
