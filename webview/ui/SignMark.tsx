import type { Sign } from './comboboxFilter';
import { Icon } from './Icon';

/** A sign of what something is. Decoration: it is said in words beside it. */
export function SignMark({ sign }: { sign: Sign | undefined }) {
  return (
    <span class="sign dim" aria-hidden="true">
      {sign && ('icon' in sign ? <Icon name={sign.icon} /> : <span class="mono">{sign.letters}</span>)}
    </span>
  );
}
