import { useEffect, useState } from 'preact/hooks';

/** Whole seconds that are left of a pause which begins now; 0 once it is over. */
export function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(Math.ceil(seconds));
  useEffect(() => {
    const end = performance.now() + seconds * 1000;
    const show = (): void => {
      const remaining = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      setLeft(remaining);
      if (remaining === 0) clearInterval(tick);
    };
    const tick = setInterval(show, 1000);
    show();
    return () => clearInterval(tick);
  }, [seconds]);
  return left;
}
