import { useEffect, useState } from 'preact/hooks';

/** Whole seconds since a time of performance.now(), counted up as they pass. */
export function useSecondsSince(since: number): number {
  const [now, setNow] = useState(since);
  useEffect(() => {
    setNow(since);
    const tick = setInterval(() => setNow(performance.now()), 1000);
    return () => clearInterval(tick);
  }, [since]);
  return Math.max(0, Math.round((now - since) / 1000));
}
