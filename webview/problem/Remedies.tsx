import { toChildArray, type ComponentChildren } from 'preact';
import type { AuthMethod } from '../../src/model/authMethod';
import type { Remedy, RemedyAction } from '../../src/model/problem';
import { Button } from '../ui/Button';
import { remedyLabel } from './remedyLabel';
import { RetryButton } from './RetryButton';

interface RemediesProps {
  remedies: readonly Remedy[];
  auth: AuthMethod | undefined;
  onAction: (action: RemedyAction) => void;
  /** Whether the first button is the page's main one; unless told, it is. */
  primary?: boolean;
  /** Further buttons, behind those of the remedies. */
  children?: ComponentChildren;
}

/** What to do, most likely first, and the buttons that do it. */
export function Remedies(props: RemediesProps) {
  const { primary = true } = props;
  // Two remedies may lead to the same step: one button does for both.
  const buttons = new Map<string, RemedyAction>();
  for (const { action } of props.remedies) {
    const label = action && remedyLabel(action, props.auth);
    if (label && !buttons.has(label)) buttons.set(label, action);
  }
  return (
    <>
      {props.remedies.length > 0 && (
        <ul class="remedies" data-testid="remedies">
          {props.remedies.map((remedy) => (
            <li key={remedy.text} dir="auto">
              {remedy.forAdministrator && <span class="dim">For an administrator: </span>}
              {remedy.text}
            </li>
          ))}
        </ul>
      )}
      {(buttons.size > 0 || toChildArray(props.children).length > 0) && (
        <div class="row wrap">
          {[...buttons].map(([label, action], index) =>
            action.kind === 'retryAfter' ? (
              <RetryButton
                key={label}
                seconds={action.seconds}
                primary={primary && index === 0}
                onClick={() => props.onAction(action)}
              />
            ) : (
              <Button key={label} primary={primary && index === 0} onClick={() => props.onAction(action)}>
                {label}
              </Button>
            ),
          )}
          {props.children}
        </div>
      )}
    </>
  );
}
