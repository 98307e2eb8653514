import { Button } from '../ui/Button';
import { useCountdown } from './useCountdown';

/** Tries again once a pause is over, and says how long that is. */
export function RetryButton(props: { seconds: number; primary: boolean; onClick: () => void }) {
  const left = useCountdown(props.seconds);
  return (
    <Button primary={props.primary} disabled={left > 0} testId="retry" onClick={props.onClick}>
      {left > 0 ? `Try again in ${left} s` : 'Try again'}
    </Button>
  );
}
