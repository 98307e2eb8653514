import type { ComponentChildren } from 'preact';
import type { AuthMethod } from '../../src/model/authMethod';
import type { Remedy, RemedyAction } from '../../src/model/problem';
import { Button } from '../ui/Button';
import { remedyLabel } from './remedyLabel';

interface RemediesProps {
  remedies: readonly Remedy[];
  auth: AuthMethod | undefined;
  onAction: (action: RemedyAction) => void;
  /** Further buttons, behind those of the remedies. */
  children?: ComponentChildren;
}

/** What to do, most likely first, and the buttons that do it. */
export function Remedies(props: RemediesProps) {
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
            <li key={remedy.text}>
              {remedy.forAdministrator && <span class="dim">For an administrator: </span>}
              {remedy.text}
            </li>
          ))}
        </ul>
      )}
      {(buttons.size > 0 || props.children) && (
        <div class="row wrap">
          {[...buttons].map(([label, action], index) => (
            <Button key={label} primary={index === 0} onClick={() => props.onAction(action)}>
              {label}
            </Button>
          ))}
          {props.children}
        </div>
      )}
    </>
  );
}
