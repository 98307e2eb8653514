import { register, vsCodeProgressRing } from './toolkit';

register(vsCodeProgressRing());

/** Decoration only. The toolkit makes its ring an alert that says "Loading", over and over, hence the hidden wrapper. */
export function Spinner() {
  return (
    <span class="spinner" aria-hidden="true">
      <vscode-progress-ring />
    </span>
  );
}
