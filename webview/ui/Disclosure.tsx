import type { ComponentChildren } from 'preact';
import { Icon } from './Icon';

/** Something folded away under its summary. */
export function Disclosure(props: {
  summary: string;
  children: ComponentChildren;
  testId?: string;
  open?: boolean;
}) {
  return (
    <details class="disclosure" data-testid={props.testId} open={props.open ?? false}>
      <summary>
        <Icon name="chevronRight" />
        {props.summary}
      </summary>
      <div>{props.children}</div>
    </details>
  );
}
